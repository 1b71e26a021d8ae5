"""Work, ordinary education and income."""

from itertools import islice

import numpy as np
import pytest

from agents.kinds import NEVER, Programme, Tenure
from simulation.local_market import local_factor, market_factor
from simulation.people import TURN
from simulation.processes.integration import Integration
from simulation.processes.work import (
    Work,
    build_tables,
    household_income,
)
from simulation.start.steady import work_cohorts, work_profiles
from tests.simulation.life_model import life_model, life_values

G_2009, G_2010 = 72881, 75641


def run(model: object, process: Work, months: range) -> None:
    """Run some months."""
    for month in months:
        model.month = month
        process.run(model)


def test_programme_outcomes_are_near_what_was_observed() -> None:
    """A year after the programme 69-71 % of men and 53 % of women worked or studied
    (intro_workedu_1y_men_2011, _2012, intro_workedu_1y_women_2012: rows for fitting)."""
    values = life_values(integration__takeup=(1.0, 1.0))  # all take part
    turn = (int(values.number("integration.length")) + 12) // TURN - 1  # the one that ends a year after
    level, weight = next(islice(work_cohorts(values), turn, None))
    active = np.sum(level[..., 1:].sum(axis=-1) * weight, axis=(3, 4, 5))  # sex, education, age band
    # few of the youngest and oldest are in the programme; its participants by education
    ages = values.rules("work").vector("profile_age") * (0.4, 1.0, 1.0, 1.0, 0.1)
    men, women = np.einsum("sea,e,a->s", active, (0.45, 0.4, 0.15), ages / np.sum(ages))
    assert men == pytest.approx(0.70, abs=0.03)
    assert women == pytest.approx(0.53, abs=0.03)


def test_work_rises_for_years_and_men_fall_back_later() -> None:
    """E24, E26: steep first years, a top within ten years, then decline for men."""
    values = life_values()
    age = values.rules("work").vector("profile_age")
    profile = np.einsum("seay,a->sey", work_profiles(values)[0], age / np.sum(age))
    assert profile.shape == (2, 3, 30)
    men, women = profile[0, 1], profile[1, 1]
    assert men[0] < 0.15 and men[5] > 0.5 and women[0] < men[0]
    assert men[12] < men[7:10].max()
    assert np.all(women[:10] < men[:10])


def test_the_profile_is_where_the_process_itself_comes_to_rest() -> None:
    """Simulated persons twenty years on are employed in the share the profile says (no drift)."""
    model = life_model(persons=6000)
    world = model.world
    persons, households = world.persons, world.households
    households.tenure[:] = Tenure.PRIVATE
    households.place[:] = np.maximum(households.place, 0)
    households.permit[:] = NEVER
    persons.present[:] = persons.birth <= 24 - 18 * 12
    world.places.employed[:] = 0.0
    world.geography.local_employment[:] = 0.5
    persons.health[:] = 0
    persons.female[:] = 0  # care does not depend on the household then
    persons.birth[:] = 24 - 30 * 12 - np.arange(len(persons)) % 4
    persons.education[:] = 1
    persons.language[:] = 4
    persons.programme[:] = Programme.NONE
    persons.employed[:] = 0
    persons.student[:] = 0
    persons.settled[:] = 24 - 12 * 12
    changes = {"work__profile_health": 0.0, "work__study_completed": 0.2, "work__coethnic": 0.0}
    model.values = life_values(**changes)
    process = Work()
    process.prepare(model)
    run(model, process, range(24, 24 + 60))
    expected = work_profiles(model.values)[0][0, 1, 2, 16]
    here = persons.present == 1
    assert persons.employed[here].mean() == pytest.approx(expected, abs=0.05)


def test_income_follows_the_state_of_each_person() -> None:
    """Introduction benefit is 2 G a year, two thirds under 25; G changes in May; pension from 67."""
    model = life_model()
    persons = model.world.persons
    process = Work()
    process.prepare(model)
    active = persons.programme == Programme.ACTIVE
    persons.employed[active] = 0
    persons.programme_months[:] = 1
    run(model, process, range(40, 41))  # May 2010
    who = active & (persons.programme == Programme.ACTIVE) & (persons.employed == 0)
    young = persons.birth > 40 - 25 * 12
    assert set(persons.income[who & ~young]) == {round(2 * G_2010 / 12)}
    run(model, process, range(41, 44))
    old = (persons.birth <= 40 - 67 * 12) & (persons.present == 1) & (persons.settled != NEVER)
    assert set(persons.income[old]) <= {round(1.8 * G_2010 / 12)}
    tables = build_tables(model.values.rules("work"))
    assert tables.benefit[1, 2] == pytest.approx(2 / 3 * 2 * G_2009 / 12, abs=2)


def test_household_income_is_the_sum_and_assistance_fills_up_to_the_norm() -> None:
    """Own incomes add up; no refugee household in its own dwelling falls below norm and rent."""
    model = life_model()
    process = Work()
    process.prepare(model)
    run(model, process, range(24, 36))
    world = model.world
    own, benefit, assistance, working = household_income(world, process.tables, 35)
    assert own.sum() == world.persons.income.sum()
    assert working.sum() == world.persons.employed.sum()
    refugee = world.households.refugee == 1
    assert np.array_equal(world.households.income[refugee], (own + benefit + assistance)[refugee])
    adults = world.households.persons - world.households.children
    free = refugee & (adults > 0)
    free &= ~np.isin(world.households.tenure, (Tenure.RECEPTION, Tenure.ABROAD, Tenure.GONE))
    floor = int(process.tables.assistance[0, 2]) + world.households.rent
    assert np.all((own + benefit + assistance)[free] >= floor[free])
    assert np.all(assistance[world.households.tenure == Tenure.RECEPTION] == 0)


