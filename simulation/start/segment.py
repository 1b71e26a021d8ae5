"""The private rental segment and its landlords.

The segment's size is a share of the nation's tenant households, allocated to places by population
and centrality: `assumed`.
"""

import numpy as np
import numpy.typing as npt

from agents.kinds import NEVER, NOBODY, Case, DwellingState, Kind, Origin, Owner, Tenure
from agents.parameters import Rules, Values
from simulation.areas import factors
from simulation.placement import area_in
from simulation.randomness import Randomness, Stream, cumulative, pick, quantile_index, threshold
from simulation.rental.tables import residual_letting
from simulation.start.keys import Being, start_keys
from simulation.start.tenure import draw_rooms, fill_purse, stock_by_place, time_since
from simulation.world import World

I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]
B = npt.NDArray[np.bool_]

# The classes of `start.landlord_size` and `start.landlord_professional`, as their units say
SIZE, SPAN = (1, 2, 3, 4, 6), (1, 1, 1, 2, 7)  # dwellings of landlords by class: the least, and of how many
PROFESSIONAL = 4  # dwellings from which a landlord belongs to the second share of the professional
TROUBLE, HONOUR = (0.005, 0.9), (0.05, 0.98)  # guards: nobody is certain either way


def add_private(
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
    place = np.concatenate(
        [households.place[tenants].astype(np.int64), np.repeat(np.arange(p), stock - held)]
    )
    count = len(place)
    mine = np.arange(count) < len(tenants)
    key = start_keys(Being.DWELLING, count, first=1 << 32)
    d1, d2 = draws.both(Stream.START_DWELLING, 2, key)
    d3, d4 = draws.both(Stream.START_DWELLING, 3, key)
    d5, d6 = draws.both(Stream.START_DWELLING, 7, key)
    rooms = 1 + pick(cumulative(rules.segment_rooms), d1)
    rooms[mine] = draw_rooms(rules, households.persons[tenants], d1[mine], d2[mine], 1.0)
    poor = d4 < threshold(rules.segment_unserious)
    poor[mine] = poor_tenant[tenants]
    lift = count / max(count - len(tenants), 1)
    listed = ~mine & (d3 < threshold(rules.listed_share * lift))
    other = ~mine & ~listed & (d6 < threshold(rules.others_private * lift))
    ordinary = ~mine & ~listed & ~other
    low, high = (int(level) for level in rules.segment_rents)
    quality = low + quantile_index(d5, high - low + 1) - int(rules.unserious_rent) * poor  # thousandths
    area = area_in(geography, place, key)
    standing = factors(geography, values.number("rental_market.area_rent"))[area]
    price = rent[place, rooms - 1] * standing // 1000 * quality // 1000
    occupant = np.full(count, NOBODY, dtype=np.int64)
    occupant[mine] = households.uid[tenants]
    occupant[other] = _others(rules, world, draws, month, place[other], rooms[other], price[other])
    # lettings met at a random time, as the market's own rule leaves them: no wave of endings
    left_of_letting = residual_letting(values.rules("rental_market"))
    # (a letting with one month left ends in the month that now begins)
    left = left_of_letting[quantile_index(d2, len(left_of_letting))]
    due = np.where(ordinary, month - 1 + left, NEVER)

    # landlords of the segment and of what municipalities rent in
    leased = np.flatnonzero(homes.owner == Owner.MUNICIPALITY_LEASED)
    every_place = np.concatenate([place, homes.place[leased].astype(np.int64)])
    every_poor = np.concatenate([poor, np.zeros(len(leased), dtype=np.bool_)])
    every_key = np.concatenate([key, homes.key[leased]])
    landlord = add_landlords(values, world, every_place, every_poor, every_key, draws)
    homes.landlord[leased] = landlord[count:]
    uids = homes.append(
        key, municipality=geography.place_municipality[place], place=place,
        area=area, rooms=rooms, owner=Owner.LANDLORD,
        state=np.where(mine | other, DwellingState.OCCUPIED,
                       np.where(listed, DwellingState.LISTED, DwellingState.LET_ORDINARY)),
        household=occupant, landlord=landlord[:count], due=due, rent=price, standard=~poor,
        empty=np.where(listed, quantile_index(d2, int(rules.segment_listed)), 0),
    )  # fmt: skip
    households.dwelling[households.rows(occupant[other])] = uids[other]
    households.dwelling[tenants] = uids[mine]
    households.rent[tenants] = price[mine]
    began = time_since(households, tenants, rules.stay_years[1], d3[mine], month)
    households.since[tenants] = began
    fresh = households.settled[tenants] >= month
    # dates are spread: the run begins in the middle of tenancies
    left = quantile_index(d6[mine], int(rules.segment_dates[1]))
    shortest, longest = (int(months) for months in rules.segment_contract)
    end = np.where(fresh, began + shortest + left % (longest - shortest + 1), month + left)
    households.contract_end[tenants] = np.where(
        poor_tenant[tenants], month + 1 + left % int(rules.unserious_contract), end
    )
    fill_purse(rules, households, tenants, 1, draws)


def _others(
    rules: Rules, world: World, draws: Randomness, month: int, place: I64, rooms: I64, price: I64
) -> I32:
    """Add other disadvantaged households that rent privately, one a dwelling; return their uids."""
    key = start_keys(Being.OTHER_HOUSEHOLD, len(place), first=1 << 33)
    o1, o2 = draws.both(Stream.START_OTHER, 2, key)
    c1, _ = draws.both(Stream.START_OTHER, 3, key)
    persons = np.minimum(1 + pick(cumulative(rules.others_persons), o1), rooms + 1)
    town = world.geography.place_municipality[place]
    lived, left = (int(months) for months in rules.segment_dates)
    return world.households.append(
        key, refugee=0, kind=np.where(persons > 1, Kind.SINGLE_PARENT, Kind.SINGLE), head=NOBODY,
        origin=Origin.OTHER, persons=persons, children=persons - 1, municipality=town, place=place,
        tenure=Tenure.PRIVATE, since=month - 1 - quantile_index(o2, lived),
        contract_end=month + quantile_index(c1, left), rent=price, case=Case.NONE,
        region=world.geography.region[town],
    )  # fmt: skip


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
    size = np.array(SIZE)[size_class] + (s2 * np.array(SPAN)[size_class] >> 32)
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
    large = (held >= PROFESSIONAL).astype(np.int64)
    professional = p1 < threshold(rules.vector("landlord_professional"))[large]
    # beliefs are counts in hundredths; their mean differs between landlords, triangular in spread
    wobble = 1.0 + rules.landlord_spread * ((b1 >> 16) + (b2 >> 16) - (1 << 16)) / float(1 << 16)
    weight = 100.0 * belief.trouble_years
    trouble = np.rint(weight * np.clip(belief.trouble_belief * wobble, *TROUBLE)).astype(np.int64)
    honour_weight = 100.0 * belief.honour_years
    honour = np.clip(belief.honour_belief + rules.honour_spread * (p2 / float(1 << 32) - 0.5), *HONOUR)
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
