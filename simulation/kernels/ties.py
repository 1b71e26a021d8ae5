"""What a move costs in ties, person by person: :func:`simulation.ties.lose_ties`."""

import numpy as np

from simulation.kernels.compiled import I8, I16, I32, I64, kernel


@kernel
def lose(
    people: I64, homes: I64, kept: I64, kept_of_children: I64, adult_birth: int,
    row_of: I64, households: int, household: I32, birth: I16, bonding: I8, bridging: I8,
) -> tuple[I64, I64]:  # fmt: skip
    """Return the points of ties of each of `homes`, and how many of them its members lose.

    Parameters
    ----------
    people : array
        Rows of the members of households `homes` (rows, each once).
    kept, kept_of_children : arrays, shape of `homes`
        Percent kept.
    adult_birth : int
        The last month of birth of an adult.
    row_of : array
        Rows of households by uid, of which there are `households`.
    household ... bridging : arrays, shape (persons,)
        The last two are changed.
    """
    place = np.empty(households, dtype=np.int64)  # read for these households only
    for k in range(len(homes)):
        place[homes[k]] = k
    held, lost = np.zeros(len(homes), dtype=np.int64), np.zeros(len(homes), dtype=np.int64)
    for i in people:
        k = place[row_of[household[i]]]
        percent = kept_of_children[k] if birth[i] > adult_birth else kept[k]
        near, other = bonding[i] * percent // 100, bridging[i] * percent // 100
        held[k] += bonding[i] + bridging[i]
        lost[k] += bonding[i] - near + bridging[i] - other
        bonding[i], bridging[i] = near, other
    return held, lost
