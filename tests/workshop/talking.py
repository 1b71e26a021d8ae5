"""What tests of the server say to it more than once."""

import json
from typing import Any

from starlette.testclient import TestClient


def follow(client: TestClient, job: str) -> list[dict[str, Any]]:
    """Listen to a job until it is over."""
    with client.stream("GET", f"/api/runs/{job}/events") as told:
        return [json.loads(line[6:]) for line in told.iter_lines() if line.startswith("data: ")]


def pack_named(client: TestClient, text: str) -> str:
    """Run an uploaded scenario once in the invented world; returns the key of its pack."""
    asked = {"scenario": {"toml": text}, "replicates": 1, "world": "tiny"}
    told = follow(client, client.post("/api/runs", json=asked).json()["id"])
    assert told[-1]["state"] == "done", told[-1]
    return str(told[-1]["result"]["keys"][1])
