"""Keys of the beings of the start: the same in every scenario, unique over all tables."""

from enum import IntEnum, unique

import numpy as np
import numpy.typing as npt

from simulation.randomness import mix_array

U64 = npt.NDArray[np.uint64]


@unique
class Being(IntEnum):
    """What a key of the start names."""

    PERSON = 1
    HOUSEHOLD = 2
    OTHER_HOUSEHOLD = 3
    QUEUE_HOUSEHOLD = 4
    DWELLING = 5
    LANDLORD = 6
    MUNICIPALITY = 7
    PLACE = 8


def start_keys(being: Being, count: int, first: int = 0) -> U64:
    """Return `count` distinct keys (uint64): the finaliser is one-to-one, so none collide."""
    base = (int(being) << 40) + first
    return mix_array(np.arange(base, base + count, dtype=np.uint64))


def keys_of(being: Being, numbers: npt.ArrayLike) -> U64:
    """Return the keys of named numbers (municipality codes, place numbers)."""
    values = np.asarray(numbers, dtype=np.uint64) + np.uint64(int(being) << 40)
    return mix_array(values)
