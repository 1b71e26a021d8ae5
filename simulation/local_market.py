"""The local labour market: how much easier work is found in one place than in another."""

import numpy as np
import numpy.typing as npt

from agents.parameters import Rules

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]

UNIT = 1024  # factors on thresholds are in 1024ths


def local_factor(local: F64, employed: F64, persons: I64, coethnic: I64, rules: Rules) -> I64:
    """Return the factor of the local market on finding work, 1024ths, shape (places, origins).

    Parameters
    ----------
    local : float64 array, shape (P,)
        Level of employment in the local labour market.
    employed : float64 array, shape (P,)
        Employed share of refugee adults in the place, last month (0: not known yet).
    persons, coethnic : int64 arrays, shapes (P,) and (P, origins)
        Refugees resident, and of each origin.

    The mean over residents is about 1, so that only differences between places count (E13, E14).
    """
    weight = persons + 1.0
    factor = 1.0 + rules.local_market * (local / (np.sum(local * weight) / np.sum(weight)) - 1.0)
    mean = np.sum(employed * weight) / np.sum(weight)
    if mean > 0.0:
        factor = factor + rules.local_refugees * (np.where(employed > 0, employed, mean) / mean - 1.0)
    size = np.log1p(coethnic.astype(np.float64))
    heads = coethnic + 1e-9
    centre = np.sum(size * heads, axis=0) / np.sum(heads, axis=0)
    spread = np.sqrt(np.sum((size - centre) ** 2 * heads, axis=0) / np.sum(heads, axis=0))
    ties = 1.0 + rules.coethnic * np.clip((size - centre) / np.maximum(spread, 0.1), -2.0, 2.0)
    both = np.clip(factor, 0.4, 1.8)[:, None] * ties
    return np.asarray(np.rint(both * UNIT), dtype=np.int64)
