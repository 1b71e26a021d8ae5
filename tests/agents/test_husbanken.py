"""Husbanken: order of applications, completeness and the rationing of advice."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.husbanken import incomplete_share, order_applications, share_advice
from agents.parameters import Rules
from tests.simulation.runs import values

RULES = values().rules("husbanken")
RECEIVED = np.array([10, 4, 4, 9, 1])
PLACES = np.array([True, False, False, True, False])


def test_without_alignment_first_come_is_first_served() -> None:
    assert order_applications(RECEIVED, PLACES, 0.0).tolist() == [4, 1, 2, 3, 0]


def test_alignment_moves_those_with_places_up_and_the_others_down() -> None:
    assert order_applications(RECEIVED, PLACES, 1.0).tolist() == [4, 3, 0, 1, 2]
    assert order_applications(RECEIVED, PLACES, -1.0).tolist() == [4, 1, 2, 3, 0]


@given(st.lists(st.tuples(st.integers(0, 50), st.booleans()), max_size=30), st.floats(-1, 1))
def test_every_application_is_in_the_order_once(rows: list[tuple[int, bool]], priority: float) -> None:
    received = np.array([r for r, _ in rows], dtype=np.int64)
    places = np.array([p for _, p in rows], dtype=np.bool_)
    order = order_applications(received, places, priority)
    assert sorted(order.tolist()) == list(range(len(rows)))


def test_papers_are_oftener_incomplete_where_the_instrument_is_new() -> None:
    new, practised = incomplete_share(RULES, np.array([False, True]), 0.0)
    assert (new, practised) == (RULES.incomplete, RULES.incomplete_known)
    assert incomplete_share(RULES, np.array([False]), 1.0)[0] < new
    assert incomplete_share(RULES, np.array([False]), -1.0)[0] > new  # advice can mislead
    bad = Rules({**vars(RULES), "incomplete": 0.9})
    assert incomplete_share(bad, np.array([False]), -1.0)[0] == 0.95  # and yet some get it right


@given(st.floats(0, 300), st.integers(0, 10_000))
def test_advice_never_exceeds_its_hours(hours: float, seed: int) -> None:
    r = np.random.default_rng(seed)
    need, count = r.integers(0, 50, 12), r.integers(0, 6, 12)
    given_ = share_advice(hours, need, count, 12.0)
    assert given_.sum() <= hours
    assert set(given_.tolist()) <= {0.0, 12.0}
    chosen = given_ > 0
    if chosen.any() and not chosen.all():
        assert need[chosen].min() >= need[~chosen].max()  # high need first


def test_at_equal_need_the_one_that_knows_least_is_visited() -> None:
    assert share_advice(12.0, np.array([5, 5]), np.array([3, 1]), 12.0).tolist() == pytest.approx([0, 12])
