"""Where something new lies."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation import placement
from simulation.areas import deciles
from simulation.moves import is_crowded
from simulation.start.keys import Being, start_keys
from simulation.start.tiny import tiny_world
from simulation.twin import placement as twin
from simulation.world import Geography

GEOGRAPHY = tiny_world(1).geography
# many areas a place, so that some of them are of one standing
LEVEL = replace(
    GEOGRAPHY, areas=np.full(7, 20, dtype=np.int16), first_area=np.arange(0, 140, 20, dtype=np.int16),
    area_place=np.repeat(np.arange(7), 20).astype(np.int16),
)  # fmt: skip


@given(st.integers(0, 5), st.integers(0, 2**64 - 1))
def test_a_place_lies_in_its_town_an_area_in_its_place_and_the_twin_agrees(town: int, key: int) -> None:
    towns, keys = np.array([town]), np.array([key], dtype=np.uint64)
    place = placement.place_in(GEOGRAPHY, towns, keys)
    assert GEOGRAPHY.place_municipality[place[0]] == town
    assert place[0] == twin.place_in(GEOGRAPHY, town, key)
    for name in ("area_in", "area_within"):
        area = getattr(placement, name)(GEOGRAPHY, place, keys)[0]
        first = GEOGRAPHY.first_area[place[0]]
        assert first <= area < first + GEOGRAPHY.areas[place[0]]
        assert area == getattr(twin, name)(GEOGRAPHY, int(place[0]), key)


def test_crowded_is_more_persons_than_rooms_and_never_in_the_largest_class() -> None:
    crowded = is_crowded([1, 2, 4, 5, 8, 8], [1, 1, 4, 4, 4, 5])
    assert crowded.tolist() == [False, True, False, True, True, False]


@pytest.mark.parametrize("geography", [GEOGRAPHY, LEVEL])
def test_a_municipal_dwelling_lies_lower_in_standing_only_as_often_as_said(geography: Geography) -> None:
    """Of two areas the lower, and of equals the first: with no chance of it, the first of them."""
    keys = start_keys(Being.DWELLING, 700)
    places = np.arange(len(keys)) % 7
    standing = deciles(geography)
    never, always = (placement.municipal_area(geography, places, keys, chance) for chance in (0.0, 1.0))
    np.testing.assert_array_equal(never, placement.area_within(geography, places, keys))
    moved = always != never
    assert moved.any() and np.all(standing[always[moved]] < standing[never[moved]])
    for chance in (0.0, 0.3, 1.0):
        area = placement.municipal_area(geography, places, keys, chance)
        assert np.all((area == never) | (area == always))
        given_to = zip(places.tolist(), keys.tolist(), strict=True)
        assert area.tolist() == [twin.municipal_area(geography, p, key, chance) for p, key in given_to]


def test_a_chance_of_a_half_halves_the_dwellings_of_higher_standing() -> None:
    keys = start_keys(Being.DWELLING, 4000)
    places = np.zeros(len(keys), dtype=np.int64)
    standing = deciles(GEOGRAPHY)
    # two areas, drawn evenly: the higher is left when both draws fall on it
    assert standing[0] != standing[1]
    for chance, share in ((0.0, 0.5), (0.5, 0.375), (1.0, 0.25)):
        area = placement.municipal_area(GEOGRAPHY, places, keys, chance)
        assert np.mean(standing[area] == standing[:2].max()) == pytest.approx(share, abs=0.03)
