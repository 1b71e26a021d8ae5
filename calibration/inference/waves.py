"""A wave: the model run at every point of a design, each run kept by itself so that a wave goes on where
it was stopped, and can be added to.

A run records only what the fit targets read, and leaves one small file with its summaries. The file says
which run it is of (identity: parameters, seed, code, versions, targets); another is made anew.
"""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from calibration.inference.design import F64
from calibration.inference.later import LATER, later_of
from calibration.inference.priors import as_overrides
from calibration.inference.problem import RUN_TO, Problem, wanted_observers
from calibration.library import summaries, summarised
from calibration.runs import check_targets, targets_key
from experiments.engine import Cluster, cores, in_parallel
from experiments.history import TINY, Run, live
from experiments.storage import code_fingerprint, versions, writable_folder, write_json
from experiments.work import check_code
from scenarios.scenario import BASELINE, load_scenario
from simulation.observers import Observer
from simulation.recorder import Record, Recorder

ROOM: Final = 5000  # seeds that every design has for itself
DESIGNS: Final = 8  # rooms that every seed of a calibration has
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Task:
    """One run of a wave and the folder its answer is kept in (None: not kept)."""

    run: Run
    folder: Path | None = None
    code: str = field(default_factory=code_fingerprint)
    identity: str = ""
    targets: str = field(default_factory=targets_key)


@dataclass(frozen=True)
class Wave:
    """What a wave gave.

    Parameters
    ----------
    theta : shape (n, p)
        Quantiles of the prior.
    seeds : shape (n,)
        Replicate seeds.
    y : shape (n, q)
        Summaries; NaN where a run has none.
    seconds : float
        Processor seconds of all runs together.
    later : shape (n, k)
        What the runs gave of the year after the fit, for who refits with it known; k is 0 where they were
        not asked (see :data:`calibration.inference.later.LATER`).
    """

    theta: F64
    seeds: npt.NDArray[np.int64]
    y: F64
    seconds: float = 0.0
    later: F64 = field(default_factory=lambda: np.zeros((0, 0)))

    def __len__(self) -> int:
        return len(self.theta)

    def with_more(self, other: "Wave") -> "Wave":
        """Return both together."""
        return Wave(
            np.vstack([self.theta, other.theta]),
            np.concatenate([self.seeds, other.seeds]),
            np.vstack([self.y, other.y]),
            self.seconds + other.seconds,
            np.vstack([self.later, other.later]),
        )

    def rows(self, chosen: npt.NDArray[Any]) -> "Wave":
        """Return some of its runs."""
        later = self.later[chosen] if self.later.size else self.later
        return Wave(self.theta[chosen], self.seeds[chosen], self.y[chosen], self.seconds, later)

    def columns(self, places: Sequence[int]) -> "Wave":
        """Return it with some of its summaries only."""
        return replace(self, y=self.y[:, list(places)])


@cache
def needed_observers() -> tuple[Observer, ...]:
    """Return the observers that the fit targets really read, found by watching them read a small world."""
    run = Run(load_scenario(BASELINE), 1, RUN_TO, TINY, parameters="prior")
    recorder = Recorder(None, wanted_observers(), meta_of(run))
    with recorder:
        live(run, recorder)
    watched = Watched(recorder.table(), recorder.meta)
    summarised(watched)
    later_of(watched)
    return tuple(one for one in wanted_observers() if one.name in watched.read)


def meta_of(run: Run) -> dict[str, Any]:
    """Return what a record must say of its run to be read."""
    return {
        "scenario": run.scenario.name,
        "seed": run.seed,
        "years": [run.spec.first_year, run.last_year],
        "world": run.world,
    }


class Watched(Record):
    """A record that notes which observers are read."""

    def __init__(self, table: Any, meta: Any) -> None:
        super().__init__(table, meta)
        self.read: set[str] = set()

    def arrays(self, name: str) -> Any:
        """Return what was recorded, and note it."""
        self.read.add(name)
        return super().arrays(name)


def answer(task: Task) -> dict[str, Any]:
    """Return what one run gave: summaries and what they took; found done or run.

    Raises
    ------
    WorkerError
        If this worker has other code, or other tables of targets, than the one who asked.
    """
    check_code(task.code)
    check_targets(task.targets)
    began = time.process_time()
    recorder = Recorder(None, needed_observers(), meta_of(task.run))
    with recorder:
        live(task.run, recorder)
    record = recorder.record()
    y, later = summarised(record, task.run.scale), later_of(record, task.run.scale)
    found = {
        "identity": task.identity,
        "code": task.code,
        "versions": dict(versions()),
        "seed": task.run.seed,
        "overrides": dict(task.run.overrides),
        "names": [one.name for one in summaries()],
        "y": [None if np.isnan(value) else value for value in y.tolist()],
        "later": [None if np.isnan(value) else value for value in later.tolist()],
        "processor_seconds": round(time.process_time() - began, 3),
    }
    if task.folder is not None:
        write_json(writable_folder(task.folder) / f"{task.identity}.json", found)
    return found


