"""For employment: optimal among all assignments to dwellings, within places."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.allocation.rules.employment_optimal import assign_dwellings
from tests.agents.allocation.made import alone, decide, towns


def brute_force(gain: np.ndarray, size: np.ndarray, persons: np.ndarray, homes: np.ndarray,
                places: np.ndarray) -> float:  # fmt: skip
    """The largest total gain of all assignments that respect dwellings and places."""
    n, m = gain.shape
    best = 0.0
    for way in product(range(-1, m), repeat=n):
        used, taken, total = places.copy(), homes.copy(), 0.0
        for i, where in enumerate(way):
            if where >= 0:
                used[where] -= persons[i]
                taken[where, size[i]] -= 1
                total += gain[i, where]
        if used.min() >= 0 and taken.min() >= 0:
            best = max(best, total)
    return best


def world(seed: int, scarce: bool) -> tuple[np.ndarray, ...]:
    r = np.random.default_rng(seed)
    n, m = 5, 3
    persons = r.integers(1, 4, n)
    places = r.integers(1, 6, m) if scarce else np.full(m, 50)
    return r.uniform(0.1, 2.0, (n, m)), persons - 1, persons, r.integers(0, 3, (m, 3)), places


def total(found: np.ndarray, gain: np.ndarray) -> float:
    housed = np.flatnonzero(found >= 0)
    return float(gain[housed, found[housed]].sum())


@settings(max_examples=40)
@given(st.integers(0, 10_000))
def test_equal_to_the_best_of_all_assignments_where_places_do_not_bind(seed: int) -> None:
    gain, size, persons, homes, places = world(seed, scarce=False)
    found = assign_dwellings(gain, size, persons, homes, places)
    assert total(found, gain) == pytest.approx(brute_force(gain, size, persons, homes, places))


@settings(max_examples=40)
@given(st.integers(0, 10_000))
def test_within_places_and_dwellings_where_they_bind(seed: int) -> None:
    gain, size, persons, homes, places = world(seed, scarce=True)
    found = assign_dwellings(gain, size, persons, homes, places)
    for m in range(3):
        here = found == m
        assert persons[here].sum() <= places[m]
        assert np.all(np.bincount(size[here], minlength=3) <= homes[m])
    assert total(found, gain) <= brute_force(gain, size, persons, homes, places) + 1e-9


def test_where_places_bind_little_is_lost() -> None:
    parts = []
    for seed in range(60):
        gain, size, persons, homes, places = world(seed, scarce=True)
        best = brute_force(gain, size, persons, homes, places)
        if best > 0:
            found = assign_dwellings(gain, size, persons, homes, places)
            parts.append(total(found, gain) / best)
    assert len(parts) > 40 and np.mean(parts) > 0.9


def test_the_market_decides_only_among_fitting_dwellings() -> None:
    market = np.ones((20, 8))
    market[2], market[5] = 1.5, 1.2
    homes = np.zeros((20, 5), dtype=np.int64)
    homes[2, 3] = 1  # the best market has a dwelling for four only
    homes[5, 0] = homes[6, 0] = 1
    c = alone(3, persons=np.array([1, 1, 1]), workers=np.array([0.85, 1.15, 0.5]))
    t = towns(places=np.full(20, 9), market=market, vacant=homes, coming=np.zeros_like(homes))
    chosen = decide("employment_optimal", c, t)
    assert chosen[1] == 5 and chosen[0] == 6  # the schooled one gains most from the better market


def test_expected_family_needs_the_larger_dwelling() -> None:
    homes = np.zeros((20, 5), dtype=np.int64)
    homes[3, 0] = homes[8, 2] = 1
    c = alone(1, expected=np.array([3]))
    t = towns(places=np.full(20, 9), vacant=homes, coming=np.zeros_like(homes))
    assert decide("employment_optimal", c, t)[0] == 8


@given(st.integers(0, 1000))
def test_the_order_of_rows_does_not_matter(seed: int) -> None:
    r = np.random.default_rng(seed)
    gain, size, homes = r.uniform(0.1, 2.0, (12, 4)), r.integers(0, 3, 12), r.integers(0, 3, (4, 3))
    persons, places, other = size + 1, np.full(4, 40), r.permutation(12)
    found = assign_dwellings(gain, size, persons, homes, places)
    mixed = assign_dwellings(gain[other], size[other], persons[other], homes, places)
    np.testing.assert_array_equal(mixed, found[other])
