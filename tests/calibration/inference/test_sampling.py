"""Draws of a posterior that is known exactly: a linear emulator makes it a normal one."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from calibration.inference.likelihood import onto_line
from calibration.inference.sampling import sample


def linear(p: int, q: int, seed: int) -> tuple[Any, Any, Any]:
    """Return a likelihood whose whitened distances are linear, and the posterior's mean and covariance."""
    rng = np.random.default_rng(seed)
    slope, record = rng.standard_normal((q, p)), rng.standard_normal(q)

    def away(theta: Any) -> Any:
        return onto_line(theta) @ slope.T - record

    made = SimpleNamespace(
        problem=SimpleNamespace(prior=SimpleNamespace(names=tuple(f"x.{i}" for i in range(p)))),
        away=away,
        of=lambda theta: -0.5 * (away(theta) ** 2).sum(axis=1),
    )
    covariance = np.linalg.inv(slope.T @ slope + np.eye(p))
    return made, covariance @ slope.T @ record, covariance


@pytest.mark.parametrize(("p", "q"), [(2, 5), (24, 8)])
def test_draws_are_as_wide_as_the_posterior_and_no_narrower(p: int, q: int) -> None:
    likelihood, mean, covariance = linear(p, q, seed=4)
    drawn = sample(likelihood, 6000, steps=1200, seed=2)
    x, sd = onto_line(drawn.theta), np.sqrt(np.diag(covariance))
    assert (x.std(axis=0) / sd).mean() == pytest.approx(1.0, abs=0.03)  # the snooker move made it .9
    assert np.abs((x.mean(axis=0) - mean) / sd).max() < 0.25


def test_a_colder_likelihood_is_wider() -> None:
    likelihood, _, _ = linear(3, 6, seed=4)
    cold = sample(likelihood, 2000, steps=400, seed=2, heat=9.0)
    plain = sample(likelihood, 2000, steps=400, seed=2)
    assert (onto_line(cold.theta).std(axis=0) > 1.5 * onto_line(plain.theta).std(axis=0)).any()
    assert (onto_line(cold.theta).std(axis=0) > onto_line(plain.theta).std(axis=0)).all()


def test_short_chains_do_because_walkers_begin_where_they_end_up() -> None:
    likelihood, mean, covariance = linear(24, 30, seed=1)
    drawn = sample(likelihood, 2000, steps=60, seed=2)
    x, sd = onto_line(drawn.theta), np.sqrt(np.diag(covariance))
    assert (x.std(axis=0) / sd).mean() == pytest.approx(1.0, abs=0.06)
    assert np.abs((x.mean(axis=0) - mean) / sd).mean() < 0.2


def test_same_seed_same_draws() -> None:
    likelihood, _, _ = linear(4, 6, seed=4)
    one, two = (sample(likelihood, 50, steps=50, seed=7).theta for _ in range(2))
    assert np.array_equal(one, two)
