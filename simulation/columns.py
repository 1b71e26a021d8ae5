"""How an observer gets the columns it names: stored in the tables, of the month's events, or *derived*.

Derived columns (age, crowded, county, ...) are computed at most once a month, when asked for;
``derived.py`` and ``event_columns.py`` say which there are.
"""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from agents.kinds import DwellingState, Tenure
from simulation import tables, world
from simulation.derived import DERIVED, LISTED, ROWWISE
from simulation.event_columns import LEDGER, of_event
from simulation.past import Past

if TYPE_CHECKING:
    from simulation.model import SettlementModel

Array = npt.NDArray[Any]
B = npt.NDArray[np.bool_]
Condition = tuple[str, str, Any]

TABLES: Final = ("persons", "households", "dwellings")
SOURCES: Final = (*TABLES, "ledger", "places", "municipalities")
# who is there at all
ALIVE: Final[Mapping[str, Condition]] = MappingProxyType({
    "persons": ("present", "==", 1),
    "households": ("tenure", "!=", Tenure.GONE),
    "dwellings": ("state", "!=", DwellingState.REMOVED),
})  # fmt: skip
_FEW: Final = 8  # an eighth of the rows are few: what else is asked of them is looked up one by one
OPERATORS: Final = ("==", "!=", "<", "<=", ">", ">=", "in", "not in")


class ObserverError(ValueError):
    """An observer asks for what there is not; the message names the nearest that there is."""


def unknown(name: str, known: Any, what: str) -> str:
    """Return the sentence that there is nothing of the name, with the nearest that there is."""
    near = get_close_matches(name, list(known), n=1, cutoff=0.3)
    return f"there is no {what} named {name!r}" + (f"; did you mean {near[0]!r}?" if near else "")


