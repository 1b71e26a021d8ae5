"""The weighted mean of 2010-12, the last year counting most, at the level of 2012."""

from typing import Final

import numpy as np
import numpy.typing as npt

from calibration.rival import Rival, settled_before
from calibration.target import Vector

WEIGHTS: Final = (0.2, 0.3, 0.5)  # of the last three years: 2010, 2011, 2012


def of(past: npt.NDArray[np.float64]) -> Vector:
    """Return the weighted mean of the last three years of `past`, shape (years, M), or of as many as there
    are, scaled to the sum of the last."""
    late = past[-len(WEIGHTS) :]
    mean: Vector = np.average(late, axis=0, weights=WEIGHTS[-len(late) :])
    found: Vector = mean * (past[-1].sum() / mean.sum())
    return found


RIVALS = (
    Rival(
        "weighted_mean", "weighted mean of 2010-12", "vektet snitt av 2010-12", "settled",
        lambda: of(settled_before()),
    ),
)  # fmt: skip
