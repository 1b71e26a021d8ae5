"""Run the column model and its twin side by side, and name the first thing in which they differ."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from simulation.ledger import Ledger
from simulation.model import SettlementModel
from simulation.snapshot import TABLES
from simulation.twin.convert import Arrays, to_arrays
from simulation.twin.model import TwinModel

State = dict[str, Arrays]
LEDGER = "ledger"


@dataclass(frozen=True)
class Difference:
    """Where the two part: month, after which process, which column, and which being (its uid, or a
    place in the array)."""

    month: int
    process: str
    table: str
    column: str
    where: str
    columns: Any
    twin: Any

    def __str__(self) -> str:
        return (
            f"month {self.month}, after {self.process}: {self.table}.{self.column} of {self.where} "
            f"is {self.columns} in the columns and {self.twin} in the twin"
        )


def columns_state(model: SettlementModel) -> State:
    """Return copies of everything a run of the column model changes."""
    tables = {name: getattr(model.world, name).arrays() for name in TABLES}
    return {**tables, **_institutions(model.world), **_flows(model.ledger, model.events.snapshot())}


def twin_state(model: TwinModel) -> State:
    """Return the same of the twin."""
    return {
        **to_arrays(model.world), **_institutions(model.world),
        **_flows(model.ledger, model.events.snapshot()),
    }  # fmt: skip


def _institutions(world: Any) -> State:
    return {
        name: {field.name: np.array(getattr(getattr(world, name), field.name)) for field in fields(part)}
        for name in ("municipalities", "places", "husbanken", "imdi")
        for part in [getattr(world, name)]
    }


def _flows(ledger: Ledger, events: dict[str, Arrays]) -> State:
    return {LEDGER: dict(ledger.snapshot()), **{f"event {name}": columns for name, columns in events.items()}}


def difference(month: int, process: str, columns: State, twin: State) -> Difference | None:
    """Return the first difference of two states, None when they are equal bit by bit."""

    def found(table: str, column: str, where: str, a: Any, b: Any) -> Difference:
        return Difference(month, process, table, column, where, a, b)

    for table in [*columns, *(name for name in twin if name not in columns)]:
        ours, theirs = columns.get(table), twin.get(table)
        if ours is None or theirs is None:
            return found(table, "rows", "it", _size(ours), _size(theirs))
        for column in ours:
            a, b = ours[column], theirs[column]
            if a.shape != b.shape:
                return found(table, column, "its shape", a.shape, b.shape)
            unequal = np.argwhere(a != b)
            if len(unequal):
                at = tuple(int(i) for i in unequal[0])
                where = f"uid {ours['uid'][at[0]]}" if "uid" in ours else f"entry {at}"
                return found(table, column, where, a[at], b[at])
    return None


def _size(columns: Arrays | None) -> int:
    return 0 if columns is None else len(next(iter(columns.values())))


def step_both(
    columns: SettlementModel, twin: TwinModel, after: Callable[[str], bool] = lambda process: True
) -> Difference | None:
    """Run one month of both and return the first difference after any process.

    Parameters
    ----------
    after : function of a process name
        Whether to compare after that process; the ledger is compared after ``accounts`` only.
    """
    month = columns.month
    states: list[tuple[str, State]] = []

    def note(*processes: Any) -> None:
        for process in processes:
            SettlementModel._do(columns, process)
            if after(process.name):
                states.append((process.name, columns_state(columns)))

    differences: list[Difference] = []

    def check(*processes: Any) -> None:
        for process in processes:
            TwinModel._do(twin, process)
            if after(process.name) and not differences:
                name, ours = states.pop(0)
                assert name == process.name, f"{process.name} runs where the columns run {name}"
                unlike = difference(month, name, ours, twin_state(twin))
                if unlike is not None:
                    differences.append(unlike)

    columns._do = note  # type: ignore[method-assign]
    twin._do = check  # type: ignore[method-assign]
    try:
        columns.step()
        twin.step()
    finally:
        del columns._do, twin._do
    return differences[0] if differences else None


def run_both(
    columns: SettlementModel,
    twin: TwinModel,
    end: int,
    after: Callable[[str], bool] = lambda process: True,
) -> Difference | None:
    """Run both to the end of month `end` - 1; stop at the first difference and return it."""
    while columns.month < end:
        found = step_both(columns, twin, after)
        if found is not None:
            return found
    return None


def first_difference(make: Callable[[], tuple[SettlementModel, TwinModel]], end: int) -> Difference | None:
    """Return where the two part, or None: compared at the end of each month and, if they do part, run
    anew and compared after every process.

    Parameters
    ----------
    make : function
        Builds both models anew, each on a world of its own.
    """
    found = run_both(*make(), end, after=lambda process: process == "observation")
    return None if found is None else run_both(*make(), found.month + 1) or found
