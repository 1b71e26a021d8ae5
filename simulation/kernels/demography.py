"""Who may come, go or part this month: one pass over those whose month of birth it is."""

import numpy as np

from agents.kinds import Tenure
from simulation.kernels.compiled import I8, I32, I64, U64, hashed, kernel, top

_ABROAD = int(Tenure.ABROAD)
# bits of what may happen
EMIGRATION, DEATH, BIRTH, FORMATION, PARTING = (1 << i for i in range(5))


@kernel
def due(
    rows: I64, streams: U64, limits: I64, key: U64, household: I32, row_of: I64, tenure: I8,
) -> tuple[I64, I64, I8]:  # fmt: skip
    """Return whose draw lets something happen: rows of persons, of their homes, and the bits of what.

    Parameters
    ----------
    rows : array
        Persons whose month of birth it is.
    streams, limits : arrays, shape (5,)
        What the draws of each bit hash keys with, and the highest threshold of each: the rest cannot happen.
    key, household : arrays, shape (persons,)
    row_of : array, shape (household uids + 1,)
    tenure : array, shape (households,)
    """
    n = len(rows)
    some, homes, may = np.empty(n, dtype=np.int64), np.empty(n, dtype=np.int64), np.empty(n, dtype=np.int8)
    kept = 0
    for k in range(n):
        i = rows[k]
        home = row_of[household[i]]
        bits = 0
        for event in range(len(streams)):
            bits |= (top(hashed(key[i], streams[event])) < limits[event]) << event
        some[kept], homes[kept], may[kept] = i, home, bits
        kept += (bits != 0) & (tenure[home] != _ABROAD)
    return some[:kept].copy(), homes[:kept].copy(), may[:kept].copy()
