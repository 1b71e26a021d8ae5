"""Work, ordinary education and income.

Adults find and lose work with hazards by sex, education, Norwegian, age, care for children,
health and years since settlement; the programme locks in first (E20), the local labour market of
*now* multiplies the chance (E13), exits rise after years 7-10 (E26). Each adult is looked at once
in four months. Income is a wage, a benefit or support; what is missing is social assistance, booked for
the household.
"""

from dataclasses import dataclass
from math import exp
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.calendar import year_row
from agents.kinds import MAY, MONTHS_PER_YEAR, NEVER, Programme
from agents.parameters import Rules
from agents.refugee import (
    BAND_OF_AGE,
    PENSION_AGE,
    WORKING_AGE,
    YEAR_GROUP_OF,
    YEARS,
    study_entry,
    work_entry,
    work_exit,
)
from simulation.kernels import work as kernels
from simulation.local_market import UNIT, local_factor
from simulation.people import TURN, over_turn
from simulation.randomness import Stream, threshold
from simulation.world import World

if TYPE_CHECKING:
    from simulation.model import SettlementModel

F64 = npt.NDArray[np.float64]
I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]

FROM_AGE, TO_AGE = WORKING_AGE * MONTHS_PER_YEAR, PENSION_AGE * MONTHS_PER_YEAR  # months
WAIT_YEARS = 6  # waits of 0, 1, ... 5 and more years
WAGES = 32  # quantiles of the spread of wages


@dataclass(frozen=True)
class Tables:
    """Integer tables of the process.

    entry, exit and study hold the chance over a turn of four months: shapes of
    :func:`agents.refugee.work_entry`, (sex 2, education 3, age band 5, health 2, years 30) and of
    :func:`agents.refugee.study_entry`;
    study_end, study_completed: thresholds; scar: factor in 1024ths, (wait years 6, years since
    settlement 30); wage: NOK a month, (sex 2, education 3, quantile 32, year); benefit: NOK a
    month, (under 25, year); support, pension, disability: (year,); assistance: NOK of the first
    adult, each further adult, each child, (3, year); child_benefit: NOK.
    """

    entry: I64
    exit: I64
    study: I64
    study_end: int
    study_completed: int
    scar: I64
    g: I64
    wage: I64
    benefit: I64
    support: I64
    pension: I64
    disability: I64
    assistance: I64
    child_benefit: int


def build_tables(rules: Rules) -> Tables:
    """Return the integer tables for the parameters ``work.*``."""
    years = np.arange(YEARS, dtype=np.float64)
    fading = np.clip(1.0 - years / rules.scar_years, 0.0, 1.0)
    # a lasting loss of x in the employed share is a fall of the entry hazard by x / (p (1 - p))
    scar = 1.0 + rules.scar_wait / 0.25 * np.arange(WAIT_YEARS)[:, None] * fading[None, :]
    index = rules.vector("wage_index")
    quantiles = np.array([NormalDist().inv_cdf((i + 0.5) / WAGES) for i in range(WAGES)])
    spread = np.array([exp(rules.wage_spread * z) for z in quantiles])
    wage = (
        np.array([1.0, rules.wage_women])[:, None, None, None]
        * rules.vector("wage")[None, :, None, None]
        * spread[None, None, :, None]
        * index
    )
    g = np.rint(rules.vector("g")).astype(np.int64)
    benefit = np.array([1.0, rules.benefit_under_25])[:, None] * rules.benefit_g * g / MONTHS_PER_YEAR
    needs = np.array([rules.assistance_first, rules.assistance_adult, rules.assistance_child])

    def whole(x: F64) -> I64:
        return np.asarray(np.rint(x), dtype=np.int64)

    return Tables(
        entry=threshold(over_turn(work_entry(rules))),
        exit=threshold(over_turn(work_exit(rules))),
        study=threshold(over_turn(study_entry(rules))),
        study_end=int(threshold(over_turn(np.array(rules.study_end)))),
        study_completed=int(threshold(rules.study_completed)),
        scar=whole(np.clip(scar, 0.0, 2.0) * UNIT),
        g=g,
        wage=whole(wage),
        benefit=whole(benefit),
        support=whole(rules.student_support * index),
        pension=whole(rules.pension_g * g / MONTHS_PER_YEAR),
        disability=whole(rules.disability_g * g / MONTHS_PER_YEAR),
        assistance=whole(needs[:, None] * index),
        child_benefit=int(round(rules.child_benefit)),
    )


