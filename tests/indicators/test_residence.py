"""Who the residents are."""

from agents.kinds import month_of
from indicators.library import indicator
from tests.indicators.made import record

DECEMBER = month_of(2012, 12)


def test_settled_long_ago_and_schooled() -> None:
    made = record(
        {
            "persons_by_residence": [(DECEMBER, 0, 60), (DECEMBER, 1, 40)],
            "adults_by_schooling": [(DECEMBER, 0, 50), (DECEMBER, 1, 30), (DECEMBER, 2, 20)],
        }
    )
    assert indicator("long_residence").of(made).value == 0.6
    assert indicator("schooling").of(made).value == 0.5
