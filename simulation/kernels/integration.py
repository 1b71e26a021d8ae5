"""Norwegian, person by person."""

import numpy as np

from agents.kinds import NEVER, Programme, Tenure
from agents.refugee import LEVELS, OCCUPIED, OWN, PROGRAMME, RECEPTION, SCHOOL
from simulation.kernels.compiled import I8, I16, I32, I64, U64, hashed, kernel, top

_ACTIVE = int(Programme.ACTIVE)
_NEVER = int(NEVER)
_ABROAD, _SHARED = int(Tenure.ABROAD), int(Tenure.SHARED)


@kernel
def learn(
    month: int, turn: int, from_age: int, adult: int, stream: np.uint64,
    key: U64, household: I32, birth: I16, settled: I16, present: I8, programme: I8, employed: I8, student: I8,
    education: I8, health: I8, language: I8, row_of: I64, tenure: I8, limits: I64,
) -> None:  # fmt: skip
    """Take those whose turn it is to the next level of Norwegian, perhaps.

    Parameters
    ----------
    turn : int
        Months between two looks at a person (a power of two).
    from_age, adult : int
        Months of age from which one learns, and from which one is no longer at school.
    stream : uint64
        What this month's draws hash keys with.
    key ... language : arrays, shape (persons,)
        Columns of persons; the last is changed.
    row_of : array, shape (household uids + 1,)
    tenure : array, shape (households,)
    limits : flat array, shape (status 5, education 3, shared 2, health 2, level 5)
        Thresholds over a turn.
    """
    for i in range(len(key)):
        born = birth[i]
        if ((born ^ month) & (turn - 1)) != 0 or language[i] >= LEVELS - 1 or born > month - from_age:
            continue
        if settled[i] >= month or present[i] != 1:  # NEVER is below every month: reception counts
            continue
        form = tenure[row_of[household[i]]]
        if form == _ABROAD:
            continue
        if born > month - adult:
            status = SCHOOL
        elif settled[i] == _NEVER:
            status = RECEPTION
        elif programme[i] == _ACTIVE:
            status = PROGRAMME
        elif employed[i] == 1 or student[i] == 1:
            status = OCCUPIED
        else:
            status = OWN
        cell = (status * 3 + education[i]) * 2 + (form == _SHARED)
        cell = (cell * 2 + health[i]) * LEVELS + language[i]
        if top(hashed(key[i], stream)) < limits[cell]:
            language[i] += 1
