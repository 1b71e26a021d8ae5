"""Codes and the calendar."""

from enum import IntEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents import kinds

ENUMS = [v for v in vars(kinds).values() if isinstance(v, type) and issubclass(v, IntEnum) and len(v)]


@given(st.integers(2007, 2030), st.integers(1, 12))
def test_months_and_years_agree(year: int, month: int) -> None:
    index = kinds.month_of(year, month)
    assert kinds.year_of(index) == year
    assert index % kinds.MONTHS_PER_YEAR == month - 1


def test_the_calendar_of_the_run() -> None:
    assert kinds.month_of(2007) == 0
    assert kinds.month_of(2009) == kinds.START_MONTH
    assert kinds.month_of(2011) == kinds.POLICY_MONTH
    assert kinds.month_of(2016, 12) == kinds.END_MONTH - 1


@pytest.mark.parametrize("codes", ENUMS, ids=lambda e: e.__name__)
def test_codes_run_from_zero_without_gaps_and_fit_a_byte(codes: type[IntEnum]) -> None:
    assert sorted(int(c) for c in codes) == list(range(len(codes)))
    assert len(codes) < 128
