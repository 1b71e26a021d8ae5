"""Where the spread of a paired difference comes from: chance, or parameters nobody has measured.

With several chance seeds to each draw of the parameters the replicates are nested, and one-way analysis
of variance with random effects tells the two apart: what differs within a draw is chance; what differs
between draws more than chance explains is the parameters.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan, sqrt

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Spread:
    """Standard deviations over single replicates; NaN where the design cannot tell.

    Attributes
    ----------
    chance
        Between replicates of one draw of the parameters.
    parameters
        Between draws, chance taken out (never below zero).
    """

    chance: float = nan
    parameters: float = nan

    @property
    def share(self) -> float:
        """Share of the variance that is the parameters'."""
        whole = self.chance**2 + self.parameters**2
        return self.parameters**2 / whole if whole > 0 else nan


def draw_means(values: Sequence[float], per_draw: int) -> npt.NDArray[np.float64]:
    """Return the mean of each draw's replicates, those without a figure left out.

    Parameters
    ----------
    values : sequence of float, shape (draws * per_draw,)
        Replicates in order, those of one draw beside each other.
    """
    return np.array([group.mean() for group in _groups(values, per_draw)], dtype=np.float64)


def spread(values: Sequence[float], per_draw: int) -> Spread:
    """Return the two sources of spread.

    Parameters
    ----------
    values : sequence of float, shape (draws * per_draw,)
        Paired differences in order, those of one draw beside each other; NaN is left out.
    per_draw : int
        Chance seeds to each draw; 1 cannot tell the two apart.
    """
    groups = _groups(values, per_draw)
    sizes = np.array([len(group) for group in groups], dtype=np.float64)
    whole = sizes.sum()
    if len(groups) < 2 or whole <= len(groups):
        return Spread()
    grand = float(np.concatenate(groups).mean())
    within = sum(float(((g - g.mean()) ** 2).sum()) for g in groups) / (whole - len(groups))
    between = sum(len(g) * (float(g.mean()) - grand) ** 2 for g in groups) / (len(groups) - 1)
    size = (whole - float((sizes**2).sum()) / whole) / (len(groups) - 1)  # replicates a draw, when unequal
    return Spread(sqrt(within), sqrt(max((between - within) / size, 0.0)))


def _groups(values: Sequence[float], per_draw: int) -> list[npt.NDArray[np.float64]]:
    found = np.asarray(values, dtype=np.float64)
    split = (found[i : i + per_draw] for i in range(0, len(found), per_draw))
    return [known for group in split if len(known := group[np.isfinite(group)])]
