"""The municipality with most places left, found fast, is the one that reading them all finds."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from agents.allocation.contract import NOWHERE
from agents.allocation.most_left import MostLeft

TOWNS = st.lists(st.tuples(st.integers(0, 6), st.integers(1, 3), st.integers(0, 2)), min_size=1, max_size=8)
ASKED = st.lists(st.tuples(st.integers(-1, 2), st.integers(1, 6), st.integers(-1, 8)), max_size=25)


def read_all(
    free: list[int], weight: list[int], region: list[int], desk: int, persons: int, avoid: int
) -> int:
    """Return the first with most places over its weight that has room: of a region, or -1 of all."""
    able = [
        m for m, places in enumerate(free)
        if places >= persons and m != avoid and (desk < 0 or region[m] == desk)
    ]  # fmt: skip
    return min(able, key=lambda m: (-free[m] / weight[m], m), default=NOWHERE)


@given(TOWNS, ASKED)
def test_it_finds_what_a_reading_of_all_finds_however_often_it_is_asked(
    towns: list[tuple[int, int, int]], asked: list[tuple[int, int, int]]
) -> None:
    """Places are taken as they are found; now and then some are lost to others, unasked."""
    free, weight, region = (list(column) for column in zip(*towns, strict=True))
    fast = MostLeft(free, np.array(weight), np.array(region))
    for turn, (desk, persons, avoid) in enumerate(asked):
        desk = min(desk, max(region))
        near = read_all(free, weight, region, desk, persons, avoid) if desk >= 0 else NOWHERE
        expected = near if near >= 0 else read_all(free, weight, region, -1, persons, avoid)
        assert fast.near(desk, persons, avoid) == expected
        if expected >= 0:
            free[expected] -= persons
        if turn % 3 == 2:
            other = turn % len(free)
            free[other] = max(free[other] - 1, 0)


def test_the_own_region_comes_first_and_of_equals_the_first() -> None:
    made = MostLeft([4, 8, 4, 2], np.array([1.0, 1.0, 1.0, 1.0]), np.array([0, 1, 0, 0]))
    assert made.near(0, 2, -1) == 0 and made.near(0, 2, 0) == 2
    assert made.near(0, 5, -1) == 1  # none of the region has five
    assert made.near(-1, 2, -1) == 1 and made.near(0, 9, -1) == NOWHERE


def test_places_count_over_their_weight() -> None:
    made = MostLeft([6, 5], np.array([3.0, 2.0]), np.array([0, 0]))
    assert made.best(0, 1, -1) == 1
    made.free[1] = 3  # now 2 a head against 1.5
    assert made.best(0, 1, -1) == 0


def test_who_is_avoided_is_not_without_hope_for_others() -> None:
    made = MostLeft([5], np.array([1.0]), np.array([0]))
    assert made.best(0, 3, avoid=0) == NOWHERE and made.best(0, 3, avoid=-1) == 0
    assert made.best(0, 6, avoid=-1) == NOWHERE and made.best(0, 5, avoid=-1) == 0


def test_nobody_is_found_among_none() -> None:
    made = MostLeft([], np.array([]), np.array([], dtype=np.int64))
    assert made.near(-1, 1, -1) == NOWHERE
