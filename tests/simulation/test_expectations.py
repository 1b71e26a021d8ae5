"""Sizes that municipalities expect are weighed between last year's, the state's and none at all."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from simulation.expectations import expected_sizes
from simulation.world import SIZES

shares = arrays(float, SIZES, elements=st.floats(0.01, 1.0)).map(lambda x: x / x.sum())


@given(last=shares, shared=shares, forecast=st.floats(-1.0, 1.0))
def test_weights_stay_shares(last: np.ndarray, shared: np.ndarray, forecast: float) -> None:
    mix = expected_sizes(last[None, :], shared, forecast)
    assert mix.shape == (1, SIZES) and np.isclose(mix.sum(), 1.0) and (mix >= 0.0).all()


@given(last=shares, shared=shares)
def test_ends_are_what_they_say(last: np.ndarray, shared: np.ndarray) -> None:
    assert np.allclose(expected_sizes(last[None, :], shared, 0.0)[0], last)
    assert np.allclose(expected_sizes(last[None, :], shared, 1.0)[0], shared)
    assert np.allclose(expected_sizes(last[None, :], shared, -1.0)[0], 1.0 / SIZES)
