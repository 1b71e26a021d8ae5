"""IMDi with the National Committee and KS: whom to ask for how many, and which case comes first.

Where a case is proposed is an allocation rule (``agents/allocation``).
"""

import numpy as np
import numpy.typing as npt

from agents.kinds import START_MONTH, Kind
from agents.meeting_mesa import mesa
from agents.parameters import Rules

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]

FIRST_REQUEST = START_MONTH - 3  # the October before the first recorded year


class IMDi(mesa.Agent):  # type: ignore[misc]
    """The registered Mesa agent that shows IMDi's need and its officers' hours."""

    @property
    def need(self) -> int:
        """Places the nation is asked for in the coming year."""
        return int(self.model.world.imdi.need)

    @property
    def officer_hours(self) -> F64:
        """Hours left this month by region."""
        hours: F64 = self.model.world.imdi.officer_hours
        return hours


def request_places(
    rules: Rules,
    need: float,
    population: F64,
    settled_last_year: I64,
    effect: F64,
    asked_draw: F64,
    noise: F64,
) -> I64:
    """Return the places each municipality is asked for.

    ``ln a = c + 0.4 ln population + 0.2 ln(1 + settled last year) + N(0, 0.32)``, scaled to the
    need, in multiples of five; the smallest municipalities are often not asked (decision 1, P).

    Parameters
    ----------
    need : float
        Places needed in the nation.
    population, settled_last_year, effect : arrays, shape (M,)
        `effect` is the municipality's part of ``c`` (county quota).
    asked_draw, noise : float64 arrays, shape (M,)
        Uniform and standard normal draws.
    """
    log_population = np.log(np.maximum(population, 50.0))
    chance = 1.0 / (
        1.0 + np.exp(-rules.not_asked_slope * (log_population - np.log(rules.not_asked_population)))
    )
    asked = (asked_draw < chance) | (settled_last_year > 0)
    level = np.exp(
        effect
        + rules.population_elasticity * log_population
        + rules.settled_elasticity * np.log1p(settled_last_year)
        + rules.request_sd * noise
    )
    level = np.where(asked, level, 0.0)
    total = level.sum()
    if total <= 0:
        return np.zeros(len(population), dtype=np.int64)
    places = level * need / total
    rounded = np.maximum(np.rint(places / 5.0) * 5.0, np.where(places > 2.0, 5.0, 0.0))
    asked_for: I64 = rounded.astype(np.int64)
    return asked_for


def target_months(rules: Rules, kind: I64) -> F64:
    """Return the months within which cases are to be settled: fewer for children."""
    short = (kind == Kind.UNACCOMPANIED) | (kind == Kind.FAMILY) | (kind == Kind.SINGLE_PARENT)
    months: F64 = np.where(short, rules.target_short, rules.target_long)
    return months


def past_limit(rules: Rules, kind: I64, waited: I64) -> npt.NDArray[np.bool_]:
    """Return which cases have waited longer than their target."""
    late: npt.NDArray[np.bool_] = waited > target_months(rules, kind)
    return late


def urgency(rules: Rules, kind: I64, waited: I64, stakes: float) -> I64:
    """Return the order of ready cases (higher first): months waited over the target, in hundredths.

    With reporting stakes the order becomes "cases that can still make the limit first": those past
    it fall behind by the stakes' share (decision 5).
    """
    ratio = waited / target_months(rules, kind)
    behind = np.where(ratio > 1.0, 2.0 * stakes * ratio, 0.0)
    order: I64 = np.rint(100.0 * (ratio - behind)).astype(np.int64)
    return order
