"""The workshop as a process: it starts, is cancelled, loses a worker and stops, leaving nothing behind."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from scenarios.parameters import ROOT

pytestmark = pytest.mark.slow

START = (
    "import signal, sys; from pathlib import Path; from workshop.serve import Where, serve; "
    "signal.signal(signal.SIGTERM, signal.default_int_handler); "  # as run.py does
    "serve(Where(port=0), Path(sys.argv[1]), 'en', False, Path(sys.argv[2]))"
)


PATIENCE = 600  # seconds that anything may take: workers give way to all else that a machine has to do
LONG = 64  # replicates, as many as one may ask for: such a run is not done while a test looks at it


def until(ready: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not ready():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def workers(server: int) -> list[int]:
    """Return the processes that a server has begun and that still live."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            fields = (place / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == server and fields[0] != "Z":
            found.append(int(place.name))
    return found


@pytest.fixture
def server(embedded: Path, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-c", START, str(tmp_path), str(embedded)], stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, env=env,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        address = re.search(r"http://\S+", process.stdout.readline())
        assert address is not None
        yield process, address.group()
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait(PATIENCE)
        process.stdout.close()  # type: ignore[union-attr]
        process.stderr.close()  # type: ignore[union-attr]


def opened(url: str) -> httpx.Client:
    client = httpx.Client(base_url=url, timeout=PATIENCE)

    def answers() -> bool:
        try:
            return client.get("/").is_success
        except httpx.ConnectError:
            return False

    until(answers)
    return client


def begun(client: httpx.Client, process: subprocess.Popen[str], replicates: int = LONG) -> str:
    """Begin a long run and wait until a worker is at it."""
    asked = {"scenario": {"library": "integrated"}, "replicates": replicates, "world": "tiny"}
    job = client.post("/api/runs", json=asked).json()["id"]
    until(lambda: workers(process.pid))
    return str(job)


def test_a_cancelled_run_leaves_no_process(server: tuple[subprocess.Popen[str], str]) -> None:
    process, url = server
    client = opened(url)
    for _ in range(2):
        job = begun(client, process)
        told = client.delete(f"/api/runs/{job}").json()
        assert told["state"] == "cancelled" and workers(process.pid) == []


def test_a_killed_worker_is_told_and_the_next_run_goes_on(server: tuple[subprocess.Popen[str], str]) -> None:
    process, url = server
    client = opened(url)
    job = begun(client, process)
    until(lambda: client.get(f"/api/runs/{job}").json()["done"])
    for worker in workers(process.pid):
        os.kill(worker, signal.SIGKILL)
    until(lambda: client.get(f"/api/runs/{job}").json()["state"] != "running")
    told = client.get(f"/api/runs/{job}").json()
    assert told["state"] == "failed" and "ended before it was done" in told["error"]
    assert client.get("/api/start").status_code == 200
    begun(client, process, 1)


def test_ten_sessions_run_at_once_and_only_one_run_each(server: tuple[subprocess.Popen[str], str]) -> None:
    process, url = server
    clients = [opened(url) for _ in range(10)]
    jobs = [begun(client, process) for client in clients]
    again = clients[0].post("/api/runs", json={"scenario": {"library": "planned"}, "world": "tiny"})
    assert again.status_code == 409
    for client, job in zip(clients, jobs, strict=True):
        assert client.get(f"/api/runs/{job}").json()["state"] in ("waiting", "running")
        assert client.get("/api/start").status_code == 200
    for client, job in zip(clients, jobs, strict=True):
        client.delete(f"/api/runs/{job}")
    assert workers(process.pid) == []


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_told_to_stop_it_stops_cleanly_in_the_middle_of_a_run(
    server: tuple[subprocess.Popen[str], str], how: signal.Signals
) -> None:
    process, url = server
    client = opened(url)
    begun(client, process)
    mine = workers(process.pid)
    process.send_signal(how)
    process.wait(PATIENCE)
    assert process.stderr is not None and process.stderr.read() == ""
    assert not any(Path(f"/proc/{one}/cmdline").exists() and _ours(one) for one in mine)


def test_when_it_is_killed_its_workers_end(server: tuple[subprocess.Popen[str], str]) -> None:
    process, url = server
    begun(opened(url), process)
    mine = workers(process.pid)
    process.kill()
    process.wait(PATIENCE)
    until(lambda: not any(_ours(one) for one in mine))  # a worker that outlives its server works for long


def _ours(pid: int) -> bool:
    try:
        return b"workshop.worker" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def test_a_port_in_use_is_one_sentence(server: tuple[subprocess.Popen[str], str]) -> None:
    port = server[1].rsplit(":", 1)[1]
    command = [sys.executable, "run.py", "workshop", "--no-browser", "--port", port, "--lang", "nb"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 2 and done.stderr.count("\n") == 1 and "--port" in done.stderr


def test_settings_outlive_a_restart(
    server: tuple[subprocess.Popen[str], str], embedded: Path, tmp_path: Path
) -> None:
    process, url = server
    client = opened(url)
    state = client.get("/api/state").json() | {"view": "scorecard", "changes": {"peer_learning": 0.25}}
    client.put("/api/state", json=state)
    process.send_signal(signal.SIGTERM)
    process.wait(PATIENCE)
    kept = [json.loads(one.read_text()) for one in (tmp_path / "workshop" / "sessions").glob("*.json")]
    assert [one["state"] for one in kept] == [state]
