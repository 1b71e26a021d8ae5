"""Rents and tightness move towards what the month showed, and new dwellings follow population and rents."""

from typing import Any

import numpy as np
import pytest

from agents.kinds import DwellingState, Owner
from simulation.rental.choosing import CODE
from simulation.rental.levels import enter_new, move_levels, rent_now
from simulation.rental.terms import Terms, terms_in_force
from tests.simulation.housing_model import housing_model

PLACE = 3
RULES = {
    "rental_market.normal_listed": 0.05, "rental_market.normal_seekers": 0.03,
    "rental_market.rent_effect": 1.0,
}  # fmt: skip


def at_rest() -> tuple[Any, Terms]:
    """A model whose markets show in a month what they always do: 5 listings and 3 who seek in each place."""
    model = housing_model(RULES)
    world, terms = model.world, terms_in_force(model)
    places, geography = world.places, world.geography
    places.segment[:], places.tightness[:], places.rent_index[:], places.price_index[:] = 100, 1.0, 1.0, 1.0
    people = geography.population[geography.place_municipality, model.month // 12] * geography.place_share
    places.persons[:] = np.rint(people * terms.rules.refugee_share)
    return model, terms


def month(model: Any, terms: Terms, seekers: int = 3, listings: int = 5) -> Any:
    """Let a month show these in one place, and in others what they always show."""
    p = len(model.world.places.tightness)
    sought = [3] * p
    offered = [5] * p
    sought[PLACE], offered[PLACE] = seekers, listings
    code = np.concatenate([place * CODE + 1 + np.arange(n) % 5 for place, n in enumerate(offered)])
    move_levels(model, terms, np.repeat(np.arange(p), sought), code)
    return model.world.places


def test_what_is_usual_moves_nothing() -> None:
    places = month(*at_rest())
    assert places.tightness == pytest.approx(1.0) and places.price_index == pytest.approx(1.0)
    assert places.rent_index == pytest.approx(1.0, abs=1e-3)
    assert (places.listed == 1).all()  # one of each size


def test_more_who_seek_or_less_on_offer_tighten_the_market_of_the_place() -> None:
    for seekers, listings in ((30, 5), (3, 0), (0, 5), (3, 20)):
        model, terms = at_rest()
        centrality = model.world.geography.centrality[model.world.geography.place_municipality[PLACE]]
        before = month(*at_rest()).rent_index[PLACE]
        places = month(model, terms, seekers, listings)
        seen = np.clip((6 + (seekers - 3) / terms.mean[centrality]) / (1 + listings), 0.25, 4.0)
        tight = 1 + terms.rules.tightness_memory * (seen - 1)
        assert places.tightness[PLACE] == pytest.approx(tight)
        moved = terms.rules.rent_speed * terms.rules.rent_response * (tight - 1)
        assert places.rent_index[PLACE] - before == pytest.approx(moved)
        assert np.delete(places.tightness, PLACE) == pytest.approx(1.0)


def test_rents_follow_the_share_of_refugees_and_prices_go_back() -> None:
    model, terms = at_rest()
    places, geography = model.world.places, model.world.geography
    people = geography.population[geography.place_municipality[PLACE], model.month // 12]
    places.persons[PLACE] += round(0.1 * people)
    places.price_index[PLACE] = 1.5
    before = month(*at_rest()).rent_index[PLACE]
    moved = month(model, terms)
    assert moved.rent_index[PLACE] - before == pytest.approx(
        terms.rules.rent_speed * terms.rules.rent_effect * 0.1, abs=1e-4
    )
    assert moved.price_index[PLACE] == pytest.approx(1.5 - 0.5 * terms.rules.price_speed)


def test_a_rent_is_the_place_s_own_times_its_index_and_the_trend_of_the_year() -> None:
    model, terms = at_rest()
    places, geography = model.world.places, model.world.geography
    places.rent_index[PLACE] = 1.2
    trend = terms.rules.vector("rent_trend")
    for when, year in ((24, 2), (35, 2), (36, 3)):
        rent = rent_now(geography, places, terms.rules, when)
        assert rent[0] == pytest.approx(geography.base_rent[0] * trend[year], abs=0.5)
        assert rent[PLACE] == pytest.approx(geography.base_rent[PLACE] * 1.2 * trend[year], abs=0.5)


def test_new_dwellings_come_with_people_and_where_the_market_is_tight() -> None:
    """A hundredth more people a year on 120,000 dwellings: a hundred a month, each with its own landlord."""
    model, terms = at_rest()
    world = model.world
    places, d = world.places, world.dwellings
    places.segment[:], places.tightness[:] = 0, 1.0
    places.segment[PLACE], places.segment[PLACE + 1], places.tightness[PLACE + 1] = 120_000, 12_000, 1.5
    level = rent_now(world.geography, places, terms.rules, model.month)
    before, owners = len(d), len(world.landlords)
    enter_new(model, terms, level)
    new = np.arange(before, len(d))
    counts = np.bincount(d.place[new], minlength=PLACE + 2)
    growth = 0.01
    assert abs(counts[PLACE] - 100) <= 1 and counts[:PLACE].sum() == 0
    assert abs(counts[PLACE + 1] - 1000 * (growth + 0.5 * terms.rules.supply_response)) <= 1
    assert len(world.landlords) == owners + len(new) == len(set(d.landlord[new].tolist())) + owners
    assert (d.owner[new] == Owner.LANDLORD).all() and (d.state[new] == DwellingState.LISTED).all()
    assert np.array_equal(d.rent[new], level[d.place[new], d.rooms[new] - 1])
    assert set(d.rooms[new].tolist()) == {1, 2, 3, 4, 5}
    mine = world.landlords.rows(d.landlord[new])
    assert np.array_equal(world.landlords.place[mine], d.place[new])
    assert (world.landlords.trouble_a[mine] == terms.prior[0]).all()
    assert (world.landlords.honour_b[mine] == terms.prior[3]).all()
    late = len(d)
    model.month = 400  # nobody knows of growth beyond the last year
    places.tightness[:] = 1.0
    enter_new(model, terms, level)
    assert len(d) == late
