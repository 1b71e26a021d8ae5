"""The NumPy version of :mod:`simulation.kernels.groups`."""

import numpy as np

from agents.kinds import Case, Kind, Reason
from simulation.groups import HEALTH, LITTLE_SCHOOLING, REFUSER, SINGLE_MAN, encode


def of_households(rows, head, kind, origin, health, case, reason, row_of, female, education):
    """Return as the kernel does."""
    who = row_of[head[rows]]
    known = who >= 0
    woman = np.where(known, female[who], 0)
    schooled = np.where(known, education[who], 1)
    hard = SINGLE_MAN * (known & (kind[rows] == Kind.SINGLE) & (woman == 0))
    hard += HEALTH * (health[rows] == 1)
    hard += LITTLE_SCHOOLING * ((schooled == 0) & (kind[rows] != Kind.UNACCOMPANIED))
    hard += REFUSER * ((case[rows] == Case.LEFT) & (reason[rows] == Reason.HOUSEHOLD_REFUSED))
    return encode(kind[rows], origin[rows], woman, hard)
