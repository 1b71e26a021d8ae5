"""Household: first offer, considering a move, choosing a dwelling, leaving the municipality, finance
(decision 4).

Budgets are integers (NOK a month). Probabilities are tables over small cells; utilities are whole
NOK, so that the choice itself is integer arithmetic.

One file of more than 300 lines: every decision in it weighs the same budget.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from agents.calendar import year_row
from agents.kinds import MONTHS_PER_YEAR, Tenure
from agents.parameters import Rules

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]

MAX_PERSONS = 8
NOISE_ROWS = 1024
LN_ROWS = 8192
#: Tenures a household of the model may consider leaving, in the order of the parameter lists.
HOUSED = (
    Tenure.MUNICIPAL, Tenure.PRIVATE, Tenure.UNSERIOUS, Tenure.OWNED, Tenure.SHARED,
    Tenure.TEMPORARY, Tenure.RELATIVES,
)  # fmt: skip
FLAGS = 5  # crowded, contract ends, arrears, programme over, at work: bits of the cell
YEAR_CELLS = 6  # years since settlement: 0, 1, 2, 3-4, 5-9, 10 or more
_YEAR_CELL = (0, 1, 2, 3, 3, 4, 4, 4, 4, 4, 5)


@dataclass(frozen=True)
class Budget:
    """Integer rules of a household's month (one year's price level).

    All arrays are int64 of shape (MAX_PERSONS + 1,), indexed by persons (more than eight count as
    eight), NOK a month.
    """

    need: I64
    ceiling: I64
    own: I64
    floor: I64
    tax_free: int
    tax_permille: int
    share_permille: int
    taper_permille: int
    rent_permille: int
    saving_permille: int
    amortisation: int
    interest: int  # millionths of the debt a month


def year_value(vector: F64, month: int) -> float:
    """Return the entry of a yearly parameter list in force in `month`; the last is kept after."""
    return float(vector[year_row(month, len(vector))])


def budget(rules: Rules, month: int) -> Budget:
    """Return the budget rules in force in `month` (NOK of that year)."""
    return _budget(rules, month // MONTHS_PER_YEAR)


@lru_cache(maxsize=32)  # five processes ask every month, and the answer holds for a year
def _budget(rules: Rules, year: int) -> Budget:
    level = year_value(rules.vector("price_level"), year * MONTHS_PER_YEAR)

    def by_persons(name: str) -> I64:
        values = np.rint(rules.vector(name) * level).astype(np.int64)
        return np.concatenate([values[:1], values])

    return Budget(
        need=by_persons("need"),
        ceiling=by_persons("allowance_ceiling"),
        own=by_persons("allowance_own"),
        floor=by_persons("allowance_floor"),
        tax_free=int(round(rules.tax_free * level)),
        tax_permille=int(round(1000 * rules.tax_rate)),
        share_permille=int(round(1000 * rules.allowance_share)),
        taper_permille=int(round(1000 * rules.allowance_taper)),
        rent_permille=int(round(1000 * rules.rent_share)),
        saving_permille=int(round(1000 * rules.saving_share)),
        amortisation=int(round(rules.amortisation_months)),
        interest=int(round(1e6 * rules.interest / MONTHS_PER_YEAR)),
    )


def net_income(b: Budget, income: I64, earners: I64) -> I64:
    """Return income after tax, NOK a month, of `income` earned or received by `earners` (at least one)."""
    taxed = np.maximum(income - b.tax_free * np.maximum(earners, 1), 0)
    net: I64 = income - (taxed * b.tax_permille) // 1000
    return net


def housing_allowance(b: Budget, income: I64, persons: I64, rent: I64) -> I64:
    """Return the monthly housing allowance (bostøtte), NOK.

    A share of the housing cost between an own share, which rises with income, and a ceiling.
    """
    size = np.minimum(persons, MAX_PERSONS)
    own = b.own[size] + (np.maximum(income - b.floor[size], 0) * b.taper_permille) // 1000
    allowance: I64 = (np.maximum(np.minimum(rent, b.ceiling[size]) - own, 0) * b.share_permille) // 1000
    return allowance


def affordable_rent(b: Budget, income: I64, persons: I64, earners: I64) -> I64:
    """Return the highest rent a household looks at, NOK a month, allowance included."""
    own = (net_income(b, income, earners) * b.rent_permille) // 1000
    return own + housing_allowance(b, income, persons, b.ceiling[np.minimum(persons, MAX_PERSONS)])


def residual_income(b: Budget, income: I64, persons: I64, earners: I64, rent: I64, debt: I64) -> I64:
    """Return what is left after tax, rent or loan, allowance and needs, NOK a month."""
    size = np.minimum(persons, MAX_PERSONS)
    loan = (debt * b.interest) // 1_000_000 + debt // b.amortisation
    helped = np.where(debt > 0, 0, housing_allowance(b, income, persons, rent))
    return net_income(b, income, earners) + helped - rent - loan - b.need[size]


def saved(b: Budget, residual: I64) -> I64:
    """Return the month's saving, NOK (never negative: shortfalls show as arrears)."""
    return (np.maximum(residual, 0) * b.saving_permille) // 1000


