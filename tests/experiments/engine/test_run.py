"""Processes of this machine: equal answers, killed workers, errors, Ctrl-C, a killed parent."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from experiments.engine import WorkerError, in_parallel
from experiments.engine.local import local_client
from tests.experiments.engine.work import die, kill_once, malloc, process_of, refuse, square

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 120  # seconds on a machine with much else to do; about one on an idle machine
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals")


def test_one_worker_is_this_process_without_dask() -> None:
    assert dict(in_parallel(square, [1, 2], 1)) == {0: 1, 1: 4}
    assert set(dict(in_parallel(process_of, [0, 1], 1)).values()) == {os.getpid()}
    assert dict(in_parallel(square, [], 2)) == {}


def test_answers_belong_to_their_tasks_and_groups_to_one_worker() -> None:
    before = dict(os.environ)
    answers = dict(in_parallel(process_of, range(6), 2, [[0, 1, 2], [3, 4, 5]]))
    assert sorted(answers) == list(range(6))
    assert 1 <= len(set(answers.values())) <= 2 and os.getpid() not in answers.values()
    assert dict(os.environ) == before


def test_an_error_in_a_run_reaches_the_caller() -> None:
    for workers in (1, 2):
        with pytest.raises(ValueError, match="one is refused"):
            list(in_parallel(refuse, [0, 1, 2, 3], workers))


def test_workers_do_not_hand_memory_back_after_every_array() -> None:
    """Dask's own threshold makes a run several times slower: it must not reach the workers."""
    for trim, map_ in dict(in_parallel(malloc, [0, 1], 2)).values():
        assert int(trim) >= 1 << 28 and int(map_) >= 1 << 25


@posix
def test_the_task_of_a_killed_worker_is_done_by_another(tmp_path: Path) -> None:
    tasks = [(i, str(tmp_path / "flag")) for i in range(4)]
    assert dict(in_parallel(kill_once, tasks, 2)) == {0: 0, 1: 10, 2: 20, 3: 30}
    assert (tmp_path / "flag").exists()


@posix
@pytest.mark.slow
def test_a_task_that_kills_every_worker_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("experiments.engine.run.ALONE", 1200.0)  # a worker may take long to start again
    with pytest.raises(WorkerError, match="begun 4 times .* want of memory"):
        list(in_parallel(die, [0, 1], 2))


def started(folder: Path, processes: int = 2) -> tuple[subprocess.Popen[str], list[int]]:
    """Start a script whose workers are busy for long; return it and the workers' ids."""
    script = folder / "script.py"
    script.write_text(
        f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n"
        "from experiments.engine import in_parallel\n"
        "from tests.experiments.engine.work import linger\n"
        f"if __name__ == '__main__':\n    list(in_parallel(linger, [{str(folder)!r}] * 2, 2))\n"
    )
    process = subprocess.Popen(
        [sys.executable, str(script)], stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    deadline = time.monotonic() + PATIENCE
    while len(found := [int(p.name) for p in folder.iterdir() if p.name.isdigit()]) < processes:
        assert time.monotonic() < deadline and process.poll() is None
        time.sleep(0.05)
    return process, found


def gone(workers: list[int]) -> bool:
    """Return whether all workers end long before their work would."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if not any(Path(f"/proc/{pid}").exists() for pid in workers):
            return True
        time.sleep(0.05)
    return False


@posix
@pytest.mark.slow
def test_ctrl_c_ends_everything_in_the_middle_of_its_work(tmp_path: Path) -> None:
    process, workers = started(tmp_path)
    os.killpg(process.pid, signal.SIGINT)  # a terminal tells everyone; only the parent listens
    _, said = process.communicate(timeout=PATIENCE)
    assert gone(workers) and said.strip().endswith("KeyboardInterrupt")


@posix
@pytest.mark.slow
def test_workers_do_not_outlive_a_killed_parent(tmp_path: Path) -> None:
    process, workers = started(tmp_path)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=PATIENCE)
    assert gone(workers)


def test_a_script_without_its_guard_is_told_so(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n"
        "from experiments.engine import in_parallel\n"
        "from tests.experiments.engine.work import square\n"
        "print(dict(in_parallel(square, [1, 2], 2)))\n"
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=600)
    assert done.returncode != 0 and "__main__" in done.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize("error", [AssertionError("Status.starting"), TimeoutError()])
def test_a_worker_that_does_not_start_in_time_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """Found on a machine with much else to do: Dask's nanny may give up with an assertion of its own."""

    def given_up(**_: object) -> None:
        raise error

    monkeypatch.setattr("distributed.LocalCluster", given_up)
    with pytest.raises(WorkerError, match="No worker process could be started"), local_client(1):
        pass
