"""The level of rents, what moves it, and new dwellings of the segment."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.calendar import year_row
from agents.household import year_value
from agents.kinds import MONTHS_PER_YEAR, DwellingState, Owner
from agents.parameters import Rules
from simulation.placement import area_in
from simulation.randomness import Stream, derive_keys, pick
from simulation.rental.choosing import CODE
from simulation.rental.terms import Terms
from simulation.world import SIZES, Geography, Places

if TYPE_CHECKING:
    from simulation.model import SettlementModel

I64 = npt.NDArray[np.int64]


def rent_now(geography: Geography, places: Places, rules: Rules, month: int) -> I64:
    """Return the level of rents, NOK a month, shape (P, 5): by place and rooms - 1."""
    trend = year_value(rules.vector("rent_trend"), month)
    return np.rint(geography.base_rent * (places.rent_index * trend)[:, None]).astype(np.int64)


def move_levels(model: "SettlementModel", terms: Terms, seeking: I64, code: I64) -> None:
    """Move tightness, rents and prices towards what the month showed (segment: last month's count).

    `seeking` holds the place of each applicant, `code` place and rooms of each listing.
    `places.listed` is what was on offer during the month: what a searcher has seen.
    """
    world, rules = model.world, terms.rules
    places, geography = world.places, world.geography
    p = len(places.tightness)
    cell = (code // CODE) * SIZES + code % CODE - 1
    places.listed[:] = np.bincount(cell, minlength=p * SIZES).reshape(p, SIZES)
    municipality = geography.place_municipality
    mean = terms.mean[geography.centrality[municipality]]
    normal = 1.0 + rules.normal_listed * places.segment
    usual = rules.normal_seekers * places.segment
    extra = (np.bincount(seeking, minlength=p) - usual) / mean
    seen = (normal + extra) / (1.0 + places.listed.sum(axis=1))
    places.tightness += rules.tightness_memory * (np.clip(seen, *rules.tightness_bounds) - places.tightness)
    year = year_row(model.month, geography.population.shape[1])
    people = np.maximum(geography.population[municipality, year] * geography.place_share, 1.0)
    share = places.persons / people - rules.refugee_share
    goal = 1.0 + rules.rent_response * (places.tightness - 1.0) + rules.rent_effect * share
    places.rent_index += rules.rent_speed * (goal - places.rent_index)
    # what purchases did to prices fades as supply answers
    places.price_index += rules.price_speed * (1.0 - places.price_index)


def enter_new(model: "SettlementModel", terms: Terms, level: I64) -> None:
    """New dwellings enter the segment, to be listed next month: with population, and where the
    market is tight (E93). Each has a landlord of its own."""
    world, month, t = model.world, model.month, terms.tables
    places, geography = world.places, world.geography
    municipality = geography.place_municipality
    years = geography.population.shape[1]
    year = year_row(month, years)
    now, then = geography.population[:, year], geography.population[:, min(year + 1, years - 1)]
    growth = np.maximum(then / np.maximum(now, 1.0) - 1.0, 0.0)[municipality]
    tight = terms.rules.supply_response * np.maximum(places.tightness - 1.0, 0.0)
    mean = places.segment * (growth + tight) / MONTHS_PER_YEAR
    draw = model.draws.high(Stream.LIST, month, geography.place_key)
    count = (np.rint(mean * 4294967296.0).astype(np.int64) + draw) >> 32
    place = np.repeat(np.arange(len(count)), count)
    if not len(place):
        return
    nth = np.arange(len(place)) - np.repeat(np.cumsum(count) - count, count)
    key = derive_keys(geography.place_key[place], month, Stream.NEW_DWELLING, nth)
    owner_key = derive_keys(geography.place_key[place], month, Stream.LIST, nth)
    rooms = 1 + pick(t.rooms, model.draws.high(Stream.LIST, month, key))
    trouble_a, trouble_b, honour_a, honour_b = terms.prior
    owner = world.landlords.append(
        owner_key, municipality=municipality[place], place=place, trouble_a=trouble_a,
        trouble_b=trouble_b, honour_a=honour_a, honour_b=honour_b, dwellings=1,
    )  # fmt: skip
    world.dwellings.append(
        key, municipality=municipality[place], place=place, area=area_in(geography, place, key), rooms=rooms,
        owner=Owner.LANDLORD, state=DwellingState.LISTED, landlord=owner, rent=level[place, rooms - 1],
    )  # fmt: skip
