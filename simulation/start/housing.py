"""Where everybody lives on 1 January 2009: tenure, dwellings, landlords, the other queue.

Tenure of refugee households is drawn from the census of 2001 aged forward by origin, kind and
years of residence: an input, never a target. Municipal stocks are national totals allocated to
municipalities, the private segment likewise: `assumed`. Dates lie around the month the run starts,
so that tenancies run on through burn-in.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from agents.kinds import (
    NEVER,
    NOBODY,
    START_MONTH,
    Case,
    DwellingState,
    Kind,
    Mode,
    Origin,
    Owner,
    Tenure,
)
from agents.parameters import Rules, Values
from simulation.moves import needed_rooms
from simulation.processes.rental_market import rent_now
from simulation.randomness import Randomness, Stream, cumulative, pick, quantile_index, threshold
from simulation.start.keys import Being, start_keys
from simulation.start.people import choose, spread
from simulation.tables import Dwellings, Households, Landlords
from simulation.world import SIZES, Geography, Places, World

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]
I32 = npt.NDArray[np.int32]
B = npt.NDArray[np.bool_]

YEARS = 36  # of residence, the last open
_UM = int(Kind.UNACCOMPANIED)


@dataclass(frozen=True)
class TenureTables:
    """Thresholds of tenure, shape (origins, kinds, years of residence)."""

    own: I64
    municipal: I64  # of those who do not own


def tenure_tables(rules: Rules) -> TenureTables:
    """Return the chance of owning, and of a municipal dwelling among tenants.

    Owning approaches a ceiling at the origin's yearly hazard from the third year of residence
    (census 2001 and survey 2006 aged forward); the municipal share of tenants falls from that of
    the newly settled to that of long residence.
    """
    year = np.arange(YEARS, dtype=np.float64)
    hazard, ceiling = rules.vector("own_hazard"), rules.vector("own_ceiling")
    own = ceiling[:, None] * -np.expm1(-hazard[:, None] / ceiling[:, None] * np.maximum(year - 2.0, 0.0))
    owns = np.clip(own[:, None, :] * rules.vector("own_kind")[None, :, None], 0.0, 0.97)
    later = rules.vector("municipal_later")[:, None]
    share = later + (rules.municipal_first - later) * np.exp(-year / rules.municipal_fade)[None, :]
    municipal = share[:, None, :] * rules.vector("municipal_kind")[None, :, None]
    return TenureTables(threshold(owns), threshold(np.clip(municipal, 0.0, 0.95)))


def house(values: Values, world: World, draws: Randomness, month: int, scale: float) -> None:
    """Give every resident household of refugee background a tenure and a dwelling, and add the
    rest of the municipal stock with its tenants and queue, and the private segment."""
    rules = values.rules("start")
    rent = rent_now(world.geography, world.places, values.rules("rental_market"), month)
    _draw_tenure(rules, world.households, draws)
    refugees = len(world.households)
    _municipal(values, rules, world, draws, month, scale, rent)
    _private(values, rules, world, draws, month, scale, rent)
    _owned(values, rules, world, draws, month)
    _other_queue(rules, world, draws, month)
    rows = np.arange(refugees)
    homes = world.dwellings.rows(world.households.dwelling[rows])
    tight = (homes >= 0) & (
        needed_rooms(world.households.persons[rows]) > world.dwellings.rooms[np.maximum(homes, 0)]
    )
    world.households.outgrown[rows[tight]] = month


def _draw_tenure(rules: Rules, households: Households, draws: Randomness) -> None:
    tables = tenure_tables(rules)
    t1, t2 = draws.both(Stream.START_TENURE, 0, households.key)
    s1, _ = draws.both(Stream.START_TENURE, 1, households.key)
    residence = START_MONTH - households.settled.astype(np.int64)
    year = np.clip(residence // 12, 0, YEARS - 1)
    cell = (households.origin.astype(np.int64), households.kind.astype(np.int64), year)
    owns = t1 < tables.own[cell]
    cut = np.cumsum([rules.temporary, rules.relatives])
    lone = (households.kind == Kind.SINGLE) & (residence <= 36)
    shared = lone & (s1 < threshold(rules.shared_recent))
    tenant = np.where(
        shared,
        Tenure.SHARED,
        np.where(
            s1 >= threshold(1.0 - cut[0]),
            Tenure.TEMPORARY,
            np.where(
                s1 >= threshold(1.0 - cut[1]),
                Tenure.RELATIVES,
                np.where(t2 < tables.municipal[cell], Tenure.MUNICIPAL, Tenure.PRIVATE),
            ),
        ),
    )
    u1, _ = draws.both(Stream.START_TENURE, 2, households.key)
    tenant = np.where((tenant == Tenure.PRIVATE) & (u1 < threshold(rules.unserious)), Tenure.UNSERIOUS, tenant)
    tenure = np.where(owns, Tenure.OWNED, tenant)
    households.tenure[:] = np.where(households.kind == _UM, Tenure.STAFFED, tenure)


def _since(rules: Rules, households: Households, rows: I64, mean: float, draw: I64, month: int) -> I64:
    """Return the month the present tenure began: geometric back in time, never before settlement."""
    u = (np.arange(256) + 0.5) / 256
    months = np.rint(-12.0 * mean * np.log1p(-u)).astype(np.int64)[quantile_index(draw, 256)]
    settled = households.settled[rows].astype(np.int64)
    return np.where(settled >= month, settled, np.maximum(month - 1 - months, settled))


def _rooms(rules: Rules, persons: npt.NDArray[np.int8], draw: I64, extra: I64, factor: float) -> I64:
    """Return rooms of refugee households: short by one or two where crowded, else with some to spare."""
    need = needed_rooms(persons)
    crowded = draw < threshold(rules.vector("crowded") * factor)[need - 1]
    spare = pick(cumulative(rules.spare), extra)
    short = 1 + ((need >= 4) & (extra % 4 == 0))
    return np.clip(np.where(crowded, need - short, need + spare), 1, SIZES)


def _areas(geography: Geography, place: I64, draw: I64) -> I64:
    return geography.first_area[place] + (draw * geography.areas[place] >> 32)


def stock_by_place(geography: Geography, per_inhabitant: F64, total: int, held: I64, most: float) -> I64:
    """Return dwellings per place: by population and centrality, raised where those `held` need it.

    Returns
    -------
    int64 array, shape (P,), adding up to `total` where the minimum leaves room.
    """
    town = geography.place_municipality
    people = geography.population[town, 2] * geography.place_share
    weight = people * per_inhabitant[geography.centrality[town]]
    least = np.ceil(held / most).astype(np.int64) + (held > 0)
    base = total * weight / weight.sum()
    spare = max(total - int(least.sum()), 0)
    return least + spread(spare, np.maximum(base - least, 1e-9))


def _municipal(
    values: Values, rules: Rules, world: World, draws: Randomness, month: int, scale: float, rent: I64
) -> None:
    """Add the municipal stock open to refugees: theirs, other disadvantaged households', vacant."""
    geography, households, homes = world.geography, world.households, world.dwellings
    housed = (households.tenure == Tenure.MUNICIPAL) | (households.tenure == Tenure.SHARED)
    tenants = np.flatnonzero(housed)
    p = len(geography.place_municipality)
    held = np.bincount(households.place[tenants], minlength=p)
    total = int(round(rules.stock_dwellings * (1.0 - rules.care_share) * scale))
    stock = stock_by_place(geography, rules.vector("stock_centrality"), total, held, rules.stock_refugees_most)
    rest = np.repeat(np.arange(p), stock - held)
    place = np.concatenate([households.place[tenants].astype(np.int64), rest])
    count = len(place)
    mine = np.arange(count) < len(tenants)
    key = start_keys(Being.DWELLING, count)
    d1, d2 = draws.both(Stream.START_DWELLING, 0, key)
    d3, d4 = draws.both(Stream.START_DWELLING, 1, key)
    rooms = 1 + pick(cumulative(rules.stock_rooms), d1)
    own_rooms = _rooms(rules, households.persons[tenants], d1[mine], d2[mine], 1.0)
    shared = households.tenure[tenants] == Tenure.SHARED
    rooms[mine] = np.where(shared, 1, own_rooms)

    # states of the rest, so that the shares hold over the whole stock
    lift = count / max(count - len(tenants), 1)
    vacant = ~mine & (d3 < threshold(rules.vacant_share * lift))
    readying = ~mine & ~vacant & (d3 >= threshold(1.0 - rules.readying_share * lift))
    lets = ~mine & ~vacant & ~readying
    leased = d4 < threshold(rules.leased_share)
    quality = 900 + (d4 >> 8) % 201  # thousandths
    factor = int(round(1000 * values.rules("household").municipal_rent))
    price = rent[place, rooms - 1] * factor * quality // 1_000_000

    others, other_key = int(lets.sum()), start_keys(Being.OTHER_HOUSEHOLD, int(lets.sum()))
    o1, o2 = draws.both(Stream.START_OTHER, 0, other_key)
    persons = np.minimum(1 + pick(cumulative(rules.others_persons), o1), rooms[lets] + 1)
    where = place[lets]
    ago = 1 + quantile_index(o2, 120)
    other = households.append(
        other_key, refugee=0, kind=np.where(persons > 1, Kind.SINGLE_PARENT, Kind.SINGLE), head=NOBODY,
        origin=Origin.OTHER, persons=persons, children=persons - 1,
        municipality=geography.place_municipality[where], place=where, tenure=Tenure.MUNICIPAL,
        since=month - ago, contract_end=month + quantile_index(o1, 36), rent=price[lets],
        case=Case.NONE, region=geography.region[geography.place_municipality[where]],
    )  # fmt: skip
    occupant = np.full(count, NOBODY, dtype=np.int64)
    occupant[mine] = households.uid[tenants]
    occupant[lets] = other
    state = np.where(
        vacant, DwellingState.VACANT, np.where(readying, DwellingState.READYING, DwellingState.OCCUPIED)
    )
    uids = homes.append(
        key, municipality=geography.place_municipality[place], place=place,
        area=_areas(geography, place, d2), rooms=rooms,
        owner=np.where(leased, Owner.MUNICIPALITY_LEASED, Owner.MUNICIPALITY), state=state,
        household=occupant, due=np.where(readying, month + 1 + quantile_index(d2, 2), NEVER), rent=price,
        mode=np.where(leased, Mode.LEASE, Mode.EXISTING),
        empty=np.where(vacant, quantile_index(d2, 5), 0),
    )  # fmt: skip
    households.dwelling[households.rows(other)] = uids[lets]
    households.dwelling[tenants] = uids[mine]
    households.rent[tenants] = price[mine]
    began = _since(rules, households, tenants, rules.stay_years[0], d3[mine], month)
    households.since[tenants] = began
    fresh = households.settled[tenants] >= month
    contract = int(values.rules("municipality").contract_months)
    left = quantile_index(d4[mine], contract)
    households.contract_end[tenants] = np.where(fresh, began + contract, month + left)
    _purse(rules, households, tenants, 0, draws)


