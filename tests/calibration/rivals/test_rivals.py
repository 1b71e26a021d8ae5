"""The rivals: their published scores recomputed, and scores with known answers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calibration.library import target
from calibration.rival import Rival, all_rivals, rank_correlation, score, settled_before
from calibration.rivals.gravity import arrivals, distances
from calibration.target import Vector
from calibration.validation.door import judged
from calibration.validation.municipal import SETTLED


@pytest.fixture(scope="module")
def actual() -> Vector:
    return np.array([cell.value for cell in judged(target(SETTLED))])


def of(name: str) -> Rival:
    return next(one for kind in ("settled", "moves") for one in all_rivals(kind) if one.name == name)


def test_last_year_has_its_published_score(actual: Vector) -> None:
    found = score(of("last_year").predict(), actual)
    assert (round(found.mae, 2), round(found.rank, 3)) == (4.11, 0.868)


@pytest.mark.parametrize(
    ("name", "mae", "rank"),
    [("mean", 3.88, 0.891), ("weighted_mean", 3.84, 0.895), ("population", 8.11, 0.765)],
)
def test_the_others_have_theirs_when_the_total_of_2013_is_known(
    name: str, mae: float, rank: float, actual: Vector
) -> None:
    found = score(of(name).scaled(float(actual.sum())), actual)
    assert (round(found.mae, 2), round(found.rank, 3)) == (mae, rank)


@pytest.mark.parametrize("one", all_rivals(), ids=lambda one: one.name)
def test_a_rival_uses_no_figure_of_2013(one: Rival) -> None:
    found = one.predict()
    assert found.shape == (428,) and (found >= 0).all()
    assert found.sum() == pytest.approx(settled_before()[-1].sum())


def test_ties_have_their_mean_rank() -> None:
    assert rank_correlation(np.array([1.0, 2, 2, 4]), np.array([1.0, 2, 2, 9])) == pytest.approx(1.0)
    assert np.isnan(rank_correlation(np.ones(4), np.arange(4.0)))


@given(st.lists(st.integers(0, 50), min_size=3, max_size=30))
def test_a_perfect_prediction_has_no_error(values: list[int]) -> None:
    found = score(np.array(values, dtype=float), np.array(values, dtype=float))
    assert found.mae == 0.0
    assert found.n == len(values)


def test_places_without_a_figure_are_left_out() -> None:
    found = score(np.array([1.0, 2, 3]), np.array([1.0, np.nan, 5]))
    assert found.n == 2 and found.mae == 1.0


def test_gravity_sends_everybody_somewhere_else() -> None:
    shares = arrivals(1.0, 1.0, 1.0)
    assert shares.sum() == pytest.approx(1.0)
    assert (shares > 0).all()


def test_distances_are_those_of_the_map() -> None:
    found = distances()
    assert np.allclose(found, found.T) and np.allclose(np.diag(found), 0.0, atol=1e-3)
    assert 1000 < found.max() < 2000  # from Vest-Agder to Finnmark
