"""Votes: each browser once, codes to join by, the next vote."""

import json

import numpy as np
from starlette.testclient import TestClient

from tests.workshop.qr_reader import read
from workshop.app import application
from workshop.house import House


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
