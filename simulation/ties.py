"""What a move costs in ties."""

import numpy as np
import numpy.typing as npt

from simulation.people import ADULT, members
from simulation.world import World

Rows = npt.NDArray[np.integer]


def lose_ties(
    world: World,
    household_rows: Rows,
    share_kept_percent: int | npt.NDArray[np.integer],
    month: int | None = None,
    children_keep: int = 80,
) -> None:
    """Multiply bonding and bridging ties of the members of households that moved (L52, E43, E44).

    Parameters
    ----------
    household_rows : rows
        Households that moved, each once.
    share_kept_percent : int or array, one per household
        Percent kept by adults (within a municipality 70-90, between 30-60: assumed).
    month : int, optional
        When given, children under 18 keep `children_keep` percent of what adults keep.
    """
    persons, households = world.persons, world.households
    kept_of = np.empty(len(households), dtype=np.int64)  # read for these households only
    kept_of[household_rows] = share_kept_percent
    rows = members(world, household_rows)
    kept = kept_of[households.rows(persons.household[rows])]
    if month is not None:
        kept = np.where(persons.birth[rows] > month - ADULT, kept * children_keep // 100, kept)
    persons.bonding[rows] = (persons.bonding[rows] * kept) // 100
    persons.bridging[rows] = (persons.bridging[rows] * kept) // 100
