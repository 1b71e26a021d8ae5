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
from agents.parameters import Rules, Values
from agents.refugee import (
    AGE_BANDS,
    EDUCATIONS,
    LEVELS,
    SEXES,
    YEAR_GROUP_OF,
    YEAR_GROUPS,
    YEARS,
    study_entry,
    work_entry,
)
from simulation.people import TURN, on_turn
from simulation.processes.integration import OCCUPIED, OWN, PROGRAMME, language_chance
from simulation.randomness import Stream, threshold
from simulation.world import World

if TYPE_CHECKING:
    from simulation.model import SettlementModel

F64 = npt.NDArray[np.float64]
I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]

FROM_AGE, TO_AGE = 16 * 12, 67 * 12  # months
UNIT = 1024  # factors on thresholds are in 1024ths
WAIT_YEARS = 6  # waits of 0, 1, ... 5 and more years
WAGES = 32  # quantiles of the spread of wages
BAND_OF_AGE = np.array(
    [0] * 20 + [1] * 5 + [2] * 15 + [3] * 15 + [4] * 73, dtype=np.int64
)  # by age in years, 0-127
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


def exit_chance(rules: Rules) -> F64:
    """Return the monthly chance of leaving work, shape (sex, education, age band, health, years)."""
    years = np.arange(YEARS, dtype=np.float64)
    rise = np.clip((years - rules.reversal_year) / 4.0, 0.0, 1.0)
    late = 1.0 + (rules.vector("reversal")[:, None] - 1.0) * rise[None, :]
    chance = (
        rules.vector("exit")[:, None, None, None, None]
        * rules.vector("exit_education")[None, :, None, None, None]
        * rules.vector("exit_age")[None, None, :, None, None]
        * np.array([1.0, rules.exit_health])[None, None, None, :, None]
        * late[:, None, None, None, :]
    )
    return np.asarray(np.clip(chance, 0.0, 1.0), dtype=np.float64)


def _turn(chance: F64) -> F64:
    return np.asarray(1.0 - (1.0 - chance) ** TURN, dtype=np.float64)


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
        entry=threshold(_turn(work_entry(rules))),
        exit=threshold(_turn(exit_chance(rules))),
        study=threshold(_turn(study_entry(rules))),
        study_end=int(threshold(_turn(np.array(rules.study_end)))),
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


def _steady(values: Values) -> tuple[F64, F64, F64]:
    """Follow cohorts of average persons turn by turn through the model's own hazards.

    Returns the shares employed and in education, shape (sex, education, age band, years 30), and
    the shares (employed, studying) a year after the programme of those who took part, by sex.
    """
    rules, learning = values.rules("work"), values.rules("integration")
    entry, leave = _turn(work_entry(rules)), _turn(exit_chance(rules))
    study, end = _turn(study_entry(rules)), float(_turn(np.array(rules.study_end)))
    pace = _turn(language_chance(learning)[:, :, 0, :, :])  # status, education, health, level
    takeup = learning.vector("takeup")
    # cells: sex, education, age band, care, health, programme; states: language x (idle, work, study)
    care = np.zeros((SEXES, AGE_BANDS, 2))
    care[:, :, 0] = 1.0
    care[1] = np.stack([1.0 - rules.vector("profile_care"), rules.vector("profile_care")], axis=-1)
    sick = np.array([1.0 - rules.profile_health, rules.profile_health])
    part = np.stack([1.0 - takeup, takeup], axis=-1)
    weight = (
        care[:, None, :, :, None, None] * sick[None, None, None, None, :, None]
        * part[:, None, None, None, None, :]
    )  # fmt: skip
    shape = (SEXES, EDUCATIONS, AGE_BANDS, 2, 2, 2)
    weight = np.broadcast_to(weight, shape)
    state = np.zeros((*shape, LEVELS, 3))
    state[..., 0, 0] = 1.0
    employed = np.zeros((SEXES, EDUCATIONS, AGE_BANDS, YEARS))
    student = np.zeros_like(employed)
    after = np.zeros((2, SEXES))
    length = int(learning.length)
    turns = 12 // TURN
    for turn in range(YEARS * turns):
        year = turn // turns
        active = turn * TURN < length
        # learn: (education, health, level) paces moved to (1, e, 1, 1, h, 1, level, 1)
        new = np.empty_like(state)
        for activity in range(3):
            status = OWN if activity == 0 else OCCUPIED
            for programme in range(2):
                here = PROGRAMME if active and programme and activity == 0 else status
                p = pace[here][None, :, None, None, :, :]
                moved = state[..., programme, :, activity] * p
                kept = state[..., programme, :, activity] - moved
                kept[..., 1:] += moved[..., :-1]
                new[..., programme, :, activity] = kept
        state = new
        # entry axes: sex, education, language, age, care, health, active, group
        group = int(YEAR_GROUP_OF[year])
        chance = np.stack(
            [entry[..., 0, group], entry[..., int(active), group]], axis=-1
        )  # sex, education, language, age, care, health, programme
        enter = np.moveaxis(chance, 2, -1)
        away = leave[..., year][:, :, :, None, :, None, None]
        # study axes: sex, age, language, programme, group
        take = np.stack([study[..., 0, group], study[..., int(active), group]], axis=-1)
        take = np.moveaxis(take, 2, -1)[:, None, :, None, None, :, :]
        idle, work, learn = state[..., 0], state[..., 1], state[..., 2]
        found, started = idle * enter, idle * (1.0 - enter) * take
        lost, ended = work * away, learn * end
        state = np.stack(
            [idle - found - started + lost + ended, work + found - lost, learn + started - ended], axis=-1
        )
        level = np.sum(state, axis=-2)  # over language
        mean = np.sum(level * weight[..., None], axis=(3, 4, 5))
        employed[..., year] += mean[..., 1] / turns
        student[..., year] += mean[..., 2] / turns
        if turn * TURN == length + 12 - TURN:
            ages = rules.vector("profile_age") * np.array([0.4, 1.0, 1.0, 1.0, 0.1])
            who = np.array([0.45, 0.4, 0.15])[:, None] * ages[None, :] / np.sum(ages)
            taking = (
                np.sum(level[..., 1, :] * weight[..., 1, None], axis=(3, 4))
                / np.sum(weight[..., 1], axis=(3, 4))[..., None]
            )
            after = np.einsum("seak,ea->ks", taking, who)[1:]
    return employed, student, after


def employed_profile_by_age(values: Values) -> F64:
    """Return the employed share, shape (sex 2, education 3, age band 5, year since settlement 30).

    Age bands: 16-19, 20-24, 25-39, 40-54, 55-66. Implied by the hazards of this process, so a
    start drawn from it does not drift.
    """
    return _steady(values)[0]


def student_profile_by_age(values: Values) -> F64:
    """Return the share in ordinary education, same axes as :func:`employed_profile_by_age`."""
    return _steady(values)[1]


def employed_profile(values: Values) -> F64:
    """Return the employed share of persons 16-66, shape (sex 2, education 3, year since
    settlement 30), averaged over ages. Prefer :func:`employed_profile_by_age` for the start."""
    age = values.rules("work").vector("profile_age")
    table = np.einsum("seay,a->sey", _steady(values)[0], age / np.sum(age))
    return np.asarray(table, dtype=np.float64)


def programme_outcome(values: Values) -> F64:
    """Return shares a year after the programme, shape (employed or studying 2, sex 2)."""
    return _steady(values)[2]


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
