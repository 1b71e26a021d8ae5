"""What a move costs in ties."""

import numpy as np
import numpy.typing as npt

from simulation.people import ADULT, members
from simulation.world import World

I64 = npt.NDArray[np.int64]
Rows = npt.NDArray[np.integer]


def lose_ties(
    world: World,
    household_rows: Rows,
    share_kept_percent: int | npt.NDArray[np.integer],
    month: int | None = None,
    children_keep: int = 80,
) -> tuple[I64, I64]:
    """Multiply bonding and bridging ties of the members of households that moved (L52, E43, E44).

    Parameters
    ----------
    household_rows : rows
        Households that moved, each once.
    share_kept_percent : int or array, one per household
        Percent kept by adults (within a municipality 70-90, between 30-60: assumed).
    month : int, optional
        When given, children under 18 keep `children_keep` percent of what adults keep.

    Returns
    -------
    held, lost : int64 arrays, one per household
        Points of its members before, and how many of them are gone.
    """
    persons, households = world.persons, world.households
    kept_of = np.empty(len(households), dtype=np.int64)  # read for these households only
    kept_of[household_rows] = share_kept_percent
    rows = members(world, household_rows)
    home = households.rows(persons.household[rows])
    kept = kept_of[home]
    if month is not None:
        kept = np.where(persons.birth[rows] > month - ADULT, kept * children_keep // 100, kept)
    before = persons.bonding[rows].astype(np.int64) + persons.bridging[rows]
    persons.bonding[rows] = (persons.bonding[rows] * kept) // 100
    persons.bridging[rows] = (persons.bridging[rows] * kept) // 100
    after = persons.bonding[rows].astype(np.int64) + persons.bridging[rows]
    held = np.bincount(home, weights=before, minlength=len(households)).astype(np.int64)
    left = np.bincount(home, weights=after, minlength=len(households)).astype(np.int64)
    return held[household_rows], (held - left)[household_rows]
