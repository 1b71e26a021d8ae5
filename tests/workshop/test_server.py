"""What the server answers: sessions apart, sentences for what is wrong, nothing read by a browser's path."""

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from experiments import open_study
from experiments.table import rows
from scenarios.scenario import load_scenario
from tests.workshop.qr_reader import read
from workshop import files
from workshop.app import application
from workshop.data.packing import unpack
from workshop.editor import read_text, toml_of_scenario
from workshop.endpoints.jobs import run_tasks
from workshop.errors import WorkshopError
from workshop.house import House
from workshop.meant import apart, meant
from workshop.pack import packs_of
from workshop.sessions import Session


def follow(client: TestClient, job: str) -> list[dict[str, Any]]:
    """Listen to a job until it is over."""
    with client.stream("GET", f"/api/runs/{job}/events") as told:
        return [json.loads(line[6:]) for line in told.iter_lines() if line.startswith("data: ")]


def test_every_answer_has_a_strict_policy(client: TestClient) -> None:
    for path in ("/", "/vote", "/page/app.js", "/api/start", "/nothing", "/api/packs/none"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_the_page_names_only_files_of_the_table() -> None:
    table = files.table()
    for name in ("index.html", "vote.html", "join.html"):
        text = table[name].body.decode()
        assert "http" not in text.replace("http-equiv", "")
        for asked in re.findall(r'(?:src|href)="/page/([^"]+)"', text):
            assert asked in table
    for name, file in table.items():
        if name.endswith(".js"):
            folder = Path(name).parent
            for asked in re.findall(r'(?:from|import\()\s*"(\.[^"]+)"', file.body.decode()):
                parts: list[str] = []
                for part in (folder / asked).parts:
                    if part == "..":
                        parts.pop()
                    else:
                        parts.append(part)
                assert "/".join(parts) in table, f"{name}: {asked}"


def test_both_languages_have_the_same_words() -> None:
    words = json.loads(files.table()["words.json"].body)
    assert words["nb"].keys() == words["en"].keys()
    fields = re.compile(r"\{(\w+)\}")
    for key in words["nb"]:
        assert set(fields.findall(words["nb"][key])) == set(fields.findall(words["en"][key])), key


@pytest.mark.parametrize(
    "path",
    [
        "/page/../app.py", "/page/%2e%2e/app.py", "/page/..%2fapp.py", "/page//etc/passwd", "/page/words.nb",
        "/page/modules/../../app.py", "/page/", "/api/packs/../manifest", "/api/packs/%2e%2e%2fmanifest",
        "/api/reports/../x.html",
    ],
)  # fmt: skip
def test_no_path_reaches_the_file_system(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404 and "error" in answer.json()


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


def test_a_report_holds_b_against_the_pinned_a(client: TestClient, house: House) -> None:
    asked = {"scenario": {"library": "fragmented"}, "replicates": 2, "world": "tiny"}
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


def pack_named(client: TestClient, text: str) -> str:
    """Run an uploaded scenario in the invented world; returns the key of its pack."""
    asked = {"scenario": {"toml": text}, "replicates": 2, "world": "tiny"}
    told = follow(client, client.post("/api/runs", json=asked).json()["id"])
    assert told[-1]["state"] == "done", told[-1]
    return str(told[-1]["result"]["keys"][1])


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
    done = follow(client, begun["id"])[-1]
    assert done["state"] == "done", done
    assert client.get(done["result"]["report"]["html"]).status_code == 200


def test_a_scenario_of_the_library_is_run_by_name_only_while_it_says_what_the_pack_says(house: House) -> None:
    pack = house.shelf.pack("integrated", Session(""))
    own, spec = meant(pack)
    assert own == load_scenario("integrated") and spec == {"library": "integrated"}
    toml = toml_of_scenario(own.with_changes({"peer_learning": 0.05}))
    older = replace(pack, shown={**pack.shown, "scenario": {**pack.shown["scenario"], "toml": toml}})
    was, spec = meant(older)
    assert was.dials["peer_learning"] == 0.05 and spec == {"toml": toml}


def test_sessions_do_not_see_each_other_and_outlive_the_server(house: House) -> None:
    with TestClient(application(house), base_url="http://127.0.0.1") as one:
        one.get("/")
        state = one.get("/api/state").json() | {
            "language": "en",
            "changes": {"peer_learning": 0.4},
            "view": "play",
        }
        assert one.put("/api/state", json=state).status_code == 200
        other = TestClient(application(house), base_url="http://127.0.0.1")
        other.get("/")
        assert other.get("/api/state").json()["changes"] == {}
        cookie = dict(one.cookies)
    again = TestClient(
        application(House(house.out, house.embedded)), base_url="http://127.0.0.1", cookies=cookie
    )
    assert again.get("/api/state").json() == state


def test_without_a_session_there_is_a_sentence(house: House) -> None:
    with TestClient(application(house), base_url="http://127.0.0.1") as client:
        answer = client.get("/api/start")
        assert answer.status_code == 403 and answer.json()["error"].endswith("på nytt.")
        client.cookies.set("workshop", "../../etc/passwd")
        assert client.get("/api/state").status_code == 403


def test_another_site_gets_no_answer(client: TestClient) -> None:
    assert client.get("/api/start", headers={"host": "evil.example"}).status_code == 403
    state = client.get("/api/state").json()
    for headers in ({"origin": "http://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}):
        assert client.put("/api/state", json=state, headers=headers).status_code == 403
    assert client.put("/api/state", json=state, headers={"origin": "http://127.0.0.1"}).status_code == 200


def test_what_is_too_long_or_no_json_is_told(client: TestClient) -> None:
    assert client.post("/api/scenario", content=b"x" * 200_000).status_code == 413
    assert (
        client.post("/api/scenario", content=b"{}", headers={"content-type": "text/plain"}).status_code == 415
    )
    for text in ("{", "[" * 100_000, '{"changes": {"peer_learning": NaN}}', '{"toml": 1e999}', "9" * 5000):
        answer = client.post("/api/scenario", content=text, headers={"content-type": "application/json"})
        assert answer.status_code in (400, 415), text[:20]


def test_a_chunked_body_is_no_way_around_the_limit(client: TestClient) -> None:
    answer = client.post(
        "/api/scenario",
        content=(b" " * 10_000 for _ in range(40)),
        headers={"content-type": "application/json"},
    )
    assert answer.status_code == 413


def test_a_wrong_scenario_is_told_with_line_and_range(client: TestClient) -> None:
    answer = client.post("/api/scenario", json={"parent": "informed", "changes": {"peer_learning": 7}})
    assert answer.status_code == 400 and "0 til 1" in answer.json()["error"]


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


def test_a_vote_counts_each_browser_once_and_hides_counts_until_it_is_closed(house: House) -> None:
    with TestClient(application(house), base_url="http://127.0.0.1") as room:
        room.get("/")
        options = [{"id": "less", "label": "Mindre"}, {"id": "more", "label": "Mer"}]
        poll = room.post("/api/polls", json={"question": "?", "options": options}).json()
        place = f"/api/polls/{poll['code'].lower()}"
        phones = [TestClient(application(house), base_url="http://127.0.0.1") for _ in range(3)]
        for phone, choice in zip(phones, ("less", "more", "more"), strict=True):
            phone.get("/vote")
            phone.post(f"{place}/votes", json={"choice": "less"})
            assert phone.post(f"{place}/votes", json={"choice": choice}).json()["votes"] is None
        room.post(f"{place}/votes", json={"choice": "less", "hands": 4})
        assert phones[0].post(f"{place}/votes", json={"choice": "less", "hands": 4}).status_code == 403
        assert phones[0].post(f"{place}/end", json={}).status_code == 403
        closed = room.post(f"{place}/end", json={"revealed": "more"}).json()
        assert closed["votes"] == {"less": 5, "more": 2}
        assert phones[0].get(place).json()["votes"] == closed["votes"]
        assert phones[0].post(f"{place}/votes", json={"choice": "more"}).status_code == 409
        assert "less: 5, more: 2" in room.get("/api/log?as=md").text


def test_who_is_at_a_vote_is_led_to_the_next_one(house: House) -> None:
    with TestClient(application(house), base_url="http://127.0.0.1") as room:
        room.get("/")
        options = [{"id": "less", "label": "Mindre"}, {"id": "more", "label": "Mer"}]
        asked = [room.post("/api/polls", json={"question": q, "options": options}).json() for q in "123"]
        other = TestClient(application(house), base_url="http://127.0.0.1")
        other.get("/vote")
        mine = other.post("/api/polls", json={"question": "mine", "options": options}).json()["code"]
        for one in asked:  # of whatever question the code is that somebody was given
            told = other.get(f"/api/polls/{one['code']}").json()
            assert (told["code"], told["question"], told["next"]) == (asked[2]["code"], "3", None)
        room.post(f"/api/polls/{asked[2]['code']}/end", json={"revealed": "more"})
        after = house.polls.of(asked[2]["code"])
        assert room.get(f"/api/polls/{mine}").json()["question"] == "mine"
        last = room.post("/api/polls", json={"question": "4", "options": options}).json()["code"]
        with other.stream("GET", f"/api/polls/{asked[0]['code']}/events") as told:
            first = next(line for line in told.iter_lines() if line.startswith("data: "))
            house.polls.begin(after.owner, "5", options, True)  # ends what is listened to
        assert json.loads(first[6:])["code"] == last
        assert after.shown("")["next"] == last and not after.open


def test_a_join_code_is_asked_of_other_machines(house: House) -> None:
    house.join = "ABC347"
    app = application(house)
    with TestClient(
        app, base_url="http://192.168.0.7", client=("192.168.0.9", 5000), follow_redirects=False
    ) as phone:
        assert phone.get("/").headers["location"] == "/join"
        assert phone.get("/api/start").status_code == 403
        assert phone.post("/join", data={"code": "WRONG"}).status_code == 403
        assert phone.post("/join", data={"code": "abc347", "to": "vote"}).headers["location"] == "/vote"
        assert phone.get("/api/state").status_code == 200
        guess = TestClient(app, base_url="http://192.168.0.7", client=("192.168.0.8", 5000))
        codes = [guess.post("/join", data={"code": f"X{i}"}).status_code for i in range(40)]
        assert codes[-1] == 429
        here = TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 5000))
        assert here.get("/").status_code == 200  # the facilitator's own machine


def test_a_phone_that_reads_the_code_is_at_the_vote(house: House) -> None:
    house.join, house.address = "ABC347", "http://192.168.100.107:8765"
    app = application(house)
    with TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 5000)) as room:
        room.get("/")
        assert room.get("/api/start").json()["address"] == house.address
        options = [{"id": "less", "label": "Mindre"}, {"id": "more", "label": "Mer"}]
        poll = room.post("/api/polls", json={"question": "?", "options": options}).json()["code"]
        told = room.get(f"/api/polls/{poll}/qr").json()
        grid = np.array([[int(one) for one in row] for row in told["rows"]], dtype=np.uint8)
        assert read(grid) == told["address"]
        where, _, fragment = told["address"].partition("#")
        assert where.startswith(house.address) and fragment == poll
        phone = TestClient(app, base_url="http://192.168.100.107:8765", client=("192.168.100.9", 5000))
        landed = phone.get(where.removeprefix(house.address))
        assert landed.status_code == 200 and landed.url.path == "/vote"
        assert phone.post(f"/api/polls/{poll}/votes", json={"choice": "more"}).status_code == 200
    house.join = ""
    with TestClient(application(house), base_url="http://127.0.0.1") as alone:
        alone.get("/")
        assert alone.get(f"/api/polls/{poll}/qr").status_code == 404


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


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
POSTS = (
    "scenario", "instant", "ranking", "reports", "stories", "polls", "polls/AAAA/votes",
    "polls/AAAA/end", "log",
)  # fmt: skip


