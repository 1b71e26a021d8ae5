"""Rank acceptability over weights nobody has chosen (SMAA): how often each scenario takes each rank."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
DRAWS: Final = 10_000
KEY: Final = 2013  # of the draws: the same table from the same study


@dataclass(frozen=True)
class Acceptability:
    """Shares over random weights, each with one replicate drawn at random.

    Attributes
    ----------
    ranks : array, shape (scenarios, scenarios)
        Share of draws in which a scenario (row) takes a rank (column, best first); equals share theirs.
    central : array, shape (scenarios, families)
        Mean of the weights under which a scenario is best; NaN when it never is.
    wins : array, shape (scenarios, scenarios)
        Share of draws in which the row is better than the column; an equal draw counts half.
    """

    ranks: Array
    central: Array
    wins: Array


def random_weights(families: int, draws: int = DRAWS) -> Array:
    """Return weights drawn evenly from all that sum to one, shape (draws, families)."""
    drawn = np.random.Generator(np.random.Philox(KEY)).standard_exponential((draws, families))
    weights: Array = drawn / drawn.sum(axis=1, keepdims=True)
    return weights


def acceptability(each: Array, weights: Array) -> Acceptability:
    """Return rank acceptability, central weights and pairwise win shares.

    Parameters
    ----------
    each : array, shape (scenarios, families, replicates)
        Standardised gains.
    weights : array, shape (draws, families)

    Raises
    ------
    ValueError
        If there are no families or replicates.
    """
    scenarios, families, replicates = each.shape
    if not families or not replicates:
        raise ValueError("Acceptability needs a family and a replicate.")
    draws = len(weights)
    picked = np.random.Generator(np.random.Philox(KEY + 1)).integers(0, replicates, draws)
    values = np.einsum("df,sfd->ds", weights, each[:, :, picked])
    ahead = (values[:, :, None] > values[:, None, :]).astype(np.float64)  # draw, row, column
    even = (values[:, :, None] == values[:, None, :]).astype(np.float64)
    better = ahead.sum(axis=1)  # how many are ahead of each scenario
    equals = even.sum(axis=1)  # itself included
    place = np.arange(scenarios)[None, None, :]
    within = (place >= better[:, :, None]) & (place < (better + equals)[:, :, None])
    ranks = (within / equals[:, :, None]).mean(axis=0)
    first = within[:, :, 0] / equals
    total = first.sum(axis=0)[:, None]
    central = np.divide(first.T @ weights, total, out=np.full((scenarios, families), np.nan), where=total > 0)
    wins = (ahead + 0.5 * even).mean(axis=0)
    return Acceptability(ranks, central, wins)
