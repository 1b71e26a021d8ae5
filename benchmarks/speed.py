"""Speed and memory of the column model: one national run, and cost against the size of the world.

Run as ``python -m benchmarks.speed``; prints a table. The first part is what ``run.py simulate`` does
(the nation from January 2007, all indicators recorded); the second runs worlds of 1, 2, 4 and 9 times
the nation and fits seconds a month = a + b N.
"""

import argparse
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from rich.console import Console
from rich.table import Table

from agents.kinds import END_MONTH, FIRST_YEAR, MONTHS_PER_YEAR, POLICY_MONTH, START_MONTH
from experiments.history import Run
from scenarios.scenario import load_scenario
from simulation.model import SettlementModel
from simulation.month import Phase
from simulation.recorder import Recorder
from simulation.start.build import national_world

SECONDS: Final = 6.0  # one national run, at most
PERSON_MONTHS: Final = 3e6  # a second, at least
MEGABYTES: Final = 700.0  # peak, at most
SCALES: Final = (1.0, 2.0, 4.0, 9.0)  # 110,000 to 1,000,000 persons


@dataclass(frozen=True)
class Speed:
    """One run: seconds on the wall and of the processor, persons added up over months, megabytes."""

    seconds: float
    processor: float
    build: float  # seconds of the start, within `seconds`
    months: int
    person_months: int
    peak: float
    scored: float = 0.0  # seconds of the years from 2009 (the burn-in and the start left out)
    scored_person_months: int = 0

    @property
    def rate(self) -> float:
        """Person-months a second of the years from 2009."""
        return self.scored_person_months / self.scored if self.scored else 0.0


@dataclass(frozen=True)
class Cost:
    """What a month costs in a world of some size."""

    scale: float
    persons: float
    build: float  # seconds
    month: float  # seconds of the processor
    peak: float  # megabytes of its process


def peak_megabytes() -> float:
    """Return the largest memory of this process so far."""
    status = Path("/proc/self/status")
    if status.exists():  # what getrusage says begins, in a process just started, with its parent's
        found = [line for line in status.read_text().splitlines() if line.startswith("VmHWM:")]
        if found:
            return int(found[0].split()[1]) * 1024 / 1e6
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def one_core() -> None:
    """Keep this process on one core, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def national_run(scale: float = 1.0, end: int = END_MONTH, seed: int = 1) -> Speed:
    """Run the baseline as ``run.py simulate`` does, and count the persons of every month.

    Parameters
    ----------
    end : int
        First month that is not run; a whole year.
    """
    scenario = load_scenario("baseline-2013")
    run = Run(scenario, seed, FIRST_YEAR + end // MONTHS_PER_YEAR - 1, scale=scale)
    persons = scored = 0
    since = 0.0
    with tempfile.TemporaryDirectory(prefix="bosetting-") as folder:
        began, processor = time.perf_counter(), time.process_time()
        phases = [Phase(first, values) for first, values in scenario.phases(seed)]
        world = national_world(phases[0].values, seed, scale)
        build = time.perf_counter() - began
        path, meta = Path(folder) / "record.parquet", {"scenario": scenario.name}
        with Recorder(path, run.all_observers(), meta) as book:
            model = SettlementModel(world, phases, seed, population_scale=scale, recorder=book)
            for month in range(end):
                if month == START_MONTH:
                    since = time.perf_counter()
                model.run_for(1)
                present = int(np.count_nonzero(world.persons.present))
                persons += present
                scored += present if month >= START_MONTH else 0
            since = time.perf_counter() - since if since else 0.0
        seconds, processor = time.perf_counter() - began, time.process_time() - processor
    return Speed(seconds, processor, build, end, persons, peak_megabytes(), since, scored)


def cost_of(scale: float, months: int, warm: int = 2, seed: int = 1) -> Cost:
    """Time the months of 2011 in a world of some size (nothing recorded), by the processor's clock."""
    values = load_scenario("baseline-2013").phases(seed)[-1][1]
    began = time.perf_counter()
    world = national_world(values, seed, scale, month=POLICY_MONTH)
    build = time.perf_counter() - began
    model = SettlementModel(world, [Phase(0, values)], seed, start=POLICY_MONTH, population_scale=scale)
    model.run_for(warm)
    spent, persons = [], 0
    for _ in range(months):
        began = time.process_time()
        model.run_for(1)
        spent.append(time.process_time() - began)
        persons += int(np.count_nonzero(world.persons.present))
    return Cost(scale, persons / months, build, float(np.mean(spent)), peak_megabytes())


