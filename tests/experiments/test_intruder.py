"""What can be told of a held-back cell, against linear programmes and against all tables there can be."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from experiments.disclosure import THRESHOLD, with_margins
from experiments.intruder import Intruder, Place
from tests.experiments.linear_programme import bounds


@st.composite
def half_shown(draw: st.DrawFn, most: int, side: int) -> tuple[np.ndarray, np.ndarray]:
    """A table with its margins, and any of its cells and margins held back."""
    shapes = array_shapes(min_dims=1, max_dims=2, min_side=1, max_side=side)
    table = with_margins(draw(arrays(np.float64, shapes, elements=st.integers(0, most).map(float))))
    return table, draw(arrays(np.bool_, st.just(table.shape)))


def places_of(mask: np.ndarray) -> list[Place]:
    return [tuple(int(i) for i in at) for at in zip(*np.nonzero(mask), strict=True)]


def facing(table: np.ndarray, mask: np.ndarray, threshold: float) -> Intruder:
    who = Intruder(table, threshold)
    for place in places_of(mask):
        who.hold_back(place)
    return who


@settings(max_examples=60, deadline=None)
@given(half_shown(9, 4), st.data())
def test_the_answers_are_those_of_two_linear_programmes_for_each_cell(
    given_table: tuple[np.ndarray, np.ndarray], data: st.DataObject
) -> None:
    table, mask = given_table
    if not mask.any():
        return
    who = facing(table, mask, THRESHOLD)
    for place in data.draw(st.lists(st.sampled_from(places_of(mask)), max_size=6, unique=True)):
        low, high = bounds(table, mask, place)
        loose = high - low > 1e-4
        assert (not who.wants(place, False)) == loose
        if table[place] < THRESHOLD:
            assert (not who.wants(place, True)) == (loose and high >= THRESHOLD - 1e-4)


@settings(max_examples=60, deadline=None)
@given(half_shown(3, 2))
def test_that_counts_are_whole_tells_no_more(given_table: tuple[np.ndarray, np.ndarray]) -> None:
    """All tables of whole counts that agree with what is shown; a small cell is one below 3."""
    table, mask = given_table
    who = facing(table, mask, 3)
    inner = tuple(size - 1 for size in table.shape)
    every = np.array(list(product(range(7), repeat=int(np.prod(inner)))), dtype=np.float64)
    every = every.reshape(-1, *inner)  # what is 3 at most is within 3 of it where it reaches 3 at all
    for axis in range(1, every.ndim):
        every = np.concatenate([every, every.sum(axis=axis, keepdims=True)], axis=axis)
    agreeing = every[(every[:, ~mask] == table[~mask]).all(axis=1)]
    for place in places_of(mask):
        can_be = set(agreeing[(slice(None), *place)].tolist())
        assert (not who.wants(place, False)) == (len(can_be) > 1)
        if table[place] < 3:
            assert (not who.wants(place, True)) == (len(can_be) > 1 and max(can_be) >= 3)


@settings(max_examples=100, deadline=None)
@given(half_shown(9, 4))
def test_what_is_wanted_makes_the_cell_safe_at_once(given_table: tuple[np.ndarray, np.ndarray]) -> None:
    table, mask = given_table
    who = facing(table, mask, THRESHOLD)
    for place in places_of(mask):
        small = bool(0 < table[place] < THRESHOLD)
        more = who.wants(place, small)
        assert not any(mask[one] for one in more)
        for one in more:
            mask[one] = True
            who.hold_back(one)
        assert not who.wants(place, small)


def test_the_cheapest_way_is_wanted_and_totals_last() -> None:
    table = with_margins(np.array([[2.0, 30.0, 4.0], [50.0, 9.0, 60.0], [8.0, 70.0, 65.0]]))
    who = facing(table, table == 2.0, THRESHOLD)
    # it may be 5 when one that is at least 3 in its row and one in its column may be as much less
    assert set(who.wants((0, 0), True)) == {(0, 2), (2, 0), (2, 2)}
    assert set(who.wants((0, 0), False)) == {(0, 2), (2, 0), (2, 2)}
    one = with_margins(np.array([[2.0], [30.0]]))
    assert set(facing(one, one == 2.0, THRESHOLD).wants((0, 0), True)) == {(1, 0), (1, 1)}


def test_one_answer_shows_the_cells_it_goes_through_to_be_safe() -> None:
    table = with_margins(np.array([[2.0, 30.0, 4.0], [50.0, 20.0, 60.0]]))
    square = list(product((0, 1), (0, 1)))
    mask = np.zeros(table.shape, dtype=np.bool_)
    mask[:2, :2] = True
    who = facing(table, mask, THRESHOLD)
    assert not who.wants((0, 0), True)
    assert who.loose == set(square)


def test_nothing_is_made_up_where_nothing_helps() -> None:
    table = with_margins(np.array([2.0, 0.0]))
    who = Intruder(table, THRESHOLD, [(2,)])
    who.hold_back((0,))
    with pytest.raises(ArithmeticError):
        who.wants((0,), True)
