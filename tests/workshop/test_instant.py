"""The emulator finds what is there, says how wrong it is, and says nothing where nothing changed."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.emulator import cross_validated, dimensions, fit, points, scenarios
from workshop.errors import WorkshopError
from workshop.instant import Dimension, Fitted, features, read_design

OVER = dimensions()


def scaled(count: int = 64) -> np.ndarray:
    table = points(count, 3, OVER)
    return np.array([[d.scaled(x) for d, x in zip(OVER, row, strict=True)] for row in table])


def test_a_straight_line_is_found() -> None:
    z = scaled()
    kind, weights, error = fit(z, 5 * z[:, 0] - 3 * z[:, 4])
    assert kind == "linear" and error < 0.01
    assert weights[0] == pytest.approx(5, abs=0.05) and weights[4] == pytest.approx(-3, abs=0.05)


def test_a_product_is_found_with_products_only() -> None:
    z = scaled(256)
    kind, _, error = fit(z, 10 * z[:, 0] * z[:, 1])
    assert kind == "quadratic"
    assert error < 0.2 * float((10 * z[:, 0] * z[:, 1]).std())


def test_noise_is_not_taken_for_an_answer() -> None:
    noise = np.random.default_rng(1).normal(size=64)
    _, weights, error = fit(scaled(), noise)
    assert error > 0.8 * noise.std()
    assert np.abs(weights).max() < 2
    assert not Fitted("linear", weights, error, float(noise.std())).useful


def test_the_error_is_of_points_left_out() -> None:
    z = np.random.default_rng(2).normal(size=(20, 12))
    y = np.random.default_rng(3).normal(size=20)
    weights = np.linalg.lstsq(z, y, rcond=None)[0]
    assert cross_validated(z, y, 1e-9) > 1.5 * float(np.sqrt(((y - z @ weights) ** 2).mean()))


@given(st.integers(0, 255))
def test_points_of_a_design_are_scenarios_in_range(i: int) -> None:
    table = points(256, 1, OVER)
    low, high = (np.array([getattr(d, end) for d in OVER]) for end in ("low", "high"))
    assert ((table >= low) & (table <= high)).all()
    one = scenarios(table[i : i + 1], OVER)[0]
    assert one.dials  # reading it checked every value


def test_no_change_is_no_difference(embedded: Path) -> None:
    design = read_design(embedded)
    assert design is not None
    answer = design.answer({})["waiting_stock"]
    assert answer["difference"] == 0.0 and answer["low"] == answer["high"] == 0.0


def test_the_answer_follows_the_dial(embedded: Path) -> None:
    design = read_design(embedded)
    assert design is not None
    first = design.dimensions[0]
    answer = design.answer({first.name: 1.0})["waiting_stock"]
    assert answer["difference"] == pytest.approx(-100 * first.scaled(1.0), rel=0.02)
    assert answer["low"] < answer["difference"] < answer["high"]


def test_it_does_not_go_beyond_what_was_run(embedded: Path) -> None:
    design = read_design(embedded)
    assert design is not None
    with pytest.raises(WorkshopError, match=r"permits\.surge"):
        design.answer({"permits.surge": 9.0})


def test_a_damaged_design_is_none(tmp_path: Path) -> None:
    assert read_design(tmp_path) is None
    (tmp_path / "design.json").write_text(json.dumps({"dimensions": [{"name": 1}]}), encoding="utf-8")
    assert read_design(tmp_path) is None


def test_features_are_nothing_at_the_baseline() -> None:
    assert not features(np.zeros((1, 5)), "quadratic").any()
    assert Dimension("x", 0.0, 2.0, 0.5).scaled(0.5) == 0.0
