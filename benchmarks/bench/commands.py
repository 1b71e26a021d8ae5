"""What the command ``bench`` measures, prints and writes."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.bench import growth, kernels, machine, nation, table, twin
from benchmarks.bench.engines import sentences
from benchmarks.bench.rows import FULL, Budget, Row
from experiments.commands import console, shown_progress
from experiments.storage import writable_folder, write_json, write_text
from experiments.typeset import csv_text

PARTS = 6


def measured(budget: Budget) -> Iterator[list[Row]]:
    """Yield the rows of one part after the other."""
    speed = machine.bandwidth(budget.triad)
    yield [machine.row_of(speed)]
    year, model = nation.measure(budget, speed)
    yield year
    yield kernels.rows_of(model, budget, speed)
    del model
    yield twin.rows_of(budget)
    yield growth.rows_by_size(budget)
    yield growth.rows_by_replicates(budget)


def all_rows(budget: Budget, progress: Callable[[int, int], None] = lambda done, total: None) -> list[Row]:
    """Measure everything within a budget."""
    rows: list[Row] = []
    for done, part in enumerate(measured(budget)):
        progress(done, PARTS)
        rows += part
    return rows


def bench_and_print(
    full: bool, engines: bool, as_json: bool, out: Path, budget: Budget | None = None
) -> None:
    """Measure, print one table, and write it as bench.json and bench.csv."""
    writable_folder(out)
    screen = console()
    with shown_progress(screen, "parts measured") as progress:
        rows = all_rows(budget or (FULL if full else Budget()), progress)
    told, data = sentences() if engines else [], table.as_data(rows)
    write_json(out / "bench.json", data)
    write_text(out / "bench.csv", csv_text(data))
    if as_json:
        print(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        screen.print(table.as_table(rows))
    for sentence in (*told, f"The figures are in {out / 'bench.csv'} and {out / 'bench.json'}."):
        print(sentence, file=sys.stderr if as_json else sys.stdout)
