"""Tiny worlds are consistent whatever is asked of them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.kinds import DwellingState, Kind, Owner, Tenure
from simulation.conservation import check_world
from simulation.people import recount
from simulation.start.tiny import tiny_world


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    municipalities=st.integers(2, 9),
    persons=st.integers(12, 400),
    vacancy=st.floats(0.0, 0.5),
    listings=st.integers(0, 4),
    queue=st.floats(0.0, 0.5),
    others=st.integers(0, 5),
    waiting=st.integers(0, 3),
)
def test_every_tiny_world_obeys_the_laws(
    seed: int,
    municipalities: int,
    persons: int,
    vacancy: float,
    listings: int,
    queue: float,
    others: int,
    waiting: int,
) -> None:
    world = tiny_world(
        seed,
        municipalities,
        persons,
        vacancy=vacancy,
        listings=listings,
        queue=queue,
        others=others,
        others_waiting=waiting,
    )
    assert check_world(world, 24) == []
    assert len(world.persons) == persons
    assert int(world.households.persons[world.households.refugee == 1].sum()) == persons


def test_options_do_what_they_say() -> None:
    world = tiny_world(listings=3, let_ordinary=1, willingness=0.7, vedtak=15, known=False)
    listed = (world.dwellings.owner == Owner.LANDLORD) & (world.dwellings.state == DwellingState.LISTED)
    places = len(world.geography.place_municipality)
    assert np.bincount(world.dwellings.place[listed], minlength=places).tolist() == [3] * places
    assert world.municipalities.vedtak.tolist() == [15] * 6
    assert not world.municipalities.known.any()
    assert world.municipalities.willingness.tolist() == [0.7] * 6
    none = tiny_world(pending=0.0, vacancy=0.0)
    assert not none.households.family_pending.any()
    assert none.municipalities.vacant.sum() == 0


def test_one_municipality_has_two_places_and_everybody_counts() -> None:
    world = tiny_world()
    assert world.geography.places.tolist() == [2, 1, 1, 1, 1, 1]
    assert world.households.tenure.min() >= 0
    assert set(np.unique(world.households.kind)) == {int(k) for k in Kind}
    assert {Tenure.RECEPTION, Tenure.ABROAD, Tenure.STAFFED, Tenure.NONE} <= set(
        np.unique(world.households.tenure)
    )


def test_households_are_counted_as_the_processes_count_them() -> None:
    world = tiny_world(3)
    before = world.households.arrays()
    recount(world, np.flatnonzero(world.households.refugee == 1), 24)
    for column in ("persons", "children", "kind", "head"):
        assert np.array_equal(before[column], getattr(world.households, column)), column


def test_the_seed_is_the_world() -> None:
    one, same, other = tiny_world(5), tiny_world(5), tiny_world(6)
    for name, column in one.persons.arrays().items():
        assert np.array_equal(column, same.persons.arrays()[name])
    assert not np.array_equal(one.persons.birth, other.persons.birth)


def test_too_small_worlds_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 2 municipalities"):
        tiny_world(municipalities=1)


def test_rents_start_with_the_standing_of_areas() -> None:
    """Two dwellings of a size in a place cost the same where standing makes no difference, else not."""
    spread = []
    for difference in (0.0, 0.3):
        homes = tiny_world(3, municipalities=6, persons=600, listings=8, area_rent=difference).dwellings
        private = homes.owner == Owner.LANDLORD
        cell = homes.place[private].astype(np.int64) * 8 + homes.rooms[private]
        rents = [np.ptp(homes.rent[private][cell == one]) for one in np.unique(cell)]
        spread.append(max(rents))
    assert spread[0] == 0
    assert spread[1] > 0
