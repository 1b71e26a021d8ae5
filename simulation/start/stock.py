"""The municipal stock open to refugees, its other tenants, and those who wait for it.

National totals are allocated to places by population and centrality: `assumed`.
"""

import numpy as np
import numpy.typing as npt

from agents.calendar import year_row
from agents.guards import NEXT_TO_NOTHING
from agents.kinds import (
    MONTHS_PER_YEAR,
    NEVER,
    NOBODY,
    Case,
    DwellingState,
    Kind,
    Mode,
    Origin,
    Owner,
    Tenure,
)
from agents.parameters import Rules, Values
from simulation.placement import area_in, municipal_area
from simulation.randomness import Randomness, Stream, cumulative, pick, quantile_index, threshold
from simulation.start.keys import Being, start_keys
from simulation.start.shares import spread
from simulation.start.tenure import draw_rooms, fill_purse, stock_by_place, time_since
from simulation.world import World

I64 = npt.NDArray[np.int64]


def add_municipal(
    values: Values, rules: Rules, world: World, draws: Randomness, month: int, scale: float, rent: I64
) -> None:
    """Add the municipal stock open to refugees: theirs, other disadvantaged households', vacant."""
    geography, households, homes = world.geography, world.households, world.dwellings
    housed = (households.tenure == Tenure.MUNICIPAL) | (households.tenure == Tenure.SHARED)
    tenants = np.flatnonzero(housed)
    p = len(geography.place_municipality)
    held = np.bincount(households.place[tenants], minlength=p)
    total = int(round(rules.stock_dwellings * (1.0 - rules.care_share) * scale))
    town = world.municipalities
    stock = stock_by_place(
        geography, rules.vector("stock_centrality"), total, held, rules.stock_refugees_most,
        np.exp(town.capacity) * town.taking_part, rules.stock_settled,
    )  # fmt: skip
    rest = np.repeat(np.arange(p), stock - held)
    place = np.concatenate([households.place[tenants].astype(np.int64), rest])
    count = len(place)
    mine = np.arange(count) < len(tenants)
    key = start_keys(Being.DWELLING, count)
    d1, d2 = draws.both(Stream.START_DWELLING, 0, key)
    d3, d4 = draws.both(Stream.START_DWELLING, 1, key)
    d5, d6 = draws.both(Stream.START_DWELLING, 6, key)
    rooms = 1 + pick(cumulative(rules.stock_rooms), d1)
    own_rooms = draw_rooms(rules, households.persons[tenants], d1[mine], d2[mine], 1.0)
    shared = households.tenure[tenants] == Tenure.SHARED
    rooms[mine] = np.where(shared, 1, own_rooms)

    # states of the rest, so that the shares hold over the whole stock
    lift = count / max(count - len(tenants), 1)
    vacant = ~mine & (d3 < threshold(rules.vacant_share * lift))
    readying = ~mine & ~vacant & (d3 >= threshold(1.0 - rules.readying_share * lift))
    lets = ~mine & ~vacant & ~readying
    leased = d4 < threshold(rules.leased_share)
    low, high = (int(level) for level in rules.stock_rents)
    quality = low + quantile_index(d5, high - low + 1)  # thousandths
    factor = int(round(1000 * values.rules("household").municipal_rent))
    price = rent[place, rooms - 1] * factor * quality // 1_000_000

    other_key = start_keys(Being.OTHER_HOUSEHOLD, int(lets.sum()))
    o1, o2 = draws.both(Stream.START_OTHER, 0, other_key)
    persons = np.minimum(1 + pick(cumulative(rules.others_persons), o1), rooms[lets] + 1)
    where = place[lets]
    # dates are spread: the run begins in the middle of tenancies
    lived, left = (int(months) for months in rules.stock_dates)
    ago = 1 + quantile_index(o2, lived)
    other = households.append(
        other_key, refugee=0, kind=np.where(persons > 1, Kind.SINGLE_PARENT, Kind.SINGLE), head=NOBODY,
        origin=Origin.OTHER, persons=persons, children=persons - 1,
        municipality=geography.place_municipality[where], place=where, tenure=Tenure.MUNICIPAL,
        since=month - ago, contract_end=month + quantile_index(d6[lets], left), rent=price[lets],
        case=Case.NONE, region=geography.region[geography.place_municipality[where]],
    )  # fmt: skip
    turnaround = int(np.ceil(values.rules("municipality").turnaround))
    occupant = np.full(count, NOBODY, dtype=np.int64)
    occupant[mine] = households.uid[tenants]
    occupant[lets] = other
    state = np.where(
        vacant, DwellingState.VACANT, np.where(readying, DwellingState.READYING, DwellingState.OCCUPIED)
    )
    bought = municipal_area(geography, place, key, values.number("procurement.lower_standing"))
    uids = homes.append(
        key, municipality=geography.place_municipality[place], place=place,
        area=np.where(leased, area_in(geography, place, key), bought), rooms=rooms,
        owner=np.where(leased, Owner.MUNICIPALITY_LEASED, Owner.MUNICIPALITY), state=state,
        household=occupant, due=np.where(readying, month + quantile_index(d2, turnaround), NEVER), rent=price,
        mode=np.where(leased, Mode.LEASE, Mode.EXISTING),
        empty=np.where(vacant, quantile_index(d2, int(rules.stock_vacant)), 0),
    )  # fmt: skip
    households.dwelling[households.rows(other)] = uids[lets]
    households.dwelling[tenants] = uids[mine]
    households.rent[tenants] = price[mine]
    began = time_since(households, tenants, rules.stay_years[0], d3[mine], month)
    households.since[tenants] = began
    fresh = households.settled[tenants] >= month
    contract = int(values.rules("municipality").contract_months)
    ends = month + quantile_index(d6[mine], contract)
    households.contract_end[tenants] = np.where(fresh, began + contract, ends)
    fill_purse(rules, households, tenants, 0, draws)


