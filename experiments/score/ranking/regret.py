"""Regret: what choosing a scenario would cost at worst, if the weights or the world were others."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Regret:
    """How far a scenario is from the best, in standard deviations of the baseline.

    Attributes
    ----------
    worst
        Over all weights: the most it can be behind, and on which family (all weight lies on it).
    on
        That family.
    mean, high
        Over weights drawn at random: the mean and the 95 % quantile.
    """

    worst: float
    on: str
    mean: float
    high: float


def regrets(families: tuple[str, ...], mean: Array, weights: Array) -> list[Regret]:
    """Return the regret of each scenario.

    Regret is a maximum of differences that are linear in the weights: it is largest with all weight on
    one family, so the maximum over all weights needs no draws.

    Parameters
    ----------
    mean : array, shape (scenarios, families)
    weights : array, shape (draws, families)
    """
    behind = mean.max(axis=0) - mean
    values = mean @ weights.T
    drawn = values.max(axis=0) - values
    return [
        Regret(
            float(row.max()), families[int(row.argmax())], float(each.mean()), float(np.quantile(each, 0.95))
        )
        for row, each in zip(behind, drawn, strict=True)
    ]


def branch_regret(values: Mapping[str, Mapping[str, float]]) -> dict[str, tuple[float, str]]:
    """Return the most each scenario is behind the best in any branch of the truth, and in which.

    Parameters
    ----------
    values : mapping
        Weighted gain by branch and scenario; every branch has the same scenarios.
    """
    found: dict[str, tuple[float, str]] = {}
    for branch, row in values.items():
        best = max(row.values())
        for name, value in row.items():
            if name not in found or best - value > found[name][0]:
                found[name] = (best - value, branch)
    return found
