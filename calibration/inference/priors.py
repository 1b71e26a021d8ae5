"""Priors from the parameter records: every calibrated parameter as a number between 0 and 1.

A parameter that is drawn per replicate keeps its own distribution. One that is fixed though unknown has
a triangle over its range with the top at its value. (Half a triangle on each side of the value, each with
half of the mass, was tried: it makes more of the far ends of lopsided ranges than anybody meant, see
docs/calibration.md.) All inference works with quantiles of these, where the prior is uniform.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

import numpy as np
import numpy.typing as npt

from agents.parameters import Draw, Parameter, Status
from scenarios.mechanisms import mechanisms
from scenarios.parameters import model_parameters
from simulation.worlds import NORWAY_2013

F64 = npt.NDArray[np.float64]

# What the record of 2009-12 cannot tell, whatever it looks like: strengths and settings of dials (one
# history, without a change of coordination in it), what landlords believe, how gaming works, lead times
# and answers of prices (no price was ever answered to a settlement that differed), accounts and
# wellbeing (nothing of the record depends on them).
SET_ASIDE: Final = ("channels", "coordination", "gaming", "landlord", "accounts", "wellbeing", "procurement")
PRICES: Final = (
    "rental_market.rent_effect",
    "rental_market.rent_response",
    "rental_market.rent_speed",
    "rental_market.price_speed",
    "rental_market.supply_response",
    "start.price_elasticity",
    "tenancies.moral_hazard",
)
# What is as it is by a rule of the model, so that another value is another rule: co-ethnics count in what a
# place is worth (odd.md, 4.3), and a draw above 0 would count them in where one looks as well.
BY_RULE: Final = ("household.destination_coethnic",)
# Months are counted whole in the code, and some numbers are counts: between two values nothing changes.
WHOLE_UNITS: Final = ("months", "count", "municipalities", "persons a list")


@dataclass(frozen=True)
class Prior:
    """Independent priors of some parameters.

    Parameters
    ----------
    records : sequence of Parameter
        Single numbers with a range.
    """

    records: tuple[Parameter, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Names, in the order of the columns of every ``theta``."""
        return tuple(record.name for record in self.records)

    def values(self, theta: npt.ArrayLike) -> F64:
        """Return values for quantiles, shape (n, p) both."""
        quantiles = np.atleast_2d(np.asarray(theta, dtype=np.float64))
        return np.column_stack([inverse(one, quantiles[:, i]) for i, one in enumerate(self.records)])

    def quantiles(self, values: npt.ArrayLike) -> F64:
        """Return quantiles for values, shape (n, p) both."""
        given = np.atleast_2d(np.asarray(values, dtype=np.float64))
        return np.column_stack([distribution(one, given[:, i]) for i, one in enumerate(self.records)])

    def named(self, theta: Sequence[float] | F64) -> dict[str, float]:
        """Return one row of quantiles as values by name."""
        return dict(zip(self.names, self.values(theta)[0].tolist(), strict=True))

    def only(self, names: Sequence[str]) -> "Prior":
        """Return the priors of some of the parameters, in the order given."""
        by_name = {record.name: record for record in self.records}
        return Prior(tuple(by_name[name] for name in names))


def bounds(record: Parameter) -> tuple[float, float, float]:
    """Return lowest, central and highest value of a single number."""
    low, value, high = record.low, record.value, record.high
    if not (isinstance(low, float) and isinstance(value, float) and isinstance(high, float)):
        raise TypeError(f"{record.name} is not a single number.")
    return low, value, high


def inverse(record: Parameter, u: F64) -> F64:
    """Return the values at quantiles `u` of a record's prior."""
    low, value, high = bounds(record)
    u = np.clip(u, 0.0, 1.0)
    if record.draw is Draw.UNIFORM:
        return low + u * (high - low)
    if record.draw is Draw.NORMAL:
        normal = NormalDist(value, record.sd)
        inner = np.clip(u, 1e-12, 1.0 - 1e-12)
        found: F64 = np.clip(np.array([normal.inv_cdf(float(x)) for x in inner]), low, high)
        return found
    cut = (value - low) / (high - low)
    below = low + np.sqrt((high - low) * (value - low) * u)
    above = high - np.sqrt((high - low) * (high - value) * (1.0 - u))
    return np.where(u < cut, below, above)


def distribution(record: Parameter, x: F64) -> F64:
    """Return the quantiles at values `x` of a record's prior."""
    low, value, high = bounds(record)
    if record.draw is Draw.UNIFORM:
        return (x - low) / (high - low)
    if record.draw is Draw.NORMAL:
        normal = NormalDist(value, record.sd)
        return np.array([normal.cdf(float(one)) for one in x])
    left = (x - low) ** 2 / ((high - low) * max(value - low, 1e-300))
    right = 1.0 - (high - x) ** 2 / ((high - low) * max(high - value, 1e-300))
    return np.where(x < value, left, right)


def contested() -> frozenset[str]:
    """Return the parameters that researchers disagree about: their spread is told apart."""
    return frozenset(name for one in mechanisms() for flip in one.flips.values() for name in flip.values)


def candidate(record: Parameter) -> bool:
    """Whether the record might tell something of a parameter, so that it is screened.

    Single numbers with a range that nobody decides on (policy) and nobody has measured, except measured
    ones that are drawn; neither what is set aside, nor what a rule of the model fixes, nor what is contested.
    """
    if not isinstance(record.value, float) or record.low == record.high or record.status is Status.POLICY:
        return False
    if record.draw is Draw.FIXED and record.status is Status.MEASURED:
        return False
    group = record.name.partition(".")[0]
    return not (
        group in SET_ASIDE
        or record.name in PRICES
        or record.name in BY_RULE
        or record.name in contested()
        or (record.draw is Draw.FIXED and record.unit in WHOLE_UNITS)
    )


def candidates(world: str = NORWAY_2013.name) -> Prior:
    """Return the priors of all parameters that are screened."""
    return Prior(tuple(one for one in model_parameters(world).values() if candidate(one)))


def chosen(names: Sequence[str], world: str = NORWAY_2013.name) -> Prior:
    """Return the priors of the named parameters."""
    parameters = model_parameters(world)
    return Prior(tuple(parameters[name] for name in names))


def as_overrides(prior: Prior, theta: F64) -> list[dict[str, float]]:
    """Return the overrides of each run of a design, shape (n, p)."""
    return [dict(zip(prior.names, row.tolist(), strict=True)) for row in prior.values(theta)]
