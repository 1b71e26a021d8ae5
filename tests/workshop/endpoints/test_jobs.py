"""Runs and reports: the numbers of the command line, and scenarios told apart by what they are."""

from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from experiments import compare
from scenarios.scenario import load_scenario
from tests.workshop.talking import follow, pack_named
from workshop.app import application
from workshop.editor import read_text, toml_of_scenario
from workshop.endpoints.jobs import run_tasks
from workshop.house import House
from workshop.meant import apart, meant
from workshop.sessions import Session
from workshop.worker import scenario_of


@pytest.mark.slow
def test_a_run_gives_the_numbers_of_the_command_line(
    client: TestClient, house: House, study_folder: Path
) -> None:
    asked = {"scenario": {"library": "integrated"}, "replicates": 2, "world": "tiny"}
    begun = client.post("/api/runs", json=asked)
    assert begun.status_code == 202
    told = follow(client, begun.json()["id"])
    assert told[-1]["state"] == "done" and told[-1]["done"] == told[-1]["total"] == 4
    base, arm = told[-1]["result"]["keys"]
    mine = client.get("/api/compare", params={"a": base, "b": arm}).json()
    embedded = client.get("/api/compare", params={"a": "baseline-2013", "b": "integrated"}).json()
    assert mine["rows"] == embedded["rows"] and mine["panels"] == embedded["panels"]
    other = TestClient(application(house), base_url="http://127.0.0.1")
    other.get("/")
    assert other.get(f"/api/packs/{arm}").status_code == 404  # of another session
    assert other.get(f"/api/runs/{begun.json()['id']}").status_code == 404


@pytest.mark.parametrize("slots", [2, 3])
def test_replicates_are_dealt_out_to_processes_each_once(house: House, slots: int) -> None:
    house.slots = slots
    scenario, spec = load_scenario("integrated"), {"library": "integrated"}
    parts, finish = run_tasks(house, scenario, spec, 7, "tiny", seed=5)
    assert len(parts) == slots and finish["do"] == "pack"
    dealt = [seed for one in parts for seed in range(one["seed"], one["seed"] + one["replicates"])]
    assert dealt == list(range(5, 12))
    assert {one["out"] for one in parts} == {parts[0]["out"]}
    assert sum(one["runs"] for one in parts) == 14
    few, _ = run_tasks(house, scenario, spec, 1, "tiny")
    assert [one["replicates"] for one in few] == [1]


@pytest.mark.slow
def test_two_processes_give_the_numbers_of_one(embedded: Path, tmp_path: Path) -> None:
    with TestClient(application(House(tmp_path, embedded, slots=2)), base_url="http://127.0.0.1") as client:
        client.get("/")
        asked = {"scenario": {"library": "integrated"}, "replicates": 2, "world": "tiny"}
        told = follow(client, client.post("/api/runs", json=asked).json()["id"])
        assert told[-1]["state"] == "done" and told[-1]["done"] == told[-1]["total"] == 4
        base, arm = told[-1]["result"]["keys"]
        mine = client.get("/api/compare", params={"a": base, "b": arm}).json()
        known = client.get("/api/compare", params={"a": "baseline-2013", "b": "integrated"}).json()
        assert mine["seeds"] == [1, 2] and mine["rows"] == known["rows"]


