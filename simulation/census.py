"""Counts of dwellings by place, rooms, owner and state: one pass for all who ask."""

import numpy as np
import numpy.typing as npt

from agents.kinds import DwellingState, Owner
from simulation.tables import Dwellings
from simulation.world import SIZES

I64 = npt.NDArray[np.int64]

OWNERS, STATES = len(Owner), len(DwellingState)


def dwelling_census(dwellings: Dwellings, places: int) -> I64:
    """Return the number of dwellings, shape (places, SIZES, OWNERS, STATES)."""
    code = dwellings.place * np.int32(SIZES)
    code += dwellings.rooms
    code -= np.int32(1)
    code *= np.int32(OWNERS)
    code += dwellings.owner
    code *= np.int32(STATES)
    code += dwellings.state
    shape = (places, SIZES, OWNERS, STATES)
    counts = np.bincount(code.astype(np.intp), minlength=int(np.prod(shape)))
    census: I64 = counts.reshape(shape)
    return census
