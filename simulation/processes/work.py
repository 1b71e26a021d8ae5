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
from agents.kinds import NEVER, Programme, Tenure
from agents.parameters import Rules
from agents.refugee import (
    AGE_BANDS,
    BAND_OF_AGE,
    EDUCATIONS,
    LEVELS,
    YEAR_GROUP_OF,
    YEAR_GROUPS,
    YEARS,
    study_entry,
    work_entry,
    work_exit,
)
from simulation.local_market import UNIT, local_factor
from simulation.people import on_turn, over_turn
from simulation.randomness import Stream, threshold
from simulation.world import World

if TYPE_CHECKING:
    from simulation.model import SettlementModel

F64 = npt.NDArray[np.float64]
I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]

FROM_AGE, TO_AGE = 16 * 12, 67 * 12  # months
WAIT_YEARS = 6  # waits of 0, 1, ... 5 and more years
WAGES = 32  # quantiles of the spread of wages
# tenures in which a household lives on its own means and what the municipality adds
SUPPORTED = np.array(
    [tenure not in (Tenure.RECEPTION, Tenure.ABROAD, Tenure.GONE) for tenure in Tenure], dtype=np.bool_
)


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
    benefit = np.array([1.0, rules.benefit_under_25])[:, None] * rules.benefit_g * g / 12.0
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
        pension=whole(rules.pension_g * g / 12.0),
        disability=whole(rules.disability_g * g / 12.0),
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
    households, persons = world.households, world.persons
    size = len(households)
    earning = np.flatnonzero(persons.income > 0)  # whoever works earns
    homes = households.rows(persons.household[earning])
    # thirty-two bits hold any household's month, and take half the time
    own = np.bincount(homes, weights=persons.income[earning], minlength=size).astype(np.int32)
    working = np.bincount(homes, weights=persons.employed[earning], minlength=size).astype(np.int32)
    year = year_row(month, tables.assistance.shape[1])
    first, further, child = (int(x) for x in tables.assistance[:, year])
    here = SUPPORTED.take(households.tenure, mode="clip") & (households.refugee == 1)
    children = households.children.astype(np.int32)
    adults = households.persons - children
    benefit = children * (tables.child_benefit * here)
    # an unaccompanied minor in a staffed place is kept by the municipality, not by assistance
    missing = children * (child - tables.child_benefit) + adults * further
    missing += households.rent
    missing += first - further
    missing -= own
    assistance = np.maximum(missing, 0) * (here & (adults > 0))
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
        persons, month = model.world.persons, model.month
        grown = on_turn(persons.birth, month) & (persons.birth <= month - FROM_AGE)
        grown &= (persons.settled < month) & (persons.settled != NEVER) & (persons.present == 1)
        due = np.flatnonzero(grown)
        old = persons.birth[due] <= month - TO_AGE
        rows, retired = due.compress(~old), due.compress(old)
        self._change(model, rows)
        self._retire(model, retired)
        active = persons.programme == Programme.ACTIVE
        if month % 12 != 4:  # the benefit changes in May, with G; else only for who begins
            active &= persons.programme_months == 0
        for some in (rows, retired, np.flatnonzero(active)):
            self._earn(model, some)
        self._book(model)

    def _change(self, model: "SettlementModel", rows: I64) -> None:
        """Draw work and study for the rows whose turn it is."""
        world, t, month = model.world, self.tables, model.month
        persons, households = world.persons, world.households
        homes = households.rows(persons.household[rows])
        sex = persons.female[rows].astype(np.int64)
        education, health = persons.education[rows], persons.health[rows]
        band = BAND_OF_AGE[(month - persons.birth[rows].astype(np.int64)) // 12]
        settled = persons.settled[rows].astype(np.int64)
        years = np.minimum((month - settled) // 12, YEARS - 1)
        active = persons.programme[rows] == Programme.ACTIVE
        level, group = persons.language[rows], YEAR_GROUP_OF[years]
        care = (sex == 1) & (households.children[homes] > 0)
        # indices into the flat tables, in the order of their axes
        by_school = sex * EDUCATIONS + education
        cell = ((by_school * LEVELS + level) * AGE_BANDS + band) * 2 + care
        enter = t.entry.ravel()[((cell * 2 + health) * 2 + active) * YEAR_GROUPS + group]
        leave = t.exit.ravel()[((by_school * AGE_BANDS + band) * 2 + health) * YEARS + years]
        cell = ((sex * AGE_BANDS + band) * LEVELS + level) * 2 + active
        take = t.study.ravel()[cell * YEAR_GROUPS + group]
        market = local_factor(
            world.geography.local_employment, world.places.employed, world.places.persons,
            world.places.coethnic, self.rules,
        )  # fmt: skip
        origins = market.shape[1]
        place = np.maximum(households.place[homes].astype(np.int64), 0)
        enter = (enter * market.ravel()[place * origins + persons.origin[rows]]) >> 10
        permit = households.permit[homes].astype(np.int64)
        wait = np.clip((settled - permit) // 12, 0, WAIT_YEARS - 1) * (permit != NEVER)
        enter = (enter * t.scar.ravel()[wait * YEARS + years]) >> 10
        top, low = model.draws.both(Stream.WORK, month, persons.key[rows])
        employed, student = persons.employed[rows] == 1, persons.student[rows] == 1
        idle = ~(employed | student)
        found = idle & (top < enter)
        lost = employed & (top < leave)
        started = idle & ~found & (low < take)
        ended = student & (top < t.study_end)
        persons.employed[rows.compress(found)] = 1
        persons.employed[rows.compress(lost)] = 0
        persons.student[rows.compress(started)] = 1
        persons.student[rows.compress(ended)] = 0
        risen = rows.compress(ended & (low < t.study_completed))
        persons.education[risen] = np.minimum(persons.education[risen] + 1, EDUCATIONS - 1)

    def _retire(self, model: "SettlementModel", rows: I64) -> None:
        """From 67 work and study end."""
        model.world.persons.employed[rows] = 0
        model.world.persons.student[rows] = 0

    def _earn(self, model: "SettlementModel", rows: I64) -> None:
        """Book what each of the rows lives on: wage, benefit, support, pension or nothing."""
        persons, t, month = model.world.persons, self.tables, model.month
        year = year_row(month, t.wage.shape[-1])
        g_year = year_row(month - 4, len(t.g))  # G changes in May
        age = (month - persons.birth[rows].astype(np.int64)) // 12
        quantile = (persons.key[rows] >> np.uint64(59)).astype(np.int64)  # the person's own, of 32
        by_school = persons.female[rows].astype(np.int64) * EDUCATIONS + persons.education[rows]
        wage = t.wage[..., year].ravel()[by_school * WAGES + quantile]
        long_here = persons.settled[rows] <= month - 36
        unable = (persons.health[rows] == 1) & long_here & (age >= 18)
        # what counts most comes last: each takes the place of those before
        income = unable * t.disability[g_year]
        benefit = t.benefit[:, g_year].take(age < 25)
        for has, amount in (
            (persons.student[rows] == 1, t.support[year]),
            (persons.programme[rows] == Programme.ACTIVE, benefit),
            (age >= 67, t.pension[g_year]),
            (persons.employed[rows] == 1, wage),
        ):
            income += has * (amount - income)
        persons.income[rows] = income

    def _book(self, model: "SettlementModel") -> None:
        """Sum incomes over members; households' own means and what the state adds."""
        households = model.world.households
        own, benefit, assistance, working = household_income(model.world, self.tables, model.month)
        refugee = households.refugee == 1
        own += benefit
        own += assistance
        np.copyto(households.income, own, where=refugee)
        np.copyto(households.adults_working, np.minimum(working, 127).astype(np.int8), where=refugee)
