import numpy as np
import pytest

from calibration.inference import abc
from calibration.inference.design import sobol
from calibration.inference.emulator import chance_of, features, learn
from calibration.inference.likelihood import Likelihood, into_cube, onto_line
from calibration.inference.sampling import sample
from tests.calibration.inference import toy

KNOWN = np.full(toy.Q, toy.CHANCE)


def test_the_error_on_runs_not_seen_is_chance_and_little_more() -> None:
    emulator = learn(toy.wave().theta, toy.wave().y, KNOWN)
    for one in emulator.columns:
        assert 0.8 * toy.CHANCE < one.error < 1.3 * toy.CHANCE and one.explained > 0.9
    fresh = sobol(200, toy.P, 99)
    away = emulator.predict(fresh) - toy.mean(fresh)
    assert np.sqrt((away**2).mean()) < 0.6 * toy.CHANCE
    assert np.sqrt(np.diag(emulator.covariance())) == pytest.approx([c.error for c in emulator.columns], 0.1)


def test_a_gaussian_process_takes_over_where_a_cubic_cannot_follow() -> None:
    theta = sobol(64, 2, 1)
    emulator = learn(theta, np.sin(12 * theta[:, :1]))
    assert emulator.columns[0].kind == "gaussian process" and emulator.columns[0].explained > 0.9
    fresh = sobol(100, 2, 5)
    assert np.abs(emulator.predict(fresh)[:, 0] - np.sin(12 * fresh[:, 0])).mean() < 0.1


def test_runs_without_a_summary_teach_nothing_of_it() -> None:
    wave = toy.wave(120)
    y = wave.y.copy()
    y[:30, 2] = np.nan
    emulator = learn(wave.theta, y, KNOWN)
    assert np.isnan(emulator.columns[2].left[:30]).all() and np.isfinite(emulator.columns[2].left[30:]).all()
    assert np.isfinite(emulator.predict(wave.theta)).all()


def test_too_few_runs_are_refused() -> None:
    with pytest.raises(ValueError, match="too few"):
        learn(np.zeros((5, 2)), np.zeros((5, 1)))


def test_chance_is_what_differs_within_points() -> None:
    points = np.repeat(np.arange(200), 4)
    y = toy.simulated(np.repeat(sobol(200, toy.P, 2), 4, axis=0), 8)
    assert chance_of(y, points) == pytest.approx(KNOWN, rel=0.12)
    assert features(np.full((3, 4), 0.5)).shape == (3, 3 * 4 + 6)


def test_the_posterior_holds_the_truth_and_abc_agrees() -> None:
    truth = np.array([0.2, 0.7, 0.4, 0.8, 0.5])
    noise = 0.07 * np.random.default_rng(0).standard_normal(toy.Q)
    problem = toy.problem(toy.simulated(truth, 9)[0] + noise)
    emulator = learn(toy.wave().theta, toy.wave().y, KNOWN)
    likelihood = Likelihood(problem, emulator, emulator.covariance())
    found = sample(likelihood, 300, steps=600, seed=4)
    low, high = np.quantile(found.theta, [0.02, 0.98], axis=0)
    assert ((low < truth) & (truth < high)).all()
    narrower = 1 - onto_line(found.theta).var(axis=0)
    assert (narrower[:4] > 0.7).all() and narrower[4] < 0.35  # the last tells nothing
    assert np.array_equal(found.theta, sample(likelihood, 300, steps=600, seed=4).theta)
    checked = abc.check(problem, toy.wave())
    assert np.abs(checked.apart(found.theta)).max() < 1.2
    half = 1.645 * checked.sd  # of a central 90 %, on the line
    low, high = into_cube(checked.mean - half), into_cube(checked.mean + half)
    assert ((low < truth) & (truth < high)).sum() >= 4
    assert likelihood.implausibility(truth[None])[0] < 3 < likelihood.implausibility(1 - truth[None])[0]
    assert into_cube(onto_line(truth)) == pytest.approx(truth)
