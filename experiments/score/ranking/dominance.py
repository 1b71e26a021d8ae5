"""Dominance: one scenario at least as good everywhere and better somewhere, beyond a tolerance."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
TOLERANCE: Final = 0.05  # of the baseline's standard deviation


def dominates(p: Array, q: Array, tolerance: float = TOLERANCE) -> bool:
    """Return whether p dominates q: no criterion worse by more than the tolerance, one better by more.

    Parameters
    ----------
    p, q : arrays, shape (K,)
        Standardised gains.
    tolerance : float
        In standard deviations of the baseline.
    """
    ahead = p - q
    return bool(len(ahead) and (ahead >= -tolerance).all() and (ahead > tolerance).any())


def dominance(mean: Array, tolerance: float = TOLERANCE) -> npt.NDArray[np.bool_]:
    """Return who dominates whom, shape (scenarios, scenarios): row over column."""
    size = len(mean)
    return np.array([[dominates(mean[i], mean[j], tolerance) for j in range(size)] for i in range(size)])


def undominated(mean: Array, tolerance: float = TOLERANCE) -> tuple[int, ...]:
    """Return the scenarios that none dominates.

    With a tolerance three scenarios may dominate each other in a circle; then none of them is left.
    """
    return tuple(int(i) for i in np.flatnonzero(~dominance(mean, tolerance).any(axis=0)))


def first_order(p: Sequence[float], q: Sequence[float]) -> bool:
    """Return whether p dominates q stochastically at first order: every quantile at least as good.

    Parameters
    ----------
    p, q : sequences of float, shape (R,)
        Gains over the same number of replicates, more is better.

    Raises
    ------
    ValueError
        If they differ in length.
    """
    ahead = _sorted(p, q)
    return bool((ahead >= 0).all() and (ahead > 0).any())


def second_order(p: Sequence[float], q: Sequence[float]) -> bool:
    """Return whether p dominates q at second order: everyone who shuns risk prefers it.

    The sum of the worst outcomes, however many are counted, is at least as good.
    """
    ahead = _sorted(p, q).cumsum()
    tiny = 1e-12 * max(1.0, float(np.abs(ahead).max(initial=0.0)))
    return bool((ahead >= -tiny).all() and (ahead > tiny).any())


def _sorted(p: Sequence[float], q: Sequence[float]) -> Array:
    if len(p) != len(q):
        raise ValueError(f"{len(p)} outcomes cannot be held against {len(q)}.")
    a, b = (np.sort(np.asarray(x, dtype=np.float64)) for x in (p, q))
    difference: Array = a - b
    return difference
