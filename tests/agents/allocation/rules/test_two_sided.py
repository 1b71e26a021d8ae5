"""Two-sided: stable, within places, and best for households among the stable ones."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.allocation.contract import F64, I64
from agents.allocation.rules.two_sided import deferred_acceptance, priorities, quotas, wishes
from tests.agents.allocation.made import alone, cases, decide, sight, towns


def blocking(wish: F64, rank: F64, quota: I64, found: I64) -> list[tuple[int, int]]:
    """Pairs that would both rather have each other."""
    pairs = []
    n, m = wish.shape
    for i in range(n):
        have = wish[i, found[i]] if found[i] >= 0 else -np.inf
        for town in range(m):
            if not wish[i, town] > have:
                continue
            held = np.flatnonzero(found == town)
            worse = any((rank[j, town], -j) < (rank[i, town], -i) for j in held)
            if len(held) < quota[town] or worse:
                pairs.append((i, town))
    return pairs


def market(seed: int, n: int = 30, m: int = 8) -> tuple[F64, F64, I64]:
    r = np.random.default_rng(seed)
    wish = r.uniform(size=(n, m))
    wish[r.uniform(size=(n, m)) < 0.1] = -np.inf
    return wish, np.round(r.uniform(size=(n, m)), 1), r.integers(0, 6, m)  # ranks with ties


@given(st.integers(0, 10_000))
def test_no_pair_would_rather_have_each_other(seed: int) -> None:
    wish, rank, quota = market(seed)
    found = deferred_acceptance(wish, rank, quota, 8)
    assert blocking(wish, rank, quota, found) == []
    assert np.all(np.bincount(found[found >= 0], minlength=8) <= quota)


@given(st.integers(0, 10_000))
def test_of_all_stable_matchings_the_best_for_every_household(seed: int) -> None:
    wish, rank, _ = market(seed, 4, 4)
    # strict wishes: between equals no matching is the best for everybody
    wish, quota = np.where(np.isfinite(wish), wish, -np.arange(4.0)), np.ones(4, dtype=np.int64)
    found = deferred_acceptance(wish, rank, quota, 4)
    rows = np.arange(4)
    for way in permutations(range(4)):
        other = np.array(way)
        if not blocking(wish, rank, quota, other):
            assert np.all(wish[rows, found] >= wish[rows, other])


def test_worked_out_by_hand() -> None:
    wish = np.array([[2.0, 1.0], [2.0, 1.0], [1.0, 2.0]])
    rank = np.array([[1.0, 3.0], [2.0, 1.0], [3.0, 2.0]])
    # both first want town 0, which keeps the second; the first goes to town 1, which turns the third
    # away, and the third takes town 0 from the second
    assert deferred_acceptance(wish, rank, np.array([1, 1]), 2).tolist() == [1, -1, 0]


@given(st.integers(0, 10_000))
def test_quotas_hold_no_more_than_places_and_nearly_all(seed: int) -> None:
    t = towns(seed)
    counts = np.bincount(cases(seed).persons)
    quota = quotas(t.places, t.vacant, counts)
    held = quota @ np.arange(len(counts))
    assert np.all(held <= t.places) and np.all(t.places - held < np.flatnonzero(counts)[0])


@given(st.integers(0, 2000))
def test_the_rule_is_stable_within_each_size(seed: int) -> None:
    c, t = cases(seed, n=60, close_family=np.full(60, -1)), towns(seed, most=30)
    quota = quotas(t.places, t.vacant, np.bincount(c.persons))
    seen = sight(c, t)
    for persons in np.unique(c.persons).tolist():
        rows = np.flatnonzero(c.persons == persons)
        wish, rank = wishes(seen, rows), priorities(seen, rows)
        found = deferred_acceptance(wish, rank, quota[:, persons], 20)
        assert blocking(wish, rank, quota[:, persons], found) == []


def test_households_go_where_their_people_are_when_all_else_is_equal() -> None:
    people = np.zeros((20, 8), dtype=np.int64)
    people[11, 3] = 500
    t = towns(places=np.full(20, 5), market=np.ones((20, 8)), vacant=np.zeros((20, 5), dtype=np.int64),
              kind_weight=np.ones((20, 5)), coethnic=people)  # fmt: skip
    chosen = decide("two_sided", alone(8, origin=np.full(8, 3)), t)
    assert np.sum(chosen == 11) == 5  # its places, and no more


def test_the_draws_not_the_rows_order_equals() -> None:
    t = towns(5, places=np.full(20, 2), coethnic=np.zeros((20, 8), dtype=np.int64), market=np.ones((20, 8)))
    c = alone(20, draw=np.arange(20) * 1_234_567)
    seen = wishes(sight(c, t), np.arange(20))
    assert len({tuple(np.argsort(-row)) for row in seen.round(9)}) > 15


def test_a_town_ranks_by_its_kinds_and_puts_whom_it_has_a_dwelling_for_first() -> None:
    """A dwelling of the size the family will need, when all who are expected have come."""
    vacant = np.zeros((20, 5), dtype=np.int64)
    vacant[3, 1], vacant[4, 4] = 1, 2
    weight = np.ones((20, 5))
    weight[:, 2] = np.e
    t = towns(vacant=vacant, kind_weight=weight)
    c = alone(4, persons=np.array([1, 2, 2, 7]), expected=np.array([2, 2, 3, 7]), kind=np.array([0, 2, 0, 0]))
    rank = priorities(sight(c, t), np.arange(4))
    first = rank - np.array([0.0, 1.0, 0.0, 0.0])[:, None]
    assert np.argwhere(first > 1e-9).tolist() == [[0, 3], [1, 3], [3, 4]]
    assert np.allclose(first[first > 1e-9], sight(c, t).imdi.two_sided_priority)


def test_what_a_household_wishes_adds_up() -> None:
    """Kin near, people of its origin, work for its adults (two at most count), and a home that fits."""
    people = np.zeros((20, 8), dtype=np.int64)
    people[5, 2] = 99
    vacant = np.zeros((20, 5), dtype=np.int64)
    vacant[6, 0] = 1
    market = np.ones((20, 8))
    market[7] = 2.0
    t = towns(coethnic=people, vacant=vacant, market=market)
    c = alone(3, origin=np.array([2, 0, 0]), workers=np.array([1.0, 3.0, 1.0]),
              close_family=np.array([-1, -1, 0]))  # fmt: skip
    seen = sight(c, t)
    imdi = seen.imdi
    wish = wishes(seen, np.arange(3))
    plain = imdi.two_sided_work * np.array([1.0, 2.0, 1.0])
    assert wish[0, 5] - plain[0] == pytest.approx(imdi.two_sided_ties * np.log(100.0), abs=1e-5)
    assert wish[0, 6] - plain[0] == pytest.approx(imdi.two_sided_fit, abs=1e-5)
    assert wish[1, 7] == pytest.approx(2 * plain[1], abs=1e-5)
    assert wish[1, 8] == pytest.approx(plain[1], abs=1e-5)
    # towns lie 30 km apart: the tenth from the family 300 km
    assert wish[2, 0] - wish[2, 10] == pytest.approx(imdi.two_sided_family * np.log(4.0), abs=1e-5)


def test_the_large_have_the_dwellings_that_fit_them_before_the_small_take_their_places() -> None:
    """Four places, and a dwelling of one and one of four rooms: for four together, not for one and nobody."""
    found = quotas(np.array([4]), np.array([[1, 0, 0, 1, 0]]), np.array([0, 1, 0, 0, 1]))
    assert found.tolist() == [[0, 0, 0, 0, 1]]
