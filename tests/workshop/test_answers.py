"""Answers made beforehand: as if they were made now, and passed over when what they rest on differs."""

import gzip
import json
import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from workshop import answers, opening
from workshop.app import application
from workshop.house import House
from workshop.remembered import Remembered
from workshop.shelf import EMBEDDED


@pytest.fixture
def answered(embedded: Path, tmp_path: Path) -> House:
    """Return a house whose embedded set has its answers."""
    folder = tmp_path / "embedded"
    shutil.copytree(embedded, folder)
    house = House(tmp_path / "runs", folder, slots=1)
    answers.make(house, folder / answers.FOLDER)
    return House(tmp_path / "runs", folder, slots=1)


PATHS = (
    "/api/start", "/api/compare?a=baseline-2013&b=integrated", "/api/geography/tiny", "/api/assumptions",
    "/api/contested",
)  # fmt: skip


def test_from_files_or_made_now_a_browser_gets_the_same(house: House, answered: House) -> None:
    assert house.answers.folder is None and answered.answers.folder is not None
    told = []
    for one in (house, answered):
        with TestClient(application(one), base_url="http://127.0.0.1") as client:
            client.get("/")
            found = [client.get(path) for path in PATHS]
            for asked in ({"name": "eget"}, {"name": "own"}, {"name": "mine"}):
                body = {"parent": "integrated", "changes": {}, **asked}
                found.append(client.post("/api/scenario", json=body))
            for changes in ({}, {"peer_learning": 0.9}):
                body = {"parent": "integrated", "changes": changes}
                found.append(client.post("/api/instant", json=body))
            assert all(answer.status_code == 200 for answer in found)
            told.append([answer.json() for answer in found])
    assert told[0] == told[1]
    assert told[0][-1]["answers"] != told[0][-2]["answers"]


def test_an_answer_is_sent_as_it_lies_and_unpacked_where_a_browser_takes_no_gzip(answered: House) -> None:
    name = answers.comparison("baseline-2013", "integrated")
    with TestClient(application(answered), base_url="http://127.0.0.1") as client:
        client.get("/")
        path = "/api/compare?a=baseline-2013&b=integrated"
        packed = client.get(path, headers={"accept-encoding": "gzip"})
        plain = client.get(path, headers={"accept-encoding": "identity"})
        pack = client.get("/api/packs/integrated", headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    lies = answered.answers.packed(name)
    assert lies is not None and gzip.decompress(lies) == packed.content == plain.content
    assert pack.json()["key"] == "integrated"


@pytest.mark.parametrize("file", ["manifest.json", "design.json", "integrated.measured.json.gz"])
def test_answers_of_other_results_are_passed_over(answered: House, file: str) -> None:
    path = answered.embedded / file
    path.write_bytes(path.read_bytes() + b" ")
    other = House(answered.out, answered.embedded, slots=1)
    assert other.answers.folder is None and other.answers.opening is None


def test_what_was_made_anew_lies_in_the_run_store_for_the_next_start(house: House) -> None:
    opening.warm(house)
    again = House(house.out, house.embedded, slots=1)
    assert again.answers.folder == house.store / answers.FOLDER
    assert again.opening == house.opening and again.opening["embedded"]["current"]


def test_a_name_that_is_not_of_the_answers_reads_nothing(answered: House) -> None:
    (answered.embedded / "other.json.gz").write_bytes(gzip.compress(b"{}"))
    for name in ("../other", "nothing", "", "compare.baseline-2013.planned"):
        assert answered.answers.packed(name) is None
    about = answered.embedded / answers.FOLDER / answers.ABOUT
    assert set(json.loads(about.read_text(encoding="utf-8"))["answers"]) == set(answers.makers(answered))


def test_half_made_answers_are_none(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    made = answers.makers(house)

    def broken(_: House) -> object:
        return {**made, "contested": lambda: 1 / 0}

    monkeypatch.setattr(answers, "makers", broken)
    with pytest.raises(ZeroDivisionError):
        answers.make(house, house.store / answers.FOLDER)
    assert House(house.out, house.embedded).answers.folder is None


@pytest.mark.slow  # a change of the model or the indicators makes them others: told by the whole suite
def test_the_embedded_answers_are_those_of_the_code_at_hand() -> None:
    """When this fails: ``run.py workshop answers`` makes them anew in seconds."""
    house = House(Path("runs"), EMBEDDED)
    assert house.answers.folder == EMBEDDED / answers.FOLDER, "run.py workshop answers"
    for name, make in answers.makers(house).items():
        found = house.answers.packed(name)
        assert found is not None, name
        assert json.loads(gzip.decompress(found)) == json.loads(json.dumps(make())), name


def test_no_more_is_remembered_than_there_is_room_for() -> None:
    kept = Remembered(10)
    for i in range(5):
        assert kept.keep(("one", str(i)), b"1234") == b"1234"
    assert kept.find(("one", "2")) is None and kept.find(("one", "4")) == b"1234" and kept.size == 8
    kept.find(("one", "3"))
    kept.keep(("two",), b"12")
    kept.keep(("three",), b"12")
    assert kept.find(("one", "3")) == b"1234" and kept.find(("one", "4")) is None  # the one used last stays
    kept.keep(("large",), b"x" * 11)
    assert kept.find(("large",)) is None
