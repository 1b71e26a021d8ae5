"""The NumPy version of :mod:`simulation.kernels.membership`."""

import numpy as np


def members(uids, next_uid, begin, end, order, household, indexed, moved):
    """Return as the kernel does."""
    known = uids[uids < len(end)]
    size = end[known] - begin[known]
    before = np.cumsum(size) - size
    rows = order[np.arange(size.sum()) + np.repeat(begin[known] - before, size)]
    rows = rows[household[rows] == np.repeat(known, size)]
    wanted = np.zeros(next_uid, dtype=np.bool_)
    wanted[uids] = True
    new = np.flatnonzero(wanted[household[indexed:]]) + indexed
    return np.concatenate([rows, new, moved[wanted[household[moved]]]])
