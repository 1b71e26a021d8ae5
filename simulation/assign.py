"""Batch assignment of dwellings to households by sort-merge: small arrays in, pairs out."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from simulation.kernels import assign as kernels

I64 = npt.NDArray[np.int64]


def assign(
    dwelling_group: I64,
    dwelling_size: I64,
    household_group: I64,
    household_need: I64,
    household_priority: I64,
    offsets: Sequence[int],
) -> tuple[I64, I64]:
    """Match dwellings to households of the same group, best fit first.

    For each offset in turn (0: exact fit, 1: one room more than needed, -1: one too few) the
    remaining dwellings meet the remaining households whose need is ``size - offset``; within a
    group and need, the household with the highest priority is first; ties by position, dwellings
    by position.

    Parameters
    ----------
    dwelling_group, dwelling_size : int64 arrays, shape (d,)
        Group (municipality or place) and rooms.
    household_group, household_need, household_priority : int64 arrays, shape (h,)
    offsets : sequence of int
        Differences of size and need that are acceptable, in order of preference.

    Returns
    -------
    tuple of int64 arrays
        Positions of dwellings and of the households that get them.
    """
    nothing = np.zeros(0, dtype=np.int64)
    if len(dwelling_group) == 0 or len(household_group) == 0:
        return nothing, nothing
    width = 64  # sizes and needs are far below; a need never crosses into the next group
    d_code = dwelling_group * width + dwelling_size
    # queues are long and dwellings few: only households of a group and need that some dwelling suits
    h_code = household_group * width + household_need
    suits = np.zeros(int(max(d_code.max(), h_code.max())) + width, dtype=np.bool_)
    for offset in offsets:
        suits[d_code - offset] = True
    h_left = np.flatnonzero(suits[h_code])
    h_code = h_code[h_left]
    order = np.lexsort((-household_priority[h_left], h_code))
    d_order = np.argsort(d_code, kind="stable")
    d, h = kernels.pair(d_code[d_order], h_code[order], np.asarray(offsets, dtype=np.int64))
    return d_order[d], h_left[order[h]]
