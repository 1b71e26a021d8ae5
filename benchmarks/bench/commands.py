"""What the command ``bench`` measures, prints and writes."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.bench import growth, kernels, machine, nation, table, twin
from benchmarks.bench.engines import runner
from benchmarks.bench.engines import table as engines_table
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
    """Measure, print one table, and write it as bench.json and bench.csv; other engines instead if asked."""
    writable_folder(out)
    if engines:
        engines_and_print(as_json, out)
        return
    screen = console()
    with shown_progress(screen, "parts measured") as progress:
        rows = all_rows(budget or (FULL if full else Budget()), progress)
    if not as_json:
        screen.print(table.as_table(rows))
    _tell(table.as_data(rows), as_json, out, "bench")


def engines_and_print(as_json: bool, out: Path, engines: Sequence[runner.Engine] = runner.ENGINES) -> None:
    """Measure other engines and this model, print one table, and write engines.json and engines.csv."""
    screen = console()
    with shown_progress(screen, "engines measured") as progress:
        answers = list(runner.compared(engines, progress=progress))
    found = [one for one in answers if isinstance(one, runner.Measurement)]
    if not as_json:
        screen.print(engines_table.as_table(found))
    sentences = [one for one in answers if isinstance(one, str)]
    _tell([one.as_data() for one in found], as_json, out, "engines", sentences)


def _tell(
    data: list[dict[str, Any]], as_json: bool, out: Path, name: str, sentences: Sequence[str] = ()
) -> None:
    """Write the figures as JSON and CSV, print JSON if asked for, and say what there is to say."""
    write_json(out / f"{name}.json", data)
    write_text(out / f"{name}.csv", csv_text(data) if data else "")
    if as_json:
        print(json.dumps(data, ensure_ascii=False, indent=1))
    for sentence in (*sentences, f"The figures are in {out / f'{name}.csv'} and {out / f'{name}.json'}."):
        print(sentence, file=sys.stderr if as_json else sys.stdout)
