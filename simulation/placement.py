"""Where in a municipality or a place something lies: by its own key, so the same in every scenario."""

import numpy as np
import numpy.typing as npt

from simulation.areas import deciles
from simulation.world import Geography

I64 = npt.NDArray[np.int64]
U64 = npt.NDArray[np.uint64]


def place_in(geography: Geography, town: npt.NDArray[np.integer], key: U64) -> I64:
    """Return a place of each municipality `town` (index), evenly by `key`; arrays of one shape."""
    place: I64 = geography.first_place[town] + _spread(key) % geography.places[town]
    return place


def area_in(geography: Geography, place: npt.NDArray[np.integer], key: U64) -> I64:
    """Return a residential area of each `place` (index), evenly by `key`; arrays of one shape."""
    area: I64 = geography.first_area[place] + _spread(key) % geography.areas[place]
    return area


def area_within(geography: Geography, place: npt.NDArray[np.integer], key: U64) -> I64:
    """Return a residential area of each `place` that :func:`place_in` chose by the same `key`: other
    bits of it decide, or the areas would follow the places."""
    area: I64 = geography.first_area[place] + (_spread(key) >> 8) % geography.areas[place]
    return area


def municipal_area(geography: Geography, place: npt.NDArray[np.integer], key: U64, lower: float) -> I64:
    """Return the area of a municipal dwelling in each `place`, which :func:`place_in` may have chosen by
    the same `key`: the lower of two in standing with the chance `lower`, else the first of them."""
    first = area_within(geography, place, key)
    other = (key >> np.uint64(16)) % np.uint64(65536)
    second = geography.first_area[place] + other.astype(np.int64) % geography.areas[place]
    standing = deciles(geography)
    takes = (key % np.uint64(65536)).astype(np.int64) < int(round(65536 * lower))
    area: I64 = np.where(takes & (standing[second] < standing[first]), second, first)
    return area


def _spread(key: U64) -> I64:
    """Return the upper 24 bits of keys as numbers."""
    return (key >> np.uint64(40)).astype(np.int64)
