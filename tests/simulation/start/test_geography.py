"""Municipalities, places, rents and prices of code year 2013."""

import numpy as np

from agents.parameters import Values
from simulation.start.geography import DISTRICTS, OSLO, kilometres, national_geography


def test_all_municipalities_and_oslos_districts(values: Values) -> None:
    geography = national_geography(values)
    assert geography.municipalities == 428
    assert len(geography.place_municipality) == 442
    oslo = geography.code.index(OSLO)
    assert geography.places[oslo] == len(DISTRICTS) == 15
    first = geography.first_place[oslo]
    assert np.isclose(geography.place_share[first : first + 15].sum(), 1.0)
    assert geography.place_name[first + 2] == "Oslo, Sagene"
    assert len(np.unique(geography.key)) == 428
    assert len(np.unique(geography.place_key)) == 442


def test_population_is_whole_and_grows_to_2016(values: Values) -> None:
    population = national_geography(values).population
    assert population.shape == (428, 10)
    assert population[:, 2].sum() == 4_799_252  # 1 January 2009
    assert np.all(population > 0)
    assert population[:, 9].sum() > population[:, 8].sum()


def test_areas_follow_population(values: Values) -> None:
    geography = national_geography(values)
    assert geography.areas.min() == 1
    assert geography.areas.max() <= 12
    assert np.array_equal(geography.area_place[geography.first_area], np.arange(442))
    assert len(geography.area_place) == geography.areas.sum()


def test_rents_rise_with_rooms_and_are_dearest_in_oslo(values: Values) -> None:
    geography = national_geography(values)
    assert np.all(np.diff(geography.base_rent, axis=1) >= 0)
    oslo = geography.code.index(OSLO)
    districts = slice(geography.first_place[oslo], geography.first_place[oslo] + 15)
    assert geography.base_rent[districts].mean() > 1.2 * geography.base_rent.mean()
    assert geography.base_price.min() > 5_000
    assert geography.base_price.max() < 60_000


def test_the_local_market_averages_the_nations_refugees(values: Values) -> None:
    local = national_geography(values).local_employment
    assert np.all((local > 0.35) & (local < 0.7))
    assert 15 < len(np.unique(np.round(local, 6))) <= 19  # one value a county


def test_distances(values: Values) -> None:
    geography = national_geography(values)
    assert np.allclose(geography.distance, geography.distance.T)
    assert np.all(np.diag(geography.distance) == 0)
    oslo, bergen = (geography.first_place[geography.code.index(c)] for c in (OSLO, "1201"))
    assert 290 < geography.distance[oslo, bergen] < 320
    assert np.isclose(kilometres(np.array([10.0, 10.0]), np.array([60.0, 61.0]))[0, 1], 111.2, atol=0.2)


def test_neighbours_lie_in_the_region(values: Values) -> None:
    geography = national_geography(values)
    assert geography.neighbours.shape == (428, 3)
    assert np.all(geography.region[geography.neighbours] == geography.region[:, None])
    assert np.all(geography.neighbours != np.arange(428)[:, None])
