"""Whole numbers by shares, and draws from tables of many rows."""

import numpy as np
import numpy.typing as npt

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]


def spread(total: int, weight: F64, most: I64 | None = None) -> I64:
    """Return whole numbers that add up to `total`, about in proportion to `weight`.

    What is left is shared by weight and rounded down, again and again; only when nobody's share of what is
    left is a whole one do the largest remainders get one each. So large weights get more than their share,
    the more so the fewer there are to give to the many: where the method of the largest remainder would
    give Oslo 45 of 523 places for minors, this gives 76 (docs/limits.md). With `most`, no entry exceeds it;
    what does not fit goes to the others by weight, and what fits nowhere is not given.
    """
    result = np.zeros(len(weight), dtype=np.int64)
    left = int(total)
    room = np.full(len(weight), total, dtype=np.int64) if most is None else most.astype(np.int64)
    while left > 0:
        open_weight = np.where(room > result, weight, 0.0)
        if open_weight.sum() <= 0.0:
            break
        share = left * open_weight / open_weight.sum()
        give = np.minimum(np.floor(share).astype(np.int64), room - result)
        if give.sum() == 0:
            order = np.argsort(-(share - np.floor(share)), kind="stable")
            order = order[open_weight[order] > 0.0][:left]
            give[order] = 1
        result += give
        left -= int(give.sum())
    return result


def choose(table: I64, draws: I64) -> I64:
    """Return the cell of each draw in its own row of cumulative thresholds, shape (n, k)."""
    return (draws[:, None] >= table[:, :-1]).sum(axis=1).astype(np.int64)
