"""Ties that three years of moves leave."""

import pytest

from agents.kinds import Kind, month_of
from indicators.library import indicator
from tests.indicators.made import group, record

DECEMBER = month_of(2012, 12)


def test_a_tenth_lost_a_year_leaves_seven_tenths() -> None:
    made = record(
        {
            "ties_lost": [(DECEMBER, group(), 10)],
            "ties_held": [(DECEMBER, group(), 90), (DECEMBER, group(Kind.FAMILY), 100)],
        }
    )
    found = indicator("ties_survive").of(made)
    assert found.value == pytest.approx((1 - 10 / 200) ** 3)
    assert found.by("kind") == {"single": pytest.approx(0.9**3), "family": 1.0}
