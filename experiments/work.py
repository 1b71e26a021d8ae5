"""The work of one worker: one run, carried out or found done, and its indicators."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from experiments.engine import WorkerError
from experiments.history import Run
from experiments.single import carry_out
from experiments.storage import code_fingerprint, read_manifest, writable_folder
from experiments.store.measured import INDICATORS, read_measured
from indicators.indicator import Measured
from simulation.recorder import is_whole


@dataclass(frozen=True)
class Task:
    """A run, the folder for its result (None: only the indicators are wanted) and the code it is of."""

    run: Run
    folder: Path | None = None
    code: str = field(default_factory=code_fingerprint)


def check_code(asked: str) -> None:
    """See that a worker has the code of the one who asked.

    Raises
    ------
    WorkerError
        If it has other code.
    """
    if asked != code_fingerprint():
        raise WorkerError("worker_code", code=code_fingerprint(), own=asked)


def measure(task: Task) -> Mapping[str, Measured]:
    """Carry out one run, write its result and return its indicators.

    Raises
    ------
    WorkerError
        If this worker has other code than the one who asked.
    """
    check_code(task.code)
    if (found := found_done(task)) is not None:
        return found  # by another study in the same folder
    folder = None if task.folder is None else writable_folder(task.folder)
    return carry_out(task.run, folder, share_history=True).indicators()


def found_done(task: Task) -> Mapping[str, Measured] | None:
    """Return the indicators of a run whose whole result is there; None when it must be run."""
    if task.folder is None:
        return None
    found = read_manifest(task.folder)
    if found is None or found.get("identity") != task.run.identity():
        return None
    try:
        files = dict(found["files"])
        if INDICATORS not in files or not all(is_whole(task.folder / name, files[name]) for name in files):
            return None
        return read_measured(task.folder)
    except (KeyError, TypeError, ValueError, OSError):
        return None