class Columns:
    """The columns of one month, stored or derived; derived ones and row choices are kept.

    Parameters
    ----------
    past : Past, optional
        What is remembered of earlier Decembers; nothing when left out.
    """

    def __init__(self, model: "SettlementModel", past: Past | None = None) -> None:
        self.model = model
        self.past: Past = Past() if past is None else past
        self.world: world.World = model.world
        self.month: int = int(model.month)
        self.rules: tuple[Any, Any] | None = None  # of money, made when first asked for
        self.cells: dict[tuple[str, tuple[Condition, ...], tuple[str, ...]], Any] = {}  # of breakdowns, too
        self._columns: dict[tuple[str, str], Array] = {}
        self._masks: dict[tuple[str, Condition], B] = {}
        self._rows: dict[tuple[str, tuple[Condition, ...]], Array] = {}
        # by the rows' identity, with the rows: as long as these are kept nobody else can be given it
        self._gathered: dict[tuple[str, int, str], tuple[Array, Array]] = {}
        self._events: dict[str, dict[str, Array]] = {}

    def get(self, source: str, name: str) -> Array:
        """Return one column, one entry per row of the source (dead rows included).

        Raises
        ------
        ObserverError
            If the source has no such column.
        """
        found = self._columns.get((source, name))
        if found is None:
            found = self._columns[source, name] = self._find(source, name)
        return found

    def _find(self, source: str, name: str) -> Array:
        if source.startswith("event:"):
            event = self.event(source)
            if name in event:
                return event[name]
            made = of_event(self, event, name)
            if made is None:
                raise ObserverError(unknown(name, event, f"column of {source}"))
            return made
        derived = DERIVED[source].get(name)
        if derived is not None:
            return derived(self)
        some = ROWWISE.get(source, {}).get(name)
        if some is not None:
            return some(self, np.arange(len(getattr(self.world, source))))
        if source in TABLES:
            stored: Array = getattr(getattr(self.world, source), name)
            return stored
        head, _, index = name.partition("[")
        values = np.asarray(getattr(getattr(self.world, source), head))
        if index:
            return values[:, int(index.rstrip("]"))]
        return values if values.ndim == 1 else values.sum(axis=1)

    def event(self, source: str) -> dict[str, Array]:
        """Return the month's columns of ``event:<name>`` (empty when it did not happen)."""
        if source not in self._events:
            self._events[source] = dict(self.model.events.read(source.partition(":")[2]))
        return self._events[source]

    def put_event(self, source: str, event: dict[str, Array]) -> None:
        """Let ``event:<name>`` be these columns (those of several months)."""
        self._events[source] = event

    def rows(self, source: str, where: tuple[Condition, ...]) -> Array:
        """Return the rows of the source that are alive and fulfil all conditions, ascending."""
        found = self._rows.get((source, where))
        if found is None:
            found = self._rows[source, where] = self._narrow(source, where)
        return found

    def _narrow(self, source: str, where: tuple[Condition, ...]) -> Array:
        """Return the rows that fulfil all conditions: looked for in a list where there is one, otherwise in
        whole columns while many are left (such masks serve other observers too); then in those left only."""
        listed = LISTED.get((source, where[0])) if where else None
        if listed is not None:
            found, left = listed(self), [ALIVE[source], *where[1:]]
        else:
            mask = self._alive(source)
            if where:
                mask = mask & self._mask(source, where[0])
            left = list(where[1:])
            while left and ((source, left[0]) in self._masks or np.count_nonzero(mask) > len(mask) // _FEW):
                mask &= self._mask(source, left.pop(0))
            found = np.flatnonzero(mask)
        for column, operator, value in left:
            found = found[compare(self.get(source, column)[found], operator, value)]
        return found

    def of(self, source: str, where: tuple[Condition, ...], name: str) -> Array:
        """Return a column at :meth:`rows`."""
        return self.at(source, self.rows(source, where), name)

    def at(self, source: str, rows: Array, name: str) -> Array:
        """Return a column at `rows`: what several observers, or columns, ask of the same rows is gathered
        once."""
        kept = self._gathered.get((source, id(rows), name))
        if kept is not None:
            return kept[1]
        some = ROWWISE.get(source, {}).get(name)
        if some is not None and self._worth(source, rows, name):
            found = some(self, rows)
        else:
            column = self.get(source, name)
            found = column if len(rows) == len(column) else column[rows]
        self._gathered[source, id(rows), name] = rows, found
        return found

    def _worth(self, source: str, rows: Array, name: str) -> bool:
        """Return whether a column is better made at `rows` than for all: where it cannot be had of all
        otherwise, or not yet, and the rows are few."""
        if name not in DERIVED[source]:
            return True
        few = len(rows) * _FEW < len(getattr(self.world, source))
        return few and (source, name) not in self._columns

    def _alive(self, source: str) -> B:
        if source in ALIVE:
            return self._mask(source, ALIVE[source])
        if source.startswith("event:"):
            event = self.event(source)
            size = len(next(iter(event.values()))) if event else 0
        elif source == "places":
            size = len(self.world.geography.place_municipality)
        else:
            size = self.world.geography.municipalities
        return np.ones(size, dtype=np.bool_)

    def _mask(self, source: str, condition: Condition) -> B:
        found = self._masks.get((source, condition))
        if found is None:
            column, operator, value = condition
            found = self._masks[source, condition] = compare(self.get(source, column), operator, value)
        return found


def compare(values: Array, operator: str, value: Any) -> B:
    """Return the truth of ``values operator value`` per entry."""
    if operator in ("in", "not in"):
        mask = np.zeros(len(values), dtype=np.bool_)
        for one in value:
            mask |= values == one
        return mask if operator == "in" else ~mask
    found: B = np.asarray(_COMPARE[operator](values, value))
    return found


_COMPARE: Final[Mapping[str, Callable[[Array, Any], B]]] = MappingProxyType({
    "==": np.equal, "!=": np.not_equal, "<": np.less, "<=": np.less_equal, ">": np.greater,
    ">=": np.greater_equal,
})  # fmt: skip


def known_columns(source: str) -> frozenset[str] | None:
    """Return the columns an observer of `source` may name; None for events (known when they happen)."""
    if source.startswith("event:"):
        return None
    if source == "ledger":
        return frozenset(LEDGER)
    stored: Any
    if source in TABLES:
        stored = getattr(tables, source.capitalize()).columns
    else:
        stored = getattr(world, source.capitalize()).__dataclass_fields__
    return frozenset(stored) | frozenset(DERIVED[source]) | frozenset(ROWWISE.get(source, ()))
