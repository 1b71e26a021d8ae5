"""What a household lives on and for, as columns that observers read at the turn of the year.

The amounts are those the accounts book, found again from the same rules and the same columns: nothing
here changes the model. Amounts of a year are the month's times the months lived settled in the year, so a
December stands for its year.

One file of more than 300 lines: an amount is a few lines, and what is net of state and municipality is made
of all the others.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from agents.calendar import year_row
from agents.household import Budget, budget, housing_allowance
from agents.kinds import MONTHS_PER_YEAR, NEVER, Kind, Path, Programme, Tenure
from simulation.ledger import ORE
from simulation.moves import is_crowded
from simulation.people import ADULT
from simulation.processes.accounts import (
    ALLOWED,
    GRANT_YEARS,
    MILLION,
    AccountTables,
    build_tables,
)

if TYPE_CHECKING:
    from simulation.columns import Columns

Array = npt.NDArray[Any]
I64 = npt.NDArray[np.int64]

OVERBURDENED, POOR, JOBLESS, ELIGIBLE, ASSISTED = 1, 2, 4, 8, 16  # bits of the column `living`
BURDEN_PERCENT: Final = 40
# how a household is housed, the column `standing`
NO_HOME, KIN, STAFFED, INSECURE, SECURE_RENT, OWNED = range(6)
SECURE_MONTHS: Final = 24
# by Tenure, before the contract is looked at
STANDING: Final = np.full(len(Tenure), NO_HOME, dtype=np.int8)
STANDING[[Tenure.MUNICIPAL, Tenure.PRIVATE]] = SECURE_RENT
STANDING[[Tenure.UNSERIOUS, Tenure.SHARED]] = INSECURE
STANDING[[Tenure.RELATIVES, Tenure.STAFFED, Tenure.OWNED]] = KIN, STAFFED, OWNED
# thousand NOK of equivalent income, by persons
EQUIVALENT: Final = np.rint(1000.0 * np.sqrt(np.arange(21))).astype(np.int64)


def rules_of(c: "Columns") -> tuple[Budget, AccountTables]:
    """Return the budget rules and the accounts' tables in force."""
    values = c.model.values
    if c.rules is None:
        tables = build_tables(
            values.rules("accounts"),
            float(values.rules("work").child_benefit),
            c.world.geography.calendar.first_year,
        )
        c.rules = budget(values.rules("household"), c.month), tables
    return c.rules


def standing(c: "Columns", rows: Array) -> npt.NDArray[np.int8]:
    """Return how households `rows` are housed.

    Owning, and renting with at least 24 months left or without an end, is secure; a shared dwelling, a
    dwelling without a written contract and a contract that ends sooner or was ended by notice are not.
    """
    h = c.world.households
    found, end = STANDING[h.tenure[rows]], h.contract_end[rows]
    short = (end < c.month + SECURE_MONTHS) & (end != NEVER)
    found[short & (found == SECURE_RENT)] = INSECURE
    return found


def crowding(c: "Columns", rows: Array) -> npt.NDArray[np.int8]:
    """Return 1 where households `rows` have more persons than rooms (nobody is known to be crowded in the
    largest class, five rooms or more), 0 where not, -1 without a dwelling."""
    h, d = c.world.households, c.world.dwellings
    home = c.at("households", rows, "dwelling_row")
    rooms = d.rooms.take(home, mode="clip") if len(d) else np.zeros(len(rows), dtype=np.int8)
    crowded = is_crowded(h.persons[rows], rooms).astype(np.int8)
    crowded[home < 0] = -1
    return crowded


def own_income(c: "Columns") -> I64:
    """Return wages, introduction benefit and state benefits of the members, NOK a month."""
    p = c.world.persons
    rows = np.flatnonzero((p.income > 0) & (p.present == 1))
    home = c.get("persons", "household_row")[rows]
    total = np.bincount(home, weights=p.income[rows].astype(np.float64), minlength=len(c.world.households))
    return total.astype(np.int64)


def household_tax(c: "Columns") -> I64:
    """Return the tax of the members, NOK a month."""
    p = c.world.persons
    rows = np.flatnonzero((p.income > 0) & (p.present == 1))
    home = c.get("persons", "household_row")[rows]
    due = tax(c, rows).astype(np.float64)
    return np.bincount(home, weights=due, minlength=len(c.world.households)).astype(np.int64)


def child_benefit(c: "Columns") -> I64:
    """Return the child benefit of each household, NOK a month."""
    _, tables = rules_of(c)
    return c.world.households.children.astype(np.int64) * tables.child_benefit


def allowance(c: "Columns") -> I64:
    """Return the housing allowance of each household, NOK a month."""
    rules, _ = rules_of(c)
    h = c.world.households
    found = np.zeros(len(h), dtype=np.int64)
    rows = np.flatnonzero((h.refugee == 1) & (h.municipality >= 0) & ALLOWED[h.tenure])
    found[rows] = housing_allowance(
        rules, c.get("households", "own_income")[rows], h.persons[rows].astype(np.int64),
        h.rent[rows].astype(np.int64),
    )  # fmt: skip
    return found


