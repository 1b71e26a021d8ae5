"""Standardised gains by family: what weights are put on."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from experiments.score.ranking.gains import Gains
from indicators.indicator import Level

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Family:
    """Headlines that measure one thing.

    Attributes
    ----------
    name
        Id in the scorecard, or the name of its only headline.
    members
        Names of the headlines.
    level
        Of the first of them.
    now, invest
        Whether any of them is a gain now, or pays later.
    """

    name: str
    members: tuple[str, ...]
    level: Level
    now: bool
    invest: bool


@dataclass(frozen=True)
class ByFamily:
    """Gains by family: the mean of its headlines' standardised gains.

    Attributes
    ----------
    each : array, shape (scenarios, families, replicates)
        A headline without a figure in a replicate counts as no difference in it.
    """

    names: tuple[str, ...]
    families: tuple[Family, ...]
    each: Array

    @property
    def mean(self) -> Array:
        """Mean gains, shape (scenarios, families)."""
        return self.each.mean(axis=2) if self.each.size else self.each.sum(axis=2)


def by_family(found: Gains) -> ByFamily:
    """Return the gains of the headlines by family, in the order of tables."""
    places: dict[str, list[int]] = {}
    for i, one in enumerate(found.criteria):
        if not one.part:
            places.setdefault(one.family, []).append(i)
    families, rows = [], []
    for name, where in places.items():
        members = [found.criteria[i].indicator for i in where]
        families.append(
            Family(
                name,
                tuple(one.name for one in members),
                members[0].level[0],
                any(one.horizon in ("now", "both") for one in members),
                any(one.horizon in ("invest", "both") for one in members),
            )
        )
        rows.append(np.nan_to_num(found.each[:, where, :], nan=0.0).mean(axis=1))
    each = np.stack(rows, axis=1) if rows else np.zeros((len(found.names), 0, found.each.shape[2]))
    return ByFamily(found.names, tuple(families), each)
