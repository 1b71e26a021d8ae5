"""Prices of homes bought against incomes of who buys."""

from agents.kinds import month_of
from indicators.library import indicator
from tests.indicators.made import record

DECEMBER = month_of(2012, 12)


def test_years_of_income() -> None:
    made = record({"prices_paid": [(DECEMBER, 2_400_000)], "incomes_of_buyers": [(DECEMBER, 50_000)]})
    assert indicator("price_to_income").of(made).value == 4.0
