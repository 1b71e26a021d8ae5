"""The standing of areas: which tenth of all neighbourhoods each belongs to, as residents see it.

No table of areas is at hand, so standing is *assumed*: drawn once for each area from its place and its
number there, the same in every scenario and replicate. Dwellings are spread over the areas of a place
without regard to it, so the model says where people came to live, not why: a difference between
scenarios is where dwellings happened to be found.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from simulation.randomness import mix_array
from simulation.world import Geography

DECILES: Final = 10  # 0 the worst
_SALT: Final = np.uint64(0x6172_6561)


def deciles(geography: Geography) -> npt.NDArray[np.int8]:
    """Return the decile of standing of each area, shape (A,)."""
    place = geography.area_place.astype(np.intp)
    nth = (np.arange(len(place)) - geography.first_area[place]).astype(np.uint64)
    mixed = mix_array(geography.place_key[place] ^ (nth * _SALT + _SALT))
    return (mixed % np.uint64(DECILES)).astype(np.int8)
