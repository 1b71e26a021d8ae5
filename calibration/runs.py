"""Runs of which only the targets' cells are kept: many of them, resumed where they were stopped.

A run leaves one small file. It says which run it is of (parameters, seed, code, versions, targets): a file
that says otherwise is made anew.
"""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

import calibration
from calibration.library import all_targets, check_tables, every_target, observers
from calibration.own_table import hash_of_table
from calibration.target import Matrix, Vector
from experiments.engine import Cluster, WorkerError, cores, in_parallel
from experiments.history import Run, live
from experiments.storage import code_fingerprint, versions, writable_folder, write_json
from experiments.work import check_code
from simulation.recorder import Recorder

if TYPE_CHECKING:
    from calibration.validation.forecasts import Forecast

Progress = Callable[[int, int], None]
READ: Final = ("*.py", "targets/*.py", "validation/forecasts.py")  # of this package: what makes cells
COMMANDS: Final = "command"  # begins the names of files that ask and print, and make none


def targets_key() -> str:
    """Return a hash of the code of targets and forecasts, and of users' own tables that targets read: what
    is otherwise makes other cells."""
    digest = sha256(_code_of_targets())
    for one in every_target():  # tables are fetched anew while a session goes on, unlike its code
        for source in one.tables:
            digest.update(f"{one.name}:{source}:{hash_of_table(source)}".encode())
    return digest.hexdigest()[:16]


@cache
def _code_of_targets() -> bytes:
    root = Path(str(calibration.__path__[0]))
    read = (one for pattern in READ for one in root.glob(pattern) if not one.name.startswith(COMMANDS))
    return b"".join(path.name.encode() + path.read_bytes() for path in sorted(read))


def check_targets(asked: str) -> None:
    """See that a worker has the tables of targets that the one who asked has.

    Raises
    ------
    WorkerError
        If a target's own table is another, or not there: its cells would be of other rows.
    """
    if asked != targets_key():  # the code is the same by now: see check_code
        raise WorkerError("worker_tables")


@dataclass(frozen=True)
class Task:
    """One run, the folder its cells are kept in (None: not kept), and the code and targets they are of.

    `forward` says whether its forecasts of the years after the record are kept, too.
    """

    run: Run
    folder: Path | None = None
    forward: bool = False
    code: str = field(default_factory=code_fingerprint)
    targets: str = field(default_factory=targets_key)

    def identity(self) -> str:
        """Return the hash of everything its cells depend on."""
        return sha256((self.run.identity() + targets_key()).encode()).hexdigest()[:16]  # forward: observers


@dataclass(frozen=True)
class Cells:
    """The targets of several runs.

    Parameters
    ----------
    by_target : mapping
        From the name of a target to its cells, shape (runs, cells).
    seeds : tuple of int
    seconds : float
        Processor seconds of the runs together.
    found : int
        Runs that were there already.
    """

    by_target: Mapping[str, Matrix]
    seeds: tuple[int, ...]
    seconds: float
    found: int = 0

    def __len__(self) -> int:
        return len(self.seeds)


def with_observers(run: Run, forward: bool = False) -> Run:
    """Return the run with everything recorded that its world's targets read, and its forecasts."""
    needed = observers(run.world)
    if forward:
        needed = (*needed, *(o for one in forecasts() for o in one.observers if o not in needed))
    return replace(run, observers=tuple(dict.fromkeys(needed)))


def forecasts() -> "tuple[Forecast, ...]":
    """Return what is forecast for the years after the record."""
    from calibration.validation.forecasts import FORECASTS

    return FORECASTS


def cells_of(run: Run, forward: bool = False) -> dict[str, Vector]:
    """Live one run and return the cells of its world's targets, and of the forecasts."""
    meta = {
        "scenario": run.scenario.name,
        "seed": run.seed,
        "years": [run.spec.first_year, run.last_year],
        "world": run.world,
    }
    with Recorder(None, run.all_observers(), meta) as recorder:
        live(run, recorder)
    record = recorder.record()
    found = {one.name: one.computed(record, run.scale) for one in all_targets(run.world)}
    if forward:
        found |= {one.name: one.computed(record, run.scale) for one in forecasts()}
    return found


def answer(task: Task) -> dict[str, Any]:
    """Return what one run gave, as it is kept.

    Raises
    ------
    WorkerError
        If this worker has other code, or other tables of targets, than the one who asked.
    """
    check_code(task.code)
    check_targets(task.targets)
    began, identity = time.process_time(), task.identity()
    cells = cells_of(task.run, task.forward)
    found = {
        "identity": identity,
        "code": task.code,
        "versions": dict(versions()),
        "seed": task.run.seed,
        "processor_seconds": round(time.process_time() - began, 3),
        "cells": {name: [None if x != x else x for x in row.tolist()] for name, row in cells.items()},
    }
    if task.folder is not None:
        write_json(writable_folder(task.folder) / f"{identity}.json", found)
    return found


def found_done(task: Task) -> dict[str, Any] | None:
    """Return what a run gave that is there already; None when it must be run."""
    if task.folder is None:
        return None
    identity = task.identity()
    try:
        found = json.loads((task.folder / f"{identity}.json").read_text(encoding="utf-8"))
        return dict(found) if found["identity"] == identity and found["cells"] else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def run_all(
    runs: Sequence[Run],
    folder: Path | None = None,
    workers: int | None = None,
    cluster: Cluster | None = None,
    progress: Progress | None = None,
    forward: bool = False,
) -> Cells:
    """Make the runs that are not there yet and return the targets' cells of all, in their order.

    Parameters
    ----------
    runs : sequence of Run
        Of one world and one last year.
    folder : path, optional
        Where the cells of each are kept.
    workers, cluster
        See :func:`experiments.engine.in_parallel`.
    progress : callable, optional
        Called with (done, all).
    forward : bool
        Whether the forecasts are kept, too.
    """
    check_tables(runs[0].world)  # before the first of many runs
    tasks = [Task(with_observers(run, forward), folder, forward) for run in runs]
    done = {i: there for i, task in enumerate(tasks) if (there := found_done(task)) is not None}
    found, rest = len(done), [i for i in range(len(tasks)) if i not in done]
    if progress is not None:
        progress(found, len(tasks))
    for k, got in in_parallel(
        answer, [tasks[i] for i in rest], workers or cores(), [[i] for i in range(len(rest))], cluster
    ):
        done[rest[k]] = got
        if progress is not None:
            progress(len(done), len(tasks))
    rows = [done[i] for i in range(len(tasks))]
    names = [one.name for one in all_targets(runs[0].world)]
    names += [one.name for one in forecasts()] if forward else []
    return Cells(
        {name: np.array([row["cells"][name] for row in rows], dtype=np.float64) for name in names},
        tuple(run.seed for run in runs),
        sum(float(row["processor_seconds"]) for row in rows),
        found,
    )
