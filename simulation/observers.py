"""Observers as data: what to count or sum, of whom, broken down by what, how often.

An indicator declares observers; the recorder evaluates them. Names of columns are those of the
tables, of the month's events, of the ledger, or *derived* ones (age, crowded, county, ...), which
are computed at most once a month, when an observer asks.
"""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from agents.kinds import MONTHS_PER_YEAR
from simulation.columns import OPERATORS, SOURCES, Condition, ObserverError, known_columns, unknown

__all__ = ["MAX_KEYS", "MICRO", "PERIODS", "Observer", "ObserverError"]

PERIODS: Final = MappingProxyType({"event": 1, "month": 1, "quarter": 3, "year": MONTHS_PER_YEAR})
MICRO: Final = 1_000_000  # sums of fractional columns are recorded in millionths
MAX_KEYS: Final = 4


@dataclass(frozen=True, slots=True)
class Observer:
    """One thing to observe.

    Parameters
    ----------
    name : str
        Unique among the observers of a run.
    source : str
        ``persons``, ``households`` or ``dwellings`` (only those who are present, not dissolved, not
        removed), ``municipalities``, ``places``, ``ledger``, or ``event:<name>``.
    where : tuple of (column, operator, value)
        All must hold. Operators: ``== != < <= > >=``, ``in`` and ``not in`` (a tuple).
    measure : str
        ``count``; ``sum:<column>``; ``micro:<column>``, the sum of a fractional column in
        millionths. A mean is a sum and a count.
    by : tuple of str
        At most four columns to break down by.
    every : str
        ``month``, ``quarter``, ``year`` or ``event``. A stock is taken in the last month of the
        period; events and the ledger are added up over it.
    """

    name: str
    source: str
    where: tuple[Condition, ...] = ()
    measure: str = "count"
    by: tuple[str, ...] = ()
    every: str = "month"

    def __post_init__(self) -> None:
        """Refuse what no recorder could evaluate."""
        frozen = tuple(
            (str(c), str(o), tuple(v) if isinstance(v, (list, set)) else v) for c, o, v in self.where
        )
        object.__setattr__(self, "where", frozen)
        object.__setattr__(self, "by", tuple(self.by))
        if not self.name:
            raise ObserverError("an observer needs a name")
        if self.source not in SOURCES and not self.source.startswith("event:"):
            raise ObserverError(f"{self.name}: {unknown(self.source, SOURCES, 'source')}")
        if self.every not in PERIODS:
            raise ObserverError(f"{self.name}: {unknown(self.every, PERIODS, 'period')}")
        if len(self.by) > MAX_KEYS:
            raise ObserverError(f"{self.name}: broken down by {len(self.by)} columns; at most {MAX_KEYS}")
        for _, operator, _ in self.where:
            if operator not in OPERATORS:
                raise ObserverError(f"{self.name}: {unknown(operator, OPERATORS, 'operator')}")
        kind, _, column = self.measure.partition(":")
        if not (self.measure == "count" or (kind in ("sum", "micro") and column)):
            raise ObserverError(
                f"{self.name}: the measure {self.measure!r} is not count, sum:<column> or micro:<column>"
            )
        if self.source == "ledger" and self.measure != "sum:ore":
            raise ObserverError(f"{self.name}: the ledger is measured by sum:ore")
        for column in self.columns():
            self._check(column)

    def _check(self, column: str) -> None:
        known = known_columns(self.source)
        if known is not None and column.partition("[")[0] not in known:
            raise ObserverError(f"{self.name}: {unknown(column, known, f'column of {self.source}')}")

    def columns(self) -> tuple[str, ...]:
        """Return the columns it reads."""
        summed = () if self.measure == "count" else (self.measure.partition(":")[2],)
        return (*(c for c, _, _ in self.where), *self.by, *summed)

    @property
    def flow(self) -> bool:
        """Whether it adds up over the period (events, ledger) rather than taking a stock."""
        return self.source == "ledger" or self.source.startswith("event:")

    def due(self, month: int) -> bool:
        """Return whether the period ends with this month."""
        return (month + 1) % PERIODS[self.every] == 0

    def as_dict(self) -> dict[str, Any]:
        """Return plain data (for JSON)."""
        where = [[c, o, list(v) if isinstance(v, tuple) else v] for c, o, v in self.where]
        return {
            "name": self.name, "source": self.source, "where": where, "measure": self.measure,
            "by": list(self.by), "every": self.every,
        }  # fmt: skip
