"""Engines side by side, with what an agent does in a step."""

from collections.abc import Sequence

from rich.table import Table

from benchmarks.bench.engines.runner import Measurement
from experiments.typeset import number

NOTE = "Not the same work: what an agent does in a step differs, so a rate says little without it."


def as_table(found: Sequence[Measurement]) -> Table:
    """Return the measurements as one table."""
    table = Table(title="Each engine at a small task of its own; seconds of the processor", caption=NOTE)
    table.add_column("engine")
    for name in ("agents", "steps", "seconds", "M agent-\nsteps/s", "bytes\nan agent"):
        table.add_column(name, justify="right")
    table.add_column("what one agent does in a step", overflow="fold", ratio=1)
    for one in found:
        table.add_row(
            f"{one.engine} {one.version}".strip(), number(one.agents, 0), number(one.steps, 0),
            number(one.seconds, 3), number(one.rate / 1e6, 2), number(one.bytes / one.agents, 0), one.does,
        )  # fmt: skip
    return table
