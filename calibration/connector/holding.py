"""Holding back cells of places by groups so that each can be shown to be safe, fast enough for all of Norway.

``experiments.disclosure`` asks a linear programme of every cell; for 428 places in several groups that takes
minutes, and it holds back most of the table. Here cells are held back together with the ones that could make
up for them, so that safety needs no programme: it is shown by construction, and the tests ask the programme.

Whoever looks is taken to know every cell shown, the sum of every group, and the sum of every place except of
those held back whole. A small cell (1 to 4) then could as well be 5 or more, because others could make up:

- in a place held back whole, cells of the same group in other such places;
- elsewhere, a cell of the same place and one of the same group, with the fourth corner held back, too.
"""

import numpy as np
import numpy.typing as npt

from experiments.disclosure import THRESHOLD

F64 = npt.NDArray[np.float64]
B = npt.NDArray[np.bool_]


def held_back(table: F64, threshold: float = THRESHOLD) -> tuple[B, B]:
    """Return which cells are held back, and which places are so whole (their sums are not told either).

    Parameters
    ----------
    table : array (places, groups)
        Counts; the sum of each group is 0 or at least `threshold`, for none can be hidden in a smaller one.
    threshold : float

    Raises
    ------
    ValueError
        If a group's sum is small.
    """
    sums = table.sum(axis=0)
    if ((sums > 0) & (sums < threshold)).any():
        raise ValueError("a group's sum is itself small")
    totals = table.sum(axis=1)
    small = (table > 0) & (table < threshold)
    whole: B = (totals > 0) & (totals < threshold)
    if table.shape[1] == 1:
        whole |= small[:, 0]
    _fill(table, small, whole, threshold)
    hidden: B = small | whole[:, None]
    for i, j in zip(*np.nonzero(small), strict=True):
        if whole[i]:
            continue
        corner = _corner(table, hidden, int(i), int(j), threshold - float(table[i, j]))
        if corner is None:  # no other group of the place is large enough: its sum is not told either
            whole[i] = True
            _fill(table, small, whole, threshold)
            hidden |= whole[:, None]
        else:
            other, group = corner
            hidden[i, group] = hidden[other, j] = hidden[other, group] = True
    return hidden, whole


def _fill(table: F64, small: B, whole: B, threshold: float) -> None:
    """Take in places to be held back whole until those that are can make up for each other's small cells."""
    totals = table.sum(axis=1)
    while True:
        pools = (table * whole[:, None]).sum(axis=0)
        # what the other places held back whole have of a group, less what a small cell needs to reach it
        short = small & whole[:, None] & (pools[None, :] < threshold)
        if not short.any():
            return
        group = int(np.nonzero(short)[1][0])
        lack = threshold - pools[group]
        free = ~whole & (table[:, group] > 0)
        enough = free & (table[:, group] >= lack)
        if enough.any():
            whole[np.flatnonzero(enough)[np.argmin(totals[enough])]] = True
        else:
            whole[np.flatnonzero(free)[np.argmax(table[free, group])]] = True


def _corner(table: F64, hidden: B, i: int, j: int, need: float) -> tuple[int, int] | None:
    """Return the place and group that make up for a small cell at the price of fewest cells and persons."""
    groups = np.flatnonzero((table[i] >= need) & (np.arange(table.shape[1]) != j))
    places = np.flatnonzero((table[:, j] >= need) & (np.arange(len(table)) != i))
    if not len(groups) or not len(places):
        return None
    corner = np.ix_(places, groups)
    price = table / (table.sum() + 1.0)  # below 1: persons count after cells
    cost = np.where(hidden, 0.0, 1.0 + price)
    found = cost[corner] + cost[i, groups][None, :] + cost[places, j][:, None]
    at = np.unravel_index(int(np.argmin(found)), found.shape)
    return int(places[at[0]]), int(groups[at[1]])