@pytest.mark.slow
def test_a_report_holds_b_against_the_pinned_a(client: TestClient, house: House) -> None:
    asked = {"scenario": {"library": "fragmented"}, "replicates": 1, "world": "tiny"}
    told = follow(client, client.post("/api/runs", json=asked).json()["id"])
    pinned = told[-1]["result"]["keys"][1]
    begun = client.post("/api/reports", json={"key": "integrated", "against": pinned}).json()
    assert begun["about"] == {"name": "integrated", "against": "fragmented"}
    done = follow(client, begun["id"])[-1]
    assert done["state"] == "done", done
    base, arm = done["result"]["keys"]
    assert client.get(f"/api/packs/{base}").json()["scenario"]["name"] == "fragmented"
    mine = client.get("/api/compare", params={"a": base, "b": arm}).json()
    assert mine["names"] == ["fragmented", "integrated"]
    page = client.get(done["result"]["report"]["html"])
    assert page.status_code == 200 and "fragmented" in page.text.lower()
    usual = client.post("/api/reports", json={"key": "integrated", "against": "baseline-2013"}).json()
    assert usual["about"]["against"] == "baseline-2013"
    client.delete(f"/api/runs/{usual['id']}")


def test_a_report_of_a_scenario_against_itself_is_refused(client: TestClient) -> None:
    told = 'name = "again"\nparent = "integrated"\n'  # another name does not make it another scenario
    mine = pack_named(client, told)
    for body in (
        {"key": "integrated", "against": "integrated"},
        {"key": "integrated", "against": mine},
        {"key": "baseline-2013", "against": "baseline-2013"},
        {"key": "baseline-2013"},
    ):
        answer = client.post("/api/reports", json=body)
        assert answer.status_code == 400 and "A og B er det samme scenarioet" in answer.json()["error"]
    answer = client.post("/api/stories", json={"a": "integrated", "b": mine})
    assert answer.status_code == 400 and "A og B er det samme scenarioet" in answer.json()["error"]


@pytest.mark.slow
def test_two_scenarios_of_one_name_are_told_apart(client: TestClient, house: House) -> None:
    told = 'name = "mine"\nparent = "informed"\n[dials]\nhousing_follow_up = {dial}\n'
    first = pack_named(client, told.format(dial=0.8))
    second = pack_named(client, told.format(dial=0.9))
    session = next(iter(house.sessions._open.values()))
    for key, dial in ((first, 0.8), (second, 0.9)):
        scenario, spec = meant(house.shelf.pack(key, session))
        assert scenario.dials["housing_follow_up"] == dial and "toml" in spec
    a, b = apart(meant(house.shelf.pack(first, session)), meant(house.shelf.pack(second, session)))
    assert (a[0].name, b[0].name) == ("mine-A", "mine") and read_text(a[1]["toml"]).dials == a[0].dials
    begun = client.post("/api/reports", json={"key": second, "against": first}).json()
    assert begun["about"] == {"name": "mine", "against": "mine-A"}
    client.delete(f"/api/runs/{begun['id']}")  # how it ends, a test above follows
    held, other = (scenario_of(spec) for _, spec in (a, b))
    study = compare([other], 1, 1, world="tiny", years=(2009, 2009), baseline=held)
    assert study.scenarios == ("mine-A", "mine")


def test_a_scenario_of_the_library_is_run_by_name_only_while_it_says_what_the_pack_says(house: House) -> None:
    pack = house.shelf.pack("integrated", Session(""))
    own, spec = meant(pack)
    assert own == load_scenario("integrated") and spec == {"library": "integrated"}
    toml = toml_of_scenario(own.with_changes({"peer_learning": 0.05}))
    older = replace(pack, shown={**pack.shown, "scenario": {**pack.shown["scenario"], "toml": toml}})
    was, spec = meant(older)
    assert was.dials["peer_learning"] == 0.05 and spec == {"toml": toml}


def test_a_contested_answer_is_part_of_the_run(client: TestClient) -> None:
    asked = {
        "scenario": {"library": "integrated"},
        "replicates": 1,
        "world": "tiny",
        "contested": {"lock-in": "no"},
    }
    assert client.post("/api/runs", json=asked).status_code == 400
    begun = client.post("/api/runs", json=asked | {"contested": {"lock-in": "weak"}}).json()
    client.delete(f"/api/runs/{begun['id']}")
    log = client.get("/api/log").json()["log"]
    assert log[-1]["changes"]["work.lock_in"] == 0.8
