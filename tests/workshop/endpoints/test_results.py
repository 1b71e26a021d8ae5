"""What a browser is shown of results: the numbers of the command line, differences on maps, rankings."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from starlette.testclient import TestClient

from experiments import open_study
from experiments.table import rows
from workshop.app import application
from workshop.data.packing import unpack
from workshop.errors import WorkshopError
from workshop.house import House
from workshop.pack import packs_of


def test_the_embedded_set_gives_the_numbers_of_the_command_line(
    client: TestClient, study_folder: Path
) -> None:
    told = client.get("/api/compare", params={"a": "baseline-2013", "b": "integrated"}).json()
    ours = {row["name"]: row for row in told["rows"]}
    table = rows(open_study(study_folder).comparison())
    assert len(table) == len(ours) > 40
    for row in table:
        mine = ours[row["indicator"]]
        for key, name in (
            ("difference", "difference"),
            ("low", "low"),
            ("high", "high"),
            ("better", "better"),
        ):
            known = row[name] == row[name]
            assert mine[key] == (row[name] if known else None), (row["indicator"], key)


def test_the_map_of_a_difference_is_that_of_the_pack_where_a_is_its_baseline(client: TestClient) -> None:
    pack = client.get("/api/packs/integrated").json()
    for measure, maps in pack["map"].items():
        asked = {"a": "baseline-2013", "b": "integrated", "measure": measure}
        assert client.get("/api/difference", params=asked).json() == maps["difference"]


def test_the_map_of_a_difference_turns_with_its_sides(client: TestClient) -> None:
    asked = {"a": "integrated", "b": "baseline-2013", "measure": "living"}
    turned = client.get("/api/difference", params=asked).json()
    straight = client.get("/api/packs/integrated").json()["map"]["living"]["difference"]
    assert turned["diverging"] and turned["unclear"] == straight["unclear"]
    assert np.allclose(unpack(turned["values"]), -unpack(straight["values"]))
    assert np.abs(unpack(turned["values"])).max() > 0
    for wrong in ({"measure": "none"}, {"a": "none"}, {}):
        answer = client.get("/api/difference", params={**asked, **wrong} if wrong else {})
        assert answer.status_code == 404 and "error" in answer.json()


def test_a_pack_without_counts_says_that_it_has_no_difference_map(house: House, tmp_path: Path) -> None:
    old = tmp_path / "old"
    shutil.copytree(house.embedded, old)
    (old / "integrated.maps.json.gz").unlink()
    with TestClient(application(House(tmp_path, old, slots=1)), base_url="http://127.0.0.1") as client:
        client.get("/")
        asked = {"a": "baseline-2013", "b": "integrated", "measure": "living"}
        answer = client.get("/api/difference", params=asked)
        assert answer.status_code == 400 and "på nytt" in answer.json()["error"]


def test_a_set_of_another_model_or_of_another_posterior_is_said_to_be(house: House, tmp_path: Path) -> None:
    for key in (None, "code", "posterior"):
        folder = tmp_path / str(key)
        shutil.copytree(house.embedded, folder)
        told = json.loads((folder / "manifest.json").read_text())
        (folder / "manifest.json").write_text(json.dumps(told if key is None else told | {key: "other"}))
        with TestClient(application(House(folder, folder, slots=1)), base_url="http://127.0.0.1") as client:
            client.get("/")
            assert client.get("/api/start").json()["embedded"]["current"] == (key is None)


def test_what_rests_on_restricted_data_is_not_shown(
    client: TestClient, study_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    about = json.loads((study_folder / "study.json").read_text())
    folder = tmp_path / study_folder.name
    shutil.copytree(study_folder, folder)
    (folder / "study.json").write_text(json.dumps(about | {"restricted": ["mikrodata.csv"]}))
    with pytest.raises(WorkshopError) as error:
        packs_of(open_study(folder), "run")
    assert "mikrodata.csv" in error.value.said("nb") and "run.py report" in error.value.said("en")
    monkeypatch.setattr("experiments.disclosure.restricted_data", lambda: ("posterior.json",))
    for path, body in (("runs", {"scenario": {"library": "planned"}}), ("reports", {"key": "integrated"})):
        answer = client.post(f"/api/{path}", json=body)
        assert answer.status_code == 400 and "posterior.json" in answer.json()["error"]


def test_the_instant_answer_says_what_it_leaves_out(client: TestClient) -> None:
    asked = {"parent": "baseline-2013", "changes": {"shared_guidance": 1.0, "landlord.guarantee_cover": 0.9}}
    told = client.post("/api/instant", json=asked).json()
    assert told["answers"]["waiting_stock"]["difference"] == pytest.approx(-70, rel=0.05)
    assert told["left_out"] == ["landlord.guarantee_cover"]
    stated = client.post("/api/instant", json={"parent": "baseline-2013", "changes": {}}).json()
    assert stated["answers"]["waiting_stock"]["difference"] == 0.0


def test_a_ranking_holds_the_groups_own_choice_beside_the_five(client: TestClient) -> None:
    asked = {"keys": ["baseline-2013", "integrated"], "families": ["waiting_stock"]}
    told = client.post("/api/ranking", json=asked).json()
    assert [one["id"] for one in told["presets"]] == [
        "investment", "here_and_now", "capability", "worst_off", "equal_by_level",
    ]  # fmt: skip
    assert set(told["own"]["ranks"].values()) <= {1, 2}
    assert sum(told["own"]["weights"].values()) == pytest.approx(1.0)
