"""What the server answers: sessions apart, sentences for what is wrong, nothing read by a browser's path."""

import json
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from workshop import files
from workshop.app import application
from workshop.house import House


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