def test_the_local_market_is_one_on_average_and_follows_employment() -> None:
    """E13: places differ by their current level; the nation as a whole is not helped by it."""
    rules = life_values(work__coethnic=0.0, work__local_refugees=0.0).rules("work")
    persons = np.array([100, 100, 100], dtype=np.int64)
    factor = local_factor(
        np.array([0.4, 0.5, 0.6]), np.zeros(3), persons, np.tile(persons[:, None] // 8, (1, 8)), rules
    )
    odds = np.array([0.4 / 0.6, 1.0, 0.6 / 0.4])
    assert factor[:, 0].tolist() == pytest.approx((1024 * odds / odds.mean()).tolist(), abs=1)


def test_a_lasting_local_market_brings_its_odds_of_being_at_work() -> None:
    """Where chances last, work in places comes to differ as employment there does, not by half of it."""
    level = np.array([0.45, 0.5, 0.55])
    factor = market_factor(level, np.ones(3), 1.0)
    find, lose = 0.02 * factor, 0.02
    share = find / (find + lose)
    odds = level / (1 - level)
    assert share / (1 - share) == pytest.approx(odds / odds.mean())
    assert np.all(market_factor(level, np.ones(3), 0.0) == 1.0)


def test_scarring_is_absent_by_default_and_fades_when_switched_on() -> None:
    """E01-E05: no effect of waiting beyond delay unless a scenario sets one; it fades by year nine."""
    assert np.all(build_tables(life_values().rules("work")).scar == 1024)
    scar = build_tables(life_values(work__scar_wait=-0.045).rules("work")).scar
    assert np.all(np.diff(scar[:, 0]) < 0) and np.all(scar[:, 9:] == 1024)
    # 4.5 points of a share of a half fewer for each year waited: 18 % less often, fading evenly
    assert scar[:4, 0].tolist() == [1024, 840, 655, 471]


def test_those_not_settled_do_not_work() -> None:
    """In reception, abroad, or settled only later (burn-in): nothing changes."""
    model = life_model()
    persons = model.world.persons
    persons.settled[::3] = 90
    later = (persons.settled == NEVER) | (persons.settled == 90)
    before = persons.employed.copy(), persons.student.copy()
    process = Work()
    process.prepare(model)
    run(model, process, range(24, 30))
    assert np.array_equal(persons.employed[later], before[0][later])
    assert np.array_equal(persons.student[later], before[1][later])


def test_students_are_a_share_and_exclusive() -> None:
    """Shares of work and study never add to more than one."""
    values = life_values()
    total = sum(work_profiles(values))
    assert np.all(total <= 1) and np.all(total >= 0)


def test_two_runs_are_identical() -> None:
    """Same seed, same bits."""
    results = []
    for _ in range(2):
        model = life_model(seed=7)
        processes = (Integration(), Work())
        for process in processes:
            process.prepare(model)
        for month in range(24, 40):
            model.month = month
            for process in processes:
                process.run(model)
        results.append(model.world.persons.arrays())
    assert all(np.array_equal(results[0][name], results[1][name]) for name in results[0])


def test_wages_waits_and_benefits_have_known_amounts() -> None:
    """The median wage is that of the education; a wait's loss fades; half a benefit under 25 is half."""
    values = life_values(
        work__wage=(20_000.0, 30_000.0, 40_000.0), work__wage_women=0.8, work__wage_spread=0.25,
        work__scar_wait=0.0, work__benefit_under_25=0.5, work__benefit_g=2.0,
    )  # fmt: skip
    tables = build_tables(values.rules("work"))
    index = values.rules("work").vector("wage_index")
    middle = tables.wage[:, :, 15:17, :].mean(axis=2) / index
    assert middle[0] == pytest.approx(np.repeat([[20_000], [30_000], [40_000]], len(index), axis=1), rel=1e-3)
    assert middle[1] == pytest.approx(0.8 * middle[0], rel=1e-3)
    # a quarter of the logarithm's spread: one in six earns below exp(-0.25) of the median
    assert np.mean(tables.wage[0, 1, :, 0] < np.exp(-0.25) * middle[0, 1, 0] * index[0]) == 5 / 32
    assert (np.diff(tables.wage, axis=2) > 0).all()
    assert tables.benefit[1] == pytest.approx(tables.benefit[0] / 2, abs=1)
    assert tables.benefit[0] == pytest.approx(tables.g / 6, abs=1)
    assert (tables.scar == 1024).all()
    rules = values.rules("work")
    assert tables.pension.tolist() == np.rint(rules.pension_g * tables.g / 12).astype(int).tolist()
    assert tables.disability.tolist() == np.rint(rules.disability_g * tables.g / 12).astype(int).tolist()
    assert tables.g[:2].tolist() == [66812, 70256] and 10_000 < tables.pension[0] < tables.disability[0]
    assert tables.support.tolist() == np.rint(rules.student_support * index).astype(int).tolist()
    first = [rules.assistance_first, rules.assistance_adult, rules.assistance_child]
    assert tables.assistance / index == pytest.approx(np.repeat([first], len(index), axis=0).T, abs=1)


def test_the_programme_locks_in_only_those_who_take_part() -> None:
    """What all do is half what half do and half what the others do: on these it has no bearing."""

    def profile(takeup: float, lock_in: float) -> np.ndarray:
        changes = {"integration__takeup": (takeup, takeup), "work__lock_in": lock_in}
        return work_profiles(life_values(**changes))[0]

    def others(lock_in: float) -> np.ndarray:
        return 2 * profile(0.5, lock_in) - profile(1.0, lock_in)

    assert others(0.6) == pytest.approx(others(0.8))
    assert np.all(profile(1.0, 0.6)[:, :, 1:4, :2] < profile(1.0, 0.8)[:, :, 1:4, :2])
