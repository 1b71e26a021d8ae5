"""Dwellings of tiny worlds, and who else lives in them: by hand."""

from functools import cache

import numpy as np
import pytest

from agents.kinds import (
    NEVER,
    START_MONTH,
    DwellingState,
    Kind,
    Mode,
    Owner,
    Tenure,
)
from simulation.moves import needed_rooms
from simulation.start.tiny import tiny_world
from simulation.world import World


@cache
def large() -> World:
    """Enough persons for shares to show."""
    return tiny_world(3, persons=30_000, vacancy=0.1, queue=0.2, pending=0.4)


def refugees() -> np.ndarray:
    return large().households.refugee == 1


def test_invented_dwellings_suit_their_households_but_for_the_crowded() -> None:
    world = large()
    homes, dwellings = world.households, world.dwellings
    for tenure, share, owners in (
        (Tenure.MUNICIPAL, 0.25, (Owner.MUNICIPALITY, Owner.MUNICIPALITY_LEASED)),
        (Tenure.PRIVATE, 0.3, (Owner.LANDLORD,)), (Tenure.UNSERIOUS, 0.3, (Owner.LANDLORD,)),
        (Tenure.OWNED, 0.0, (Owner.HOUSEHOLD,)),
    ):  # fmt: skip
        rows = np.flatnonzero(refugees() & (homes.tenure == tenure))
        home = dwellings.rows(homes.dwelling[rows])
        need = needed_rooms(homes.persons[rows])
        short = need - dwellings.rooms[home]
        assert set(np.unique(short)) <= {0, 1} and np.all(np.isin(dwellings.owner[home], owners))
        assert np.mean(short[need > 1]) == pytest.approx(share, abs=0.03)
        assert np.array_equal(homes.rent[rows], dwellings.rent[home])
    owners_ = np.flatnonzero(homes.tenure == Tenure.OWNED)
    cost = dwellings.cost[dwellings.rows(homes.dwelling[owners_])]
    price = world.geography.base_price[homes.place[owners_]]
    assert np.array_equal(cost, 30 * needed_rooms(homes.persons[owners_]) * price)
    assert homes.debt[owners_][:4].tolist() == [cost[0] // 2, 0, cost[2] // 2, 0]
    assert homes.startlan[owners_][:8].tolist() == [1, 0, 0, 0, 1, 0, 0, 0]


def test_invented_municipal_stock() -> None:
    world = large()
    homes, dwellings = world.households, world.dwellings
    stock = dwellings.owner <= Owner.MUNICIPALITY_LEASED
    tenants = homes.tenure == Tenure.MUNICIPAL  # others among them
    assert (dwellings.state[stock] == DwellingState.VACANT).sum() == round(0.1 * tenants.sum())
    ready = np.flatnonzero(dwellings.state == DwellingState.READYING)
    assert len(ready) == 1 and dwellings.due[ready].tolist() == [START_MONTH + 1]
    leased = dwellings.owner == Owner.MUNICIPALITY_LEASED
    assert leased[stock].mean() == pytest.approx(0.1, abs=0.01)
    assert np.array_equal(dwellings.mode[stock] == Mode.LEASE, leased[stock])
    base = world.geography.base_rent[dwellings.place[stock], dwellings.rooms[stock] - 1]
    assert np.array_equal(dwellings.rent[stock], (0.9 * base).astype(np.int64))
    ends = homes.contract_end[tenants] - START_MONTH
    assert (ends.min(), ends.max()) == (1, 36)
    first = world.landlords
    assert first.dwellings[0] == leased.sum()
    assert np.all(first.trouble_a == 12) and np.all(first.trouble_b == 88)
    assert np.all(first.honour_a == 70) and np.all(first.honour_b == 30)


def test_invented_landlords_hold_two_dwellings_at_most() -> None:
    world = large()
    segment = world.dwellings.owner == Owner.LANDLORD
    landlord = world.landlords.rows(world.dwellings.landlord[segment])
    held = np.bincount(landlord, minlength=len(world.landlords))
    assert set(held[1:].tolist()) == {1, 2} and np.array_equal(held[1:], world.landlords.dwellings[1:])
    assert np.array_equal(world.dwellings.place[segment], world.landlords.place[landlord])
    assert np.array_equal(world.dwellings.standard[segment] == 0, world.landlords.unserious[landlord] == 1)
    assert world.landlords.professional[1:].mean() == pytest.approx(1 / 8, abs=0.01)
    ordinary = world.dwellings.state == DwellingState.LET_ORDINARY
    left = world.dwellings.due[ordinary] - START_MONTH
    assert left.min() >= 1 and left.max() <= 36
    assert np.bincount(world.dwellings.place[ordinary]).tolist() == [4] * 7
    homes = world.households
    private = homes.contract_end[homes.tenure == Tenure.PRIVATE] - START_MONTH
    assert (private.min(), private.max()) == (1, 36)
    assert np.all(homes.contract_end[homes.tenure == Tenure.UNSERIOUS] == NEVER)


def test_invented_others_live_and_wait_in_every_town() -> None:
    world = tiny_world(others=2, others_waiting=1)
    homes = world.households
    others = homes.refugee == 0
    assert np.bincount(homes.municipality[others]).tolist() == [3] * 6
    assert homes.persons[others].tolist() == [1, 2, 3] * 6
    assert homes.children[others].tolist() == [0, 1, 2] * 6
    assert np.array_equal(homes.kind[others] == Kind.SINGLE, homes.persons[others] == 1)
    waits = others & (homes.tenure == Tenure.NONE)
    assert waits[others].tolist() == [False, False, True] * 6
    assert np.all(homes.queue_since[waits] == START_MONTH - 6)
    assert np.all(homes.queue_since[others & ~waits] == NEVER)
    assert np.all(homes.since[others] == START_MONTH - 12)
    none = tiny_world(others=0, others_waiting=0).households
    assert np.all(none.refugee == 1)
