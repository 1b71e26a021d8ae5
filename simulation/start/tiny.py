"""Tiny synthetic worlds: no data files, a few milliseconds, every table consistent.

For tests of processes on known answers and of laws on random worlds. The figures are round and
invented; nothing here says anything about Norway.
"""

import numpy as np
import numpy.typing as npt

from agents.kinds import (
    NEVER,
    START_MONTH,
    Case,
    DwellingState,
    Kind,
    Mode,
    Origin,
    Owner,
    Path,
    Programme,
    Tenure,
)
from simulation.moves import needed_rooms
from simulation.randomness import Randomness, Stream, cumulative, pick, quantile_index, threshold
from simulation.start.counts import ADULT, take_counts
from simulation.start.keys import Being, keys_of, start_keys
from simulation.tables import Dwellings, Households, Landlords, Persons
from simulation.world import (
    SIZES,
    Geography,
    Imdi,
    World,
    empty_municipalities,
    empty_places,
)

I64 = npt.NDArray[np.int64]

_SIZE = cumulative([0.40, 0.15, 0.15, 0.15, 0.10, 0.05])  # persons in a household, 1-6
_YEARS = 10  # of population: 2007-2016
_RENT = np.array([4000, 5000, 6000, 7000, 8000])


def tiny_geography(municipalities: int = 6, population: float = 8000.0) -> Geography:
    """Return a line of municipalities 20 km apart; the first has two places, like Oslo's districts."""
    m = municipalities
    p = m + 1
    place_municipality = np.array([0, *range(m)], dtype=np.int16)
    east = np.concatenate([[0.0, 5.0], 20.0 * np.arange(1, m)])
    size = population * (1.0 + np.arange(m)[::-1])
    areas = np.where(np.arange(p) < 3, 2, 1).astype(np.int16)
    order = np.abs(np.arange(m)[:, None] - np.arange(m)[None, :]) + 1000.0 * np.eye(m)
    near = np.argsort(order, axis=1, kind="stable")[:, : min(3, max(m - 1, 1))]
    neighbours = near[:, np.arange(3) % near.shape[1]].astype(np.int16)
    code = tuple(f"{100 * (1 + i // 3) + i:04d}" for i in range(m))
    rent = _RENT[None, :] * (1.0 + 0.3 * (place_municipality == 0))[:, None]
    return Geography(
        code=code,
        name=tuple(f"Town {i}" for i in range(m)),
        county=(1 + np.arange(m) // 3).astype(np.int16),
        region=(np.arange(m) * 2 // max(m, 1)).astype(np.int8),
        region_name=("South", "North"),
        centrality=np.clip(3 - np.arange(m), 0, 3).astype(np.int8),
        population=size[:, None] * 1.01 ** np.arange(_YEARS)[None, :],
        longitude=10.0 + 0.3 * np.arange(m, dtype=np.float64),
        latitude=np.full(m, 60.0),
        key=keys_of(Being.MUNICIPALITY, [int(c) for c in code]),
        place_municipality=place_municipality,
        place_name=("Town 0 east", "Town 0 west", *(f"Town {i}" for i in range(1, m))),
        place_share=np.where(place_municipality == 0, 0.5, 1.0),
        place_key=keys_of(Being.PLACE, np.arange(p)),
        first_place=np.array([0, *range(2, p)], dtype=np.int16),
        places=np.array([2] + [1] * (m - 1), dtype=np.int16),
        distance=np.abs(east[:, None] - east[None, :]),
        first_area=(np.cumsum(areas) - areas).astype(np.int16),
        areas=areas,
        area_place=np.repeat(np.arange(p), areas).astype(np.int16),
        base_rent=np.rint(rent).astype(np.int64),
        base_price=np.rint(15000.0 * (1.0 + 0.5 * (place_municipality == 0))).astype(np.int64),
        local_employment=np.linspace(0.55, 0.45, p),
        neighbours=neighbours,
    )


def tiny_world(
    seed: int = 1,
    municipalities: int = 6,
    persons: int = 300,
    *,
    month: int = START_MONTH,
    vacancy: float = 0.05,
    listings: int = 2,
    let_ordinary: int = 4,
    willingness: float = 0.0,
    vedtak: int = 10,
    pending: float = 0.15,
    queue: float = 0.10,
    others: int = 4,
    others_waiting: int = 2,
    known: bool = True,
) -> World:
    """Return a small consistent world.

    Parameters
    ----------
    seed : int
        Seed of the keyed draws.
    municipalities : int
        At least 2; the first has two places.
    persons : int
        Persons of refugee background, exactly; at least 12.
    month : int
        The month the world is consistent with (ages, dates).
    vacancy : float
        Share of the municipal stock vacant; at least one dwelling when above 0.
    listings, let_ordinary : int
        Private dwellings listed, and let to ordinary tenants, per place.
    willingness : float
        Random effect of every council.
    vedtak : int
        Adult places decided per municipality for the year.
    pending : float
        Share of single adults in the queue or newly settled with family expected.
    queue : float
        Share of households waiting in reception or abroad.
    others, others_waiting : int
        Other disadvantaged households per municipality, in municipal dwellings and waiting.
    known : bool
        Whether municipalities know the instruments.
    """
    if municipalities < 2 or persons < 12:
        raise ValueError("a tiny world has at least 2 municipalities and 12 persons")
    geography = tiny_geography(municipalities)
    draws = Randomness(seed)
    p = municipalities + 1

    # households: sizes until the persons are used up
    count = persons
    key = start_keys(Being.HOUSEHOLD, count)
    h1, h2 = draws.both(Stream.START_HOUSEHOLD, 0, key)
    size = 1 + pick(_SIZE, h1)
    total = np.cumsum(size)
    n = int(np.searchsorted(total, persons)) + 1
    key, size, h2 = key[:n], size[:n], h2[:n]
    size[-1] -= total[n - 1] - persons
    t1, t2 = draws.both(Stream.START_TENURE, 0, key)
    kind = np.where(
        size == 1,
        Kind.SINGLE,
        np.where(
            (size == 2) & (t2 < threshold(0.6)),
            Kind.COUPLE,
            np.where((size == 2) | (t2 < threshold(0.15)), Kind.SINGLE_PARENT, Kind.FAMILY),
        ),
    )
    adults = np.where(np.isin(kind, (Kind.COUPLE, Kind.FAMILY)), 2, 1)
    place = quantile_index(h2, p)
    origin = quantile_index(draws.high(Stream.START_MUNICIPALITY, 1, key), len(Origin))
    tenure = np.array(
        [Tenure.RECEPTION, Tenure.ABROAD, Tenure.OWNED, Tenure.MUNICIPAL, Tenure.PRIVATE, Tenure.UNSERIOUS]
    )[pick(cumulative([0.8 * queue, 0.2 * queue, 0.3, 0.3, 0.3, 0.05]), t1)]
    minor = (np.arange(n) % 25 == 7) & (kind == Kind.SINGLE)
    kind = np.where(minor, Kind.UNACCOMPANIED, kind)
    adults = np.where(minor, 0, adults)
    tenure = np.where(minor, Tenure.STAFFED, tenure)
    outside = np.isin(tenure, (Tenure.RECEPTION, Tenure.ABROAD))
    place = np.where(outside, -1, place)
    municipality = np.where(outside, -1, geography.place_municipality[place])
    quota = (tenure == Tenure.ABROAD) | (h2 % 5 == 0)
    path = np.where(minor, Path.UNACCOMPANIED, np.where(quota, Path.QUOTA, Path.ASYLUM))
    ago = quantile_index(draws.high(Stream.START_HOUSEHOLD, 1, key), 90)
    settled = np.where(outside, NEVER, month - 1 - ago)
    since = np.where(outside, NEVER, month - 1 - (month - 1 - settled) // 2)
    waited = 1 + quantile_index(draws.high(Stream.START_QUEUE, 0, key), 9)
    hopes = (kind == Kind.SINGLE) & (outside | (settled > month - 24))
    f1, f2 = draws.both(Stream.START_QUEUE, 1, key)
    expects = hopes & (f1 < threshold(pending))

    households = Households(2 * n + 64)
    hid = households.append(
        key, kind=kind, path=path, origin=origin, persons=size, children=size - adults,
        municipality=municipality, place=place, tenure=tenure, since=since, settled=settled,
        permit=np.where(outside, month - waited, settled - 6),
        case=np.where(outside, Case.READY, Case.SETTLED),
        case_since=np.where(outside, month - waited, settled),
        region=quantile_index(f2, 2), moves=np.where(outside, 0, f2 % 2),
        savings=np.where(outside, 0, quantile_index(t2, 60_000)),
        expectation=30 + quantile_index(f2, 41), file_complete=f2 % 2, family_pending=np.where(expects, 2, 0),
        family_month=np.where(expects, month + 3 + quantile_index(f2, 12), NEVER),
        family_known=np.where(expects, f2 % 2, 0), knows_startlan=(t2 % 3 == 0),
    )  # fmt: skip
    accepted = np.flatnonzero(tenure == Tenure.ABROAD)
    households.case[accepted] = Case.ACCEPTED
    households.case_municipality[accepted] = accepted % municipalities

    # persons: adults first, then children
    row = np.repeat(np.arange(n), size)
    number = np.arange(persons) - np.repeat(np.cumsum(size) - size, size)
    pkey = start_keys(Being.PERSON, persons)
    a1, a2 = draws.both(Stream.START_PERSON, 0, pkey)
    b1, b2 = draws.both(Stream.START_PERSON, 1, pkey)
    child = number >= adults[row]
    age = np.where(
        child & minor[row], 168 + quantile_index(a1, 44),
        np.where(child, quantile_index(a1, 204), ADULT + 24 + quantile_index(a1, 480)),
    )  # fmt: skip
    here = ~outside[row]
    grown = ~child
    active = grown & here & (settled[row] > month - 24)
    employed = grown & here & ~active & (b1 < threshold(0.5))
    table = Persons(2 * persons + 64)
    pid = table.append(
        pkey, household=hid[row],
        female=np.where(number == 1, 1, np.where(number == 0, a2 % 3 == 0, a2 % 2)),
        birth=month - age, origin=origin[row],
        path=np.where(child & here & (a2 % 4 == 0) & ~minor[row], Path.BORN, path[row]),
        settled=settled[row],
        settled_in=np.where(here, np.where(a2 % 5 == 0, a1 % municipalities, municipality[row]), -1),
        education=quantile_index(b2, 3) * grown, health=(b2 % 20 == 0),
        language=np.where(grown, np.where(active, 1, quantile_index(b1, 5)), 0),
        programme=np.where(active, Programme.ACTIVE, np.where(grown & here, Programme.COMPLETED, 0)),
        programme_months=np.where(active, np.maximum(month - settled[row], 0), 0), employed=employed,
        income=np.where(employed, 24_000, np.where(active, 11_000, 0)),
        wellbeing=50 + quantile_index(b2, 30), bonding=20 + quantile_index(a2, 50),
        bridging=10 + quantile_index(b1, 50), linking=10 + quantile_index(a1, 50),
    )  # fmt: skip
    households.head[:] = pid[np.cumsum(size) - size]
    households.income[:] = np.bincount(row, weights=table.income, minlength=n)
    households.adults_working[:] = np.bincount(row, weights=employed, minlength=n)
    households.health[:] = np.bincount(row, weights=table.health, minlength=n) > 0

    world = World(
        geography, table, households, Dwellings(4 * n + 256), Landlords(256),
        empty_municipalities(municipalities), empty_places(p, len(Origin)),
        imdi=Imdi(officer_hours=np.full(2, 200.0), staffed_places=np.zeros(municipalities, dtype=np.int64)),
    )  # fmt: skip
    _others(world, others, others_waiting, month)
    _municipal(world, draws, vacancy, month)
    _private(world, draws, listings, let_ordinary, month)
    _owned(world)
    _institutions(world, willingness, vedtak, known)
    staffed = households.municipality[: world.households.n][households.tenure == Tenure.STAFFED]
    world.imdi.staffed_places[:] = np.bincount(staffed, minlength=municipalities) + 2
    take_counts(world, month)
    return world


def _others(world: World, housed: int, waiting: int, month: int) -> None:
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
        since=month - 12, queue_since=np.where(waits, month - 6, NEVER),
    )  # fmt: skip


def _municipal(world: World, draws: Randomness, vacancy: float, month: int) -> None:
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


def _private(world: World, draws: Randomness, listings: int, ordinary: int, month: int) -> None:
    """Give private tenants a dwelling, and add listed ones and those let to ordinary tenants."""
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
    rent = geography.base_rent[place, rooms - 1]
    uids = homes.append(
        key, municipality=geography.place_municipality[place], place=place,
        area=geography.first_area[place] + d2 % geography.areas[place], rooms=rooms, owner=Owner.LANDLORD,
        state=state, household=np.concatenate([households.uid[tenants], np.full(p * per, -1)]),
        landlord=landlord[index], rent=rent, standard=~poor,
        due=np.where(state == DwellingState.LET_ORDINARY, month + 1 + quantile_index(d1, 36), NEVER),
    )  # fmt: skip
    households.dwelling[tenants] = uids[: len(tenants)]
    households.rent[tenants] = rent[: len(tenants)]
    households.contract_end[tenants] = np.where(
        unserious[tenants], NEVER, month + 1 + quantile_index(d2[: len(tenants)], 36)
    )


def _owned(world: World) -> None:
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


def _institutions(world: World, willingness: float, vedtak: int, known: bool) -> None:
    """Set what councils have decided and municipalities know."""
    town, m = world.municipalities, world.geography.municipalities
    town.willingness[:] = willingness
    town.capacity[:] = np.log(max(vedtak, 1))
    town.routine_latent[:] = (np.arange(m) + 0.5) / m
    town.informal[:] = np.linspace(0.1, 0.7, m)
    town.known[:] = known
    town.believed_cost[:] = 600_000.0
    town.vedtak[:] = vedtak
    town.vedtak_previous[:] = vedtak
    town.vedtak_month[:] = NEVER
    town.vedtak_minor[:] = 1
    town.borrowing_room[:] = 20_000_000
    town.reported_ratio[:] = 0.8
    world.imdi.need = vedtak * m
