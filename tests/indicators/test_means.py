"""What the poor are short of, and means of the fifths."""

import numpy as np
import pytest

from agents.kinds import Kind, month_of
from indicators.library import indicator
from indicators.means import share_ratio
from tests.indicators.made import group, record

DECEMBER = month_of(2012, 12)


def test_gap_is_money_lacking_over_money_needed() -> None:
    made = record(
        {
            "short_of_minimum": [(DECEMBER, group(), 2_000), (DECEMBER, group(Kind.FAMILY), 1_000)],
            "minimum_of_the_short": [(DECEMBER, group(), 8_000), (DECEMBER, group(Kind.FAMILY), 20_000)],
        }
    )
    found = indicator("poverty_gap").of(made)
    assert found.value == pytest.approx(3 / 28)
    assert found.by("kind") == {"single": 0.25, "family": 0.05}


def test_fifths() -> None:
    assert share_ratio(np.array([10.0, 20.0, 40.0]), np.array([2.0, 6.0, 2.0])) == pytest.approx(4.0)
    # the fifth with least: one person of 10 and one of 20; with most: both of 20
    assert share_ratio(np.array([10.0, 20.0]), np.array([1.0, 9.0])) == pytest.approx(40 / 30)
    assert np.isnan(share_ratio(np.array([]), np.array([])))


def test_means_are_in_the_middle_of_their_class() -> None:
    made = record({"persons_by_means": [(DECEMBER, 9, 20), (DECEMBER, 14, 60), (DECEMBER, 18, 20)]})
    assert indicator("quintile_ratio").of(made).value == pytest.approx(18.5 / 9.5)
