import numpy as np
import pytest

from agents.kinds import Kind, month_of
from indicators.library import indicator
from indicators.places import dissimilarity, exposure
from tests.indicators.made import IRAQ, SOMALIA, group, record

DECEMBER = month_of(2012, 12)


def test_apart_is_one_and_alike_is_none() -> None:
    assert dissimilarity(np.array([5.0, 0.0]), np.array([0.0, 9.0])) == 1.0
    assert dissimilarity(np.array([5.0, 10.0]), np.array([50.0, 100.0])) == pytest.approx(0.0)
    assert np.isnan(dissimilarity(np.zeros(2), np.ones(2)))


def test_exposure_is_the_share_of_ones_own_where_one_lives() -> None:
    own = np.array([[10.0, 0.0], [5.0, 5.0]])
    assert exposure(own, np.array([100.0, 50.0])) == pytest.approx((10 * 0.1 + 5 * 0.1 + 5 * 0.1) / 20)


def test_from_a_record() -> None:
    made = record(
        {
            "origin_by_place": [
                (DECEMBER, 0, SOMALIA, 10),
                (DECEMBER, 1, SOMALIA, 5),
                (DECEMBER, 1, IRAQ, 5),
            ],
            "population_by_place": [(DECEMBER, 0, 100), (DECEMBER, 1, 50)],
            "children_by_area": [(DECEMBER, group(Kind.FAMILY), 0, 3), (DECEMBER, group(Kind.FAMILY), 7, 9)],
        }
    )
    assert indicator("segregation").of(made).value == pytest.approx(0.5 * (abs(0.5 - 90 / 130) * 2))
    assert indicator("coethnic_exposure").of(made).value == pytest.approx(0.1)
    assert indicator("coethnic_exposure").ambiguous
    assert indicator("children_low_standing").of(made).value == pytest.approx(0.25)
