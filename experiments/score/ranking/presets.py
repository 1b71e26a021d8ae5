"""Five named sets of weights, always shown together: no one of them is right."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import nan
from types import MappingProxyType
from typing import Final

import numpy as np
import numpy.typing as npt

from experiments.score.ranking.families import ByFamily, Family
from experiments.score.ranking.gains import Gains

Array = npt.NDArray[np.float64]
CAPABILITY: Final = frozenset({"S03", "S07", "S08", "S09", "S10", "S22", "S25"})
DIGITS: Final = 9  # values closer than this are equal


@dataclass(frozen=True, slots=True)
class Preset:
    """What one set of weights says.

    Attributes
    ----------
    weights
        By family, summing to one; empty for the worst-off, who are compared in order of need.
    values
        By scenario: the weighted standardised gain, or the worst group's gain; NaN when the study has
        nothing of the kind.
    ranks
        By scenario, 1 the best; equals share the better rank; empty when there is nothing to rank by.
    """

    name: str
    weights: Mapping[str, float]
    values: Mapping[str, float]
    ranks: Mapping[str, int]


def _equal(families: Sequence[Family], chosen: Callable[[Family], bool]) -> Array:
    keep = np.array([chosen(one) for one in families], dtype=np.float64)
    return keep / keep.sum() if keep.any() else keep


def equal_by_level(families: Sequence[Family]) -> Array:
    """Return weights, the same for every level, shared equally by its families."""
    levels = [one.level for one in families]
    each = {level: 1.0 / levels.count(level) for level in levels}
    return np.array([each[level] / len(each) for level in levels], dtype=np.float64)


LINEAR: Final[Mapping[str, Callable[[Sequence[Family]], Array]]] = MappingProxyType(
    {
        "investment": lambda families: _equal(families, lambda one: one.invest),
        "here_and_now": lambda families: _equal(families, lambda one: one.now),
        "capability": lambda families: _equal(families, lambda one: one.name in CAPABILITY),
        "equal_by_level": equal_by_level,
    }
)
WORST_OFF: Final = "worst_off"
ORDER: Final = ("investment", "here_and_now", "capability", WORST_OFF, "equal_by_level")


def presets(families: ByFamily, cells: Gains) -> tuple[Preset, ...]:
    """Return all five, in order.

    Parameters
    ----------
    families : ByFamily
        What linear weights are put on.
    cells : Gains
        Of which the worst-off use the groups that are hard to settle.
    """
    return tuple(
        leximin(cells) if name == WORST_OFF else linear(name, LINEAR[name](families.families), families)
        for name in ORDER
    )


def linear(name: str, weights: Array, families: ByFamily) -> Preset:
    """Return what a set of weights says."""
    names = families.names
    if not weights.any():
        return Preset(name, {}, dict.fromkeys(names, nan), {})
    values = families.mean @ weights
    said = {one.name: float(w) for one, w in zip(families.families, weights, strict=True)}
    keys = [(round(float(v), DIGITS),) for v in values]
    return Preset(name, said, dict(zip(names, values.tolist(), strict=True)), ranked(names, keys))


def leximin(cells: Gains) -> Preset:
    """Return the order of the worst-off: the scenario whose worst group fares best; of equals, the
    second worst decides, and so on."""
    names = cells.names
    mean = cells.mean[:, [one.worst_off for one in cells.criteria]]
    if not mean.shape[1]:
        return Preset(WORST_OFF, {}, dict.fromkeys(names, nan), {})
    keys = [tuple(round(float(x), DIGITS) for x in np.sort(row)) for row in mean]
    values = {name: key[0] for name, key in zip(names, keys, strict=True)}
    return Preset(WORST_OFF, {}, values, ranked(names, keys))


def ranked(names: Sequence[str], keys: Sequence[tuple[float, ...]]) -> dict[str, int]:
    """Return ranks, 1 for the largest key; equals share the better rank."""
    return {name: 1 + sum(other > key for other in keys) for name, key in zip(names, keys, strict=True)}
