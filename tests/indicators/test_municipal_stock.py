import pytest

from agents.kinds import Account, Purpose, month_of
from indicators.library import indicator
from tests.indicators.made import record

DECEMBER = month_of(2013, 12)


def test_coverage_and_operation() -> None:
    made = record(
        {
            "municipal_stock": [(DECEMBER, 0, 3, 30), (DECEMBER, 1, 0, 10)],
            "inhabitants": [(DECEMBER, 0, 3, 2000), (DECEMBER, 1, 0, 500)],
            "flows": [
                (DECEMBER, Account.MUNICIPALITY, Account.MARKET, Purpose.DWELLING_OPERATION, 2 * 10**8)
            ],
        }
    )
    found = indicator("municipal_coverage").of(made)
    assert found.value == pytest.approx(16.0) and found.by("municipality") == {"0": 15.0, "1": 20.0}
    assert indicator("operation_per_dwelling").of(made).value == pytest.approx(50.0)
