"""The benchmark's table on the screen, as JSON and as CSV."""

from collections.abc import Sequence
from typing import Any

from rich.table import Table

from benchmarks.bench.rows import GROUPS, Row
from experiments.typeset import number


def shown(value: float, digits: int, unit: float = 1.0) -> str:
    """Return a number as the table shows it; nothing where there is none."""
    return "" if value != value else number(value / unit, digits)


def as_table(rows: Sequence[Row]) -> Table:
    """Return all rows as one table, in groups."""
    table = Table(title="Side by side in one run; seconds of the processor")
    table.add_column("", overflow="fold", min_width=46)
    for name in (
        "persons", "seconds", "M person-\nmonths/s", "ns each", "bytes a\nperson", "% of\nbandwidth",
        "times", "as fast as",
    ):  # fmt: skip
        table.add_column(name, justify="left" if name == "as fast as" else "right")
    for group, title in GROUPS.items():
        mine = [row for row in rows if row.group == group]
        if mine:
            table.add_section()
            table.add_row(f"[bold]{title}[/bold]")
        for row in mine:
            table.add_row(
                row.name, shown(row.persons, 0), shown(row.seconds, 4), shown(row.rate, 2, 1e6),
                shown(row.each, 1), shown(row.bytes, 0), shown(row.bandwidth, 1, 0.01), shown(row.times, 2),
                row.against,
            )  # fmt: skip
    return table


def as_data(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Return all rows as plain data."""
    return [row.as_data() for row in rows]
