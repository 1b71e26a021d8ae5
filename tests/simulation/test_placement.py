"""Where something new lies."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from simulation import placement
from simulation.moves import is_crowded
from simulation.start.tiny import tiny_world
from simulation.twin import placement as twin

GEOGRAPHY = tiny_world(1).geography


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
