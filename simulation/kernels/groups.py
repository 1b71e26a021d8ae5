"""The group each household is counted in: :mod:`simulation.groups`, one household at a time."""

import numpy as np

from agents.kinds import Case, Kind, Origin, Reason
from simulation.kernels.compiled import I8, I16, I32, I64, kernel

SEXES = 2
HARD = 16
# what makes hard to settle: bits, since one can be several of them
SINGLE_MAN, HEALTH, LITTLE_SCHOOLING, REFUSER = 1, 2, 4, 8

_SINGLE, _UNACCOMPANIED = int(Kind.SINGLE), int(Kind.UNACCOMPANIED)
_LEFT, _REFUSED = int(Case.LEFT), int(Reason.HOUSEHOLD_REFUSED)
_ORIGINS = len(Origin)


@kernel
def of_households(
    rows: I64, head: I32, kind: I8, origin: I8, health: I8, case: I8, reason: I8,
    row_of: I64, female: I8, education: I8,
) -> I16:  # fmt: skip
    """Return the code of the group of each of `rows`.

    Parameters
    ----------
    head ... reason : arrays, shape (households,)
    row_of : array
        Rows of persons by uid.
    female, education : arrays, shape (persons,)
    """
    code = np.empty(len(rows), dtype=np.int16)
    for k in range(len(rows)):
        j = rows[k]
        who = row_of[head[j]]
        woman = who >= 0 and female[who] == 1
        hard = SINGLE_MAN * (who >= 0 and kind[j] == _SINGLE and not woman)
        hard += HEALTH * (health[j] == 1)
        hard += LITTLE_SCHOOLING * (who >= 0 and education[who] == 0 and kind[j] != _UNACCOMPANIED)
        hard += REFUSER * (case[j] == _LEFT and reason[j] == _REFUSED)
        group = max(kind[j], 0) * _ORIGINS + max(origin[j], 0)
        code[k] = (group * SEXES + woman) * HARD + hard
    return code
