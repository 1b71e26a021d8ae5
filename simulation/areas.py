"""The standing of areas, and what it does to rents, to prices and to where municipalities buy.

No table of areas is at hand, so standing is *assumed*: which tenth of all neighbourhoods an area belongs
to, as residents see it, is drawn once for each area from its place and its number there, the same in every
scenario and replicate. Within a place homes cost more where standing is higher. The mean over a place's
areas is that of the place: standing divides a place, and moves no level.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from simulation.randomness import mix_array
from simulation.world import Geography

DECILES: Final = 10  # 0 the worst
_SALT: Final = np.uint64(0x6172_6561)

I64 = npt.NDArray[np.int64]


def deciles(geography: Geography) -> npt.NDArray[np.int8]:
    """Return the decile of standing of each area, shape (A,)."""
    place = geography.area_place.astype(np.intp)
    nth = (np.arange(len(place)) - geography.first_area[place]).astype(np.uint64)
    mixed = mix_array(geography.place_key[place] ^ (nth * _SALT + _SALT))
    return (mixed % np.uint64(DECILES)).astype(np.int8)


def factors(geography: Geography, difference: float) -> I64:
    """Return what a home costs in each area, in thousandths of its place's level, shape (A,).

    Parameters
    ----------
    difference : float
        Between the tenth of highest standing and that of lowest, as a share of the place's level.
    """
    kept = geography.area_costs  # asked several times a month
    if difference not in kept:
        kept[difference] = _factors(geography, difference)
    return kept[difference]


def _factors(geography: Geography, difference: float) -> I64:
    tenth = deciles(geography).astype(np.int64)
    place = geography.area_place.astype(np.intp)
    count = geography.areas.astype(np.int64)[place]
    total = np.bincount(place, weights=tenth, minlength=len(geography.areas)).astype(np.int64)[place]
    above = (tenth * count - total) / ((DECILES - 1) * count)  # of the place's mean, in [-1, 1]
    return np.rint(1000.0 * (1.0 + difference * above)).astype(np.int64)
