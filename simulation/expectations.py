"""What municipalities expect of the months ahead."""

import numpy as np
import numpy.typing as npt

from simulation.world import SIZES

F64 = npt.NDArray[np.float64]


def expected_sizes(last_year: F64, shared: F64, forecast: float) -> F64:
    """Return the weight of each size among those that municipalities expect, shape (M, sizes).

    Parameters
    ----------
    last_year : float array, shape (M, sizes)
        Who came last year.
    shared : float array, shape (sizes,)
        What the state's forecast says.
    forecast : float
        How far the forecast is used, in [-1, 1]; below zero it confuses.
    """
    return (
        (1.0 - abs(forecast)) * last_year + max(forecast, 0.0) * shared[None, :] + max(-forecast, 0.0) / SIZES
    )
