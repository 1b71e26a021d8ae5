"""A dwelling seen vacant is promised once, where the household has places."""

import numpy as np

from agents.allocation.contract import NOWHERE
from agents.allocation.vacancies import NATION, Vacancies


def seen(free: list[int]) -> Vacancies:
    """Four towns in two regions: of one room 1, 2, 0 and 1 vacant, of two rooms one in the last."""
    return Vacancies(np.array([[1, 0], [2, 0], [0, 0], [1, 1]]), np.array([0, 0, 1, 1]), free)


def test_a_vacancy_is_promised_as_often_as_there_are_dwellings() -> None:
    made = seen([9, 9, 9, 9])
    assert [made.take(0, 0, 1, -1, 0) for _ in range(4)] == [0, 1, 1, NOWHERE]
    assert made.take(0, NATION, 1, -1, 0) == 3  # of the region's none is left to the nation either
    assert made.take(0, NATION, 1, -1, 0) == NOWHERE
    assert made.take(1, 1, 1, -1, 0) == 3 and made.take(1, NATION, 1, -1, 0) == NOWHERE


def test_the_draw_says_where_reading_begins_and_it_goes_round() -> None:
    found = [seen([9, 9, 9, 9]).take(0, NATION, 1, -1, draw) for draw in range(6)]
    assert found == [0, 1, 3, 0, 1, 3]
    last = seen([9, 9, 9, 0])
    assert last.take(0, NATION, 1, -1, 2) == 0  # the third has no places: on from the first


def test_a_town_without_places_or_that_said_no_is_passed_over() -> None:
    made = seen([2, 3, 9, 9])
    assert made.take(0, 0, 3, -1, 0) == 1 and made.take(0, 0, 4, -1, 0) == NOWHERE
    assert made.take(0, 0, 2, 0, 0) == 1 and made.take(0, 0, 2, 1, 1) == 0
    assert seen([0, 0, 0, 0]).take(0, NATION, 1, -1, 0) == NOWHERE


def test_where_nothing_is_vacant_nothing_is_promised() -> None:
    made = seen([9, 9, 9, 9])
    assert made.take(1, 0, 1, -1, 5) == NOWHERE
    assert (
        Vacancies(np.zeros((2, 2), dtype=np.int64), np.zeros(2, dtype=np.int64), [9, 9]).take(
            0, NATION, 1, -1, 0
        )
        == NOWHERE
    )
