"""What the standing of areas does to rents, to prices and to where municipalities buy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.kinds import DwellingState, Owner
from simulation.areas import deciles, factors
from simulation.placement import area_within, municipal_area
from simulation.relocation import home_price, value_of
from simulation.rental.letting import ask_rent
from simulation.rental.levels import rent_now
from simulation.rental.terms import terms_in_force
from simulation.start.tiny import tiny_world
from simulation.twin import placement as twin
from tests.simulation.housing_model import housing_model

GEOGRAPHY = tiny_world(1).geography


@given(st.floats(0.0, 0.6))
def test_standing_divides_a_place_and_moves_no_level(difference: float) -> None:
    found, tenth = factors(GEOGRAPHY, difference), deciles(GEOGRAPHY).astype(int)
    for place, first in enumerate(GEOGRAPHY.first_area.tolist()):
        here = slice(first, first + int(GEOGRAPHY.areas[place]))
        assert abs(found[here].mean() - 1000) <= 0.5
        assert np.all(np.diff(found[here][np.argsort(tenth[here])]) >= 0)
    alone = GEOGRAPHY.areas[GEOGRAPHY.area_place] == 1
    assert alone.any() and np.all(found[alone] == 1000)


def test_ten_tenths_cost_the_whole_difference() -> None:
    tenth = deciles(GEOGRAPHY).astype(int)
    first, second = GEOGRAPHY.first_area[0], GEOGRAPHY.first_area[0] + 1  # the two areas of a place
    half = 0.3 * (tenth[first] - tenth[second]) / 9 / 2
    found = factors(GEOGRAPHY, 0.3)
    assert found[[first, second]].tolist() == [round(1000 + 1000 * half), round(1000 - 1000 * half)]


def test_without_a_difference_nothing_is_told_apart() -> None:
    assert np.all(factors(GEOGRAPHY, 0.0) == 1000)


@given(st.integers(0, 2), st.integers(0, 2**64 - 1), st.sampled_from([0.0, 0.3, 1.0]))
def test_municipalities_take_the_lower_of_two_areas_and_the_twin_agrees(
    place: int, key: int, lower: float
) -> None:
    where, keys, tenth = np.array([place]), np.array([key], dtype=np.uint64), deciles(GEOGRAPHY)
    plain = area_within(GEOGRAPHY, where, keys)[0]
    taken = municipal_area(GEOGRAPHY, where, keys, lower)[0]
    assert tenth[taken] <= tenth[plain] and GEOGRAPHY.area_place[taken] == place
    assert taken == plain or lower > 0
    assert taken == twin.municipal_area(GEOGRAPHY, place, key, lower)


def test_who_always_takes_the_lower_of_two_is_in_the_lower_three_times_of_four() -> None:
    keys = np.random.default_rng(5).integers(0, 2**64, 4000, dtype=np.uint64)
    taken = municipal_area(GEOGRAPHY, np.zeros(4000, dtype=np.int64), keys, 1.0)
    low = int(np.argmin(deciles(GEOGRAPHY)[:2]))
    assert np.mean(taken == low) == pytest.approx(0.75, abs=0.03)


def test_asking_rents_and_prices_follow_the_area() -> None:
    asked, sold = [], []
    for difference in (0.0, 0.4):
        model = housing_model({"rental_market.area_rent": difference, "careers.area_price": difference})
        world, terms, rules = model.world, terms_in_force(model), model.values.rules("careers")
        d = world.dwellings
        rows = np.flatnonzero((d.state == DwellingState.LISTED) & (d.empty == 0))
        level = rent_now(world.geography, world.places, terms.rules, 24)
        ask_rent(model, terms, rows, level)
        asked.append(d.rent[rows] / level[d.place[rows], d.rooms[rows] - 1])
        homes = np.flatnonzero(d.owner == Owner.HOUSEHOLD)
        sold.append(value_of(world, rules, 24, homes))
    factor = factors(world.geography, 0.4) / 1000.0
    np.testing.assert_allclose(asked[1] / asked[0], factor[d.area[rows]], rtol=2e-3)
    np.testing.assert_allclose(sold[1] / sold[0], factor[d.area[homes]], rtol=1e-6)
    assert len(np.unique(d.area[rows])) > 6 and len(homes) > 3
    two = home_price(world, rules, 24, np.zeros(2, int), np.arange(2), np.full(2, 3))
    assert (two[0] < two[1]) == (deciles(world.geography)[0] < deciles(world.geography)[1])
