"""Scenarios as they are turned: what is wrong with one."""

from starlette.testclient import TestClient


def test_a_wrong_scenario_is_told_with_line_and_range(client: TestClient) -> None:
    answer = client.post("/api/scenario", json={"parent": "informed", "changes": {"peer_learning": 7}})
    assert answer.status_code == 400 and "0 til 1" in answer.json()["error"]