def assistance(c: "Columns") -> I64:
    """Return the social assistance of each household, NOK a month: what it counts on beyond its own
    income, child benefit and housing allowance."""
    h = c.world.households
    short = h.income.astype(np.int64) - c.get("households", "own_income")
    short -= c.get("households", "child_benefit") + c.get("households", "allowance")
    here = (h.refugee == 1) & (h.municipality >= 0) & (h.tenure != Tenure.GONE)
    found: I64 = np.where(here, np.maximum(short, 0), 0)
    return found


def housing_cost(c: "Columns") -> I64:
    """Return rent, or interest and instalments, of each household, NOK a month."""
    rules, _ = rules_of(c)
    h = c.world.households
    debt = h.debt.astype(np.int64)
    return h.rent.astype(np.int64) + debt * rules.interest // MILLION + debt // rules.amortisation


def disposable(c: "Columns") -> I64:
    """Return own income, child benefit and social assistance less tax, without housing allowance, NOK a
    month."""
    found: I64 = c.get("households", "own_income") + c.get("households", "child_benefit")
    found = found + c.get("households", "assistance") - c.get("households", "household_tax")
    return found


def minimum(c: "Columns") -> I64:
    """Return the minimum budget of each household without housing, NOK a month."""
    rules, _ = rules_of(c)
    need: I64 = rules.need[np.clip(c.world.households.persons, 0, len(rules.need) - 1)]
    return need


def shortfall(c: "Columns") -> I64:
    """Return how much each household is left short of the minimum budget after housing, NOK a month."""
    left = c.get("households", "disposable") + c.get("households", "allowance")
    left = left - c.get("households", "housing_cost")
    found: I64 = np.maximum(c.get("households", "minimum") - left, 0)
    return found


def means_class(c: "Columns", rows: Array) -> I64:
    """Return the class of what households `rows` have to live on, allowance included, over the square root of
    their persons: whole thousands of NOK a month."""
    have = c.at("households", rows, "disposable") + c.at("households", rows, "allowance")
    persons = np.clip(c.world.households.persons[rows], 1, len(EQUIVALENT) - 1)
    found: I64 = have // EQUIVALENT[persons]
    return found


def living(c: "Columns") -> npt.NDArray[np.int8]:
    """Return bits of each household: overburdened (housing cost less allowance above 40 % of disposable
    income less allowance), poor (too little left for the minimum budget), jobless (nobody works),
    eligible for housing allowance, on social assistance."""
    h = c.world.households
    helped, cost = c.get("households", "allowance"), c.get("households", "housing_cost")
    income = c.get("households", "disposable")
    bits = OVERBURDENED * (100 * (cost - helped) > BURDEN_PERCENT * income)
    bits = bits + POOR * (c.get("households", "shortfall") > 0) + JOBLESS * (h.adults_working == 0)
    bits = bits + ELIGIBLE * (helped > 0) + ASSISTED * (c.get("households", "assistance") > 0)
    found: npt.NDArray[np.int8] = bits.astype(np.int8)
    return found


# ---- of some persons, and amounts of the year, NOK ----------------------------------------------


def tax(c: "Columns", rows: Array) -> I64:
    """Return the tax of persons, NOK a month: on wages and introduction benefit."""
    rules, _ = rules_of(c)
    p = c.world.persons
    taxed = (p.employed[rows] == 1) | (p.programme[rows] == Programme.ACTIVE)
    due: I64 = np.maximum(p.income[rows].astype(np.int64) - rules.tax_free, 0) * taxed
    return due * rules.tax_permille // 1000


def introduction_benefit(c: "Columns", rows: Array) -> I64:
    """Return the introduction benefit of persons, NOK a month."""
    p = c.world.persons
    idle = (p.employed[rows] != 1) & (p.programme[rows] == Programme.ACTIVE)
    paid: I64 = p.income[rows].astype(np.int64) * idle
    return paid


def state_benefit(c: "Columns", rows: Array) -> I64:
    """Return pension, disability benefit and support for students of persons, NOK a month."""
    p = c.world.persons
    idle = (p.employed[rows] != 1) & (p.programme[rows] != Programme.ACTIVE)
    paid: I64 = p.income[rows].astype(np.int64) * idle
    return paid


def months_of_year(c: "Columns", settled: Array) -> I64:
    """Return the months of the calendar year lived since settlement; 0 before it."""
    since = c.month - settled.astype(np.int64)
    lived = np.clip(since + 1, 0, c.month % MONTHS_PER_YEAR + 1)
    return np.where(settled == NEVER, 0, lived)


def household_months(c: "Columns") -> I64:
    """Return the months of the year that households have lived settled."""
    return months_of_year(c, c.world.households.settled)


