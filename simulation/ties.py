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
    place = np.empty(len(households), dtype=np.intp)  # read for these households only
    place[household_rows] = np.arange(len(household_rows))
    rows = members(world, household_rows)
    home = place[households.rows(persons.household[rows])]
    kept = np.broadcast_to(np.asarray(share_kept_percent, dtype=np.int64), household_rows.shape)[home]
    if month is not None:
        kept = np.where(persons.birth[rows] > month - ADULT, kept * children_keep // 100, kept)
    bonding, bridging = (column[rows].astype(np.int64) for column in (persons.bonding, persons.bridging))
    before = bonding + bridging
    bonding, bridging = bonding * kept // 100, bridging * kept // 100
    persons.bonding[rows], persons.bridging[rows] = bonding, bridging
    size = len(household_rows)
    held = np.bincount(home, weights=before, minlength=size).astype(np.int64)
    left = np.bincount(home, weights=bonding + bridging, minlength=size).astype(np.int64)
    return held, held - left
