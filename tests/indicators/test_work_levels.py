import pytest

from agents.kinds import month_of
from indicators.library import indicator
from tests.indicators.made import record

DECEMBER = month_of(2013, 12)  # the price year
MADE = record(
    {
        "adults_by_county": [  # county, employed, student
            (DECEMBER, 1, 1, 0, 60), (DECEMBER, 1, 0, 0, 40), (DECEMBER, 2, 1, 0, 20),
            (DECEMBER, 2, 0, 1, 80),
        ],
        "income_of_adults": [(DECEMBER, 3_000_000)],
        "youth_at_work_or_school": [(DECEMBER, 0, 0, 3), (DECEMBER, 1, 0, 9)],
    }
)  # fmt: skip


def test_levels_of_work() -> None:
    found = {name: indicator(name).of(MADE).value for name in
             ("employment_rate", "outside_work_and_school", "youth_outside", "income_of_adults")}  # fmt: skip
    assert list(found.values()) == pytest.approx([0.4, 0.2, 0.25, 15.0])


def test_spread_over_counties() -> None:
    assert indicator("employment_dispersion").of(MADE).value == pytest.approx(0.2 / 0.4)