def _private(
    values: Values, rules: Rules, world: World, draws: Randomness, month: int, scale: float, rent: I64
) -> None:
    """Add the private segment: what refugees rent, what is listed, what ordinary tenants rent."""
    geography, households, homes = world.geography, world.households, world.dwellings
    poor_tenant = households.tenure == Tenure.UNSERIOUS
    tenants = np.flatnonzero((households.tenure == Tenure.PRIVATE) | poor_tenant)
    p = len(geography.place_municipality)
    held = np.bincount(households.place[tenants], minlength=p)
    total = int(round((rules.tenants - rules.stock_dwellings) * rules.segment_share * scale))
    stock = stock_by_place(
        geography, rules.vector("segment_centrality"), total, held, rules.segment_refugees_most
    )
    place = np.concatenate([households.place[tenants].astype(np.int64), np.repeat(np.arange(p), stock - held)])
    count = len(place)
    mine = np.arange(count) < len(tenants)
    key = start_keys(Being.DWELLING, count, first=1 << 32)
    d1, d2 = draws.both(Stream.START_DWELLING, 2, key)
    d3, d4 = draws.both(Stream.START_DWELLING, 3, key)
    rooms = 1 + pick(cumulative(rules.segment_rooms), d1)
    rooms[mine] = _rooms(rules, households.persons[tenants], d1[mine], d2[mine], 1.0)
    poor = d4 < threshold(rules.segment_unserious)
    poor[mine] = poor_tenant[tenants]
    lift = count / max(count - len(tenants), 1)
    listed = ~mine & (d3 < threshold(rules.listed_share * lift))
    ordinary = ~mine & ~listed
    quality = 880 + (d4 >> 8) % 241 - 60 * poor  # thousandths of the place's level
    price = rent[place, rooms - 1] * quality // 1000
    occupant = np.full(count, NOBODY, dtype=np.int64)
    occupant[mine] = households.uid[tenants]
    due = np.where(ordinary, month + 1 + quantile_index(d2, int(rules.ordinary_months)), NEVER)

    # landlords of the segment and of what municipalities rent in
    leased = np.flatnonzero(homes.owner == Owner.MUNICIPALITY_LEASED)
    every_place = np.concatenate([place, homes.place[leased].astype(np.int64)])
    every_poor = np.concatenate([poor, np.zeros(len(leased), dtype=np.bool_)])
    every_key = np.concatenate([key, homes.key[leased]])
    landlord = add_landlords(values, world, every_place, every_poor, every_key, draws)
    homes.landlord[leased] = landlord[count:]
    uids = homes.append(
        key, municipality=geography.place_municipality[place], place=place,
        area=_areas(geography, place, d4), rooms=rooms, owner=Owner.LANDLORD,
        state=np.where(mine, DwellingState.OCCUPIED,
                       np.where(listed, DwellingState.LISTED, DwellingState.LET_ORDINARY)),
        household=occupant, landlord=landlord[:count], due=due, rent=price, standard=~poor,
        empty=np.where(listed, quantile_index(d2, 2), 0),
    )  # fmt: skip
    households.dwelling[tenants] = uids[mine]
    households.rent[tenants] = price[mine]
    began = _since(rules, households, tenants, rules.stay_years[1], d3[mine], month)
    households.since[tenants] = began
    fresh = households.settled[tenants] >= month
    left = quantile_index(d4[mine], 36)
    end = np.where(fresh, began + 12 + left % 25, month + left)
    households.contract_end[tenants] = np.where(poor_tenant[tenants], NEVER, end)
    _purse(rules, households, tenants, 1, draws)


