"""Tiny synthetic worlds: no data files, a few milliseconds, every table consistent.

For tests of processes on known answers and of laws on random worlds. The figures are round and
invented; nothing here says anything about Norway.
"""

import numpy as np

from agents.kinds import (
    MONTHS_PER_YEAR,
    NEVER,
    START_MONTH,
    Case,
    Kind,
    Origin,
    Path,
    Programme,
    Reason,
    Tenure,
)
from simulation.people import ADULT
from simulation.randomness import Randomness, Stream, cumulative, pick, quantile_index, threshold
from simulation.start.counts import take_counts
from simulation.start.keys import Being, start_keys
from simulation.start.tiny_geography import tiny_geography
from simulation.start.tiny_homes import add_municipal, add_others, add_owned, add_private
from simulation.tables import Dwellings, Households, Landlords, Persons
from simulation.world import (
    Imdi,
    World,
    empty_municipalities,
    empty_places,
)

_SIZE = cumulative([0.40, 0.15, 0.15, 0.15, 0.10, 0.05])  # persons in a household, 1-6


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
    area_rent: float = 0.12,
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
    area_rent : float
        How far apart rents of areas start within a place (``rental_market.area_rent``).
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
        family_month=np.where(expects, month + 3 + quantile_index(f2, MONTHS_PER_YEAR), NEVER),
        family_known=np.where(expects, f2 % 2, 0), knows_startlan=(t2 % 3 == 0),
    )  # fmt: skip
    abroad = np.flatnonzero(tenure == Tenure.ABROAD)  # quota households arrive at `contract_end`
    households.contract_end[abroad] = month + 1 + waited[abroad] % 5
    households.reason[abroad] = Reason.ARRIVAL_PENDING

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
        imdi=Imdi(officer_hours=np.full(2, 200.0)),
    )  # fmt: skip
    add_others(world, others, others_waiting, month)
    add_municipal(world, draws, vacancy, month)
    add_private(world, draws, listings, let_ordinary, month, area_rent)
    add_owned(world)
    _institutions(world, willingness, vedtak, known)
    take_counts(world, month)
    return world


def _institutions(world: World, willingness: float, vedtak: int, known: bool) -> None:
    """Set what councils have decided and municipalities know."""
    town, m = world.municipalities, world.geography.municipalities
    town.willingness[:] = willingness
    town.capacity[:] = np.log(max(vedtak, 1))
    town.routine_latent[:] = (np.arange(m) + 0.5) / m
    town.informal[:] = np.linspace(0.1, 0.7, m)
    town.known[:] = known
    town.vedtak[:] = vedtak
    town.vedtak_previous[:] = vedtak
    town.vedtak_last_year[:] = vedtak
    town.moved_last_year[:] = vedtak // 2
    town.requested[:] = vedtak + vedtak // 4
    town.requested_minor[:] = 1
    town.vedtak_month[:] = -1
    town.vedtak_minor[:] = 1
    town.borrowing_room[:] = 20_000_000
    town.reported_ratio[:] = 0.8
    world.imdi.need = vedtak * m
