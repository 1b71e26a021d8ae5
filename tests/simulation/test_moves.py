"""Vacate, occupy, lodge: one dwelling, one household, always."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.kinds import NEVER, NOBODY, DwellingState, Owner, Tenure
from simulation.conservation import check_world
from simulation.moves import lodge, needed_rooms, occupy, vacate
from simulation.start.tiny import tiny_world
from simulation.world import World

READY = np.arange(27, 33, dtype=np.int16)
MONTH = 24


def housed(world: World, tenure: Tenure) -> np.ndarray:
    return np.flatnonzero((world.households.tenure == tenure) & (world.households.dwelling >= 0))


def test_who_leaves_what_behind() -> None:
    world = tiny_world(1)
    h, d = world.households, world.dwellings
    rows = np.concatenate([housed(world, t)[:3] for t in (Tenure.MUNICIPAL, Tenure.PRIVATE, Tenure.OWNED)])
    homes = d.rows(h.dwelling[rows])
    vacate(world, rows, READY)
    assert np.all(h.dwelling[rows] == NOBODY) and np.all(d.household[homes] == NOBODY)
    states = np.array([DwellingState.READYING, DwellingState.LISTED, DwellingState.REMOVED]).repeat(3)
    np.testing.assert_array_equal(d.state[homes], states)
    np.testing.assert_array_equal(d.due[homes[:3]], READY[d.municipality[homes[:3]]])
    assert np.all(d.due[homes[3:]] == NEVER)


def test_vacating_twice_or_without_a_home_does_nothing() -> None:
    world = tiny_world(1)
    rows = housed(world, Tenure.PRIVATE)
    vacate(world, rows, READY)
    before = world.dwellings.arrays()
    vacate(world, rows, READY)
    for name, column in world.dwellings.arrays().items():
        np.testing.assert_array_equal(column, before[name])


@given(st.integers(1, 50), st.integers(0, 10_000))
def test_swapping_homes_conserves_everything(world_seed: int, seed: int) -> None:
    """Municipal tenants vacate and move, in any order, into the homes let go."""
    world = tiny_world(world_seed, 3, 80)
    h, d = world.households, world.dwellings
    rows = housed(world, Tenure.MUNICIPAL)
    r = np.random.default_rng(seed)
    homes = d.rows(h.dwelling[rows])
    count = len(d)
    vacate(world, rows, READY[:3])
    movers, into = r.permutation(rows), r.permutation(homes)
    stay_out = len(movers) // 3
    occupy(world, movers[stay_out:], into[stay_out:], MONTH, Tenure.MUNICIPAL, MONTH + 36)
    lodge(world, movers[:stay_out], MONTH, Tenure.TEMPORARY)
    assert check_world(world) == []
    assert len(d) == count
    assert np.sum(d.state[homes] == DwellingState.OCCUPIED) == len(rows) - stay_out
    new = movers[stay_out:]
    np.testing.assert_array_equal(h.place[new], d.place[d.rows(h.dwelling[new])])
    np.testing.assert_array_equal(h.rent[new], d.rent[d.rows(h.dwelling[new])])


def test_occupying_sets_household_and_dwelling_and_clears_reservations() -> None:
    world = tiny_world(1)
    h, d = world.households, world.dwellings
    row = np.flatnonzero(h.tenure == Tenure.RECEPTION)[:1]
    home = np.flatnonzero(d.state == DwellingState.VACANT)[:1]
    d.reserved[home], h.case_dwelling[row] = h.uid[row], d.uid[home]
    h.outgrown[row], h.arrears[row] = 3, 2
    occupy(world, row, home, 30, Tenure.MUNICIPAL, 66)
    assert d.reserved[home] == NOBODY and h.case_dwelling[row] == NOBODY
    assert (d.household[home], d.state[home]) == (h.uid[row], DwellingState.OCCUPIED)
    assert (h.since[row], h.contract_end[row], h.outgrown[row], h.arrears[row]) == (30, 66, NEVER, 0)
    assert h.municipality[row] == d.municipality[home]


def test_an_owner_pays_no_rent() -> None:
    world = tiny_world(1)
    row = housed(world, Tenure.OWNED)[:1]
    home = world.dwellings.rows(world.households.dwelling[row])
    vacate(world, row, READY)
    world.dwellings.rent[home] = 9000
    occupy(world, row, home, MONTH, Tenure.OWNED, NEVER)
    assert world.dwellings.owner[home] == Owner.HOUSEHOLD and world.households.rent[row] == 0


def test_what_is_refused() -> None:
    world = tiny_world(1)
    h, d = world.households, world.dwellings
    tenants, vacant = housed(world, Tenure.MUNICIPAL), np.flatnonzero(d.state == DwellingState.VACANT)[:1]
    waiting = np.flatnonzero(h.tenure == Tenure.RECEPTION)[:2]
    with pytest.raises(ValueError, match="taken or a household has not vacated"):
        occupy(world, tenants[:1], vacant, MONTH, Tenure.MUNICIPAL, NEVER)
    with pytest.raises(ValueError, match="taken"):
        occupy(world, waiting[:1], d.rows(h.dwelling[tenants[:1]]), MONTH, Tenure.MUNICIPAL, NEVER)
    with pytest.raises(ValueError, match="twice"):
        occupy(world, waiting, np.repeat(vacant, 2), MONTH, Tenure.MUNICIPAL, NEVER)
    with pytest.raises(ValueError, match="has not vacated"):
        lodge(world, tenants[:1], MONTH, Tenure.TEMPORARY)
    assert check_world(world) == []


def test_lodging_elsewhere_changes_place_and_municipality() -> None:
    world = tiny_world(1)
    rows = np.flatnonzero(world.households.tenure == Tenure.RECEPTION)[:2]
    lodge(world, rows, MONTH, Tenure.STAFFED, np.array([1, 3]))
    assert world.households.municipality[rows].tolist() == [0, 2]
    assert not world.households.rent[rows].any()


def test_rooms_needed() -> None:
    assert needed_rooms(np.array([1, 2, 5, 9], dtype=np.int8)).tolist() == [1, 2, 5, 5]
