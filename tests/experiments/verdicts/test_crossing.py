from collections.abc import Sequence
from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.verdicts.crossing import F64, crossing, find_crossing, monotone

GRID = [0.0, 0.25, 0.5, 0.75, 1.0]


def generator() -> np.random.Generator:
    return np.random.Generator(np.random.Philox(3))


@given(st.lists(st.floats(-100, 100), min_size=2, max_size=9))
def test_monotone_is_monotone_and_keeps_the_mean(y: list[float]) -> None:
    fitted = monotone(np.array(y))
    step = np.diff(fitted)
    assert np.all(step >= -1e-9) or np.all(step <= 1e-9)
    assert fitted.mean() == pytest.approx(np.mean(y), abs=1e-6)


def test_a_line_crosses_where_it_does() -> None:
    """Known answer."""
    x = np.array(GRID)
    assert crossing(x, 3.0 - 10.0 * x) == pytest.approx(0.3)
    assert isnan(crossing(x, 3.0 + x))
    assert crossing(x, np.zeros(5)) == 0.0


@given(st.floats(0.05, 0.95), st.sampled_from([-1.0, 1.0]))
def test_a_curve_is_found_to_the_last_halving(root: float, sign: float) -> None:
    def curve(x: Sequence[float]) -> F64:
        return np.array([[sign * ((v + 1) ** 3 - (root + 1) ** 3)] * 2 for v in x])

    found = find_crossing(curve, GRID, 6, generator())
    assert found.at == pytest.approx(root, abs=0.004)
    assert found.low == pytest.approx(found.at) == found.high
    assert found.reached == 1.0


def test_the_band_covers_the_root_of_a_noisy_curve() -> None:
    covered = 0
    for seed in range(40):
        noise = np.random.Generator(np.random.Philox(seed)).normal(0.0, 0.3, 12)
        found = find_crossing(lambda x, z=noise: 0.4 - np.array(x)[:, None] + z, GRID, 3, generator())  # type: ignore[misc]
        covered += found.low <= 0.4 <= found.high
    assert 30 <= covered <= 40


def test_out_of_reach_is_said_with_the_nearest_point() -> None:
    asked: list[float] = []

    def curve(x: Sequence[float]) -> F64:
        asked.extend(x)
        return np.array([[2.0 - v, 2.2 - v] for v in x])

    found = find_crossing(curve, GRID, 5, generator())
    assert isnan(found.at) and isnan(found.low) and found.reached == 0.0
    assert found.x[found.nearest] == 1.0
    assert asked == GRID


def test_in_reach_of_some_replicates_only() -> None:
    found = find_crossing(lambda x: np.array([[0.8 - v, 1.1 - v] for v in x]), GRID, 2, generator())
    assert found.at == pytest.approx(0.95)
    assert 0.5 < found.reached < 0.95 and found.high <= 1.0


def test_one_replicate_has_no_band() -> None:
    found = find_crossing(lambda x: np.array([[0.5 - v] for v in x]), GRID, 1, generator())
    assert found.at == 0.5 and isnan(found.low) and found.reached == 1.0
