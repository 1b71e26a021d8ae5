"""A back-test: told of a year's past only, how near does the model come to who was settled where in it?

Councils follow their own record (settled 2009-12, decided and asked for in 2012), so those years are given
and test nothing. Here the start is given what lies before the year alone: persons settled in earlier years,
and requests for the year itself, which councils have before they decide. Years of the fit are judged, never
one held out, so what is found here may be used to choose a rule. National parameters come from the
posterior as always, which knows the totals of the year: compare errors with that total known.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from agents.guards import NEXT_TO_NOTHING
from calibration.municipal import settled
from calibration.rival import Score, score, settled_before
from calibration.rivals import mean, weighted_mean
from calibration.target import Vector
from experiments.engine import Cluster, in_parallel
from experiments.history import Run, live
from indicators.settlement import SETTLED
from simulation.recorder import Recorder
from simulation.start.record import YEARS, Record, read_record

JUDGED: Final = YEARS[2:]  # one year before is too short a record
Read = Callable[[tuple[str, ...]], Record]
Progress = Callable[[int, int], None]


def before(record: Record, year: int) -> Record:
    """Return what a record says when nothing of `year` or later is known but requests for it."""
    known = [one <= year for one in record.requested_years]
    earlier = record.requested_years[0] - 1 < year  # the year of `settled_before`
    return replace(
        record,
        settled_before=record.settled_before if earlier else np.full(len(record.decided), np.nan),
        settled=record.settled[:, : year - YEARS[0]],
        decided=np.full(len(record.decided), np.nan),
        requested=np.where(known, record.requested, np.nan),
    )


@cache
def reader(year: int) -> Read:
    """Return what reads the record before a year."""
    return lambda codes: before(read_record(codes), year)


@dataclass(frozen=True)
class Told:
    """One run that is told of the years before `year`."""

    run: Run
    year: int


def settled_in(told: Told) -> list[float]:
    """Return persons settled in the year by municipality, of one run."""
    from simulation.start.build import national_world

    run, year = told.run, told.year
    meta = {"scenario": run.scenario.name, "seed": run.seed, "years": [YEARS[0], year], "world": run.world}
    world = national_world(
        run.phases()[0][1], run.seed, run.scale, national=run.spec.data, record=reader(year)
    )
    with Recorder(None, (SETTLED,), meta) as recorder:
        live(run, recorder, world=world)
    found: list[float] = settled(recorder.record(), (year,)).tolist()
    return found


@dataclass(frozen=True)
class BackTest:
    """What a back-test found.

    Attributes
    ----------
    year : int
    actual : array, shape (M,)
    runs : array, shape (n, M)
    """

    year: int
    actual: Vector
    runs: npt.NDArray[np.float64]

    def predictions(self) -> Mapping[str, Vector]:
        """Return persons by municipality as the model and simple rivals have them from earlier years."""
        past = settled_before()[: self.year - YEARS[0]]
        return {
            "model_mean": self.runs.mean(axis=0),
            "model_median": np.median(self.runs, axis=0),
            "last_year": past[-1],
            "mean": mean.of(past),
            "weighted_mean": weighted_mean.of(past),
        }

    def scores(self) -> Mapping[str, tuple[Score, Score]]:
        """Return each prediction's scores: at its own level, and with the year's total known."""
        total = float(self.actual.sum())
        return {
            name: (
                score(one, self.actual),
                score(one * (total / max(float(one.sum()), NEXT_TO_NOTHING)), self.actual),
            )
            for name, one in self.predictions().items()
        }

    def chance(self) -> float:
        """Return the standard error of the mean's error (total known) that is due to few runs: jackknife."""
        n, total = len(self.runs), float(self.actual.sum())
        if n < 2:
            return float("nan")
        sums = self.runs.sum(axis=0) - self.runs
        left = sums * (total / np.maximum(sums.sum(axis=1, keepdims=True), NEXT_TO_NOTHING))
        errors = np.abs(left - self.actual).mean(axis=1)
        return float(np.sqrt((n - 1) / n * ((errors - errors.mean()) ** 2).sum()))


def back_test(
    year: int,
    runs: Sequence[Run],
    workers: int = 1,
    cluster: Cluster | None = None,
    progress: Progress | None = None,
) -> BackTest:
    """Make the runs, each told of the years before `year`, and hold them against it.

    Raises
    ------
    ValueError
        If the year is none of :data:`JUDGED`: others are held out, or have no past on record.
    """
    if year not in JUDGED:
        raise ValueError(f"a back-test judges one of {JUDGED}, not {year}")
    tasks = [Told(replace(run, last_year=year), year) for run in runs]
    rows: list[list[float]] = [[] for _ in tasks]
    done = 0
    for index, found in in_parallel(settled_in, tasks, workers, cluster=cluster):
        rows[index], done = found, done + 1
        if progress is not None:
            progress(done, len(tasks))
    return BackTest(year, settled_before()[year - YEARS[0]], np.array(rows, dtype=np.float64))