def add_landlords(
    values: Values, world: World, place: I64, poor: B, key: npt.NDArray[np.uint64], draws: Randomness
) -> I32:
    """Add landlords for private dwellings and return the landlord of each.

    Dwellings of a place are dealt in random order to landlords of drawn sizes; a landlord's
    dwellings lie in one place, and offers below standard have landlords of their own.
    """
    rules, belief = values.rules("start"), values.rules("landlord")
    count = len(place)
    d1, _ = draws.both(Stream.START_LANDLORD, 0, key)
    group = place * 2 + poor
    order = np.argsort(group * np.int64(1 << 32) + d1, kind="stable")
    sizes_key = start_keys(Being.LANDLORD, count)  # at most one landlord a dwelling
    s1, s2 = draws.both(Stream.START_LANDLORD, 1, sizes_key)
    size_class = pick(cumulative(rules.landlord_size), s1)
    low, span = np.array([1, 2, 3, 4, 6]), np.array([1, 1, 1, 2, 7])
    size = low[size_class] + (s2 * span[size_class] >> 32)
    dealt = np.repeat(np.arange(count), size)[:count]  # landlord by position in the order
    ordered = group[order]
    new = np.ones(count, dtype=np.bool_)
    new[1:] = (np.diff(dealt) > 0) | (np.diff(ordered) != 0)
    index = np.cumsum(new) - 1
    first = np.flatnonzero(new)
    held = np.diff(np.append(first, count))
    lkey = sizes_key[: len(first)]
    b1, b2 = draws.both(Stream.START_LANDLORD, 2, lkey)
    p1, p2 = draws.both(Stream.START_LANDLORD, 3, lkey)
    professional = p1 < threshold(rules.vector("landlord_professional"))[(held >= 4).astype(np.int64)]
    # beliefs are counts in hundredths; their mean differs between landlords, triangular in spread
    wobble = 1.0 + rules.landlord_spread * ((b1 >> 16) + (b2 >> 16) - (1 << 16)) / float(1 << 16)
    weight = 100.0 * belief.trouble_years
    trouble = np.rint(weight * np.clip(belief.trouble_belief * wobble, 0.005, 0.9)).astype(np.int64)
    honour_weight = 100.0 * belief.honour_years
    honour = np.clip(belief.honour_belief + 0.2 * (p2 / float(1 << 32) - 0.5), 0.05, 0.98)
    honoured = np.rint(honour_weight * honour).astype(np.int64)
    where = place[order][first]
    uids = world.landlords.append(
        lkey, municipality=world.geography.place_municipality[where], place=where,
        professional=professional, unserious=poor[order][first], trouble_a=trouble,
        trouble_b=int(weight) - trouble, honour_a=honoured, honour_b=int(honour_weight) - honoured,
        dwellings=held,
    )  # fmt: skip
    result = np.empty(count, dtype=np.int32)
    result[order] = uids[index]
    return result


