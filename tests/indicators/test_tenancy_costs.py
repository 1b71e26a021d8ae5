"""Claims on guarantees, and shared homes left for the flatmates."""

import pytest

from agents.kinds import Account, Purpose, month_of
from indicators.library import indicator
from indicators.unit_costs import real
from simulation.worlds import NORWAY_2013
from tests.indicators.made import record

DECEMBER = month_of(2012, 12)


def test_claims_in_millions_a_year_of_the_price_year() -> None:
    cells = [
        (DECEMBER, Account.MUNICIPALITY, Account.LANDLORD, Purpose.GUARANTEE_LOSS, 600_000_000),
        (DECEMBER, Account.MUNICIPALITY, Account.LANDLORD, Purpose.LEASE_RENT, 900_000_000),
    ]
    found = indicator("guarantee_claims").of(record({"flows": cells}))
    assert found.value == pytest.approx(6.0 * real(NORWAY_2013, {2012: 1.0})[2012] / 6)


def test_left_per_hundred_years_of_sharing() -> None:
    quarters = [(month_of(2012, month), 10) for month in (3, 6, 9, 12)]  # ten homes for a year
    made = record({"shared_homes": quarters, "left_for_flatmates": [(DECEMBER, 2)]})
    assert indicator("shared_exits").of(made).value == pytest.approx(20.0)
