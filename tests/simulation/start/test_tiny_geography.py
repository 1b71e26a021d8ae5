"""The invented country is what it says."""

import pytest

from simulation.start.tiny import tiny_world
from simulation.start.tiny_geography import tiny_geography


def test_the_invented_country_is_a_line_of_towns() -> None:
    assert tiny_geography().municipalities == 6 and tiny_geography().population[5, 0] == 8_000
    geography = tiny_world(municipalities=4).geography
    assert geography.distance[0].tolist() == [0, 5, 20, 40, 60] and geography.distance[1, 2] == 15
    assert geography.population[:, 0].tolist() == [32_000, 24_000, 16_000, 8_000]
    assert geography.population[0, 9] == pytest.approx(32_000 * 1.01**9)
    assert geography.population.shape == (4, 10)
    assert geography.neighbours.tolist() == [[1, 2, 3], [0, 2, 3], [1, 3, 0], [2, 1, 0]]
    assert geography.code == ("0100", "0101", "0102", "0203")
    assert geography.county.tolist() == [1, 1, 1, 2] and geography.region.tolist() == [0, 0, 1, 1]
    assert geography.centrality.tolist() == [3, 2, 1, 0]
    assert geography.areas.tolist() == [2, 2, 2, 1, 1] and geography.first_area.tolist() == [0, 2, 4, 6, 7]
    assert geography.area_place.tolist() == [0, 0, 1, 1, 2, 2, 3, 4]
    assert geography.base_rent[2].tolist() == [4000, 5000, 6000, 7000, 8000]
    assert geography.base_rent[0].tolist() == [5200, 6500, 7800, 9100, 10_400]
    assert geography.base_price.tolist() == [22_500, 22_500, 15_000, 15_000, 15_000]
    assert geography.place_share.tolist() == [0.5, 0.5, 1, 1, 1]
    assert geography.first_place.tolist() == [0, 2, 3, 4] and geography.places.tolist() == [2, 1, 1, 1]
    assert geography.local_employment == pytest.approx([0.55, 0.525, 0.5, 0.475, 0.45])
