"""What a move costs in ties."""

import numpy as np
import numpy.typing as npt

from simulation.kernels import ties as kernels
from simulation.people import ADULT, members
from simulation.world import World

I64 = npt.NDArray[np.int64]
Rows = npt.NDArray[np.integer]


def lose_ties(
    world: World,
    household_rows: Rows,
    share_kept_percent: int | npt.NDArray[np.integer],
    month: int,
    children_keep: int = 80,
) -> tuple[I64, I64]:
    """Multiply bonding and bridging ties of the members of households that moved (L52, E43, E44).

    Parameters
    ----------
    household_rows : rows
        Households that moved, each once.
    share_kept_percent : int or array, one per household
        Percent kept by adults (within a municipality 70-90, between 30-60: assumed).
    children_keep : int
        Percent that children under 18 keep of what adults keep.

    Returns
    -------
    held, lost : int64 arrays, one per household
        Points of its members before, and how many of them are gone.
    """
    p, h = world.persons, world.households
    kept = np.empty(len(household_rows), dtype=np.int64)
    kept[:] = share_kept_percent
    return kernels.lose(
        members(world, household_rows), np.asarray(household_rows, dtype=np.int64), kept,
        kept * children_keep // 100, month - ADULT, h.row_of, len(h),
        p.household, p.birth, p.bonding, p.bridging,
    )  # fmt: skip
