"""Births, deaths, emigration, households that form and part."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.kinds import NEVER, DwellingState, Kind, Path, Tenure
from simulation.people import recount
from simulation.processes.demography import GENERATION, Demography, build_tables, year_group
from tests.simulation.life_model import check_world, life_model

STILL = {
    "demography__fertility": (0.8,) * 8,
    "demography__emigration": (0.0,) * 8,
    "demography__formation": 0.02,
    "demography__parting": 0.0,
}


def start(**changes: object) -> tuple[object, Demography]:
    """Return a model and the prepared process."""
    model = life_model(**changes)
    process = Demography()
    process.prepare(model)
    return model, process


@settings(max_examples=10)
@given(st.integers(1, 40))
def test_the_world_stays_consistent_for_three_years(seed: int) -> None:
    """Counts, heads, dwellings and keys hold through every source and sink and the compaction."""
    model, process = start(
        seed=seed, persons=200, demography__parting=0.1, demography__formation=0.4,
        demography__emigration=(0.1,) * 8, demography__death=(50.0,) * 10,
    )  # fmt: skip
    for month in range(24, 60):
        model.month = month
        process.run(model)
        check_world(model.world, month)


def test_persons_change_only_by_births_deaths_and_emigration() -> None:
    """The flows reported account for every change in the number present."""
    model, process = start(persons=1500, demography__death=(20.0,) * 10)
    for month in range(24, 37):
        model.month = month
        before = int(model.world.persons.present.sum())
        process.run(model)
        read = model.events.read
        births = len(read("birth").get("municipality", ()))
        deaths = len(read("death").get("municipality", ()))
        left = int(np.sum(read("emigration").get("persons", 0)))
        assert int(model.world.persons.present.sum()) == before + births - deaths - left
        model.events.clear()


def test_crude_rates_are_in_the_range_observed() -> None:
    """Births 0.015-0.029, deaths 0.001-0.002, emigration 0.01-0.03 a person-year (demog_*)."""
    model, process = start(persons=8000)
    flows = {"birth": 0, "death": 0, "emigration": 0}
    exposure = 0.0
    for month in range(24, 60):
        model.month = month
        exposure += model.world.persons.present.sum() / 12
        process.run(model)
        for name in flows:
            event = model.events.read(name)
            weight = event["persons"].sum() if name == "emigration" and event else 0
            flows[name] += int(weight) if name == "emigration" else len(event.get("municipality", ()))
        model.events.clear()
    rate = {name: flow / exposure for name, flow in flows.items()}
    assert 0.012 < rate["birth"] < 0.026
    assert 0.0005 < rate["death"] < 0.003
    assert 0.010 < rate["emigration"] < 0.030


def test_newborns_belong_to_their_mothers_household() -> None:
    """Path BORN, the mother's origin, settled where and when they are born."""
    model, process = start(persons=3000)
    number = len(model.world.persons)
    for month in range(24, 30):
        model.month = month
        process.run(model)
    persons, households = model.world.persons, model.world.households
    born = np.arange(number, len(persons))
    assert len(born) > 5 and np.all(persons.path[born] == Path.BORN)
    homes = households.rows(persons.household[born])
    assert np.array_equal(persons.origin[born], households.origin[homes])
    here = persons.settled[born] != NEVER
    assert np.array_equal(persons.settled[born][here], persons.birth[born][here])
    assert np.all(households.children[homes] >= 1)


def test_the_burn_in_rests_but_children_come_of_age() -> None:
    """Before January 2009 nobody is born, dies or leaves; counts of children stay right."""
    model = life_model(month=10, persons=400)
    process = Demography()
    process.prepare(model)
    number = len(model.world.persons)
    for month in range(10, 24):
        model.month = month
        process.run(model)
        check_world(model.world, month)
    assert len(model.world.persons) == number and model.events.names() == []


def test_emigrants_leave_their_dwelling_behind() -> None:
    """The whole household goes; the dwelling is vacated; rows are dropped in December."""
    model, process = start(**{**STILL, "demography__emigration": (0.1,) * 8}, persons=2000)
    process.run(model)
    gone = np.flatnonzero(model.world.households.tenure == Tenure.GONE)
    assert len(gone) == len(model.events.read("emigration")["household"]) > 0
    lost = model.world.households.uid[gone]
    model.month = 35
    process.run(model)
    assert np.all(model.world.households.rows(lost) < 0)
    assert np.all(model.world.persons.present == 1)
    assert not np.any(model.world.dwellings.state == DwellingState.REMOVED)


