"""The scorecard itself: level x (gain now, gain as investment, cost, who bears it), in natural units.

An indicator stands once, at the first of its levels. Those without a direction (*ambiguous*) have no
sign: they are shown with what they split into, and no ranking uses them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import nan
from typing import Final, Literal

from experiments.comparison import Study
from experiments.score.band import Band, band, median
from experiments.score.horizons import Horizon, horizons, series
from indicators.groups import PEOPLE
from indicators.indicator import Indicator, Level
from indicators.library import all_indicators

Column = Literal["now", "invest", "cost", "context"]
SPLIT: Final = ("S21", "S17", "S11")  # never one figure with a sign: housing allowance, retention, exposure
LEVELS: Final[tuple[Level, ...]] = (
    "individual",
    "household",
    "neighbourhood",
    "municipality",
    "state",
    "society",
)


@dataclass(frozen=True, slots=True)
class Split:
    """One side of an ambiguous indicator: a part of it, by name (``dimension:group``)."""

    part: str
    baseline: float
    band: Band


@dataclass(frozen=True, slots=True)
class OverHorizon:
    """An indicator over one horizon; `band` has no replicates where it is not available."""

    horizon: Horizon
    baseline: float
    band: Band

    @property
    def available(self) -> bool:
        """Whether there is a figure."""
        return self.band.known


@dataclass(frozen=True, slots=True)
class Entry:
    """One indicator of the scorecard, for one arm.

    Attributes
    ----------
    columns
        Where it stands: gain now, gain as investment, or both; cost; context when it has no sign.
    baseline
        Median of the baseline's replicates, over all years from the policy date.
    band
        The paired difference over all years from the policy date.
    over
        The same by horizon.
    splits
        What it splits into, when it is ambiguous.
    """

    indicator: Indicator
    columns: tuple[Column, ...]
    baseline: float
    band: Band
    over: tuple[OverHorizon, ...]
    splits: tuple[Split, ...] = ()

    @property
    def level(self) -> Level:
        """The level it stands at."""
        return self.indicator.level[0]

    @property
    def better(self) -> bool | None:
        """Whether the median is a gain; None without a sign, without a figure or when nothing differs."""
        gain = self.band.gain(self.indicator.direction)
        return None if not self.band.known or gain == 0 else gain > 0


@dataclass(frozen=True, slots=True)
class Card:
    """The scorecard of one arm against the baseline.

    Attributes
    ----------
    entries
        The headlines.
    beside
        Those of the ambiguous families (:data:`SPLIT`) that are no headlines: what the family splits into.
    """

    arm: str
    baseline: str
    entries: tuple[Entry, ...]
    beside: tuple[Entry, ...] = ()

    def at(self, level: Level, column: Column | None = None) -> tuple[Entry, ...]:
        """Return the entries of a level, or of one column of it."""
        return tuple(e for e in self.entries if e.level == level and (column is None or column in e.columns))

    def entry(self, name: str) -> Entry:
        """Return the entry of an indicator."""
        return next(e for e in self.entries if e.indicator.name == name)

    def family(self, scorecard: str) -> tuple[Entry, ...]:
        """Return what an ambiguous family of the scorecard splits into, headlines first."""
        return tuple(e for e in (*self.entries, *self.beside) if scorecard in e.indicator.scorecard)


def columns_of(one: Indicator) -> tuple[Column, ...]:
    """Return the columns an indicator stands in."""
    if one.effect == "cost":
        return ("cost",)
    if one.ambiguous:
        return ("context",)
    return ("now", "invest") if one.horizon == "both" else (one.horizon,)


def card(
    study: Study, arm: str, policy_year: int, last_year: int, shown: Iterable[Indicator] | None = None
) -> Card:
    """Return the scorecard of one arm.

    Parameters
    ----------
    study : Study
        Its first scenario is the baseline.
    arm : str
        The scenario to score.
    policy_year, last_year : int
        The year in whose January the policy starts, and the last of the run.
    shown : iterable of Indicator, optional
        The headlines when left out.
    """
    spans = horizons(policy_year, last_year)
    chosen = study.indicators if shown is None else tuple(shown)
    taken = {one.name for one in chosen}
    held = set.intersection(*(set(measured) for measured in study.measured.values()))
    more = [
        one.told_in(study.data)
        for one in all_indicators()
        if one.name in held - taken and any(family in one.scorecard for family in SPLIT)
    ]
    made = [_entry(study, arm, one, spans) for one in (*chosen, *more)]
    return Card(arm, study.baseline, tuple(made[: len(chosen)]), tuple(made[len(chosen) :]))


def _entry(study: Study, arm: str, one: Indicator, spans: tuple[Horizon, ...]) -> Entry:
    ours, base = ([study.measured[name, seed] for seed in study.seeds] for name in (arm, study.baseline))
    values, before = ([m[one.name].value for m in side] for side in (ours, base))

    def compared(a: list[float], b: list[float]) -> Band:
        return band(a, b, one.direction, study.per_draw)

    over = []
    for span in spans:
        a, b = series(span, ours, one.name), series(span, base, one.name)
        over.append(OverHorizon(span, median(b), compared(a, b)))
    splits: tuple[Split, ...] = ()
    if one.ambiguous:
        names = dict.fromkeys(name for m in (*base, *ours) for name in m[one.name].parts)
        dimensions = set(one.breakdown) - {*PEOPLE, "municipality"}  # groups of people: distribution has them
        own = [name for name in names if name.partition(":")[0] in dimensions]
        splits = tuple(
            Split(name, median(b), compared(a, b))
            for name in own
            for a, b in [[[m[one.name].parts.get(name, nan) for m in side] for side in (ours, base)]]
        )
    return Entry(one, columns_of(one), median(before), compared(values, before), tuple(over), splits)
