"""Paired differences between an arm and the baseline over replicates that share chance and draws."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import isfinite, nan, sqrt
from typing import Final

import numpy as np
import numpy.typing as npt

from experiments.spread import Spread, draw_means, spread

LEVEL: Final = 0.90
POWER: Final = 0.80  # how often the smallest effect that can be seen would be seen


@dataclass(frozen=True, slots=True)
class Paired:
    """A paired difference (arm minus baseline) over `pairs` replicates.

    `low` and `high` bound the interval for the mean; NaN with fewer than two pairs. `better` counts
    replicates in which the arm is better, `None` where no direction is good by itself. `detectable` is
    the smallest true difference whose interval would leave zero out four times in five.
    """

    mean: float
    low: float
    high: float
    pairs: int
    better: int | None
    lowest: float = nan  # over the replicates
    highest: float = nan
    detectable: float = nan
    spread: Spread = Spread()
    equal: int = 0  # replicates without any difference

    @property
    def clear(self) -> bool:
        """Whether the interval leaves zero out."""
        return isfinite(self.low) and (self.low > 0 or self.high < 0)


@cache
def quantile_of_t(level: float, degrees: int) -> float:
    """Return the half-width, in standard errors, of a two-sided t-interval."""
    from scipy.stats import t

    return float(t.ppf(0.5 + level / 2, degrees))


def standard_error(found: Paired) -> float:
    """Return the standard error of a mean that its interval stands for; 0 where it has none."""
    if not isfinite(found.low) or found.pairs < 2:
        return 0.0
    return (found.high - found.low) / 2 / quantile_of_t(LEVEL, found.pairs - 1)


def paired_difference(
    arm: Sequence[float],
    baseline: Sequence[float],
    direction: int,
    level: float = LEVEL,
    per_draw: int = 1,
) -> Paired:
    """Return the paired difference of two equally long series, replicate by replicate.

    Parameters
    ----------
    arm, baseline : sequences of float, shape (R,)
        The indicator in each replicate; pairs with a missing value (NaN) are left out.
    direction : int
        1 when more is better, -1 when less is, 0 when neither is a gain by itself.
    level : float
        Coverage of the t-interval for the mean.
    per_draw : int
        Replicates that share a draw of the parameters, beside each other in the series. They are not
        independent, so the interval is that of the draws' means.

    Raises
    ------
    ValueError
        If the series differ in length.
    """
    if len(arm) != len(baseline):
        raise ValueError(f"{len(arm)} replicates of the arm do not pair with {len(baseline)}.")
    a, b = (np.asarray(x, dtype=np.float64) for x in (arm, baseline))
    difference: npt.NDArray[np.float64] = (a - b)[np.isfinite(a) & np.isfinite(b)]
    pairs = len(difference)
    if pairs == 0:
        return Paired(nan, nan, nan, 0, None)
    independent = draw_means((a - b).tolist(), per_draw)
    mean = float(independent.mean())
    better = int((difference * direction > 0).sum()) if direction else None
    equal = int((difference == 0).sum())
    lowest, highest = float(difference.min()), float(difference.max())
    draws = len(independent)
    if draws == 1:
        return Paired(mean, nan, nan, pairs, better, lowest, highest, equal=equal)
    error = float(independent.std(ddof=1)) / sqrt(draws)
    half = quantile_of_t(level, draws - 1) * error
    detectable = half + quantile_of_t(2 * POWER - 1, draws - 1) * error
    sources = spread((a - b).tolist(), per_draw)
    return Paired(
        mean, mean - half, mean + half, pairs, better, lowest, highest, detectable, sources, equal
    )  # fmt: skip
