from math import isnan

import numpy as np
import pytest

from experiments.score.band import band


def test_known_answer() -> None:
    found = band([3.0, 5.0, 1.0, 9.0, float("nan")], [1.0, 1.0, 2.0, 1.0, 1.0], -1)
    assert (found.median, found.replicates, found.better, found.worse) == (3.0, 4, 1, 3)
    assert found.low == pytest.approx(np.quantile([2, 4, -1, 8], 0.05))
    assert found.high == pytest.approx(np.quantile([2, 4, -1, 8], 0.95))
    assert found.mean == 3.25 and not found.clear and found.gain(-1) == -3.0
    assert isnan(found.chance[0])


def test_without_a_figure_or_a_sign() -> None:
    assert not band([float("nan")], [1.0], 1).known
    found = band([2.0, 3.0], [1.0, 1.0], 0)
    assert found.better is None and found.worse is None


def test_chance_and_parameters_apart() -> None:
    rng = np.random.default_rng(3)
    values = (rng.normal(0, 2.0, (3000, 1)) + rng.normal(5, 1.0, (3000, 4))).ravel()
    found = band(values.tolist(), [0.0] * len(values), 1, per_draw=4)
    assert found.chance == pytest.approx((5 - 1.645, 5 + 1.645), abs=0.15)
    assert found.parameters == pytest.approx((5 - 3.29, 5 + 3.29), abs=0.25)
    assert (found.low, found.high) == pytest.approx((5 - 3.68, 5 + 3.68), abs=0.25)
