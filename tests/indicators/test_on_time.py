from math import nan

import pytest

from agents.kinds import Kind, Reason, month_of
from indicators.library import indicator
from simulation.groups import HEALTH, REFUSER
from tests.indicators.made import group, record

DECEMBER = month_of(2012, 12)
MADE = record(
    {
        "queue_settled": [
            (DECEMBER, group(Kind.FAMILY), 2, 2012, 1, 30),
            (DECEMBER, group(Kind.FAMILY), 5, 2012, 0, 10),
            (DECEMBER, group(hard=HEALTH), 5, 2012, 1, 10),
            (DECEMBER, group(hard=HEALTH), 9, 2012, 0, 20),
            (month_of(2016, 12), group(), 0, 2016, 1, 500),  # the limit of the last cohort has not passed
        ],
        "queue_left": [(DECEMBER, group(hard=HEALTH + REFUSER), 4, 2012, Reason.HOUSEHOLD_REFUSED, 10)],
    }
)


def test_who_declined_stays_in_the_denominator() -> None:
    found = indicator("settled_on_time").of(MADE)
    assert found.value == pytest.approx(40 / 80) and found.by_year == {2012: pytest.approx(0.5)}
    assert found.parts["hard:health"] == pytest.approx(10 / 40)
    assert indicator("settled_on_time_reported").of(MADE).value == pytest.approx(40 / 70)


def test_odds_of_the_hard_to_settle() -> None:
    found = indicator("on_time_hard").of(MADE)
    assert found.value == pytest.approx((10 / 30) / (30 / 10))
    assert found.parts["hard:health"] == pytest.approx(found.value)
    assert found.parts["hard:single_men"] == pytest.approx(nan, nan_ok=True)
