"""Who belongs to some households, from an index by household and what has changed since it was made."""

import numpy as np

from simulation.kernels.compiled import I32, I64, kernel


@kernel
def members(
    uids: I32, next_uid: int, begin: I64, end: I64, order: I64, household: I32, indexed: int, moved: I64
) -> I64:
    """Return the rows of the members of households `uids` (each once), in no order.

    Parameters
    ----------
    next_uid : int
        Above every household uid.
    begin, end : arrays, shape (households indexed,)
        Where each household's run in `order` begins and ends.
    order : array, shape (indexed,)
        Rows of persons, by household when the index was made.
    household : array, shape (persons,)
        Household uid of every person now.
    moved : array
        Rows of the indexed persons who have changed household since (none has gone back).
    """
    wanted = np.zeros(next_uid, dtype=np.bool_)
    n = 0
    for uid in uids:
        wanted[uid] = True
        if uid < len(end):
            n += end[uid] - begin[uid]
    found = np.empty(n + len(household) - indexed + len(moved), dtype=np.int64)
    n = 0
    for uid in uids:
        if uid < len(end):
            for k in range(begin[uid], end[uid]):
                found[n] = order[k]
                n += household[order[k]] == uid  # else moved away
    for i in range(indexed, len(household)):
        found[n] = i
        n += wanted[household[i]]
    for i in moved:
        found[n] = i
        n += wanted[household[i]]
    return found[:n].copy()