def yearly(name: str) -> Callable[["Columns"], I64]:
    """Return the column of a household's monthly amount over the year."""
    return lambda c: c.get("households", name).astype(np.int64) * c.get("households", "year_months")


def person_months(c: "Columns", rows: Array) -> I64:
    """Return the months of the year that persons have lived settled."""
    return months_of_year(c, c.world.persons.settled[rows])


def yearly_of(monthly: Callable[["Columns", Array], I64]) -> Callable[["Columns", Array], I64]:
    """Return what gives a monthly amount of persons over the year."""
    return lambda c, rows: monthly(c, rows) * c.at("persons", rows, "year_months")


def integration_grant(c: "Columns", rows: Array) -> I64:
    """Return the integration grant that persons bring the municipality this year, NOK."""
    _, t = rules_of(c)
    p, h = c.world.persons, c.world.households
    year, settled = year_row(c.month, len(t.grant)), p.settled[rows].astype(np.int64)
    nth = c.month // MONTHS_PER_YEAR - settled // MONTHS_PER_YEAR
    due = (settled != NEVER) & (settled <= c.month) & (nth < GRANT_YEARS) & (p.path[rows] != Path.BORN)
    nth = np.where(due, nth, 0)
    kind = h.kind[c.at("persons", rows, "household_row")]
    child = (p.birth[rows] > c.month - ADULT).astype(np.int64)
    alone = (kind == Kind.SINGLE) | (kind == Kind.UNACCOMPANIED)
    amount = t.grant[year][child, nth] + t.single_more[year] * (alone & (nth == 0))
    amount = np.maximum(amount + t.kind_more[kind] * (nth == 0), 0)
    found: I64 = np.where(due, amount, 0)
    return found


def services(c: "Columns", rows: Array) -> I64:
    """Return what the services of persons cost the municipality this year, NOK."""
    _, t = rules_of(c)
    p = c.world.persons
    settled = p.settled[rows].astype(np.int64)
    nth = np.clip((c.month - settled) // MONTHS_PER_YEAR, 0, GRANT_YEARS)
    used = (settled != NEVER) & (nth < GRANT_YEARS) & (p.path[rows] != Path.BORN)
    rate = t.service[year_row(c.month, len(t.service))][np.minimum(nth, GRANT_YEARS - 1)]
    found: I64 = np.where(used, rate * c.at("persons", rows, "year_months") // ORE, 0)
    return found


def net_of_state(c: "Columns", rows: Array) -> I64:
    """Return what the state pays for persons this year less the tax it receives, NOK."""
    paid = c.at("persons", rows, "year_integration_grant") + c.at("persons", rows, "year_minor_grant")
    net: I64 = paid + c.at("persons", rows, "year_state_benefit") - c.at("persons", rows, "year_tax")
    return net


def net_of_municipality(c: "Columns", rows: Array) -> I64:
    """Return what municipalities pay for persons this year less the grants they receive, NOK."""
    paid = c.at("persons", rows, "year_services") + c.at("persons", rows, "year_staffed_place")
    paid = paid + c.at("persons", rows, "year_introduction_benefit")
    net: I64 = paid - c.at("persons", rows, "year_integration_grant")
    return net - c.at("persons", rows, "year_minor_grant")


def homes_net_of_state(c: "Columns") -> I64:
    """Return the child benefit and housing allowance of households this year, NOK."""
    net: I64 = c.get("households", "year_child_benefit") + c.get("households", "year_allowance")
    return net


def homes_net_of_municipality(c: "Columns") -> I64:
    """Return the social assistance of households this year less the rent of municipal dwellings, NOK."""
    rent = c.get("households", "year_rent") * (c.world.households.tenure == Tenure.MUNICIPAL)
    net: I64 = c.get("households", "year_assistance") - rent
    return net


def _staffed(c: "Columns", rows: Array) -> Array:
    staffed: Array = c.at("persons", rows, "tenure") == Tenure.STAFFED
    return staffed


def minor_grant(c: "Columns", rows: Array) -> I64:
    """Return the special grant and the refund for unaccompanied minors this year, NOK."""
    _, t = rules_of(c)
    p, year = c.world.persons, year_row(c.month, len(t.minor_special))
    young = (p.path[rows] == Path.UNACCOMPANIED) & (p.birth[rows] > c.month - 20 * MONTHS_PER_YEAR)
    monthly = young * int(t.minor_special[year]) + _staffed(c, rows) * int(t.minor_refund[year])
    found: I64 = monthly.astype(np.int64) * c.at("persons", rows, "year_months") // ORE
    return found


def staffed_place(c: "Columns", rows: Array) -> I64:
    """Return what the staffed places of persons cost the municipality this year, NOK."""
    _, t = rules_of(c)
    monthly = _staffed(c, rows).astype(np.int64) * int(t.staffed[year_row(c.month, len(t.staffed))])
    found: I64 = monthly * c.at("persons", rows, "year_months") // ORE
    return found
