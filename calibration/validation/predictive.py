"""Predictive intervals: where the record of a cell was to be expected, given the runs.

A run has reality's kind of chance in it, and a draw of the parameters. To that comes the discrepancy a
target states (half of it shared by its cells, as the likelihood has it). Where a target states none, as
for single municipalities, the interval is chance and parameters alone, and too narrow where the model is
wrong: its coverage says so. No count is below 0 and no share outside 0-1, so no interval reaches there; what
is below 0 in a run (a difference, say) is no count.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from calibration.across_runs import average
from calibration.noise import ALIKE
from calibration.target import EDGE, HALF, Cell, Matrix, Target, Transform

LEVEL: Final = 0.9
FEWEST: Final = 0.8  # share of the runs that must have a figure for a cell
ROUNDED: Final = 0.005  # shares are published to a per cent


@dataclass(frozen=True)
class Band:
    """Cells of a target as the runs have them; arrays of shape (cells,), NaN where too few have one.

    Attributes
    ----------
    mean : array
        Of the runs.
    low, high : array
        Of the predictive interval.
    """

    mean: Matrix
    low: Matrix
    high: Matrix

    def holds(self, cells: tuple[Cell, ...], slack: float = 0.0) -> npt.NDArray[np.bool_]:
        """Return which cells of the record lie within."""
        value = np.array([cell.value for cell in cells])
        within: npt.NDArray[np.bool_] = (value >= self.low - slack) & (value <= self.high + slack)
        return within


def band(target: Target, runs: Matrix, seed: int = 1) -> Band:
    """Return the predictive band of a target.

    Parameters
    ----------
    target : Target
    runs : array, shape (n, cells)
    seed : int
        Of the draws of the discrepancy.
    """
    # a target of a difference or of money may lie below 0, and then its runs do
    least = -np.inf if (runs < 0).any() and target.transform == "identity" else 0.0
    most = 1.0 if target.unit == "share" else np.inf
    # the life table of a handful of persons can come out as a share above 1
    shown = np.clip(np.where(enough(runs), runs, np.nan), least, most)
    drawn = shown
    if target.discrepancy:
        generator = np.random.default_rng(seed)
        n, cells = runs.shape
        shared, own = generator.standard_normal((n, 1)), generator.standard_normal((n, cells))
        away = target.discrepancy * (np.sqrt(ALIKE) * shared + np.sqrt(1 - ALIKE) * own)
        drawn = natural(target.transform, scaled(target.transform, shown) + away)
    # clipped after, not before: what lies within an interval is the same as of one that knows no ends
    low, high = (np.clip(end, least, most) for end in interval(drawn))
    return Band(average(shown), low, high)


def scaled(transform: Transform, values: Matrix) -> Matrix:
    """Return natural values on the scale of the likelihood."""
    if transform == "log":
        found: Matrix = np.log(np.maximum(values, 0.0) + HALF)
        return found
    if transform == "logit":
        kept = np.clip(values, EDGE, 1.0 - EDGE)
        odds: Matrix = np.log(kept) - np.log1p(-kept)
        return odds
    return values


def natural(transform: Transform, values: Matrix) -> Matrix:
    """Return values of the likelihood's scale on their natural one."""
    if transform == "log":
        found: Matrix = np.maximum(np.exp(values) - HALF, 0.0)
        return found
    if transform == "logit":
        share: Matrix = 1.0 / (1.0 + np.exp(-values))
        return share
    return values


def enough(runs: Matrix) -> npt.NDArray[np.bool_]:
    """Return which cells enough runs have a figure for."""
    found: npt.NDArray[np.bool_] = np.isfinite(runs).mean(axis=0) >= FEWEST
    return found


def interval(runs: Matrix) -> tuple[Matrix, Matrix]:
    """Return between what the middle 90 % of runs lie, for each cell."""
    low, high = quantiles(runs, ((1 - LEVEL) / 2, (1 + LEVEL) / 2))
    return low, high


def quantiles(runs: Matrix, at: tuple[float, ...]) -> list[Matrix]:
    """Return quantiles over runs of each cell, runs without a figure left out.

    The kth of n runs stands for k / (n + 1), so that few runs are not taken for more than they are: of
    nineteen, the least and the greatest hold 90 %; of fewer, they are all there is.
    """
    cells = runs.shape[1]
    found = [np.full(cells, np.nan) for _ in at]
    ranked = np.sort(runs, axis=0)  # NaN last
    for cell, n in enumerate(np.isfinite(runs).sum(axis=0).tolist()):
        for k, level in enumerate(at if n else ()):
            found[k][cell] = np.interp(level, np.arange(1, n + 1) / (n + 1), ranked[:n, cell])
    return found
