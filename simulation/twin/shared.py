"""What the twin shares with the column model: tables of a process, batch functions, and the sight
of institutions."""

from bisect import bisect_right
from collections.abc import Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import numpy.typing as npt

from agents.kinds import Case
from simulation.process import Process
from simulation.twin.convert import TwinWorld, plain

if TYPE_CHECKING:
    from simulation.model import SettlementModel
    from simulation.twin.model import TwinModel

I64 = npt.NDArray[np.int64]


def prepared[P: Process](process: P, model: "TwinModel") -> P:
    """Return a process of the column model with its tables built: the twin reads the same tables.

    Only the state of institutions may be read by `prepare`; persons, households and dwellings are
    not columns here, and a process that reached for them would fail.
    """
    process.prepare(as_columns(model))
    return process


def as_columns(model: "TwinModel", **views: "View") -> "SettlementModel":
    """Return the model as an institution's code sees it.

    Parameters
    ----------
    **views : columns by name of a table
        Small arrays that stand in for a table; without, the code sees institutions only.
    """
    if not views:
        return cast("SettlementModel", model)
    w: TwinWorld = model.world
    world = SimpleNamespace(
        geography=w.geography, municipalities=w.municipalities, places=w.places, husbanken=w.husbanken,
        imdi=w.imdi, **views,
    )  # fmt: skip
    return cast("SettlementModel", Sight(model, world))


class Sight:
    """The model with another sight of its world."""

    def __init__(self, model: "TwinModel", world: Any) -> None:
        self._model = model
        self.world = world

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)


class View:
    """A few integer columns (int64) of some objects, in their order; rows are found by uid."""

    uid: I64
    case: I64

    def __init__(self, size: int, columns: dict[str, I64]) -> None:
        self.__dict__.update(columns)
        self._size = size

    def __len__(self) -> int:
        return self._size

    def rows(self, uids: npt.NDArray[Any]) -> I64:
        """Return the row of each uid, -1 for those not among the objects."""
        row = {int(uid): i for i, uid in enumerate(self.uid)}
        return integers(row.get(int(uid), -1) for uid in uids)

    def waiting(self, first: Case, last: Case | None = None) -> I64:
        """Return the rows whose case stands from `first` to `last`, if not at `first` alone."""
        return np.flatnonzero((self.case >= first) & (self.case <= (first if last is None else last)))

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"the view has no column {name!r}")


def view(**columns: Any) -> View:
    """Return columns made of lists of whole numbers."""
    made = {name: integers(values) for name, values in columns.items()}
    return View(max((len(column) for column in made.values()), default=0), made)


def view_of(beings: Sequence[Any], *names: str) -> View:
    """Return the named columns of some objects."""
    return view(**{name: [plain(getattr(being, name)) for being in beings] for name in names})


def integers(values: Any) -> I64:
    """Return whole numbers as an int64 array."""
    return np.array(list(values), dtype=np.int64)


def keys(values: Any) -> npt.NDArray[np.uint64]:
    """Return keys as a uint64 array."""
    return np.array(list(values), dtype=np.uint64)


def pick_one(table: I64, draw: int) -> int:
    """Return the cell of one 32-bit draw among cumulative thresholds."""
    return bisect_right(table.tolist(), draw)


def quantile(table: I64, draw: int) -> int:
    """Return the entry of a quantile table that one 32-bit draw points at."""
    return int(table[draw * len(table) >> 32])


def clip(value: int, low: int, high: int) -> int:
    """Return `value` within [low, high]."""
    return min(max(value, low), high)
