"""The NumPy version of :mod:`simulation.kernels.membership`, which reads all who have come."""

import numpy as np


def members(uids, begin, end, order, rows, homes, household):
    """Return the members of households `uids`; persons `rows` have come to `homes`."""
    known = uids[uids < len(end)]
    size = end[known] - begin[known]
    before = np.cumsum(size) - size
    there = order[np.arange(size.sum()) + np.repeat(begin[known] - before, size)]
    there = there[household[there] == np.repeat(known, size)]
    came = rows[np.isin(homes, uids) & (household[rows] == homes)]
    return np.concatenate([there, came])