def add_other_queue(
    values: Values, rules: Rules, world: World, draws: Randomness, month: int, scale: float
) -> None:
    """Add the other disadvantaged households that wait for a municipal dwelling.

    As many as the list holds at rest: what applies in a month less what is let to them, over the pace
    at which those who wait give up or find privately. By Little's law they have waited, on average,
    the list over what applies.
    """
    geography, homes, flows = world.geography, world.dwellings, values.rules("tenancies")
    town = geography.place_municipality
    p = len(town)
    people = geography.population[town, year_row(month, 2)] * geography.place_share
    applies = people * flows.other_arrivals / 1000.0 / MONTHS_PER_YEAR * scale
    stock = np.bincount(homes.place[homes.owner <= Owner.MUNICIPALITY_LEASED], minlength=p)
    let = stock * rules.turnover * rules.others_share / MONTHS_PER_YEAR
    leaves = flows.other_give_up + rules.others_find * flows.other_seeks
    # where more becomes vacant than applies, few wait, and not for long
    waits = np.maximum(applies - let, rules.others_wait_least * leaves * applies) / leaves
    place = np.repeat(np.arange(p), spread(int(round(waits.sum())), waits))
    key = start_keys(Being.OTHER_HOUSEHOLD, len(place), first=1 << 32)
    o1, o2 = draws.both(Stream.START_OTHER, 1, key)
    persons = 1 + pick(cumulative(rules.others_wait_persons), o1)
    mean = float(waits.sum() / max(applies.sum(), NEXT_TO_NOTHING))
    u = (np.arange(256) + 0.5) / 256
    ago = np.clip(np.rint(-mean * np.log1p(-u)), 1, int(rules.others_wait_most)).astype(np.int64)
    waited = ago[quantile_index(o2, 256)]
    where = town[place]
    world.households.append(
        key, refugee=0, kind=np.where(persons > 1, Kind.SINGLE_PARENT, Kind.SINGLE), head=NOBODY,
        origin=Origin.OTHER, persons=persons, children=persons - 1, municipality=where, place=place,
        tenure=Tenure.NONE, since=month - waited, queue_since=month - waited,
        region=geography.region[where],
    )  # fmt: skip
