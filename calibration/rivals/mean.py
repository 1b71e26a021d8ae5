"""The mean of 2009-12, at the level of 2012."""

import numpy as np
import numpy.typing as npt

from calibration.rival import Rival, settled_before
from calibration.target import Vector


def of(past: npt.NDArray[np.float64]) -> Vector:
    """Return the mean of the years of `past`, shape (years, M), scaled to the sum of the last."""
    mean: Vector = past.mean(axis=0)
    found: Vector = mean * (past[-1].sum() / mean.sum())
    return found


RIVALS = (
    Rival(
        "mean", "scaled mean of 2009-12", "skalert snitt av 2009-12", "settled", lambda: of(settled_before())
    ),
)
