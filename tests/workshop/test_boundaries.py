"""Real boundaries on the page: a file that is given, or one in the data folder; wrong ones are a sentence."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from calibration.connector.boundaries import municipality_codes, take
from calibration.connector.errors import ConnectorError
from scenarios.parameters import ROOT
from workshop import boundaries
from workshop.app import application
from workshop.boundaries import Boundaries, read
from workshop.errors import WorkshopError
from workshop.house import House


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the data folder of whoever runs the tests out of them."""
    monkeypatch.setenv("BOSETTING_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def geojson(path: Path, codes: tuple[str, ...]) -> Path:
    """Write a square for each municipality, in a row from the west; the last comes first in the file."""
    features: list[dict[str, Any]] = []
    for i, code in enumerate(codes):
        x = 5.0 + 0.1 * i
        ring = [[x, 60], [x + 0.1, 60], [x + 0.1, 60.1], [x, 60.1], [x, 60]]
        shape = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": {"nr": code}, "geometry": shape})
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features[::-1]}), encoding="utf-8")
    return path


@pytest.mark.parametrize(("year", "world"), [(2013, "norway-2013"), (2024, "norway-2024")])
def test_a_file_is_drawn_for_the_world_whose_municipalities_it_has(
    house: House, tmp_path: Path, year: int, world: str
) -> None:
    codes = municipality_codes(year)
    house.boundaries = Boundaries(read(geojson(tmp_path / "b.geojson", codes)))
    with TestClient(application(house), base_url="http://127.0.0.1") as client:
        client.get("/")
        assert client.get("/api/boundaries").json()["worlds"] == [world]
        found = client.get(f"/api/boundaries/{world}").json()["boundaries"]
        left = [min(rings[0][::2]) for rings in found]
        assert len(found) == len(codes) and left == sorted(left)  # in the order of the model
        other = "norway-2024" if year == 2013 else "norway-2013"
        for absent in (other, "tiny", "none", "..%2f..%2fetc"):
            assert client.get(f"/api/boundaries/{absent}").status_code == 404


def test_what_is_kept_in_the_data_folder_is_found(
    client: TestClient, tmp_path: Path, own_data_folder: Path
) -> None:
    assert client.get("/api/boundaries").json()["worlds"] == []
    take(geojson(tmp_path / "b.geojson", municipality_codes(2024)), own_data_folder)
    assert client.get("/api/boundaries").json()["worlds"] == ["norway-2024"]
    assert len(client.get("/api/boundaries/norway-2024").json()["boundaries"]) == 357


def test_a_kept_file_that_was_spoilt_is_one_sentence(client: TestClient, own_data_folder: Path) -> None:
    (own_data_folder / "boundaries").mkdir(parents=True)
    (own_data_folder / "boundaries" / "municipalities_2013.geojson").write_text("{", encoding="utf-8")
    answer = client.get("/api/boundaries/norway-2013")
    assert answer.status_code == 400 and "JSON" in answer.json()["error"]


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boundaries, "MEGABYTES", 0.00001)
    with pytest.raises(WorkshopError) as error:
        read(geojson(tmp_path / "b.geojson", municipality_codes(2013)))
    assert "forenklet" in error.value.said("nb") and "simplified" in error.value.said("en")


def test_a_file_without_some_municipalities_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConnectorError) as error:
        read(geojson(tmp_path / "b.geojson", municipality_codes(2013)[:-3]))
    assert error.value.said("en").count("\n") == 0 and "3 of" in error.value.said("en")


def test_the_command_says_in_one_sentence_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "b.geojson").write_text('{"type": "FeatureCollection"}', encoding="utf-8")
    command = [sys.executable, "run.py", "workshop", "--no-browser", "--port", "0", "--lang", "nb"]
    done = subprocess.run(
        [*command, "--out", str(tmp_path), "--boundaries", str(tmp_path / "b.geojson")], cwd=ROOT,
        capture_output=True, text=True, timeout=300, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 2 and done.stderr.count("\n") == 1 and "FeatureCollection" in done.stderr