def _owned(values: Values, rules: Rules, world: World, draws: Randomness, month: int) -> None:
    """Give owners a home, with a loan that is partly repaid."""
    geography, households, homes = world.geography, world.households, world.dwellings
    owners = np.flatnonzero(households.tenure == Tenure.OWNED)
    key = start_keys(Being.DWELLING, len(owners), first=1 << 33)
    d1, d2 = draws.both(Stream.START_DWELLING, 4, key)
    d3, d4 = draws.both(Stream.START_DWELLING, 5, key)
    place = households.place[owners].astype(np.int64)
    rooms = _rooms(rules, households.persons[owners], d1, d2, rules.crowded_owner)
    area = values.rules("municipality").vector("dwelling_m2")[rooms - 1]
    began = _since(rules, households, owners, rules.stay_years[2], d3, month)
    # prices have risen by about seven percent a year; the loan is repaid over 25 years
    years = np.clip(month - began, 0, 300) // 12
    rise = 1.07 ** -np.arange(26, dtype=np.float64)
    price = np.rint(area * geography.base_price[place] * rise[years]).astype(np.int64)
    repaid = 1.0 - np.arange(26, dtype=np.float64) / 25.0
    debt = np.rint(rules.loan_share * price * repaid[years]).astype(np.int64)
    uids = homes.append(
        key, municipality=geography.place_municipality[place], place=place,
        area=_areas(geography, place, d4), rooms=rooms, owner=Owner.HOUSEHOLD,
        state=DwellingState.OCCUPIED, household=households.uid[owners], cost=price, mode=Mode.PURCHASE,
    )  # fmt: skip
    households.dwelling[owners] = uids
    households.since[owners] = began
    households.debt[owners] = debt
    households.startlan[owners] = (debt > 0) & (years < 10) & (d4 < threshold(rules.loan_startlan))
    _purse(rules, households, owners, 2, draws)