# --- first offer (decision 4.1) ---------------------------------------------------------------------


def expected_standard(expectation: I64, actual: I64, dialogue: float) -> I64:
    """Return the expectation (0-100) after talk in reception moved it towards the actual standard.

    `dialogue` is a channel in [-1, 1]; below 0 it misinforms, and moves expectations away.
    """
    moved = expectation + np.rint(dialogue * (actual - expectation)).astype(np.int64)
    return np.clip(moved, 0, 100)


def offered_below(expectation: I64, points: int, late: npt.NDArray[np.bool_]) -> I64:
    """Return the expectation (0-100) an offer is measured against when those past the limit are offered
    what lies `points` below it (G10).

    What makes the offer unsuitable (the place, the neighbours, the distance to kin) has no column: who
    accepts lives as others do.
    """
    return np.where(late, np.minimum(expectation + points, 100), expectation)


def offer_acceptance(rules: Rules, standard: int = 1) -> F64:
    """Return the probability of accepting a first offer.

    Parameters
    ----------
    rules : Rules
        ``household.toml``.
    standard : int
        0 below standard, 1 ordinary.

    Returns
    -------
    float64 array, shape (5, 11, 2)
        By rooms offered less rooms needed (-2..2), tenths of expectation (0-10) and whether the
        household knows what a refusal costs (programme and housing help, L17).
    """
    gap = np.arange(-2, 3, dtype=np.float64)[:, None, None]
    above = np.arange(11)[None, :, None] / 10.0 - rules.vector("offer_standard")[standard]
    aware = np.arange(2)[None, None, :]
    logit = (
        rules.offer_level
        + rules.offer_gap * np.minimum(gap, 1.0)
        - rules.offer_expectation * above
        + rules.offer_penalty * (aware - 0.5)
    )
    return np.asarray(1.0 / (1.0 + np.exp(-logit)), dtype=np.float64)


