"""Designs: where in the space of the parameters the model is run."""

from typing import Final

import numpy as np
import numpy.typing as npt

F64 = npt.NDArray[np.float64]
LOW, HIGH = 0.2, 0.8  # quantiles of the prior between which the screening switches
INSIDE: Final = 1e-6  # a design keeps so far from the ends of a prior


def sobol(n: int, p: int, seed: int) -> F64:
    """Return `n` points of a scrambled Sobol sequence, shape (n, p), strictly between 0 and 1.

    The first points of a longer design of the same seed are those of a shorter one: a wave can be added
    to.
    """
    from scipy.stats import qmc

    whole = 1 << max(n - 1, 1).bit_length()  # a power of two: the sequence is balanced only there
    points: F64 = qmc.Sobol(p, scramble=True, rng=np.random.default_rng(seed)).random(whole)[:n]
    return np.clip(points, INSIDE, 1.0 - INSIDE)


def two_levels(p: int, seed: int) -> F64:
    """Return an orthogonal two-level design (Plackett-Burman by Hadamard), shape (n, p).

    n is the next power of two above p; every parameter is high in half of the runs, and every two are
    high together in a quarter, so that all main effects are estimated from all runs at once.
    """
    from scipy.linalg import hadamard

    n = 1 << p.bit_length()
    rng = np.random.default_rng(seed)
    signs = np.asarray(hadamard(n), dtype=np.float64)[:, 1:]  # without the constant
    columns = rng.permutation(n - 1)[:p]
    flips = rng.choice([-1.0, 1.0], size=p)
    order = rng.permutation(n)
    high: npt.NDArray[np.bool_] = (signs[:, columns] * flips)[order] > 0
    return np.where(high, HIGH, LOW)


def spread_out(points: F64, n: int, near: F64 | None = None) -> npt.NDArray[np.int64]:
    """Return `n` rows of `points` that lie as far from each other as they can (greedy maximin).

    Parameters
    ----------
    points : shape (m, p)
    n : int
    near : shape (k, p), optional
        Points that are there already and to be kept away from.
    """
    chosen: list[int] = []
    distance = np.full(len(points), np.inf)
    if near is not None and len(near):
        for one in near:
            distance = np.minimum(distance, ((points - one) ** 2).sum(axis=1))
    else:
        distance = -((points - points.mean(axis=0)) ** 2).sum(axis=1)  # begin in the middle
    for _ in range(min(n, len(points))):
        best = int(np.argmax(distance))
        chosen.append(best)
        if len(chosen) == 1 and near is None:
            distance = np.full(len(points), np.inf)
        distance = np.minimum(distance, ((points - points[best]) ** 2).sum(axis=1))
        distance[best] = -np.inf
    return np.array(chosen, dtype=np.int64)
