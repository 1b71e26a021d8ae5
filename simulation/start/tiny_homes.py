"""Dwellings and other disadvantaged households of tiny worlds."""

import numpy as np

from agents.kinds import MONTHS_PER_YEAR, NEVER, DwellingState, Kind, Mode, Origin, Owner, Tenure
from simulation.areas import factors
from simulation.moves import needed_rooms
from simulation.randomness import Randomness, Stream, quantile_index, threshold
from simulation.start.keys import Being, start_keys
from simulation.world import SIZES, World


def add_others(world: World, housed: int, waiting: int, month: int) -> None:
    """Add other disadvantaged households, in the municipal stock and on the waiting list."""
    m = world.geography.municipalities
    per = housed + waiting
    if per == 0:
        return
    town = np.repeat(np.arange(m), per)
    waits = np.tile(np.arange(per) >= housed, m)
    size = 1 + np.arange(m * per) % 3
    world.households.append(
        start_keys(Being.OTHER_HOUSEHOLD, m * per), refugee=0,
        kind=np.where(size > 1, Kind.SINGLE_PARENT, Kind.SINGLE),
        origin=Origin.OTHER, persons=size, children=size - 1, municipality=town,
        place=world.geography.first_place[town], tenure=np.where(waits, Tenure.NONE, Tenure.MUNICIPAL),
        since=month - MONTHS_PER_YEAR, queue_since=np.where(waits, month - 6, NEVER),
    )  # fmt: skip


def add_municipal(world: World, draws: Randomness, vacancy: float, month: int) -> None:
    """Give every municipal tenant a dwelling, and add vacant ones and one being made ready."""
    geography, households, homes = world.geography, world.households, world.dwellings
    tenants = np.flatnonzero(households.tenure == Tenure.MUNICIPAL)
    m = geography.municipalities
    extra = max(int(round(vacancy * len(tenants))), 1) if vacancy > 0 else 0
    ready = 1
    total = len(tenants) + extra + ready
    key = start_keys(Being.DWELLING, total)
    d1, d2 = draws.both(Stream.START_DWELLING, 0, key)
    free = np.arange(total) >= len(tenants)
    place = np.concatenate([households.place[tenants], geography.first_place[np.arange(extra + ready) % m]])
    size = needed_rooms(households.persons[tenants])
    rooms = np.concatenate([size, 1 + np.arange(extra + ready) % SIZES])
    rooms = np.where(~free & (d1 < threshold(0.25)), np.maximum(rooms - 1, 1), rooms)
    area = geography.first_area[place] + d2 % geography.areas[place]
    leased = d2 % 10 == 0
    landlord = world.landlords.append(
        start_keys(Being.LANDLORD, 1, 1_000_000), municipality=0, place=0, trouble_a=12, trouble_b=88,
        honour_a=70, honour_b=30, dwellings=0,
    )  # fmt: skip
    rent = (0.9 * geography.base_rent[place, rooms - 1]).astype(np.int64)
    uids = homes.append(
        key, municipality=geography.place_municipality[place], place=place, area=area, rooms=rooms,
        owner=np.where(leased, Owner.MUNICIPALITY_LEASED, Owner.MUNICIPALITY),
        state=np.where(free, DwellingState.VACANT, DwellingState.OCCUPIED), rent=rent,
        household=np.concatenate([households.uid[tenants], np.full(extra + ready, -1)]),
        landlord=np.where(leased, landlord[0], -1), mode=np.where(leased, Mode.LEASE, Mode.EXISTING),
    )  # fmt: skip
    world.landlords.dwellings[:] = leased.sum()
    homes.state[total - 1] = DwellingState.READYING
    homes.due[total - 1] = month + 1
    households.dwelling[tenants] = uids[: len(tenants)]
    households.rent[tenants] = rent[: len(tenants)]
    households.contract_end[tenants] = month + 1 + quantile_index(d1[: len(tenants)], 36)


