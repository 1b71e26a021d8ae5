"""Gains of every scenario over the baseline, criterion by criterion and replicate by replicate.

A gain is the paired difference from the baseline with the sign of the indicator's direction. Ambiguous
indicators have no sign and are no criterion. Gains are standardised by the baseline's standard
deviation over replicates, which is published with them: a ranking can hinge on it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, nan
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from experiments.comparison import Study
from indicators.groups import PEOPLE
from indicators.indicator import Indicator, Measured

Array = npt.NDArray[np.float64]
Why = Literal["no_figure", "no_spread"]
WORST_OFF: Final = "hard"  # dimension of the hard to settle
REST: Final = "others"  # its group of all who are not


@dataclass(frozen=True, slots=True)
class Criterion:
    """An indicator, or one group of it, that has a sign.

    Attributes
    ----------
    part
        Name of the part (``dimension:group``); empty for the headline.
    sd
        Standard deviation of the baseline over replicates, in the indicator's unit.
    """

    indicator: Indicator
    part: str
    sd: float

    @property
    def key(self) -> str:
        """A name of its own."""
        return f"{self.indicator.name}/{self.part}" if self.part else self.indicator.name

    @property
    def family(self) -> str:
        """What it measures: its first id in the scorecard, else its name.

        Headlines of one family share a weight, or three ways to measure waiting would count thrice.
        """
        ids = self.indicator.scorecard
        return ids[0] if ids else self.indicator.name

    @property
    def worst_off(self) -> bool:
        """Whether it is about a group that is hard to settle."""
        dimension, _, group = self.part.partition(":")
        return dimension == WORST_OFF and group != REST


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A criterion that cannot be compared, and why."""

    key: str
    why: Why


@dataclass(frozen=True)
class Gains:
    """Gains over the baseline.

    Attributes
    ----------
    names
        Scenarios, the baseline first (its gains are zero).
    criteria
        What is compared.
    each : array, shape (scenarios, criteria, replicates)
        Standardised gains; NaN where a replicate has no figure.
    left_out
        Criteria without a figure, or without spread to standardise by.
    """

    names: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    each: Array
    left_out: tuple[LeftOut, ...] = ()

    @property
    def mean(self) -> Array:
        """Mean gains, shape (scenarios, criteria)."""
        counted = np.isfinite(self.each).sum(axis=2)
        total = np.nansum(self.each, axis=2)
        mean: Array = np.divide(total, counted, out=np.zeros_like(total), where=counted > 0)
        return mean

    def only(self, keep: Sequence[bool]) -> "Gains":
        """Return the same with some criteria only."""
        chosen = np.asarray(keep, dtype=np.bool_)
        kept = tuple(c for c, k in zip(self.criteria, keep, strict=True) if k)
        return Gains(self.names, kept, self.each[:, chosen, :], self.left_out)


def gains(study: Study) -> Gains:
    """Return the gains in every headline that has a direction, and in every group of it."""
    asked = [(one, part) for one in study.indicators if one.direction for part in ("", *_groups(study, one))]
    base = [study.measured[study.baseline, seed] for seed in study.seeds]
    criteria: list[Criterion] = []
    rows: list[Array] = []
    left_out: list[LeftOut] = []
    for one, part in asked:
        before = _values([m[one.name] for m in base], part)
        known = before[np.isfinite(before)]
        sd = float(known.std(ddof=1)) if len(known) > 1 else nan
        criterion = Criterion(one, part, sd)
        if not isfinite(sd) or not sd > 0:
            left_out.append(LeftOut(criterion.key, "no_spread" if len(known) > 1 else "no_figure"))
            continue
        differences = [
            (_values([study.measured[name, seed][one.name] for seed in study.seeds], part) - before)
            for name in study.scenarios
        ]
        criteria.append(criterion)
        rows.append(np.stack(differences) * (one.direction / sd))
    each = np.stack(rows, axis=1) if rows else np.zeros((len(study.scenarios), 0, len(study.seeds)))
    return Gains(study.scenarios, tuple(criteria), each, tuple(left_out))


def _groups(study: Study, one: Indicator) -> tuple[str, ...]:
    """Return its parts along shared dimensions, in the order they are met."""
    found = dict.fromkeys(part for m in study.measured.values() for part in m[one.name].parts)
    return tuple(part for part in found if part.partition(":")[0] in PEOPLE)


def _values(measured: Sequence[Measured], part: str) -> Array:
    return np.array([m.parts.get(part, nan) if part else m.value for m in measured], dtype=np.float64)
