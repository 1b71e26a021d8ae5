"""Whatever is sent to the server, and wherever: a sentence, never a fault."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from workshop.app import application
from workshop.house import House

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
