import pytest

from agents.kinds import Account, Purpose, month_of
from indicators.library import indicator
from tests.indicators.made import record


def test_rental_grants_a_year_in_millions_and_no_other_grant() -> None:
    payer, town = int(Account.HUSBANKEN), int(Account.MUNICIPALITY)
    cells = [
        (month_of(2013, 12), payer, town, int(Purpose.RENTAL_GRANT), 6 * 100_000_000),
        (month_of(2013, 12), int(Account.IMDI), town, int(Purpose.INTEGRATION_GRANT), 900_000_000),
    ]
    found = indicator("rental_grants").of(record({"flows": cells}))
    assert found.by_year[2013] == pytest.approx(6.0) and found.by_year[2014] == 0.0
    assert found.value == pytest.approx(1.0) and found.parts == {}  # a year, of six; 2013 is the price year