def accept_offer_cell(rooms: I64, persons: I64, expectation: I64) -> tuple[I64, I64]:
    """Return the first two cells of :func:`offer_acceptance` for offers to households."""
    gap = np.clip(rooms - np.minimum(persons, 5), -2, 2) + 2
    return gap, np.clip(expectation // 10, 0, 10)


# --- considering and choosing a dwelling here (decision 4.2-4.4) --------------------------------------


def year_cells() -> I64:
    """Return the cell of each whole number of years since settlement, 0-10 (10: ten or more)."""
    return np.array(_YEAR_CELL, dtype=np.int64)


def consider_probability(rules: Rules, months: int) -> F64:
    """Return the chance of considering a move within `months` months.

    Returns
    -------
    float64 array, shape (12, 32)
        By tenure and flags: 1 crowded, 2 contract ends, 4 arrears, 8 programme over, 16 at work.
    """
    hazard = np.zeros((len(Tenure), 1 << FLAGS))
    hazard[list(HOUSED)] = rules.vector("consider_base")[:, None]
    added = (
        rules.consider_crowded, rules.consider_contract, rules.consider_arrears,
        rules.consider_programme, rules.consider_work,
    )  # fmt: skip
    cells = np.arange(1 << FLAGS)
    for bit, extra in enumerate(added):
        hazard[list(HOUSED)] += extra * ((cells >> bit) & 1)
    return 1.0 - np.exp(-months * hazard)


def gumbel(scale: float) -> I64:
    """Return quantiles (NOK) of logit noise of the given scale, NOISE_ROWS of them, mean zero."""
    u = (np.arange(NOISE_ROWS) + 0.5) / NOISE_ROWS
    return np.rint(scale * (-np.log(-np.log(u)) - 0.5772156649)).astype(np.int64)


@dataclass(frozen=True)
class ChoiceRules:
    """Integer rules for choosing among dwellings in the municipality, NOK a month."""

    room: int
    security: I64  # (12,) by tenure
    moving: int
    queue_permille: int  # what a municipal dwelling is worth now, believed queue counted
    municipal_permille: int
    noise: I64


def choice_rules(rules: Rules) -> ChoiceRules:
    """Return the rules of choosing a dwelling here."""
    security = np.zeros(len(Tenure), dtype=np.int64)
    security[list(HOUSED)] = np.rint(rules.vector("value_security")).astype(np.int64)
    return ChoiceRules(
        room=int(round(rules.value_room)),
        security=security,
        moving=int(round(rules.moving_cost)),
        queue_permille=int(round(1000 * rules.horizon / (rules.horizon + rules.queue_months))),
        municipal_permille=int(round(1000 * rules.municipal_rent)),
        noise=gumbel(rules.choice_noise),
    )


# --- leaving the municipality (decision 4.3-4.4) ------------------------------------------------------


@dataclass(frozen=True)
class LeaveRules:
    """Integer rules of leaving the municipality, whole NOK over the horizon."""

    attachment: I64  # (YEAR_CELLS,)
    ties: I64  # (LN_ROWS,) worth of a community of that many
    horizon: int
    moving: int
    school: int
    work: int  # NOK over the horizon, times the difference in employment
    benefit: int  # NOK a month of programme lost
    programme: int  # months
    room: int  # NOK over the horizon per missing room
    noise: I64


def leave_rules(rules: Rules, programme: int) -> LeaveRules:
    """Return the rules of leaving the municipality; `programme` is the months of a programme that is
    lost on leaving, 0 when none is."""
    return LeaveRules(
        attachment=np.rint(rules.vector("attachment")).astype(np.int64),
        ties=np.rint(rules.ties_value * np.log1p(np.arange(LN_ROWS))).astype(np.int64),
        horizon=int(round(rules.horizon)),
        moving=int(round(rules.move_away_cost)),
        school=int(round(rules.school_cost)),
        work=int(round(rules.work_gain * rules.horizon)),
        benefit=int(round(rules.programme_benefit)),
        programme=programme,
        room=int(round(rules.value_room * rules.horizon)),
        noise=gumbel(rules.leave_noise),
    )


def destination_pull(rules: Rules, coethnic: I64, population: F64) -> F64:
    """Return how much each place pulls when a household looks elsewhere, shape (P, origins):
    ``(1 + co-ethnics)^a * population^b`` (decision 4.3)."""
    pull = (1.0 + coethnic) ** rules.destination_coethnic * population[:, None] ** rules.destination_size
    return np.asarray(pull, dtype=np.float64)


def destination_nearness(rules: Rules, distance: F64) -> F64:
    """Return ``distance^-c`` (at least 5 km), shape of `distance` (decision 4.3)."""
    return np.asarray(np.maximum(distance, 5.0) ** -rules.destination_distance, dtype=np.float64)


# --- finance (decision 4.5) ---------------------------------------------------------------------------


def practice(rules: Rules, normal: F64, guidance: float) -> F64:
    """Return each municipality's debt capacity in startlån practice, times yearly income.

    `normal` is a standard normal per municipality: lenient or strict by habit. Guidance narrows
    the spread towards Husbanken's rule from either side; a negative channel widens it.
    """
    spread = rules.practice_spread * (1.0 - guidance)
    return np.asarray(rules.debt_multiple * np.exp(spread * normal), dtype=np.float64)


def conversion_probability(rules: Rules) -> F64:
    """Return the chance that a certificate becomes a purchase, by twentieths of price pressure 0-20:
    0 where prices are at their ordinary level or below, 20 where they are twice that (E48)."""
    low, high = rules.vector("conversion")
    return np.asarray(low + (high - low) * np.arange(21) / 20.0, dtype=np.float64)