def _purse(rules: Rules, households: Households, rows: I64, tenure: int, draws: Randomness) -> None:
    """Give households savings (exponential in the mean of their tenure) and knowledge of startlån."""
    p1, p2 = draws.both(Stream.START_TENURE, 3, households.key[rows])
    u = (np.arange(64) + 0.5) / 64
    savings = np.rint(-rules.savings[tenure] * np.log1p(-u)).astype(np.int64)
    households.savings[rows] = savings[quantile_index(p1, 64)]
    households.knows_startlan[rows] = (p2 < threshold(rules.knows_startlan)) | (households.startlan[rows] == 1)


def _other_queue(rules: Rules, world: World, draws: Randomness, month: int) -> None:
    """Add the other disadvantaged households that wait for a municipal dwelling."""
    geography, households, homes = world.geography, world.households, world.dwellings
    p = len(geography.place_municipality)
    stock = np.bincount(homes.place[homes.owner <= Owner.MUNICIPALITY_LEASED], minlength=p)
    total = int(round(rules.others_wait_years * rules.turnover * rules.others_share * stock.sum()))
    place = np.repeat(np.arange(p), spread(total, stock.astype(np.float64)))
    key = start_keys(Being.OTHER_HOUSEHOLD, len(place), first=1 << 32)
    o1, o2 = draws.both(Stream.START_OTHER, 1, key)
    persons = 1 + pick(cumulative(rules.others_persons), o1)
    waited = 1 + quantile_index(o2, 18)
    town = geography.place_municipality[place]
    households.append(
        key, refugee=0, kind=np.where(persons > 1, Kind.SINGLE_PARENT, Kind.SINGLE), head=NOBODY,
        origin=Origin.OTHER, persons=persons, children=persons - 1, municipality=town, place=place,
        tenure=Tenure.NONE, since=month - waited, queue_since=month - waited, region=geography.region[town],
    )  # fmt: skip


def new_tables(persons: int) -> tuple[Dwellings, Landlords]:
    """Return empty dwellings and landlords with room for a run from `persons`."""
    return Dwellings(2 * persons + 1024), Landlords(persons + 1024)


__all__ = ["Places", "add_landlords", "choose", "house", "new_tables", "stock_by_place", "tenure_tables"]
