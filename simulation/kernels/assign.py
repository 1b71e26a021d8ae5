"""Dwellings and households of one code side by side, the first with the first."""

import numpy as np

from simulation.kernels.compiled import I64, kernel


@kernel
def pair(dwellings: I64, households: I64, offsets: I64) -> tuple[I64, I64]:
    """Return positions of dwellings and of the households that get them, offset by offset.

    For each offset in turn the nth dwelling left of a code goes to the nth household left of the code less
    the offset. Households of a code are always taken from the front, so one number a code tells who is left.

    Parameters
    ----------
    dwellings, households : sorted arrays
        Codes.
    """
    h_left = np.arange(len(households))  # by where a code begins: the first of it that is left
    free = np.ones(len(dwellings), dtype=np.bool_)
    got_d, got_h, n = np.empty(len(dwellings), dtype=np.int64), np.empty(len(dwellings), dtype=np.int64), 0
    for offset in offsets:
        begin = 0
        for i in range(len(dwellings)):
            if not free[i]:
                continue
            wanted = dwellings[i] - offset
            while begin < len(households) and households[begin] < wanted:
                begin += 1
            if begin == len(households):
                break
            j = h_left[begin]
            if households[begin] == wanted and j < len(households) and households[j] == wanted:
                got_d[n], got_h[n] = i, j
                n += 1
                free[i] = False
                h_left[begin] += 1
    return got_d[:n].copy(), got_h[:n].copy()
