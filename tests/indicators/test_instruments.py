import pytest

from agents.kinds import Account, Purpose, month_of
from indicators.library import indicator
from tests.indicators.made import record

DECEMBER = month_of(2013, 12)


def test_what_is_known_and_what_comes_of_it() -> None:
    allowance = (DECEMBER, Account.HUSBANKEN, Account.HOUSEHOLD, Purpose.HOUSING_ALLOWANCE, 12 * 10**8)
    made = record(
        {
            "instruments_known": [(DECEMBER, 10)],
            "towns": [(DECEMBER, 4)],
            "startlan_loans": [(DECEMBER, 30)],
            "dwellings_with_grant": [(DECEMBER, 12)],
            "flows": [allowance],
        }
    )
    assert indicator("instruments_known").of(made).value == pytest.approx(0.5)
    assert indicator("startlan_loans").of(made).value == pytest.approx(30 / 6)
    assert indicator("dwellings_with_grant").of(made).value == pytest.approx(2.0)
    assert indicator("allowance_paid").of(made).by_year[2013] == pytest.approx(12.0)
