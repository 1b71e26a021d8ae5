from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.verdicts.shapley import (
    all_orders,
    antithetic_orders,
    coalitions,
    nested_orders,
    shares,
)

finite = st.floats(-1e9, 1e9, allow_nan=False)


def generator(seed: int = 1) -> np.random.Generator:
    return np.random.Generator(np.random.Philox(seed))


def game(values: list[float]):
    """A game of any kind: a value for each of 2**n coalitions."""
    return lambda coalition: values[coalition]


games = st.integers(1, 4).flatmap(lambda n: st.lists(finite, min_size=2**n, max_size=2**n))


@given(games, st.integers(1, 5), st.integers(0, 99))
def test_parts_sum_to_the_total_exactly_however_few_the_orders(values: list, pairs: int, seed: int) -> None:
    n = len(values).bit_length() - 1
    total = Fraction(values[-1]) - Fraction(values[0])
    halves = [range(n // 2), range(n // 2, n)] if n > 1 else [range(n)]
    for orders in (antithetic_orders(n, pairs, generator(seed)), nested_orders(halves, 1, generator(seed))):
        assert sum(shares(n, orders, game(values))) == total


@given(st.lists(finite, min_size=1, max_size=6), st.integers(0, 99))
def test_additive_game(worth: list[float], seed: int) -> None:
    """Known answer: where nothing works together, each is given its own worth."""
    exact = [Fraction(x) for x in worth]

    def value(coalition: int) -> Fraction:
        return sum((x for i, x in enumerate(exact) if coalition >> i & 1), Fraction(0))

    orders = antithetic_orders(len(worth), 1, generator(seed))
    assert list(shares(len(worth), orders, value)) == exact


def gloves(coalition: int) -> float:
    """Player 0 has the left glove, 1 and 2 a right one each: a pair is worth 1."""
    return float(bool(coalition & 1) and bool(coalition & 6))


def test_glove_game() -> None:
    assert shares(3, all_orders(3), gloves) == (Fraction(2, 3), Fraction(1, 6), Fraction(1, 6))


def test_sampled_orders_approach_the_glove_game() -> None:
    found = shares(3, antithetic_orders(3, 2000, generator()), gloves)
    assert [float(x) for x in found] == pytest.approx([2 / 3, 1 / 6, 1 / 6], abs=0.02)


@given(st.lists(finite, min_size=8, max_size=8), st.integers(0, 2), st.integers(0, 99))
def test_a_dummy_is_given_exactly_nil(values: list[float], dummy: int, seed: int) -> None:
    orders = antithetic_orders(3, 2, generator(seed))
    found = shares(3, orders, lambda coalition: values[coalition & ~(1 << dummy)])
    assert found[dummy] == 0


@given(st.lists(finite, min_size=16, max_size=16), st.integers(0, 99))
def test_groups_are_given_their_exact_shapley_value(values: list[float], seed: int) -> None:
    """Owen: two groups of two; each group's parts sum to the two-player Shapley value of the groups."""
    found = shares(4, nested_orders([[0, 2], [1, 3]], 1, generator(seed)), game(values))
    none, first, second, all_ = (Fraction(values[i]) for i in (0, 0b0101, 0b1010, 0b1111))
    assert found[0] + found[2] == ((first - none) + (all_ - second)) / 2
    assert found[1] + found[3] == ((second - none) + (all_ - first)) / 2


@given(st.lists(finite, min_size=64, max_size=64), st.integers(0, 99))
def test_three_groups_too(values: list[float], seed: int) -> None:
    groups = [[0, 1], [2, 3, 4], [5]]
    masks = [sum(1 << i for i in group) for group in groups]
    found = shares(6, nested_orders(groups, 1, generator(seed)), game(values))

    def together(coalition: int) -> float:
        return values[sum(mask for i, mask in enumerate(masks) if coalition >> i & 1)]

    for group, part in zip(groups, shares(3, all_orders(3), together), strict=True):
        assert sum(found[i] for i in group) == part


def test_orders_come_in_pairs_and_the_key_repeats_them() -> None:
    orders = antithetic_orders(5, 3, generator(7))
    assert orders == antithetic_orders(5, 3, generator(7)) != antithetic_orders(5, 3, generator(8))
    assert all(a == b[::-1] for a, b in zip(orders[::2], orders[1::2], strict=True))
    nested = nested_orders([[0, 1, 2], [3, 4]], 2, generator(7))
    assert len(nested) == 4 and {a[::-1] for a in nested} == set(nested)
    first, second = nested_orders([[0, 1, 2]], 1, generator(7))
    assert second == first[::-1]


def test_coalitions_of_an_order() -> None:
    assert coalitions([(0, 1, 2), (2, 1, 0)]) == {0, 0b001, 0b011, 0b111, 0b100, 0b110}


@pytest.mark.parametrize("orders", [[], [(0, 1)], [(0, 0, 1)]])
def test_what_is_no_order_is_refused(orders: list) -> None:
    with pytest.raises(ValueError, match="each of 3 players once"):
        shares(3, orders, gloves)