def found_done(task: Task) -> dict[str, Any] | None:
    """Return the answer of a run that is there already; None when it must be run."""
    if task.folder is None:
        return None
    try:
        found = json.loads((task.folder / f"{task.identity}.json").read_text(encoding="utf-8"))
        whole = found["identity"] == task.identity and len(found["y"]) == len(summaries())
        whole = whole and len(found["later"]) == len(LATER)
        return dict(found) if whole else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


class Design(IntEnum):
    """Which runs of a calibration seeds are for. Other numbers are other seeds, and so other draws."""

    FIRST = 0
    SCREENING = 1
    AGAIN = 2  # points of the first wave
    TRUTH = 3  # in the record's place
    SECOND = 4
    CHECK = 6


def seeds_of(n: int, seed: int, design: Design) -> npt.NDArray[np.int64]:
    """Return the seeds of a design's runs, shape (n,): every run has its own chance.

    Chance is keyed, so a few seeds could serve a whole design. But what a seed does to all figures of a run
    together is then seen in as many ways as there are seeds: with eight, the covariance of chance has seven
    directions, a record that chance moved in any other looks impossible, and intervals are too narrow. The
    seed also draws every parameter that is not calibrated, which makes it worse.

    A longer design begins with the seeds of the shorter.

    Parameters
    ----------
    n : int
        At most :data:`ROOM`.
    seed : int
        Of the calibration, from 0.
    design : Design

    Raises
    ------
    ValueError
        If there are more runs than seeds.
    """
    if n > ROOM:
        raise ValueError(f"A design of {n} runs has more than the {ROOM} seeds there are for it.")
    return (DESIGNS * seed + design) * ROOM + 1 + np.arange(n, dtype=np.int64)


def tasks_of(problem: Problem, theta: F64, seeds: npt.NDArray[np.int64], folder: Path | None) -> list[Task]:
    """Return the runs of a design."""
    key = targets_key() + "".join(
        LATER
    )  # what is kept of the year after the fit stands in no names of its own
    tasks = []
    for overrides, seed in zip(as_overrides(problem.prior, theta), seeds.tolist(), strict=True):
        run = problem.of_run(overrides, seed)
        identity = sha256((run.identity() + key).encode()).hexdigest()[:16]
        tasks.append(Task(run, folder, identity=identity))
    return tasks


def run_wave(
    problem: Problem,
    theta: F64,
    seeds: npt.NDArray[np.int64],
    folder: Path | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
    cluster: Cluster | None = None,
) -> Wave:
    """Run a design, or what of it is missing, and return what it gave.

    Parameters
    ----------
    problem : Problem
    theta : shape (n, p)
    seeds : shape (n,)
    folder : Path, optional
        Where answers are kept and looked for; nothing is kept when left out.
    workers, cluster
        See :func:`experiments.engine.in_parallel`.
    progress : callable, optional
        Called with (done, all).
    """
    tasks = tasks_of(problem, theta, seeds, folder)
    done = {i: there for i, task in enumerate(tasks) if (there := found_done(task)) is not None}
    rest = [i for i in range(len(tasks)) if i not in done]
    if progress is not None:
        progress(len(done), len(tasks))
    for k, found in in_parallel(answer, [tasks[i] for i in rest], workers or cores(), None, cluster):
        done[rest[k]] = found
        if progress is not None:
            progress(len(done), len(tasks))
    return gathered(problem, theta, seeds, [done[i] for i in range(len(tasks))])


def gathered(
    problem: Problem, theta: F64, seeds: npt.NDArray[np.int64], answers: Sequence[dict[str, Any]]
) -> Wave:
    """Return the answers of a design's runs as a wave, with the problem's summaries only."""
    places = [[one.name for one in summaries()].index(name) for name in problem.names]
    y = np.array([[np.nan if v is None else v for v in one["y"]] for one in answers], dtype=np.float64)
    y = y.reshape(len(answers), -1)[:, places] if len(answers) else np.zeros((0, len(places)))
    later = np.array(
        [[np.nan if v is None else v for v in one["later"]] for one in answers], dtype=np.float64
    )
    return Wave(
        theta, seeds, y, float(sum(one["processor_seconds"] for one in answers)),
        later.reshape(len(answers), len(LATER)),
    )  # fmt: skip
