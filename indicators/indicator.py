"""What an indicator is: what it observes, how it computes itself from the record, and how to read it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from math import nan
from typing import Final, Literal

from simulation.observers import Observer
from simulation.recorder import Record
from simulation.worlds import NORWAY_2013, NationalWorld

Direction = Literal[-1, 0, 1]
Level = Literal["individual", "household", "neighbourhood", "municipality", "state", "society"]
Effect = Literal["gain", "cost"]
Way = Literal["direct", "indirect"]
Nature = Literal["economic", "social"]
Horizon = Literal["now", "invest", "both"]
Unbroken = Literal["", "reception", "places", "ledger", "others", "own"]
Bearer = Literal["state", "municipality", "household", "landlord", "others"]

SCORECARD_IDS: Final = tuple(f"S{i:02d}" for i in range(1, 27) if i != 12)


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator of one run.

    `value` is the headline (NaN when the run does not hold it); `by_year` its calendar years or
    settlement cohorts; `parts` its breakdown. A part is named ``<dimension>:<group>``, where the
    dimension is one of :data:`indicators.groups.DIMENSIONS` or the indicator's own.
    """

    value: float = nan
    by_year: Mapping[int, float] = field(default_factory=dict)
    parts: Mapping[str, float] = field(default_factory=dict)

    def by(self, dimension: str) -> dict[str, float]:
        """Return the breakdown along one dimension, by group; empty when there is none."""
        lead = f"{dimension}:"
        return {name.removeprefix(lead): x for name, x in self.parts.items() if name.startswith(lead)}

    def dimensions(self) -> tuple[str, ...]:
        """Return the dimensions it is broken down by, in the order of the parts."""
        return tuple(dict.fromkeys(name.partition(":")[0] for name in self.parts))


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
        1 when more is better, -1 when less is, 0 when it is *ambiguous*: no gain by itself, and never
        given a sign.
    source : str
        Ids of the scorecard and of evidence that define it.
    observers : tuple of Observer
        What must be recorded.
    compute : callable
        Record to :class:`Measured`.
    order : int
        Place in tables.
    digits : int
        Decimals shown.
    headline : bool
        Whether tables show it; others serve the check against the record, or stand beside a headline.
    unit_nb : str
        The unit in Bokmål, where it differs.
    level : tuple of str
        Whose gain or cost it is, the first first.
    effect : str
        ``gain`` (a loss is a gain with direction -1) or ``cost``.
    way, nature : str
        ``direct`` or ``indirect``; ``economic`` or ``social``.
    horizon : str
        ``now``, ``invest`` (it pays later) or ``both``.
    bearers : tuple of str
        Who bears it, when it is a cost or a loss.
    measured_by : tuple of str
        Who measures it in reality; empty when nobody does: only a model can.
    caveat_en, caveat_nb : str
        What a reader must know before using it.
    breakdown : tuple of str
        Dimensions of `parts`.
    guards : tuple of str
        Indicators to read beside it, because it can be made to look good at their expense.
    unbroken : str
        Why a headline lacks some of the five breakdowns of :data:`indicators.unbroken.WANTED`: a key of
        :data:`indicators.unbroken.REASONS`; empty when it has them all.
    series : tuple of str
        Published figures it can be held against, as ``table:id`` of ``data/tables`` (with ``*``), or
        ``table`` alone.
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
    unit_nb: str = ""
    level: tuple[Level, ...] = ("society",)
    effect: Effect = "gain"
    way: Way = "direct"
    nature: Nature = "social"
    horizon: Horizon = "now"
    bearers: tuple[Bearer, ...] = ()
    measured_by: tuple[str, ...] = ()
    caveat_en: str = ""
    caveat_nb: str = ""
    breakdown: tuple[str, ...] = ()
    guards: tuple[str, ...] = ()
    unbroken: Unbroken = ""
    series: tuple[str, ...] = ()

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

        return replace(
            self, en=told(self.en), nb=told(self.nb), unit=told(self.unit), unit_nb=told(self.unit_nb)
        )

    @property
    def ambiguous(self) -> bool:
        """Whether more of it is neither better nor worse: tables give it no sign."""
        return self.direction == 0

    @property
    def placed_at_settlement(self) -> bool:
        """Whether its levels of centrality are those of the municipality that settled a person, wherever they
        live since."""
        return any({"first_placed", "settled_centrality"} & set(one.by) for one in self.observers)

    def borne_by(self, dimension: str) -> bool:
        """Return whether a group along a dimension bears it itself. What others pay for a group is no loss of
        the group's: only a municipality's cost, by kind of municipality, and a household's own are."""
        if self.effect == "gain" or {"household", "others"} & set(self.bearers):
            return True
        return dimension == "centrality" and "municipality" in self.bearers

    @property
    def scorecard(self) -> tuple[str, ...]:
        """Ids of the scorecard it belongs to."""
        return tuple(one for one in SCORECARD_IDS if one in self.source)

    def label(self, language: str) -> str:
        """Return the label in ``en`` or ``nb``."""
        return self.nb if language == "nb" else self.en

    def unit_in(self, language: str) -> str:
        """Return the unit in ``en`` or ``nb``."""
        return self.unit_nb or self.unit if language == "nb" else self.unit

    def heading(self, language: str) -> str:
        """Return the label with its unit, as tables head it."""
        return f"{self.label(language)} ({self.unit_in(language)})"

    def caveat(self, language: str) -> str:
        """Return what to know before using it, in ``en`` or ``nb``."""
        return self.caveat_nb if language == "nb" else self.caveat_en


class NotRecorded(LookupError):
    """An indicator's observers were not part of the run."""
