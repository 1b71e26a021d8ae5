"""Where a noisy curve crosses zero: a one-dimensional search on replicates that share chance.

The curve is known at points, in the same replicates at each. What is taken to cross is its monotone
regression, so that noise between neighbouring points opens no crossings. Nothing here knows of a model.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import nan
from typing import Final

import numpy as np
import numpy.typing as npt

F64 = npt.NDArray[np.float64]
RESAMPLES: Final = 1000


def monotone(y: F64) -> F64:
    """Return the rising or falling curve nearest to `y` (least squares), whichever fits better."""
    from scipy.optimize import isotonic_regression

    rising, falling = (np.asarray(isotonic_regression(y, increasing=way).x) for way in (True, False))
    closer: F64 = rising if np.sum((rising - y) ** 2) <= np.sum((falling - y) ** 2) else falling
    return closer


def bracket(y: F64) -> int | None:
    """Return i where the curve crosses zero between points i and i + 1; None if it does not."""
    fitted = monotone(y)
    crosses = np.flatnonzero((fitted[:-1] <= 0) & (fitted[1:] >= 0) | (fitted[:-1] >= 0) & (fitted[1:] <= 0))
    return int(crosses[0]) if len(crosses) else None


def crossing(x: F64, y: F64) -> float:
    """Return where the monotone curve through the points is zero; NaN if nowhere.

    Parameters
    ----------
    x, y : float64 arrays, shape (points,)
        Points in rising order of x.
    """
    i = bracket(y)
    if i is None:
        return nan
    low, high = monotone(y)[i : i + 2]
    return float(x[i] if low == high else x[i] + (x[i + 1] - x[i]) * low / (low - high))


@dataclass(frozen=True)
class Crossing:
    """Where a curve crosses zero.

    Attributes
    ----------
    at, low, high
        The crossing and its band; NaN where the range does not reach it.
    reached
        Share of resamples of the replicates in which the range reaches it.
    x, y
        Points met, shape (points,), and the curve there in each replicate, shape (points, R).
    """

    at: float
    low: float
    high: float
    reached: float
    x: F64
    y: F64

    @property
    def nearest(self) -> int:
        """The point at which the mean curve is nearest to zero."""
        return int(np.argmin(np.abs(self.y.mean(axis=1))))


def find_crossing(
    curve: Callable[[Sequence[float]], F64],
    grid: Sequence[float],
    steps: int,
    generator: np.random.Generator,
    level: float = 0.9,
) -> Crossing:
    """Search where the mean of a curve crosses zero.

    The grid first; then the interval with the crossing is halved, at most `steps` times. Its band is
    that of the crossing when replicates are drawn anew with replacement.

    Parameters
    ----------
    curve : callable
        Points to values, shape (points, R): column r is the same replicate at every point.
    grid : sequence of float
        At least two points; the crossing is looked for between the first and the last.
    steps : int
    generator : numpy Generator
        For the resampling.
    level : float
        Coverage of the band.
    """
    x = np.unique(np.asarray(grid, dtype=np.float64))
    y = curve(x.tolist())
    for _ in range(steps):
        i = bracket(y.mean(axis=1))
        if i is None:
            break
        middle = float((x[i] + x[i + 1]) / 2)
        y = np.insert(y, i + 1, curve([middle])[0], axis=0)
        x = np.insert(x, i + 1, middle)
    replicates = y.shape[1]
    drawn = generator.integers(0, replicates, (RESAMPLES if replicates > 1 else 0, replicates))
    found = np.array([crossing(x, y[:, row].mean(axis=1)) for row in drawn])
    known = found[np.isfinite(found)]
    at = crossing(x, y.mean(axis=1))
    edges = (0.5 - level / 2, 0.5 + level / 2)
    low, high = np.quantile(known, edges) if len(known) and np.isfinite(at) else (nan, nan)
    reached = len(known) / len(found) if len(found) else float(np.isfinite(at))
    return Crossing(at, float(low), float(high), reached, x, y)
