"""How often in a row something has held: :mod:`simulation.past`, one being at a time."""

import numpy as np

from simulation.kernels.compiled import I8, I32, B, kernel


@kernel
def in_a_row(notes: I8, uids: I32, holds: B, longest: int) -> I8:
    """Return the notes by uid with one more, up to `longest`, where it holds; 0 for all others.

    Parameters
    ----------
    notes : array
        Times in a row by uid, so far.
    uids, holds : arrays of one shape
        Who is there, and whether it holds for each.
    """
    found = np.zeros_like(notes)
    for k in range(len(uids)):
        found[uids[k]] = holds[k] * min(notes[uids[k]] + 1, longest)
    return found
