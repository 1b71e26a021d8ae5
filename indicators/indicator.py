"""What an indicator is: what it observes, and how it computes itself from the record."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from math import nan
from typing import Literal

from simulation.observers import Observer
from simulation.recorder import Record
from simulation.worlds import NORWAY_2013, NationalWorld

Direction = Literal[-1, 0, 1]


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator of one run.

    `value` is the headline (NaN when the run does not hold it); `by_year` its calendar years or
    settlement cohorts; `parts` its breakdown by group, where it has one.
    """

    value: float = nan
    by_year: Mapping[int, float] = field(default_factory=dict)
    parts: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Indicator:
    """One headline.

    Parameters
    ----------
    name : str
        Unique name.
    en, nb : str
        Labels for a table.
    unit : str
        Unit of the value; shares are 0-1.
    direction : {1, -1, 0}
        1 when more is better, -1 when less is, 0 when it is no gain by itself.
    source : str
        Ids of evidence or of the scorecard that define it.
    observers : tuple of Observer
        What must be recorded.
    compute : callable
        Record to :class:`Measured`.
    order : int
        Place in tables.
    digits : int
        Decimals shown.
    headline : bool
        Whether tables show it; others serve the check against the record.
    """

    name: str
    en: str
    nb: str
    unit: str
    direction: Direction
    source: str
    observers: tuple[Observer, ...]
    compute: Callable[[Record], Measured]
    order: int
    digits: int = 0
    headline: bool = True

    def of(self, record: Record) -> Measured:
        """Return the indicator of one run.

        Raises
        ------
        NotRecorded
            If the run did not record what it observes.
        """
        missing = [observer.name for observer in self.observers if not record.has(observer)]
        if missing:
            raise NotRecorded(f"{self.name} needs a re-run: {missing[0]} was not recorded.")
        return self.compute(record)

    def told_in(self, world: NationalWorld) -> "Indicator":
        """Return the indicator with labels and unit in the years of a world; they are written in
        those of norway-2013."""

        def told(text: str) -> str:
            for own, other in zip(NORWAY_2013.spans, world.spans, strict=True):
                text = text.replace(own, other)
            return text

        return replace(self, en=told(self.en), nb=told(self.nb), unit=told(self.unit))

    def label(self, language: str) -> str:
        """Return the label in ``en`` or ``nb``."""
        return self.nb if language == "nb" else self.en


class NotRecorded(LookupError):
    """An indicator's observers were not part of the run."""
