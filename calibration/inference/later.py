"""The year after the fit, as a run has it: kept beside its summaries for a refit with that year known.

Nothing here knows the record of that year, which is held out: these are the model's own figures. Who may
open the record, and compares the two, is :mod:`calibration.validation`.
"""

from typing import Final

import numpy as np

from calibration.library import target
from calibration.target import Vector, onto
from simulation.recorder import Record

LATER: Final = (
    "settled_held_out",
    "decided_held_out",
    "participation_held_out",
)  # of the country, a cell each


def later_of(record: Record, scale: float = 1.0) -> Vector:
    """Return the country's 2013 of one run on the scale of the likelihood, shape (3,), in the order of
    :data:`LATER`; NaN where the run has none, as one that ends before."""
    found = []
    for one in map(target, LATER):
        (value,) = one.computed(record, scale)
        found.append(onto(one.transform, float(value)))
    return np.array(found)