def costs_of(scales: Sequence[float], months: int) -> list[Cost]:
    """Time each size in a process of its own, so that no world inherits another's memory."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, context, max_tasks_per_child=1) as fresh:
        return [fresh.submit(cost_of, scale, months).result() for scale in scales]


def line(costs: Sequence[Cost]) -> tuple[float, float]:
    """Return a (seconds a month) and b (seconds a month and person) by least squares."""
    slope, constant = np.polyfit([c.persons for c in costs], [c.month for c in costs], 1)
    return float(constant), float(slope)


def slopes(costs: Sequence[Cost]) -> list[float]:
    """Return b between each size and the next, seconds a month and person."""
    steps = zip(costs, costs[1:], strict=False)
    return [(after.month - before.month) / (after.persons - before.persons) for before, after in steps]


def verdict(reached: bool) -> str:
    """Return whether a target was reached, as tables show it."""
    return "reached" if reached else "missed"


def speed_table(one: Speed) -> Table:
    """Return the national run against its targets."""
    years = f"{FIRST_YEAR}-{FIRST_YEAR + one.months // MONTHS_PER_YEAR - 1}"
    table = Table(title=f"One national run, {years}, one core, after imports")
    for column in ("", "measured", "target", ""):
        table.add_column(column, justify="left" if not column else "right")
    rows = (
        ("seconds of 2009-2016", f"{one.scored:.2f}", f"< {SECONDS:.0f}", verdict(one.scored < SECONDS)),
        ("seconds with start and burn-in", f"{one.seconds:.2f}", "", ""),
        ("  of these, building the start", f"{one.build:.2f}", "", ""),
        ("  of the processor", f"{one.processor:.2f}", "", ""),
        ("person-months", f"{one.person_months:,}", "", ""),
        (
            "person-months a second", f"{one.rate:,.0f}", f"> {PERSON_MONTHS:,.0f}",
            verdict(one.rate > PERSON_MONTHS),
        ),
        ("peak MB", f"{one.peak:.0f}", f"< {MEGABYTES:.0f}", verdict(one.peak < MEGABYTES)),
    )  # fmt: skip
    for row in rows:
        table.add_row(*row)
    return table


def cost_table(costs: Sequence[Cost]) -> Table:
    """Return the cost of a month by size, with the slope from each size to the next."""
    table = Table(title="Cost of a month against the size of the world")
    for column in ("persons", "start, s", "month, ms", "ns a month and person", "slope, ns", "peak MB"):
        table.add_column(column, justify="right")
    for cost, slope in zip(costs, ["", *(f"{1e9 * b:.0f}" for b in slopes(costs))], strict=True):
        each = 1e9 * cost.month / cost.persons
        table.add_row(
            f"{cost.persons:,.0f}", f"{cost.build:.2f}", f"{1e3 * cost.month:.1f}", f"{each:.0f}", slope,
            f"{cost.peak:.0f}",
        )  # fmt: skip
    return table


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scales", type=float, nargs="*", default=SCALES, help="sizes, in nations")
    parser.add_argument("--months", type=int, default=12, help="months timed at each size")
    parser.add_argument("--scale", type=float, default=1.0, help="share of the nation in the first part")
    parser.add_argument("--years", type=int, default=END_MONTH // MONTHS_PER_YEAR, help="years from 2007")
    parser.add_argument("--any-core", action="store_true", help="leave the choice of core to the system")
    options = parser.parse_args(arguments)
    if not options.any_core:
        one_core()
    screen = Console() if Console().is_terminal else Console(width=110)
    screen.print(speed_table(national_run(options.scale, options.years * MONTHS_PER_YEAR)))
    costs = costs_of(options.scales, options.months)
    if len(costs) > 1:
        constant, slope = line(costs)
        screen.print(cost_table(costs))
        steady = max(slopes(costs)) / max(min(slopes(costs)), 1e-12)
        screen.print(
            f"A month takes {1e3 * constant:.1f} ms + {1e9 * slope:.0f} ns a person; "
            f"the steepest part is {steady:.2f} times the flattest."
        )


if __name__ == "__main__":
    main()
