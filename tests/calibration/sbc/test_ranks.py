import numpy as np

from calibration.inference.emulator import learn
from calibration.inference.likelihood import Likelihood
from calibration.sbc.ranks import Ranked, on_emulator, on_model
from tests.calibration.inference import toy


def likelihood() -> Likelihood:
    emulator = learn(toy.wave().theta, toy.wave().y, np.full(toy.Q, toy.CHANCE))
    return Likelihood(toy.problem(), emulator, emulator.covariance())


def test_known_truths_are_held_about_as_often_as_they_should() -> None:
    found = on_emulator(likelihood(), 6, steps=300, seed=2)
    assert found.ranks.shape == (6, toy.P) and found.histogram().sum() == 6 * toy.P
    assert found.coverage(0.9).mean() > 0.7
    own = on_model(likelihood(), toy.wave(), 3, chance=np.full(toy.Q, toy.CHANCE), steps=300)
    assert own.ranks.shape == (3, toy.P) and own.coverage(0.9).mean() > 0.6


def test_uneven_ranks_are_seen() -> None:
    even = np.arange(200)[:, None] % 100
    narrow = Ranked(("even", "edge"), np.hstack([even, np.where(even < 50, 0, 99)]))
    wide, even_p = narrow.coverage(0.9), narrow.uniform()
    assert wide.tolist() == [0.9, 0.0] and even_p[0] > 0.9 and even_p[1] < 1e-6
    assert [row["coverage_90"] for row in narrow.rows()] == [0.9, 0.0]
