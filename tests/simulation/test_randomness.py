"""Keyed randomness: known answers, scalar and vector alike, independence, thresholds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.randomness import (
    ONE,
    Randomness,
    Stream,
    cumulative,
    derive_key,
    derive_keys,
    mix,
    mix_array,
    pick,
    quantile_index,
    quantile_table,
    threshold,
)

KEYS = mix_array(np.arange(1, 20_001, dtype=np.uint64))
KEY = st.integers(0, 2**64 - 1)


def chi_square(counts: np.ndarray) -> float:
    expected = counts.sum() / counts.size
    return float(((counts - expected) ** 2 / expected).sum())


def test_known_answers() -> None:
    """Vectors of the splitmix64 finaliser (state 0, first outputs of splitmix64)."""
    golden = 0x9E3779B97F4A7C15
    assert mix(0) == 0
    assert mix(golden) == 0xE220A8397B1DCDAF
    assert mix(2 * golden) == 0x6E789E6AA1B965F4
    assert mix(3 * golden) == 0x06C45D188009454F


@given(KEY, st.integers(-40_000, 2000), st.integers(0, 250), st.integers(0, 4000))
def test_scalar_and_vector_keys_are_equal(key: int, month: int, kind: int, ordinal: int) -> None:
    keys = np.array([key, key], dtype=np.uint64)
    assert mix_array(keys).tolist() == [mix(key)] * 2
    one = derive_key(key, month, kind, ordinal)
    assert derive_keys(keys, month, kind, ordinal).tolist() == [one] * 2
    assert derive_keys(keys, month, kind, np.array([ordinal, ordinal + 1])).tolist()[0] == one


@given(KEY, st.sampled_from(list(Stream)), st.integers(0, 120), st.integers(0, 2**31))
def test_one_key_and_many_give_the_same_draws(key: int, stream: Stream, month: int, seed: int) -> None:
    draws, keys = Randomness(seed), np.array([key], dtype=np.uint64)
    assert draws.one(stream, month, key) == draws.high(stream, month, keys)[0]
    top, low = draws.both(stream, month, keys)
    assert draws.one_both(stream, month, key) == (top[0], low[0])
    assert 0 <= low[0] < ONE and 0 <= top[0] < ONE
    assert 0.0 < draws.uniform(stream, month, keys)[0] < 1.0


def test_order_and_company_do_not_matter() -> None:
    draws = Randomness(7)
    all_of = draws.high(Stream.WORK, 30, KEYS)
    some = np.arange(100, 5, -3)
    np.testing.assert_array_equal(draws.high(Stream.WORK, 30, KEYS[some]), all_of[some])


@pytest.mark.parametrize("bits", ["high", "low"])
def test_draws_are_uniform(bits: str) -> None:
    top, low = Randomness(3).both(Stream.OFFER, 40, KEYS)
    counts = np.bincount((top if bits == "high" else low) >> 27, minlength=32)
    assert chi_square(counts) < 61.1  # 31 df, p = 0.001


def pairs() -> dict[str, tuple[np.ndarray, np.ndarray]]:
    a = Randomness(3)
    one = a.high(Stream.OFFER, 40, KEYS)
    top, low = a.both(Stream.ANSWER, 40, KEYS)
    return {
        "streams": (one, top),
        "months": (one, a.high(Stream.OFFER, 41, KEYS)),
        "seeds": (one, Randomness(4).high(Stream.OFFER, 40, KEYS)),
        "halves": (top, low),
        "derived keys": (one, a.high(Stream.OFFER, 40, derive_keys(KEYS, 0, Stream.OFFER, 1))),
        "neighbouring keys": (one[:-1], one[1:]),
        "placebo": (one, Randomness(3, salt=9).high(Stream.OFFER, 40, KEYS)),
    }


@pytest.mark.parametrize("name", sorted(pairs()))
def test_two_uses_of_chance_are_independent(name: str) -> None:
    a, b = pairs()[name]
    cells = np.bincount((a >> 29) * 8 + (b >> 29), minlength=64)
    assert chi_square(cells) < 103.5  # 63 df, p = 0.001


def test_derived_keys_do_not_collide() -> None:
    made = [derive_keys(KEYS[:200], month, kind, o) for month in (0, 24, 119) for kind in (0, 27, 206)
            for o in range(6)]  # fmt: skip
    every = np.concatenate([*made, KEYS])
    assert len(np.unique(every)) == len(every)


def test_the_placebo_changes_chance_from_its_month_on_and_not_before() -> None:
    plain, salted = Randomness(3), Randomness(3, salt=5, salt_month=48)
    for month, same in ((0, True), (47, True), (48, False), (100, False)):
        equal = np.array_equal(
            plain.high(Stream.WORK, month, KEYS[:50]), salted.high(Stream.WORK, month, KEYS[:50])
        )
        assert equal is same


def test_generators_repeat_and_differ_by_month() -> None:
    draw = [Randomness(1).generator(Stream.REQUEST, m).standard_normal() for m in (9, 9, 10)]
    assert draw[0] == draw[1] != draw[2]


def test_thresholds_at_zero_and_one() -> None:
    assert threshold([-0.5, 0.0, 0.5, 1.0, 7.0]).tolist() == [0, 0, ONE // 2, ONE, ONE]
    draws = Randomness(1).high(Stream.BIRTH, 30, KEYS)
    assert not np.any(draws < threshold(0.0)) and np.all(draws < threshold(1.0))


@given(st.floats(0, 1))
def test_a_threshold_happens_as_often_as_its_probability(p: float) -> None:
    happens = np.mean(Randomness(2).high(Stream.DEATH, 30, KEYS) < threshold(p))
    assert abs(happens - p) < 4.5 * (p * (1 - p) / len(KEYS)) ** 0.5 + 1e-3


@given(st.lists(st.floats(0, 100), min_size=1, max_size=8).filter(lambda w: sum(w) > 1e-6))
def test_picks_follow_their_weights(weights: list[float]) -> None:
    table = cumulative(weights)
    assert table[-1] == ONE and np.all(np.diff(table) >= 0)
    share = np.bincount(pick(table, Randomness(5).high(Stream.PEER, 12, KEYS)), minlength=len(weights))
    assert len(share) == len(weights)
    np.testing.assert_allclose(share / len(KEYS), np.array(weights) / sum(weights), atol=0.02)
    assert pick(table, np.array([0, ONE - 1])).tolist()[-1] < len(weights)


def test_what_has_a_chance_happens_below_its_threshold_and_not_at_it() -> None:
    table = cumulative([1.0, 1.0, 2.0])
    at = np.array([0, ONE // 4 - 1, ONE // 4, ONE // 2 - 1, ONE // 2, ONE - 1])
    assert pick(table, at).tolist() == [0, 0, 1, 1, 2, 2]
    assert pick(cumulative([0.0, 1.0]), np.array([0])).tolist() == [1]  # what has no chance never happens


def test_cumulative_of_nothing_and_of_many_rows() -> None:
    assert cumulative([0.0, 0.0]).tolist()[-1] == ONE
    assert cumulative([[1.0, 1.0], [0.0, 1.0]])[:, 0].tolist() == [ONE // 2, 0]


def test_quantile_tables_are_read_evenly() -> None:
    table = quantile_table([1.4, 2.6, 10.0])
    assert table.tolist() == [1, 3, 10]
    assert quantile_index(np.array([0, ONE // 2, ONE - 1]), 3).tolist() == [0, 1, 2]


def test_stream_numbers_are_unique() -> None:
    assert len({int(s) for s in Stream}) == len(Stream.__members__)
