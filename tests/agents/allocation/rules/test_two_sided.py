"""Two-sided: stable, within places, and best for households among the stable ones."""

from itertools import permutations

import numpy as np
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
