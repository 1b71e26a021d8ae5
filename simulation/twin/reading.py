"""Who reads which listing: what the twin does for all applicants at once.

The columns do it in the pass that weighs applications (`simulation/kernels/rental.py`).
"""

import numpy as np

from simulation.rental.choosing import CODE
from simulation.twin.shared import I64


def apply_for(place: I64, low: I64, high: I64, start: I64, codes: I64, most: I64) -> tuple[I64, I64]:
    """Return who applies for which listing: pairs of (applicant, listing).

    Parameters
    ----------
    place, low, high : int64 arrays
        Place and range of rooms each applicant looks at.
    start : int64 array
        A 32-bit draw per applicant: where in that range it begins to read.
    codes : int64 array, sorted
        ``place * 8 + rooms`` of the listings.
    most : int64 array
        Listings each applicant has time for.

    Returns
    -------
    applicant, listing : int64 arrays
        Positions in the arguments, in order of applicants; an applicant's listings are distinct.
    """
    first = np.searchsorted(codes, place * CODE + low, side="left")
    span = np.searchsorted(codes, place * CODE + high, side="right") - first
    count = np.minimum(span, most)
    applicant = np.repeat(np.arange(len(place)), count)
    turn = np.arange(len(applicant)) - np.repeat(np.cumsum(count) - count, count)
    begin = (start * span) >> 32
    listing = first[applicant] + (begin[applicant] + turn) % np.maximum(span[applicant], 1)
    return applicant.astype(np.int64), listing.astype(np.int64)
