"""Month indices and calendar years of worlds that begin in different years."""

import pytest

from agents import kinds
from agents.calendar import Calendar, year_row


@pytest.mark.parametrize(
    ("first_year", "year", "month"), [(2007, 2009, 1), (2022, 2024, 12), (2022, 1999, 3)]
)
def test_a_calendar_round_trips(first_year: int, year: int, month: int) -> None:
    calendar = Calendar(first_year)
    index = calendar.month_of(year, month)
    assert calendar.year_of(index) == year
    assert index == (year - first_year) * 12 + month - 1


def test_the_default_calendar_is_that_of_norway_2013() -> None:
    calendar = Calendar()
    assert calendar.month_of(2009) == kinds.month_of(2009) == kinds.START_MONTH
    assert calendar.year_of(-1) == kinds.year_of(-1) == 2006


@pytest.mark.parametrize(("month", "row"), [(-30, 0), (0, 0), (11, 0), (12, 1), (59, 4), (60, 4), (900, 4)])
def test_a_yearly_list_holds_its_ends(month: int, row: int) -> None:
    assert year_row(month, 5) == row
