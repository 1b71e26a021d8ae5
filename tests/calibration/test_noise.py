"""Noise of the record: small numbers, and settled and waiting tied by the flow identity."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calibration.library import summaries
from calibration.noise import covariance, stacked
from calibration.small_numbers import of_count, of_share


@given(st.floats(0, 1e5), st.floats(1, 5))
def test_a_count_is_noisier_than_poisson(count: float, dispersion: float) -> None:
    assert of_count(count, dispersion) ** 2 >= max(count, 1.0) * (1 - 1e-12)


def test_nobody_is_no_certainty() -> None:
    assert of_count(0.0, 1.0) == 1.0
    assert of_share(0.0, 50) > 0.0


@given(st.floats(0, 1), st.integers(20, 1000))
def test_a_share_of_more_is_surer(share: float, of: int) -> None:
    assert of_share(share, 4 * of) <= of_share(share, of)


def test_sigma_is_a_covariance_in_the_order_of_the_summaries() -> None:
    found = stacked()
    sigma = found.sampling + found.shared()
    assert found.names == tuple(one.name for one in summaries())
    assert sigma.shape == (len(found.names),) * 2
    assert np.allclose(sigma, sigma.T)
    assert np.linalg.eigvalsh(sigma).min() > 0
    assert (np.diag(sigma) >= found.discrepancy**2).all()


def test_figures_of_one_target_are_not_as_many_witnesses() -> None:
    found = stacked()
    mine = np.array([name.startswith("programme:") for name in found.names])
    shared = found.shared()
    assert (shared[np.ix_(mine, mine)] > 0).all()
    assert (shared[np.ix_(mine, ~mine)] == 0).all()
    assert np.diag(shared) == pytest.approx(found.discrepancy**2)


def test_who_is_settled_no_longer_waits() -> None:
    found = stacked()
    place = {name: i for i, name in enumerate(found.names)}
    cov = found.sampling

    def of(one: str, other: str) -> float:
        return float(cov[place[one], place[other]])

    assert of("settled:2012", "waiting:2012:December") < 0
    assert of("settled:2012", "waiting:2010:December") == 0  # a later year leaves an earlier stock alone
    assert of("settled:2011", "waiting:2011:September") < 0
    assert of("waiting:2010:December", "waiting:2012:December") > 0


def test_the_chance_of_settled_is_counted_once() -> None:
    chosen = summaries()
    cov = covariance(chosen)
    for i, one in enumerate(chosen):
        if one.target == "settled":
            assert cov[i, i] == pytest.approx(one.se**2)
