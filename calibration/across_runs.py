"""The mean of each cell over runs: one way for validation and for the baseline."""

import numpy as np

from calibration.target import Matrix


def average(runs: Matrix) -> Matrix:
    """Return the mean over runs of each cell, runs without a figure left out.

    Parameters
    ----------
    runs : array of shape (runs, cells)
        NaN where a run has no figure of a cell.

    Returns
    -------
    array of shape (cells,)
        NaN where no run has a figure.
    """
    known = np.isfinite(runs)
    count = known.sum(axis=0)
    total = np.where(known, runs, 0.0).sum(axis=0)
    found: Matrix = np.divide(total, count, out=np.full(runs.shape[1], np.nan), where=count > 0)
    return found
