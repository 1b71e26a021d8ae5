"""Switching values: how much weight on one thing turns the order of two scenarios."""

from dataclasses import dataclass
from math import nan

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Switch:
    """The weight on one thing at which the order of two scenarios turns.

    Attributes
    ----------
    ahead, behind
        The two scenarios, in their order at the weights begun with.
    on
        The family, or the group, whose weight is changed; the others keep their proportions.
    begun, at
        Its weight at the start, and where the order turns; NaN when no weight turns it.
    """

    ahead: str
    behind: str
    on: str
    begun: float
    at: float

    @property
    def exists(self) -> bool:
        """Whether any weight turns the order."""
        return self.at == self.at


def switching_weight(ahead: Array, weights: Array, k: int) -> float:
    """Return the weight on k, nearest to the one it has, at which a weighted lead becomes zero.

    Parameters
    ----------
    ahead : array, shape (K,)
        Lead of one scenario over another, criterion by criterion.
    weights : array, shape (K,)
        Summing to one; those other than k keep their proportions.
    k : int
        Whose weight is changed.

    Returns
    -------
    float
        Between 0 and 1; NaN when no weight turns the order, or the others have none to share.
    """
    rest = 1.0 - float(weights[k])
    if rest <= 0:
        return nan
    others = float(ahead @ weights - ahead[k] * weights[k]) / rest
    own = float(ahead[k])
    if others == own or others * own > 0:
        return nan
    return others / (others - own)


def switches(names: tuple[str, ...], families: tuple[str, ...], mean: Array, weights: Array) -> list[Switch]:
    """Return the switching values of every pair and family, those nearest to turning first.

    Parameters
    ----------
    mean : array, shape (scenarios, families)
        Mean standardised gains.
    weights : array, shape (families,)
    """
    found = []
    for i in range(len(names)):
        for j in range(i + 1, len(names)):
            lead = mean[i] - mean[j]
            total = float(lead @ weights)
            if total == 0:
                continue
            first, second = (i, j) if total > 0 else (j, i)
            for k, family in enumerate(families):
                at = switching_weight(lead, weights, k)
                found.append(Switch(names[first], names[second], family, float(weights[k]), at))
    return sorted(found, key=lambda one: abs(one.at - one.begun) if one.exists else float("inf"))


def group_switches(
    names: tuple[str, ...], mean: Array, weights: Array, group: Array, on: str
) -> list[Switch]:
    """Return the smallest weight on a group, besides the headlines, that turns the order of each pair.

    Parameters
    ----------
    group : array, shape (scenarios,)
        Mean standardised gain of the group; its weight begins at zero.
    """
    wider = np.column_stack([mean, group])
    return [
        one
        for one in switches(names, tuple("" for _ in weights) + (on,), wider, np.append(weights, 0.0))
        if one.on == on
    ]
