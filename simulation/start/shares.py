"""Whole numbers by shares, and draws from tables of many rows."""

import numpy as np
import numpy.typing as npt

from simulation.randomness import quantile_index

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]


def spread(total: int, weight: F64, most: I64 | None = None) -> I64:
    """Return whole numbers that add up to `total`, in proportion to `weight`, each rounded down or up.

    The method of the largest remainder: every share is rounded down, and those that lost most by it get one
    more, the first of equals first. With `most`, no entry exceeds it: who would is given that, and what does
    not fit goes to the others by weight; what fits nowhere is not given. Weights that are not positive get
    nothing.
    """
    left = int(total)
    room = np.full(len(weight), left, dtype=np.int64) if most is None else most.astype(np.int64)
    result = np.zeros(len(weight), dtype=np.int64)
    free = (weight > 0.0) & (room > 0)
    share = np.zeros(len(weight))
    while free.any() and left > 0:
        share = np.where(free, left * np.where(free, weight, 0.0) / weight[free].sum(), 0.0)
        full = free & (share >= room)
        if not full.any():
            break
        result[full] = room[full]
        left -= int(room[full].sum())
        free &= ~full
    if not free.any() or left <= 0:
        return result
    down = np.floor(share).astype(np.int64)
    order = np.argsort(-(share - down)[free], kind="stable")[: left - int(down[free].sum())]
    down[np.flatnonzero(free)[order]] += 1  # below its room: a share that is less, rounded up, is at most it
    return result + down


def choose(table: I64, draws: I64) -> I64:
    """Return the cell of each draw in its own row of cumulative thresholds, shape (n, k)."""
    return (draws[:, None] >= table[:, :-1]).sum(axis=1).astype(np.int64)


def evenly(bounds: tuple[float, ...], draw: I64) -> I64:
    """Return whole numbers spread evenly from the first to the last of `bounds`, both among them."""
    first, last = (int(bound) for bound in bounds)
    return first + quantile_index(draw, last - first + 1)
