"""Predictive intervals and coverage: known answers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calibration.library import target
from calibration.target import Cell, Target
from calibration.validation.coverage import judge
from calibration.validation.predictive import band, natural, quantiles, scaled


def of(
    values: list[float], transform: str = "identity", discrepancy: float = 0.0, unit: str = "persons"
) -> Target:
    cells = [Cell("series:settled_panel:2012", 2012, value=x, se=1.0) for x in values]
    return Target(
        "x", "x", "x", unit, unit, "fit", lambda shown: cells, lambda record: np.array(values),
        transform=transform, discrepancy=discrepancy,  # type: ignore[arg-type]
    )  # fmt: skip


def test_nineteen_runs_hold_ninety_per_cent_between_their_ends() -> None:
    runs = np.arange(1.0, 20.0)[:, None]
    low, high = quantiles(runs, (0.05, 0.95))
    assert (low[0], high[0]) == pytest.approx((1.0, 19.0))


def test_few_runs_are_not_taken_for_more_than_they_are() -> None:
    low, high = quantiles(np.array([[1.0], [2.0], [3.0]]), (0.05, 0.95))
    assert (low[0], high[0]) == (1.0, 3.0)


def test_a_run_without_a_figure_is_left_out() -> None:
    runs = np.random.default_rng(1).normal(size=(40, 3))
    gaps = runs.copy()
    gaps[20:, 1] = np.nan
    gaps[:, 2] = np.nan
    found, fewer = quantiles(gaps, (0.1, 0.5)), quantiles(runs[:20], (0.1, 0.5))
    for some, whole, half in zip(found, quantiles(runs, (0.1, 0.5)), fewer, strict=True):
        assert some[:2].tolist() == [whole[0], half[1]] and np.isnan(some[2])


@given(st.sampled_from(["log", "logit", "identity"]), st.floats(0.01, 0.99))
def test_scales_are_undone(transform: str, value: float) -> None:
    values = np.array([value])
    assert natural(transform, scaled(transform, values)) == pytest.approx(values)  # type: ignore[arg-type]


def test_discrepancy_widens_and_shares_stay_shares() -> None:
    runs = np.random.default_rng(2).uniform(0.4, 0.6, size=(200, 2))
    narrow = band(of([0.5, 0.5], "logit"), runs)
    wide = band(of([0.5, 0.5], "logit", 1.0), runs)
    assert (wide.high - wide.low > narrow.high - narrow.low).all()
    assert (wide.low >= 0).all() and (wide.high <= 1).all()


def test_an_interval_ends_where_the_quantity_does_and_holds_as_much_as_before() -> None:
    """Counts of the identity scale reached below 0 once the discrepancy was added."""
    runs = np.random.default_rng(6).integers(3, 7, size=(100, 2)).astype(float)
    found = band(of([0.0, 5.0], discrepancy=8.0, unit="municipalities"), runs)
    assert found.low.tolist() == [0.0, 0.0] and (found.high > 10).all()
    assert found.holds(judged := of([0.0, 5.0]).known()).all() and judged[0].value == 0.0
    high = judge(of([1.0], "logit", unit="share"), np.full((10, 1), 1.006))
    assert (high.band.mean[0], high.band.high[0]) == (1.0, 1.0) and high.within.all()


def test_what_lies_below_nothing_in_the_runs_keeps_its_interval() -> None:
    runs = np.random.default_rng(6).normal(-50, 1, size=(100, 1))
    found = band(of([-50.0], discrepancy=2.0, unit="NOK"), runs)
    assert -60 < found.low[0] < found.mean[0] < found.high[0] < -40


def test_a_cell_that_few_runs_have_is_not_judged() -> None:
    runs = np.full((10, 2), 5.0)
    runs[:4, 1] = np.nan
    found = judge(of([5.0, 5.0]), runs)
    assert found.counted.tolist() == [True, False]
    assert found.coverage == 1.0


def test_coverage_of_what_the_runs_themselves_drew_is_ninety_per_cent() -> None:
    generator = np.random.default_rng(3)
    cells = 4000
    truth = generator.normal(100, 10, cells)
    found = judge(of(truth.tolist()), generator.normal(100, 10, (99, cells)))
    assert found.n == cells
    assert found.coverage == pytest.approx(0.9, abs=0.02)
    assert found.calibrated is True and not found.surprising


def test_too_narrow_an_interval_is_told() -> None:
    generator = np.random.default_rng(4)
    truth = generator.normal(100, 30, 200)
    found = judge(of(truth.tolist()), generator.normal(100, 10, (99, 200)))
    assert found.calibrated is False and found.surprising
    few = judge(of(truth[:20].tolist()), generator.normal(100, 10, (99, 20)))
    assert few.calibrated is None


def test_one_miss_of_one_is_no_surprise() -> None:
    assert not judge(of([1000.0]), np.random.default_rng(5).normal(100, 1, (99, 1))).surprising


def test_suppressed_and_missing_figures_and_bounds_are_not_counted() -> None:
    one = target("decided_by_municipality_held_out")
    found = judge(one, np.ones((20, 428)))
    assert 0 < found.n < 428
    bound = judge(target("retention_county"), np.full((20, 2), 0.8))
    assert bound.n == 0
