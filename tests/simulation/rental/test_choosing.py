"""Deciding once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.kinds import Reason
from agents.landlord import EQUAL
from simulation.rental import choosing as market


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3 * EQUAL)), max_size=40),
    st.lists(st.integers(0, 2**32 - 1), min_size=10, max_size=10),
)
def test_every_listing_decides_once_for_one_of_its_own(pairs: list, draws: list) -> None:
    listing = np.array([p[0] for p in pairs], dtype=np.int64)
    weight = np.array([p[1] for p in pairs], dtype=np.int64)
    ordinary = np.arange(10, dtype=np.int64) % 3
    chosen, let = market.decide(
        listing, weight, ordinary, np.full(10, EQUAL // 2), np.array(draws, dtype=np.int64), 10
    )
    for i in range(10):
        assert not (let[i] and chosen[i] >= 0)
        assert not (let[i] and ordinary[i] == 0)
        if chosen[i] >= 0:
            assert listing[chosen[i]] == i and weight[chosen[i]] > 0


def test_choice_follows_the_weights() -> None:
    """Known answer: one applicant of half weight against one ordinary and no reservation: a third."""
    n = 30_000
    draw = (np.arange(n, dtype=np.int64) * (2**32 // n)) + 7
    chosen, let = market.decide(
        np.arange(n), np.full(n, EQUAL // 2), np.ones(n, dtype=np.int64), np.zeros(n, dtype=np.int64), draw, n
    )
    assert (chosen >= 0).mean() == pytest.approx(1 / 3, abs=0.001)
    assert let.mean() == pytest.approx(2 / 3, abs=0.001)


def test_whoever_is_chosen_twice_takes_the_cheaper() -> None:
    kept = market.settle_doubles(np.array([0, 1, 2, -1]), np.array([5, 5, 6]), np.array([9, 8, 7, 6]))
    assert kept.tolist() == [-1, 1, 2, -1]


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(1, 90_000)), min_size=1, max_size=12),
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 90_000), st.integers(0, 2**32 - 1)), min_size=4,
             max_size=4),
)  # fmt: skip
def test_who_would_be_let_to_is_who_the_same_draw_lets_to_when_it_weighs_as_much(
    pairs: list[tuple[int, int]], listings: list[tuple[int, int, int]]
) -> None:
    listing, weight = (np.array(column, dtype=np.int64) for column in zip(*pairs, strict=True))
    others = [np.array(column, dtype=np.int64) for column in zip(*listings, strict=True)]
    equal = np.full(len(pairs), EQUAL)
    lines = market.line_up(listing, weight, 4)
    found = market.would_be_let(listing, weight, equal, *others, lines)
    for i in range(len(pairs)):
        alone = weight.copy()
        alone[i] = EQUAL
        chosen, _ = market.decide(listing, alone, *others, 4)
        assert found[i] == (i in chosen)


def test_a_search_fails_for_want_of_listings_of_money_or_of_a_landlord_in_that_order() -> None:
    outcome = market.search_outcomes(3, np.array([1, 1, 2]), np.array([2]))
    assert outcome.tolist() == [Reason.MARKET_EMPTY, Reason.RENT_TOO_HIGH, Reason.LANDLORD_NO]


@given(st.lists(st.one_of(st.integers(0, 40_000), st.sampled_from([32_767, 32_768])), max_size=5))
def test_numbers_are_made_narrow_where_they_fit(numbers: list[int]) -> None:
    found = market.narrow(np.array(numbers, dtype=np.int64))
    assert found.tolist() == numbers
    assert (found.dtype == np.int16) == (len(numbers) > 0 and max(numbers) <= 32_767)
