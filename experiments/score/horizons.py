"""Horizons of a score: years after the policy date, those beyond the run not available."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite, nan
from typing import Final, Literal

from indicators.indicator import Measured

Coverage = Literal["whole", "part", "none"]
SPANS: Final = ((0, 2), (2, 5), (5, 10))


@dataclass(frozen=True, slots=True)
class Horizon:
    """Years after the policy date.

    Attributes
    ----------
    begin, end
        Years after the policy date: from the start of year `begin` to the end of year ``end - 1``.
    years
        The calendar years of it that the run covers.
    """

    begin: int
    end: int
    years: tuple[int, ...]

    @property
    def name(self) -> str:
        """What tables call it, for instance ``0-2``."""
        return f"{self.begin}-{self.end}"

    @property
    def coverage(self) -> Coverage:
        """Whether the run covers all, some or none of its years."""
        if not self.years:
            return "none"
        return "whole" if len(self.years) == self.end - self.begin else "part"

    def value(self, measured: Measured) -> float:
        """Return the mean of an indicator's years in it; NaN when it has none of them."""
        return _mean([measured.by_year[year] for year in self.years if year in measured.by_year])


def horizons(policy_year: int, last_year: int) -> tuple[Horizon, ...]:
    """Return the horizons of a run whose policy starts in January of a year."""
    return tuple(
        Horizon(begin, end, tuple(y for y in range(policy_year + begin, policy_year + end) if y <= last_year))
        for begin, end in SPANS
    )


def series(horizon: Horizon, measured: Sequence[Mapping[str, Measured]], name: str) -> list[float]:
    """Return an indicator over one horizon in every replicate."""
    return [horizon.value(one[name]) for one in measured]


def _mean(values: Sequence[float]) -> float:
    known = [value for value in values if isfinite(value)]
    return sum(known) / len(known) if known else nan