def test_young_adults_leave_home_and_seek_a_dwelling() -> None:
    """A grown child gets a household with kin, seeking where the parents live."""
    model, process = start(persons=1500, demography__formation=0.4)
    world = model.world
    child = np.flatnonzero(world.households.kind == Kind.FAMILY)
    last = [int(np.flatnonzero(world.persons.household == u)[-1]) for u in world.households.uid[child]]
    world.persons.birth[last] = 24 - 22 * 12 - 12 * np.arange(len(last)) // 40
    old = world.persons.rows(world.households.head[child])
    world.persons.birth[old] = np.minimum(world.persons.birth[old], 24 - 24 * 12 - GENERATION)
    recount(world, child, 24)
    number = len(world.households)
    process.run(model)
    new = np.arange(number, len(world.households))
    assert len(new) > 0
    assert np.all(world.households.tenure[new] == Tenure.RELATIVES)
    assert np.array_equal(world.households.seeks_place[new], world.households.place[new])
    assert np.all(world.households.seeks_since[new] == 24)
    check_world(world, 24)


def test_minors_who_come_of_age_seek_their_own_dwelling() -> None:
    """They stay in the staffed place until one is found; at twenty all are looking."""
    model, process = start(**STILL)
    world = model.world
    minors = np.flatnonzero(
        (world.households.kind == Kind.UNACCOMPANIED) & (world.households.tenure == Tenure.STAFFED)
    )
    heads = world.persons.rows(world.households.head[minors])
    world.persons.birth[heads] = 24 - 20 * 12 - 1
    recount(world, minors, 24)
    assert np.all(world.households.kind[minors] == Kind.UNACCOMPANIED)
    process.run(model)
    assert np.all(world.households.kind[minors] == Kind.SINGLE)
    assert np.all(world.households.tenure[minors] == Tenure.STAFFED)
    assert np.all(world.households.queue_since[minors] == 24)


def test_parting_makes_two_households() -> None:
    """One leaves and lodges with kin; the children stay where the other is."""
    model, process = start(persons=3000, demography__parting=0.1)
    world = model.world
    couples = np.isin(world.households.kind, (Kind.COUPLE, Kind.FAMILY)) & (world.households.place >= 0)
    heads = world.persons.rows(world.households.head[couples])
    world.persons.female[heads + 1] = 1 - world.persons.female[heads]  # the second adult's row follows
    world.persons.birth[heads + 1] = world.persons.birth[heads]
    for month in range(24, 36):
        model.month = month
        process.run(model)
    event = model.events.read("formation")
    parted = int(np.sum(event["parted"]))
    assert parted == pytest.approx(0.1 * couples.sum(), rel=0.35)
    new = world.households.rows(event["household"][event["parted"] == 1])
    there = new[new >= 0]
    assert np.all(np.isin(world.households.tenure[there], (Tenure.RELATIVES, Tenure.GONE)))
    assert np.all(world.households.children[there] == 0)


def yearly(thresholds: np.ndarray) -> np.ndarray:
    """Return chances of thresholds on draws of 32 bits."""
    return thresholds / 2**32


def test_chances_change_with_age_where_they_are_said_to() -> None:
    """Death by ten years, the last open; births from 15 to 49 by five; a home of one's own from 19 to 30; out
    of the staffed place from 18, and at 20 at the latest."""
    death, weights = tuple(range(10, 110, 10)), tuple(part / 4 for part in range(1, 8))
    model = life_model(
        persons=20, demography__death=death, demography__death_women=0.5, demography__formation=0.25,
        demography__fertility=(2.8,) * 8, demography__fertility_age=weights,
        demography__fertility_single=0.5, demography__fertility_partner=1.5, demography__minor_leaves=0.125,
    )  # fmt: skip
    tables = build_tables(model.values.rules("demography"))
    ages = (0, 9, 10, 19, 20, 89, 90, 99, 100, 120)
    men, women = (yearly(tables.death[sex])[list(ages)] for sex in (0, 1))
    assert men == pytest.approx([0.01, 0.01, 0.02, 0.02, 0.03, 0.09, 0.1, 0.1, 0.1, 0.1])
    assert women == pytest.approx(men / 2)
    # 2.8 children over a life, of which 7 of 28 parts at 45-49: 0.7 over five years
    single, partner = (yearly(tables.birth[3, :, one]) for one in (0, 1))
    assert partner == pytest.approx(3 * single)
    assert (single + partner)[[14, 15, 19, 20, 44, 45, 49, 50]] / 2 == pytest.approx(
        [0, 0.02, 0.02, 0.04, 0.12, 0.14, 0.14, 0]
    )
    assert ((single + partner) / 2).sum() == pytest.approx(2.8)
    assert yearly(tables.formation)[[18, 19, 30, 31]] == pytest.approx([0, 0.25, 0.25, 0])
    assert yearly(tables.minor)[[17, 18, 19, 20, 120]] == pytest.approx([0, 0.125, 0.125, 1, 1])


def test_years_since_settlement_fall_in_four_groups() -> None:
    """Until two years, until five, until ten, and after."""
    months = np.array([0, 23, 24, 59, 60, 119, 120, 400])
    assert year_group(months).tolist() == [0, 0, 1, 1, 2, 2, 3, 3]
