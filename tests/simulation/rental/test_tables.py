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


def test_rents_of_a_place_are_spread_as_far_as_is_said_and_as_often_above_as_below() -> None:
    """By the logarithm; few lie so far out that they are cut."""
    rules = model_parameters().resolve().rules("rental_market")
    apart = np.log(market.build_tables(rules).variation / 1000.0)
    assert apart.std() == pytest.approx(rules.rent_spread, rel=0.03)
    assert np.abs(apart + apart[::-1]).max() < 0.003 and np.all(np.diff(apart) >= 0)