def household_income(world: World, tables: Tables, month: int) -> tuple[I32, I32, I32, I32]:
    """Return what households live on this month, NOK, each of shape (households,).

    Returns
    -------
    own : int32 array
        Incomes of the members: wages, introduction benefit, support, pensions.
    child_benefit : int32 array
    assistance : int32 array
        Social assistance: what is missing to the norm for the members and, where the household
        has one, the rent. Zero for households in reception or abroad and for those not refugees.
    working : int32 array
        Members at work.
    """
    h, p = world.households, world.persons
    year = year_row(month, tables.assistance.shape[1])
    first, further, child = (int(x) for x in tables.assistance[:, year])
    own, benefit, assistance, working = np.empty((4, len(h)), dtype=np.int32)
    # an unaccompanied minor in a staffed place is kept by the municipality, not by assistance
    kernels.means(
        p.household, p.income, p.employed, h.row_of, h.refugee, h.tenure, h.persons, h.children, h.rent,
        first, further, child, tables.child_benefit, own, benefit, assistance, working,
    )  # fmt: skip
    return own, benefit, assistance, working


class Work:
    """Work, education and income, one month."""

    name = "work"

    def prepare(self, model: "SettlementModel") -> None:
        """Build the tables."""
        self.rules = model.values.rules("work")
        self.tables = build_tables(self.rules)

    def run(self, model: "SettlementModel") -> None:
        """Those whose turn it is look for, keep or leave work and study; incomes follow."""
        self._live(model)
        self._book(model)

    def _live(self, model: "SettlementModel") -> None:
        """Draw work and study, end them from 67, and book what each whose state may have changed lives
        on: wage, benefit, support, pension or nothing."""
        world, t, month = model.world, self.tables, model.month
        p, h = world.persons, world.households
        market = local_factor(
            world.geography.local_employment, world.places.employed, world.places.persons,
            world.places.coethnic, self.rules,
        )  # fmt: skip
        due = ((p.birth & np.int16(TURN - 1)) == np.int16(month & (TURN - 1))) & (p.birth <= month - FROM_AGE)
        due &= (p.settled < month) & (p.settled != NEVER) & (p.present == 1)
        begun = p.programme == Programme.ACTIVE
        if month % MONTHS_PER_YEAR != MAY:  # the benefit changes in May, with G; else only for who begins
            begun &= p.programme_months == 0
        year = year_row(month, t.wage.shape[-1])
        g_year = year_row(month - 4, len(t.g))  # G changes in May
        kernels.live(
            np.flatnonzero(due), np.flatnonzero(begun), month, TO_AGE, model.draws.stream(Stream.WORK, month),
            p.key, p.household, p.female, p.birth, p.origin, p.settled, p.language, p.health, p.programme,
            p.education, p.employed, p.student, p.income,
            h.row_of, h.place, h.children, h.permit, BAND_OF_AGE, YEAR_GROUP_OF,
            t.entry.ravel(), t.exit.ravel(), t.study.ravel(), t.study_end, t.study_completed,
            market.ravel(), market.shape[1], t.scar.ravel(), WAIT_YEARS, t.wage[..., year].ravel(),
            t.benefit[:, g_year].copy(), int(t.support[year]), int(t.pension[g_year]),
            int(t.disability[g_year]),
        )  # fmt: skip

    def _book(self, model: "SettlementModel") -> None:
        """Sum incomes over members; households' own means and what the state adds."""
        households = model.world.households
        own, benefit, assistance, working = household_income(model.world, self.tables, model.month)
        refugee = households.refugee == 1
        own += benefit
        own += assistance
        np.copyto(households.income, own, where=refugee)
        np.copyto(households.adults_working, np.minimum(working, 127).astype(np.int8), where=refugee)
