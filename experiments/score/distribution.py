"""Who gains and who loses: every headline by group, the gap between groups, and harm said in words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import isfinite, nan
from typing import Final, Literal

import numpy as np

from experiments.comparison import Study
from experiments.disclosure import suppress
from experiments.score.band import Band, band, median
from experiments.score.ranking.dominance import TOLERANCE
from indicators.groups import DIMENSIONS, PEOPLE
from indicators.indicator import Indicator, Measured

Harm = Literal["clear", "leaning", ""]
COUNTS: Final = ("persons", "persons a year", "households a year", "person-months")  # units of small cells
SIZES: Final = "settled"  # the headline that says how many persons are of a group
MOST: Final = 0.75  # share of replicates in which a leaning loss is a loss


@dataclass(frozen=True, slots=True)
class Group:
    """One group of a headline.

    Attributes
    ----------
    name
        Its name within the dimension (:func:`indicators.groups.words` says what it is called).
    baseline, arm
        Median level in the baseline and under the arm.
    band
        Paired difference.
    harm
        ``clear`` when the interval of the loss leaves zero out, ``leaning`` when most replicates have
        a loss, and in both cases it is beyond the tolerance (5 % of the baseline's standard deviation).
    loss
        Median loss in standard deviations of the baseline over replicates; 0 of a gain, or of no spread.
    """

    name: str
    baseline: float
    arm: float
    band: Band
    harm: Harm
    loss: float = 0.0


@dataclass(frozen=True, slots=True)
class Spread:
    """A headline by the groups of one dimension, for one arm.

    Attributes
    ----------
    gap, gap_before
        Largest less smallest median level of the groups under the arm, and in the baseline.
    gap_change
        Paired difference of the gap.
    losing
        Share of groups whose median is a loss; NaN when the indicator has no sign, or others bear it.
    """

    indicator: Indicator
    dimension: str
    whole: Band
    groups: tuple[Group, ...]
    gap: float
    gap_before: float
    gap_change: Band
    losing: float

    @property
    def harmed(self) -> tuple[Group, ...]:
        """Groups that lose."""
        return tuple(group for group in self.groups if group.harm)

    @property
    def raises_mean(self) -> bool:
        """Whether the whole gains clearly while a group loses; a mean within its interval is noise."""
        gains = self.whole.clear and self.whole.mean * self.indicator.direction > 0
        return bool(self.harmed) and gains


@dataclass(frozen=True, slots=True)
class Loss:
    """Who loses in one headline, over all dimensions: (dimension, group), the gravest first."""

    indicator: Indicator
    groups: tuple[tuple[str, Group], ...]
    raises_mean: bool

    @property
    def clear(self) -> bool:
        """Whether a group loses clearly."""
        return any(group.harm == "clear" for _, group in self.groups)

    @property
    def worst(self) -> tuple[str, Group]:
        """The group that loses most: of those that lose clearly where there are any."""
        return self.groups[0]


@dataclass(frozen=True, slots=True)
class Distribution:
    """Every headline by group, for one arm, and the headlines that have no breakdown."""

    arm: str
    spreads: tuple[Spread, ...]
    whole_only: tuple[str, ...]

    @property
    def losses(self) -> tuple[Loss, ...]:
        """Headlines in which a group loses, the gravest first.

        Clear losses come before those in most replicates, a loss behind a better mean before one that the
        mean shows, and then the larger one, in standard deviations of the baseline.
        """
        found: dict[str, list[Spread]] = {}
        for one in self.spreads:
            if one.harmed:
                found.setdefault(one.indicator.name, []).append(one)
        losses = []
        for spreads in found.values():
            groups = [(one.dimension, group) for one in spreads for group in one.harmed]
            groups.sort(key=lambda at: (at[1].harm != "clear", -at[1].loss))
            hidden = any(one.raises_mean for one in spreads)
            losses.append(Loss(spreads[0].indicator, tuple(groups), hidden))
        return tuple(sorted(losses, key=_gravity))

    @property
    def signed(self) -> int:
        """Groups, over all headlines with a sign, that have a figure: each could lose."""
        return sum(
            g.band.known
            for s in self.spreads
            if s.indicator.direction and s.indicator.borne_by(s.dimension)
            for g in s.groups
        )


def _gravity(one: Loss) -> tuple[bool, bool, float]:
    return not one.clear, not one.raises_mean, -one.worst[1].loss


def distribution(study: Study, arm: str) -> Distribution:
    """Return every headline by every shared dimension it is broken down by."""
    spreads: list[Spread] = []
    whole_only: list[str] = []
    for one in study.indicators:
        ours, base = (
            [study.measured[name, seed][one.name] for seed in study.seeds] for name in (arm, study.baseline)
        )
        found = _dimensions(ours + base)
        if not found:
            whole_only.append(one.name)
        spreads += [_spread(one, dimension, ours, base, study.per_draw) for dimension in found]
    return Distribution(arm, tuple(spreads), tuple(whole_only))


def held_back(found: Distribution) -> Distribution:
    """Return a distribution as it may leave when it rests on restricted microdata: without small cells.

    A share, a mean or an amount of a small group tells of few persons as its count does. How many stand
    behind it is not recorded with it; taken for it is how many of the group are settled in a year, which is
    less. A group of which that is not known is held back.
    """
    sizes = (one for one in found.spreads if one.indicator.name == SIZES)
    persons = {
        one.dimension: _shown(one) & {g.name for g in one.groups if min(g.baseline, g.arm) > 0}
        for one in sizes
    }
    return replace(found, spreads=tuple(_held_back(one, persons) for one in found.spreads))


def _shown(found: Spread) -> frozenset[str]:
    """Return the groups of a count that are not small, nor needed to protect those that are."""
    levels = np.array([(group.baseline, group.arm) for group in found.groups]).reshape(-1, 2)
    base, arm = np.nan_to_num(levels).clip(0.0).T
    hidden = suppress(base).hidden | suppress(arm).hidden
    return frozenset(group.name for group, held in zip(found.groups, hidden, strict=True) if not held)


def _held_back(found: Spread, persons: Mapping[str, frozenset[str]]) -> Spread:
    """Return a breakdown without its small groups, and those that protect them."""
    count = found.indicator.unit in COUNTS
    shown = _shown(found) if count else persons.get(found.dimension, frozenset())
    kept = tuple(group for group in found.groups if group.name in shown)
    if len(kept) == len(found.groups):
        return found
    gone = Band()  # a gap would tell the smallest
    return replace(found, groups=kept, gap=nan, gap_before=nan, gap_change=gone, losing=nan)


def _dimensions(measured: list[Measured]) -> list[str]:
    """Return the dimensions that have two groups or more to hold against each other."""
    groups: dict[str, set[str]] = {}
    for one in measured:
        for dimension in one.dimensions():
            if dimension in PEOPLE:
                groups.setdefault(dimension, set()).update(one.by(dimension))
    known = [dimension for dimension, names in groups.items() if len(names) > 1]
    return sorted(known, key=PEOPLE.index)


def _spread(
    one: Indicator, dimension: str, ours: list[Measured], base: list[Measured], per_draw: int
) -> Spread:
    # what others pay for a group is no loss of its own
    sign = one.direction if one.borne_by(dimension) else 0
    a, b = ([m.by(dimension) for m in side] for side in (ours, base))
    names = [name for name in DIMENSIONS[dimension][1] if any(name in row for row in (*a, *b))]
    groups = tuple(_group(sign, name, a, b, per_draw) for name in names)
    gaps = [[gap(row) for row in side] for side in (a, b)]
    known = [group.band.gain(sign) < 0 for group in groups if group.band.known]
    losing = sum(known) / len(known) if known and sign else nan
    whole = band([m.value for m in ours], [m.value for m in base], one.direction, per_draw)
    return Spread(
        one, dimension, whole, groups, median(gaps[0]), median(gaps[1]),
        band(gaps[0], gaps[1], -1, per_draw), losing,
    )  # fmt: skip


def _group(
    sign: int, name: str, ours: list[dict[str, float]], base: list[dict[str, float]], per_draw: int
) -> Group:
    a, b = ([row.get(name, nan) for row in side] for side in (ours, base))
    found = band(a, b, sign, per_draw)
    known = [x for x in b if isfinite(x)]
    sd = float(np.std(known, ddof=1)) if len(known) > 1 else 0.0
    lost = max(0.0, -found.gain(sign)) / sd if found.known and sd > 0 else 0.0
    return Group(name, median(b), median(a), found, harm(found, sign, TOLERANCE * sd), lost)


def harm(found: Band, direction: int, tolerance: float) -> Harm:
    """Return whether a group loses, and how surely."""
    if not direction or not found.known or found.gain(direction) >= -tolerance:
        return ""
    if found.clear and found.mean * direction < 0:
        return "clear"
    worse = found.worse or 0
    return "leaning" if worse >= MOST * found.replicates else ""


def gap(groups: Mapping[str, float]) -> float:
    """Return the largest less the smallest level of the groups; NaN of fewer than two."""
    known = [value for value in groups.values() if isfinite(value)]
    return max(known) - min(known) if len(known) > 1 else nan
