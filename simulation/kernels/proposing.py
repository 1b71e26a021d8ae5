"""The offices at work on a choice that is known beforehand: family, then most places left.

:func:`agents.allocation.office.one_by_one` and :class:`agents.allocation.family.FamilyThenMostLeft`, for all
cases in one pass.
"""

import numpy as np

from agents.allocation.contract import MANY, NOWHERE
from agents.allocation.office import NO_HOURS
from simulation.kernels.compiled import F64, I64, inlined, kernel


@inlined
def _most_left(towns: I64, free: I64, value: F64, persons: int, avoid: int) -> int:
    """Return the one of `towns` with room for `persons` whose `value` is highest, the first of equals."""
    found, highest = NOWHERE, 0.0
    for m in towns:
        if free[m] >= persons and value[m] > highest and m != avoid:
            found, highest = m, value[m]
    return found


@kernel
def family_then_most_left(
    persons: I64, family: I64, region: I64, excluded: I64, hours: F64, office: I64,
    left: F64, free: I64, weight: F64, town_region: I64,
) -> I64:  # fmt: skip
    """Return the municipality of each case, NOWHERE without places, NO_HOURS without hours.

    Parameters
    ----------
    persons ... hours : arrays, shape (n,)
        As in :class:`agents.allocation.contract.Cases`, in order of handling.
    office : array, shape (n,)
        Whose hours a case takes.
    left : array, shape (regions,); free : array, shape (M,)
        Hours, and places in persons; lowered here.
    weight, town_region : arrays, shape (M,)
    """
    nation = np.arange(len(free))
    order = np.argsort(town_region, kind="mergesort")  # a region's towns stand together, in their order
    begin = np.searchsorted(town_region[order], np.arange(len(left) + 1))
    value = free / weight
    chosen = np.full(len(persons), NOWHERE)
    hopeless = MANY  # places only shrink: where k persons found no room, as many will find none
    for i in range(len(persons)):
        need, desk, m, near = persons[i], office[i], family[i], region[i]
        if need >= hopeless:
            continue
        if left[desk] < hours[i]:
            chosen[i] = NO_HOURS
            continue
        if m < 0 or free[m] < need or m == excluded[i]:
            m = NOWHERE
            if near >= 0:
                m = _most_left(order[begin[near] : begin[near + 1]], free, value, need, excluded[i])
            if m < 0:
                m = _most_left(nation, free, value, need, excluded[i])
        if m < 0:
            if free.max() < need:
                hopeless = need
            continue
        left[desk] -= hours[i]
        free[m] -= need
        value[m] = free[m] / weight[m]
        chosen[i] = m
    return chosen
