from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from calibration.inference.design import HIGH, LOW, sobol, spread_out, two_levels
from calibration.inference.screening import Screened, effects_of, one_by_one
from calibration.inference.waves import Wave
from tests.calibration.inference import toy


@given(p=st.integers(1, 70), seed=st.integers(0, 99))
@settings(max_examples=25, deadline=None)
def test_two_levels_are_balanced_and_orthogonal(p: int, seed: int) -> None:
    design = two_levels(p, seed)
    signs = np.where(design > 0.5, 1.0, -1.0)
    assert set(np.unique(design)) == {LOW, HIGH} and len(design) > p
    assert np.allclose(signs.sum(axis=0), 0)
    assert np.allclose(signs.T @ signs, len(design) * np.eye(p))


def test_a_longer_sobol_design_begins_with_a_shorter_one() -> None:
    assert np.array_equal(sobol(100, 4, 7)[:60], sobol(60, 4, 7))
    assert not np.array_equal(sobol(60, 4, 7), sobol(60, 4, 8))


def test_spread_out_points_lie_further_apart_than_chance_ones() -> None:
    points = np.random.default_rng(1).random((400, 3))

    def nearest(rows: np.ndarray) -> float:
        away = ((rows[:, None] - rows[None]) ** 2).sum(axis=2) + 9 * np.eye(len(rows))
        return float(away.min())

    chosen = spread_out(points, 20)
    assert len(set(chosen.tolist())) == 20
    assert nearest(points[chosen]) > 3 * nearest(points[:20])


def test_effects_are_found_in_a_part_of_the_design_and_others_are_not() -> None:
    rng = np.random.default_rng(5)
    signs = np.where(two_levels(60, 2) > 0.5, 1.0, -1.0)[:44]
    y = 3.0 + 1.0 * signs[:, 7] - 0.7 * signs[:, 20] + 0.1 * rng.standard_normal(44)
    effects, error = one_by_one(signs, y)
    assert abs(effects[7] - 2.0) < 0.15 and abs(effects[20] + 1.4) < 0.15
    others = np.delete(effects, [7, 20])
    assert np.abs(others).max() < 4.5 * error < 0.3


def test_what_moves_nothing_is_not_chosen(tmp_path: Path) -> None:
    design = np.tile(two_levels(toy.P, 1), (12, 1))
    wave = Wave(design, np.ones(len(design), dtype=np.int64), toy.simulated(design, 4))
    found = effects_of(toy.problem(), wave)
    assert found.chosen() == ("toy.p0", "toy.p1", "toy.p2", "toy.p3")
    assert len(found.chosen(2)) == 2
    found.save(tmp_path / "screened.csv")
    again = Screened.read(tmp_path / "screened.csv")
    assert again.names == found.names and again.chosen() == found.chosen()
    assert np.abs(again.effects).max() > 1
