from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.score.band import band
from experiments.score.words import banded
from experiments.typeset import MORE_DIGITS


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


@pytest.mark.parametrize(
    ("language", "told"), [("en", "+0.03\n[+0.02; +0.04]"), ("nb", "+0,03\n[+0,02; +0,04]")]
)
def test_a_tiny_but_clear_effect_is_not_printed_as_none(language: str, told: str) -> None:
    """In the score as in the report: clear, so the decimals tell it from zero."""
    clear = band([0.02, 0.03, 0.04, 0.03], [0.0] * 4, 0)
    assert clear.clear and banded(clear, 1, language) == told
    unclear = band([0.02, -0.03, 0.04, 0.03], [0.0] * 4, 0)
    assert not unclear.clear and banded(unclear, 1, "en").startswith("0.0\n[0.0; 0.0]")
    large = band([20.0, 30.0, 40.0, 30.0], [0.0] * 4, 0)
    assert banded(large, 1, "en").startswith("+30.0\n")  # no more decimals than it takes


@given(st.lists(st.floats(-1, 1, allow_nan=False), min_size=4, max_size=8), st.integers(0, 3))
def test_the_median_of_a_clear_effect_has_a_figure_that_is_not_nought(values: list[float], own: int) -> None:
    found = band(values, [0.0] * len(values), 1)
    places = found.decimals(own)
    assert own <= places <= own + MORE_DIGITS and (found.clear or places == own)
    if found.clear and abs(found.median) >= 10.0 ** -(own + MORE_DIGITS):
        assert round(found.median, places) != 0
