import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.paired import paired_difference, quantile_of_t


def test_known_answer() -> None:
    found = paired_difference([3.0, 5.0, 4.0], [1.0, 2.0, 3.0], direction=-1)
    assert found.mean == 2.0
    assert found.high - found.mean == pytest.approx(2.919986 * 1.0 / 3**0.5, rel=1e-5)
    assert (found.pairs, found.better) == (3, 0)
    assert found.clear


def test_quantile_against_a_table() -> None:
    assert quantile_of_t(0.90, 7) == pytest.approx(1.8946, abs=1e-4)


def test_missing_pairs_are_left_out_and_one_pair_has_no_interval() -> None:
    found = paired_difference([1.0, float("nan")], [0.0, 0.0], direction=1)
    assert (found.pairs, found.mean, found.better) == (1, 1.0, 1)
    assert np.isnan(found.low) and not found.clear
    assert paired_difference([], [], 1).pairs == 0


def test_no_direction_counts_nothing_as_better() -> None:
    assert paired_difference([1.0, 2.0], [0.0, 0.0], direction=0).better is None


def test_unequal_lengths_do_not_pair() -> None:
    with pytest.raises(ValueError, match="pair"):
        paired_difference([1.0], [1.0, 2.0], 1)


def test_coverage_is_ninety_percent() -> None:
    rng = np.random.default_rng(1)
    covered = 0
    for _ in range(1000):
        shared = rng.normal(size=8) * 5
        found = paired_difference(list(shared + rng.normal(0.3, 1, 8)), list(shared), 1)
        covered += found.low <= 0.3 <= found.high
    assert 0.87 < covered / 1000 < 0.93


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=20))
def test_equal_series_differ_by_exactly_zero(values: list[float]) -> None:
    found = paired_difference(values, values, 1)
    assert (found.mean, found.low, found.high, found.better) == (0.0, 0.0, 0.0, 0)
    assert not found.clear
