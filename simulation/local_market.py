"""The local labour market: how much easier work is found in one place than in another."""

import numpy as np
import numpy.typing as npt

from agents.guards import NEXT_TO_NOTHING
from agents.parameters import Rules

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]

UNIT = 1024  # factors on thresholds are in 1024ths
LEAST, MOST = 0.4, 1.8  # a local market neither closes nor doubles what is found
EMPLOYED_PRIOR = 20.0  # adults that the county's level counts for in a place's employed share


def market_factor(local: F64, weight: F64, elasticity: float) -> F64:
    """Return how odds of being at work differ between local markets, mean over `weight` 1, shape (n,).

    Parameters
    ----------
    local : float64 array, shape (n,)
        Level of employment, strictly between 0 and 1.
    weight : float64 array, shape (n,)
        Persons.
    elasticity : float
        How much of the difference counts (``work.local_market``).
    """
    odds = local / (1.0 - local)
    mean = np.sum(odds * weight) / np.sum(weight)
    return np.asarray(1.0 + elasticity * (odds / mean - 1.0), dtype=np.float64)


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

    The mean over residents is about 1, so that only differences between places count (E13, E14). The local
    market acts on odds: where chances of finding and of losing work last, odds of being at work are their
    ratio, so with an elasticity of 1 refugees' odds come to differ between places as odds of all there do.
    """
    weight = persons.astype(np.float64) + 1.0
    factor = market_factor(local, weight, rules.local_market)
    mean = np.sum(employed * weight) / np.sum(weight)
    if mean > 0.0:
        factor = factor + rules.local_refugees * (np.where(employed > 0, employed, mean) / mean - 1.0)
    size = np.log1p(coethnic.astype(np.float64))
    heads = coethnic + NEXT_TO_NOTHING
    centre = np.sum(size * heads, axis=0) / np.sum(heads, axis=0)
    spread = np.sqrt(np.sum((size - centre) ** 2 * heads, axis=0) / np.sum(heads, axis=0))
    ties = 1.0 + rules.coethnic * np.clip((size - centre) / np.maximum(spread, 0.1), -2.0, 2.0)
    both = np.clip(factor, LEAST, MOST)[:, None] * ties
    return np.asarray(np.rint(both * UNIT), dtype=np.int64)
