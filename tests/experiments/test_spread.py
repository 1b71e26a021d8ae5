import numpy as np
import pytest

from experiments.paired import paired_difference, quantile_of_t
from experiments.spread import draw_means, spread


def test_known_answer() -> None:
    found = spread([1.0, 3.0, 7.0, 9.0], 2)  # draws with means 2 and 8, each with variance 2
    assert found.chance == pytest.approx(2**0.5)
    assert found.parameters == pytest.approx(((36.0 - 2.0) / 2) ** 0.5)
    assert found.share == pytest.approx(17 / 19)
    assert draw_means([1.0, 3.0, 7.0, float("nan")], 2).tolist() == [2.0, 7.0]


def test_one_chance_seed_a_draw_cannot_tell() -> None:
    for values, per_draw in (([1.0, 2.0, 3.0], 1), ([1.0, 2.0], 2), ([], 2)):
        found = spread(values, per_draw)
        assert np.isnan(found.chance) and np.isnan(found.parameters) and np.isnan(found.share)


def test_the_two_sources_are_found_again() -> None:
    rng = np.random.default_rng(1)
    values = (rng.normal(0, 2.0, (4000, 1)) + rng.normal(0, 1.0, (4000, 3))).ravel()
    values[::50] = np.nan  # draws of unequal size
    found = spread(values.tolist(), 3)
    assert found.chance == pytest.approx(1.0, abs=0.03)
    assert found.parameters == pytest.approx(2.0, abs=0.08)


def test_no_spread_of_parameters_is_zero_and_never_less() -> None:
    rng = np.random.default_rng(2)
    assert spread([1.0, 2.0, 2.0, 1.0], 2).parameters == 0.0
    assert spread(rng.normal(size=4000).tolist(), 4).parameters < 0.2


def test_the_interval_of_nested_replicates_is_that_of_the_draws() -> None:
    arm = [1.0, 3.0, 7.0, 9.0, 4.0, 6.0]
    nested = paired_difference(arm, [0.0] * 6, 1, per_draw=2)
    draws = paired_difference([2.0, 8.0, 5.0], [0.0] * 3, 1)
    assert (nested.mean, nested.low, nested.high) == (draws.mean, draws.low, draws.high)
    assert nested.pairs == 6 and nested.better == 6


def test_nested_intervals_cover_as_they_say() -> None:
    rng = np.random.default_rng(3)
    covered = 0
    for _ in range(600):
        values = (0.3 + rng.normal(0, 1, (6, 1)) + rng.normal(0, 1, (6, 4))).ravel()
        found = paired_difference(values.tolist(), [0.0] * 24, 1, per_draw=4)
        covered += found.low <= 0.3 <= found.high
    assert 0.86 < covered / 600 < 0.94


def test_the_smallest_effect_that_can_be_seen_is_seen_four_times_in_five() -> None:
    rng = np.random.default_rng(4)
    one = paired_difference([3.0, 5.0, 4.0], [1.0, 2.0, 3.0], 1)
    error = 1.0 / 3**0.5
    assert one.detectable == pytest.approx((quantile_of_t(0.90, 2) + quantile_of_t(0.60, 2)) * error)
    n, seen = 24, 0
    true = (
        paired_difference(rng.normal(size=20_000).tolist(), [0.0] * 20_000, 1).detectable
        * (20_000 / n) ** 0.5
    )
    for _ in range(1000):
        seen += paired_difference(rng.normal(true, 1, n).tolist(), [0.0] * n, 1).low > 0
    assert 0.75 < seen / 1000 < 0.85
