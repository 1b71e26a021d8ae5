"""The market's integer tables: lettings, rents' variation, ordinary applicants, contracts."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from agents.guards import NEXT_TO_NOTHING
from agents.parameters import Rules
from simulation.randomness import cumulative, quantile_table

I64 = npt.NDArray[np.int64]

QUANTILES = 256
PER_UNIT = 4  # rows of the applicants' table per unit of their mean
MEANS = 64  # means up to 16 applicants a listing
COUNTS = 41  # ordinary applicants of a listing: 0-40


@dataclass(frozen=True)
class MarketTables:
    """Integer tables of the market.

    Attributes
    ----------
    letting : int64 array, shape (QUANTILES,)
        Quantiles of the length of an ordinary letting, months.
    variation : int64 array, shape (QUANTILES,)
        Quantiles of a dwelling's own rent variation, thousandths.
    applicants : int64 array, shape ((MEANS + 1) * COUNTS,)
        Cumulative thresholds of the number of ordinary applicants, one row per four times their
        mean, each row raised by its number times 2**33 so that one search finds row and count.
    contract : int64 array
        Cumulative thresholds of contract lengths; `contract_months` holds the lengths.
    """

    letting: I64
    variation: I64
    applicants: I64
    contract: I64
    contract_months: I64
    rooms: I64  # cumulative thresholds of the rooms of new dwellings


def build_tables(rules: Rules) -> MarketTables:
    """Return the market's tables from the parameters of ``rental_market.toml``."""
    u = (np.arange(QUANTILES) + 0.5) / QUANTILES
    letting = rules.letting_shortest - (rules.letting_mean - rules.letting_shortest) * np.log1p(-u)
    # a symmetric stand-in for the normal: the logistic with the same standard deviation
    logistic = np.log(u / (1.0 - u)) * rules.rent_spread * np.sqrt(3.0) / np.pi
    counts = np.arange(COUNTS)
    log_factorial = np.concatenate([[0.0], np.cumsum(np.log(counts[1:]))])
    mean = np.maximum(np.arange(MEANS + 1) / PER_UNIT, NEXT_TO_NOTHING)[:, None]
    poisson = np.exp(counts * np.log(mean) - mean - log_factorial)
    return MarketTables(
        letting=quantile_table(np.minimum(letting, 240.0)),
        variation=quantile_table(1000.0 * np.exp(np.clip(logistic, -0.7, 0.7))),
        applicants=(cumulative(poisson) + (np.arange(MEANS + 1, dtype=np.int64) << 33)[:, None]).ravel(),
        contract=cumulative(rules.vector("contract_share")),
        contract_months=np.rint(rules.vector("contract_months")).astype(np.int64),
        rooms=cumulative(rules.vector("new_rooms")),
    )


def residual_letting(rules: Rules) -> I64:
    """Return quantiles of the months left of an ordinary letting met at a random time (at least 1),
    for a start at rest: shape (QUANTILES,)."""
    u = (np.arange(QUANTILES) + 0.5) / QUANTILES
    least, spread = rules.letting_shortest, rules.letting_mean - rules.letting_shortest
    early = u * rules.letting_mean
    late = least - spread * np.log1p(-np.clip((early - least) / spread, 0.0, 1.0 - 1e-6))
    return quantile_table(np.clip(np.where(early < least, early, late), 1.0, 240.0))
