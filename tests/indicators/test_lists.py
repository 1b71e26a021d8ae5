"""Who gives up the municipal list."""

from agents.kinds import month_of
from indicators.library import indicator
from tests.indicators.made import record

DECEMBER = month_of(2012, 12)


def test_given_up_of_those_who_joined() -> None:
    made = record({"list_joined": [(DECEMBER, 80), (DECEMBER - 12, 20)], "list_given_up": [(DECEMBER, 40)]})
    found = indicator("list_given_up").of(made)
    assert found.value == 0.4 and found.by_year == {2011: 0.0, 2012: 0.5}
