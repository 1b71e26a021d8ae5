"""A paired difference as its median and 5-95 % over replicates, by where the spread comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, nan, sqrt
from typing import Final

import numpy as np
import numpy.typing as npt

from experiments.paired import paired_difference
from experiments.spread import draw_means, spread
from experiments.typeset import telling

OUTER: Final = (0.05, 0.95)
Range = tuple[float, float]
UNKNOWN: Final[Range] = (nan, nan)


@dataclass(frozen=True, slots=True)
class Band:
    """Paired differences (arm minus baseline) over replicates.

    Attributes
    ----------
    median, low, high
        Over chance and parameters together: the median and the 5 and 95 % quantiles of the replicates.
    replicates
        Pairs that have a figure.
    better, worse
        Replicates in which the arm is better or worse; None when no direction is good by itself.
    mean, mean_low, mean_high
        The mean, and the t-interval for it (90 %).
    chance, parameters
        5-95 % around the median from one source alone; NaN when the study has one chance seed to each
        draw of the parameters, which cannot tell the two apart.
    """

    median: float = nan
    low: float = nan
    high: float = nan
    replicates: int = 0
    better: int | None = None
    worse: int | None = None
    mean: float = nan
    mean_low: float = nan
    mean_high: float = nan
    chance: Range = UNKNOWN
    parameters: Range = UNKNOWN

    @property
    def known(self) -> bool:
        """Whether there is a figure at all."""
        return self.replicates > 0

    @property
    def clear(self) -> bool:
        """Whether the interval for the mean leaves zero out."""
        return isfinite(self.mean_low) and (self.mean_low > 0 or self.mean_high < 0)

    def decimals(self, digits: int) -> int:
        """Return decimals with which the median of a clear difference does not look like none."""
        return telling(max(digits, 0), self.clear, self.median)

    def gain(self, direction: int) -> float:
        """Return the median as a gain (positive is better)."""
        return self.median * direction


def band(arm: Sequence[float], baseline: Sequence[float], direction: int, per_draw: int = 1) -> Band:
    """Return the band of a paired difference.

    Parameters
    ----------
    arm, baseline : sequences of float, shape (R,)
        The figure in each replicate; pairs with a missing one are left out.
    direction : int
        1 when more is better, -1 when less is, 0 when neither is.
    per_draw : int
        Replicates beside each other that share a draw of the parameters.

    Raises
    ------
    ValueError
        If the series differ in length.
    """
    paired = paired_difference(arm, baseline, direction, per_draw=per_draw)
    if not paired.pairs:
        return Band()
    each = np.asarray(arm, dtype=np.float64) - np.asarray(baseline, dtype=np.float64)
    found = each[np.isfinite(each)]
    middle = float(np.median(found))
    low, high = (float(x) for x in np.quantile(found, OUTER))
    worse = int((found * direction < 0).sum()) if direction else None
    chance, parameters = sources(each, middle, per_draw)
    return Band(
        middle, low, high, paired.pairs, paired.better, worse, paired.mean, paired.low, paired.high,
        chance, parameters,
    )  # fmt: skip


def median(values: Sequence[float]) -> float:
    """Return the median of the replicates that have a figure; NaN when none has."""
    known = [value for value in values if isfinite(value)]
    return float(np.median(known)) if known else nan


def sources(each: npt.NDArray[np.float64], middle: float, per_draw: int) -> tuple[Range, Range]:
    """Return 5-95 % around the median from chance alone and from the parameters alone.

    Deviations from the draw's mean, and draws' means, keep their shape and are scaled to the standard
    deviations that one-way analysis of variance finds for the two sources.
    """
    found = spread(each.tolist(), per_draw)
    if not isfinite(found.chance):
        return UNKNOWN, UNKNOWN
    groups = [each[i : i + per_draw] for i in range(0, len(each), per_draw)]
    known = [g[np.isfinite(g)] for g in groups]
    within = np.concatenate([g - g.mean() for g in known if len(g)])
    between = draw_means(each.tolist(), per_draw)
    return _around(middle, within, found.chance), _around(middle, between - between.mean(), found.parameters)


def _around(middle: float, deviations: npt.NDArray[np.float64], sd: float) -> Range:
    size = sqrt(float((deviations**2).mean()))
    scaled = deviations * (sd / size) if size > 0 else deviations
    low, high = (middle + float(x) for x in np.quantile(scaled, OUTER))
    return low, high
