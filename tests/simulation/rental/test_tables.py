"""The market's tables."""

import numpy as np
import pytest

from scenarios.parameters import model_parameters
from simulation.rental import tables as market


def test_tables_have_the_means_asked_for() -> None:
    rules = model_parameters().resolve().rules("rental_market")
    t = market.build_tables(rules)
    assert t.letting.mean() == pytest.approx(rules.letting_mean, rel=0.03)
    assert market.residual_letting(rules).min() >= 1
    for mean in (1.0, 4.5, 12.0):
        row = t.applicants[int(mean * 4) * market.COUNTS :][: market.COUNTS] - (int(mean * 4) << 33)
        assert row[-1] == 2**32
        p = np.diff(np.concatenate([[0], row])) / 2**32
        assert float(p @ np.arange(market.COUNTS)) == pytest.approx(mean, rel=0.02)
