"""Who belongs to some households, from an index by household and chains of who has come since."""

import numpy as np

from simulation.kernels.compiled import I32, I64, kernel


@kernel
def chain(rows: I64, homes: I32, last: I64, who: I64, before: I64, links: int) -> None:
    """Add persons `rows` to the chains of the households `homes` they have come to.

    Parameters
    ----------
    last : array, shape (households,)
        The last link of each household's chain, -1 where none has come.
    who, before : arrays, shape (links,)
        The person of each link and the link before it; the first `links` are taken.
    """
    for i in range(len(rows)):
        who[links + i] = rows[i]
        before[links + i] = last[homes[i]]
        last[homes[i]] = links + i


@kernel
def members(
    uids: I32, begin: I64, end: I64, order: I64, last: I64, who: I64, before: I64, links: int, household: I32
) -> I64:
    """Return the rows of the members of households `uids` (each once), in no order.

    Parameters
    ----------
    begin, end : arrays, shape (households indexed,)
        Where each household's run in `order` begins and ends.
    order : array, shape (indexed,)
        Rows of persons, by household when the index was made.
    last, who, before, links
        The chains of :func:`chain`: who has come since. None has come back.
    household : array, shape (persons,)
        Household uid of every person now.
    """
    n = links
    for uid in uids:
        if uid < len(end):
            n += end[uid] - begin[uid]
    found, n = np.empty(n, dtype=np.int64), 0
    for uid in uids:
        if uid < len(end):
            for k in range(begin[uid], end[uid]):
                found[n] = order[k]
                n += household[order[k]] == uid  # else moved away
        link = last[uid] if uid < len(last) else -1
        while link >= 0:
            found[n] = who[link]
            n += household[who[link]] == uid
            link = before[link]
    return found[:n].copy()
