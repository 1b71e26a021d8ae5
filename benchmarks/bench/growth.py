"""How cost grows: with the size of the world, and with the number of replicates."""

import resource
import time

from benchmarks.bench.rows import Budget, Row
from benchmarks.bench.twin import NATION
from benchmarks.speed import Cost, costs_of
from experiments.engine import cores, in_parallel
from experiments.history import TINY, Run
from experiments.single import carry_out
from scenarios.scenario import BASELINE, load_scenario


def rows_by_size(budget: Budget) -> list[Row]:
    """Time the months of worlds of several sizes, each in a process of its own."""
    costs = costs_of([size / NATION for size in budget.sizes], budget.months)
    return [size_row(cost, costs[0], budget.months) for cost in costs]


def size_row(cost: Cost, smallest: Cost, months: int) -> Row:
    """Return the row of one size; held against the smallest."""
    return Row(
        "size", f"{cost.persons:,.0f} persons; peak {cost.peak:,.0f} MB", cost.persons, cost.persons * months,
        cost.month * months, bytes=1e6 * cost.peak / cost.persons,
        times=(smallest.month / smallest.persons) / (cost.month / cost.persons), against="the smallest",
    )  # fmt: skip


def spent() -> float:
    """Return seconds of the processor of this process and of those it started that have ended."""
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def seconds_of(run: Run) -> float:
    """Carry out a run; return its seconds (the work of a worker)."""
    began = time.process_time()
    carry_out(run)
    return time.process_time() - began


def rows_by_replicates(budget: Budget) -> list[Row]:
    """Time replicates as a comparison lives them, starting the workers included."""
    found: list[Row] = []
    for count in budget.replicates:
        runs = [Run(load_scenario(BASELINE), seed, budget.last_year, TINY) for seed in range(1, count + 1)]
        workers = min(cores(), count)
        began = spent()
        inside = sum(seconds for _, seconds in in_parallel(seconds_of, runs, workers))
        whole = spent() - began
        found.append(
            Row(
                "replicates",
                f"{count}, in {workers} process{'es' * (workers > 1)}: {whole / count:.2f} s each, "
                f"{inside / count:.2f} s of it the run",
                seconds=whole,
            )
        )  # fmt: skip
    return found