def add_private(
    world: World, draws: Randomness, listings: int, ordinary: int, month: int, difference: float
) -> None:
    """Give private tenants a dwelling, and add listed ones and those let to ordinary tenants; rents follow
    the standing of areas, `difference` apart within a place (``rental_market.area_rent``)."""
    geography, households, homes = world.geography, world.households, world.dwellings
    unserious = households.tenure == Tenure.UNSERIOUS
    tenants = np.flatnonzero((households.tenure == Tenure.PRIVATE) | unserious)
    p = len(geography.place_municipality)
    per = listings + ordinary
    place = np.concatenate([households.place[tenants], np.repeat(np.arange(p), per)])
    state = np.concatenate(
        [
            np.full(len(tenants), DwellingState.OCCUPIED),
            np.tile(np.where(np.arange(per) < listings, DwellingState.LISTED, DwellingState.LET_ORDINARY), p),
        ]
    )
    total = len(place)
    key = start_keys(Being.DWELLING, total, 1_000_000)
    d1, d2 = draws.both(Stream.START_DWELLING, 1, key)
    rooms = np.concatenate([needed_rooms(households.persons[tenants]), 1 + np.arange(p * per) % SIZES])
    tight = (np.arange(total) < len(tenants)) & (d1 < threshold(0.3))
    rooms = np.where(tight, np.maximum(rooms - 1, 1), rooms)
    poor = np.concatenate([unserious[tenants], np.zeros(p * per, dtype=np.bool_)])
    # landlords: two dwellings each where the same place holds two of the same seriousness
    group = place * 2 + poor
    order = np.argsort(group, kind="stable")
    rank = np.empty(total, dtype=np.int64)
    begin = np.concatenate([[0], np.flatnonzero(np.diff(group[order])) + 1])
    rank[order] = np.arange(total) - np.repeat(begin, np.diff(np.concatenate([begin, [total]])))
    owner = group * total + rank // 2
    names, index = np.unique(owner, return_inverse=True)
    first = np.zeros(len(names), dtype=np.int64)
    first[index[::-1]] = np.arange(total)[::-1]
    landlord = world.landlords.append(
        start_keys(Being.LANDLORD, len(names)), municipality=geography.place_municipality[place[first]],
        place=place[first], professional=np.arange(len(names)) % 8 == 0, unserious=poor[first],
        trouble_a=12, trouble_b=88, honour_a=70, honour_b=30, dwellings=np.bincount(index),
    )  # fmt: skip
    area = geography.first_area[place] + d2 % geography.areas[place]
    rent = geography.base_rent[place, rooms - 1] * factors(geography, difference)[area] // 1000
    uids = homes.append(
        key, municipality=geography.place_municipality[place], place=place,
        area=area, rooms=rooms, owner=Owner.LANDLORD,
        state=state, household=np.concatenate([households.uid[tenants], np.full(p * per, -1)]),
        landlord=landlord[index], rent=rent, standard=~poor,
        due=np.where(state == DwellingState.LET_ORDINARY, month + 1 + quantile_index(d1, 36), NEVER),
    )  # fmt: skip
    households.dwelling[tenants] = uids[: len(tenants)]
    households.rent[tenants] = rent[: len(tenants)]
    households.contract_end[tenants] = np.where(
        unserious[tenants], NEVER, month + 1 + quantile_index(d2[: len(tenants)], 36)
    )


def add_owned(world: World) -> None:
    """Give owners a home and half of them a loan."""
    geography, households, homes = world.geography, world.households, world.dwellings
    owners = np.flatnonzero(households.tenure == Tenure.OWNED)
    place = households.place[owners]
    rooms = needed_rooms(households.persons[owners])
    cost = 30 * rooms * geography.base_price[place]
    uids = homes.append(
        start_keys(Being.DWELLING, len(owners), 2_000_000), municipality=households.municipality[owners],
        place=place, area=geography.first_area[place], rooms=rooms, owner=Owner.HOUSEHOLD,
        state=DwellingState.OCCUPIED, household=households.uid[owners], cost=cost, mode=Mode.PURCHASE,
    )  # fmt: skip
    households.dwelling[owners] = uids
    households.debt[owners] = np.where(np.arange(len(owners)) % 2 == 0, cost // 2, 0)
    households.startlan[owners] = np.arange(len(owners)) % 4 == 0
