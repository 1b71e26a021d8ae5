"""Ties, wellbeing and health."""

import numpy as np

from agents.kinds import NEVER, Tenure
from simulation.people import members
from simulation.processes.wellbeing import Wellbeing, build_tables
from simulation.ties import lose_ties
from tests.simulation.life_model import check_world, life_model, life_values


def test_a_move_costs_ties_and_children_lose_more() -> None:
    """L52: ties are multiplied; those who did not move keep theirs."""
    model = life_model()
    world = model.world
    world.persons.bonding[:] = 80
    world.persons.bridging[:] = 60
    rows = np.flatnonzero(world.households.children > 0)[:2]
    moved = members(world, rows)
    lose_ties(world, rows, np.array([50, 75]), month=24)
    adults = moved[world.persons.birth[moved] <= 24 - 216]
    children = np.setdiff1d(moved, adults)
    assert set(world.persons.bonding[adults]) <= {40, 60}
    assert set(world.persons.bonding[children]) <= {32, 48}
    others = np.setdiff1d(np.arange(len(world.persons)), moved)
    assert np.all(world.persons.bonding[others] == 80)


def test_wellbeing_follows_what_one_lives_in() -> None:
    """Secure homes end above homelessness; a step a turn, within 0 and 100."""
    levels = {}
    for tenure in (Tenure.TEMPORARY, Tenure.OWNED):
        model = life_model()
        world = model.world
        world.households.tenure[:] = tenure
        world.households.place[:] = np.maximum(world.households.place, 0)
        process = Wellbeing()
        process.prepare(model)
        for month in range(24, 72):
            model.month = month
            process.run(model)
        check_world(world, 24)
        levels[tenure] = world.persons.wellbeing[world.persons.birth <= 24 - 100].mean()
    assert levels[Tenure.OWNED] > levels[Tenure.TEMPORARY] + 10


def test_waiting_is_neutral_by_default_and_a_switch() -> None:
    """L12 is contested: by default neither health nor wellbeing reads the wait."""
    tables = build_tables(life_values().rules("wellbeing"))
    assert np.all(tables.health == tables.health[:, :1]) and tables.wait == 0
    tables = build_tables(life_values(wellbeing__wait_health=0.16).rules("wellbeing"))
    assert np.all(tables.health[:, 2] > tables.health[:, 1])


def test_health_events_come_at_the_measured_rate() -> None:
    """E09: per 1000 adults a year, by origin."""
    model = life_model(persons=6000, wellbeing__recovery=0.02)
    world = model.world
    world.persons.health[:] = 0
    process = Wellbeing()
    process.prepare(model)
    for month in range(24, 36):
        model.month = month
        process.run(model)
    adult = (world.persons.birth <= 24 - 216) & (world.persons.settled != NEVER)
    rate = 1000 * world.persons.health[adult].mean()
    assert 15 < rate < 32
    homes = world.households.rows(world.persons.household[world.persons.health == 1])
    assert np.all(world.households.health[homes] == 1)


def test_households_abroad_are_untouched() -> None:
    """Nothing is known of them yet."""
    model = life_model()
    world = model.world
    world.households.tenure[:] = Tenure.ABROAD
    before = world.persons.arrays()
    process = Wellbeing()
    process.prepare(model)
    process.run(model)
    after = world.persons.arrays()
    assert all(np.array_equal(before[name], after[name]) for name in before)
