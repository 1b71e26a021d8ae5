"""What the engine costs: sharing out runs, branching at the policy date, and memory handed back.

Run as ``python -m benchmarks.engine``; prints a table.

1. *Worker efficiency*: processor time of the same runs in this process, against in worker processes
   (starting those, and what Dask itself takes, left out of neither).
2. *Fork efficiency*: how much of what branching at the policy date can save is saved. A comparison of
   K policies over T months with p before the policy date needs T + K(T - p) months instead of
   (K + 1)T, so at best it is (K + 1)T / (T + K(T - p)) times as fast; months are weighted by what they
   take, since later months hold more persons.
3. *Memory*: the same run in a worker with the thresholds Dask sets, and with ours. Dask's make the C
   library hand memory back after almost every array: this row would notice if they came back.

Everything is in seconds of processor time, so that other work on the machine matters little.
"""

import argparse
import os
import resource
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from rich.console import Console
from rich.table import Table

from experiments.engine import in_parallel
from experiments.engine.settings import MALLOC
from experiments.history import WORLD, Run, _history, _model, start
from experiments.single import carry_out
from scenarios.scenario import BASELINE, PRESETS, load_scenario
from simulation.recorder import Recorder

EFFICIENCY: Final = 0.85  # of one core, and of what branching can save: at least
DASKS: Final = {"MALLOC_TRIM_THRESHOLD_": "65536", "MALLOC_MMAP_THRESHOLD_": "131072"}


@dataclass(frozen=True)
class Spent:
    """Seconds of processor time of a run in some process, and page faults."""

    seconds: float
    faults: int


def timed(task: tuple[Run, bool]) -> Spent:
    """Carry out a run and return what it took (the work of a worker)."""
    run, share = task
    faults = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    began = time.process_time()
    carry_out(run, share_history=share)
    return Spent(time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_minflt - faults)


def warm(run: Run) -> None:
    """Import and read everything once, so that what is measured is the run."""
    carry_out(Run(run.scenario, run.seed, 2009, run.world, 0.02 if run.world == WORLD else run.scale))


def warmed(task: tuple[Run, bool]) -> Spent:
    """Carry out a run in a process that has run before."""
    warm(task[0])
    return timed(task)


def worker_efficiency(runs: Sequence[Run]) -> tuple[float, float]:
    """Return seconds a run in this process, and in one of two worker processes."""
    here = sum(timed((run, False)).seconds for run in runs) / len(runs)
    there = dict(in_parallel(warmed, [(run, False) for run in runs], 2))
    return here, sum(spent.seconds for spent in there.values()) / len(runs)


@dataclass(frozen=True)
class Fork:
    """Seconds of a comparison lived arm by arm and branched, and the best there could be."""

    arms: int
    plain: float
    branched: float
    possible: float

    @property
    def efficiency(self) -> float:
        """Share of the possible speed that is reached."""
        return (self.plain / self.branched) / self.possible


def fork(run: Run, names: Sequence[str]) -> Fork:
    """Measure branching; the arms share one history."""
    runs = [Run(load_scenario(name), run.seed, run.last_year, run.world, run.scale) for name in names]
    plain = sum(timed((one, False)).seconds for one in runs)
    _history.cache_clear()
    branched = sum(timed((one, True)).seconds for one in runs)
    _history.cache_clear()
    before, whole = _months(runs[0])
    policies = len(names) - 1
    possible = (policies + 1) * whole / (whole + policies * (whole - before))
    return Fork(policies, plain, branched, possible)


def _months(run: Run) -> tuple[float, float]:
    """Return seconds before the policy date, the start included, and in all."""
    began = time.process_time()
    model = _model(run, start(run, run.scenario.phases(run.seed)[0][1]), Recorder(None, run.all_observers()))
    model.run_to(run.scenario.policy_month)
    before = time.process_time() - began
    model.run_to(run.end)
    return before, time.process_time() - began


@contextmanager
def environment(values: dict[str, str]) -> Iterator[None]:
    """Set variables of the environment, which go before the engine's settings."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def memory(run: Run) -> tuple[Spent, Spent]:
    """Return a run in a worker with Dask's thresholds, and with ours."""
    found = []
    for values in (DASKS, MALLOC):
        with environment(values):
            found.append(dict(in_parallel(warmed, [(run, False)] * 2, 2))[0])
    return found[0], found[1]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--world", default=WORLD)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--last-year", type=int, default=2016)
    parser.add_argument("--runs", type=int, default=4, help="runs of the first row")
    options = parser.parse_args(arguments)
    runs = [
        Run(load_scenario(BASELINE), seed, options.last_year, options.world, options.scale)
        for seed in range(1, options.runs + 1)
    ]
    warm(runs[0])
    result = Table(title="The engine")
    for column in ("", "measured", "should be", ""):
        result.add_column(column)

    def row(what: str, measured: str, wanted: str, good: bool) -> None:
        result.add_row(what, measured, wanted, "reached" if good else "not reached")

    here, there = worker_efficiency(runs)
    row(
        f"worker efficiency: {len(runs)} runs",
        f"{here / there:.0%} ({here:.2f} s here, {there:.2f} s there)",
        f"{EFFICIENCY:.0%}", here / there >= EFFICIENCY,
    )  # fmt: skip
    forked = fork(runs[0], [BASELINE, *(name for name in PRESETS if name != BASELINE)])
    row(
        f"fork efficiency: {forked.arms} policies",
        f"{forked.efficiency:.0%} ({forked.plain / forked.branched:.2f} of {forked.possible:.2f} times as "
        "fast)",
        f"{EFFICIENCY:.0%}", forked.efficiency >= EFFICIENCY,
    )  # fmt: skip
    dasks, ours = memory(runs[0])
    row(
        "memory kept: a run with ours, and with Dask's thresholds",
        f"{ours.seconds:.2f} s, {ours.faults / 1e3:.0f}k faults; "
        f"{dasks.seconds:.2f} s, {dasks.faults / 1e3:.0f}k",
        "fewer", ours.seconds <= dasks.seconds and ours.faults < dasks.faults,
    )  # fmt: skip
    (Console() if Console().is_terminal else Console(width=130)).print(result)


if __name__ == "__main__":
    main()