@pytest.fixture(scope="module")
def fuzzed(embedded: Path, tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    found = TestClient(
        application(House(tmp_path_factory.mktemp("fuzz"), embedded, slots=1)), base_url="http://127.0.0.1"
    )
    found.get("/")
    return found


@given(st.sampled_from(POSTS), JSON)
def test_no_body_gives_a_fault(fuzzed: TestClient, where: str, body: Any) -> None:
    answer = fuzzed.post(f"/api/{where}", json=body)
    assert answer.status_code < 500 and isinstance(answer.json(), dict)


NAMED = st.dictionaries(
    st.sampled_from(["toml", "library", "name", "parent", "changes", "keys", "families", "key", "a", "b",
                     "kind", "seed", "question", "options", "phones", "choice", "hands", "revealed", "text"]),
    JSON | st.sampled_from(["integrated", "baseline-2013", "any", {"peer_learning": 0.5}, ["integrated"]]),
    max_size=5,
)  # fmt: skip


@given(st.sampled_from(POSTS), NAMED)
def test_no_body_with_the_right_names_gives_a_fault(
    fuzzed: TestClient, where: str, body: dict[str, Any]
) -> None:
    assert fuzzed.post(f"/api/{where}", json=body).status_code < 500


@given(st.dictionaries(st.text(max_size=10), JSON, max_size=3))
def test_no_state_gives_a_fault(fuzzed: TestClient, more: dict[str, Any]) -> None:
    state = fuzzed.get("/api/state").json()
    assert fuzzed.put("/api/state", json={**state, **more}).status_code in (200, 400)


@given(st.text(max_size=60), st.text(max_size=20))
def test_no_address_gives_a_fault(fuzzed: TestClient, path: str, query: str) -> None:
    for start in (
        "/",
        "/api/",
        "/api/packs/",
        "/api/runs/",
        "/api/polls/",
        "/page/",
        "/api/reports/",
        "/api/geography/",
        "/api/boundaries/",
        "/api/difference",
    ):
        answer = fuzzed.get(start + quote(path, safe="/"), params={"a": query, "b": path, "code": query})
        assert answer.status_code < 500
