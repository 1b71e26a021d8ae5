import pytest

from agents.kinds import Tenure, month_of
from indicators.library import indicator
from tests.indicators.made import record

DECEMBER = month_of(2012, 12)


def test_families_and_their_dwellings() -> None:
    made = record(
        {
            "family_arrivals": [(DECEMBER, 1, 3), (DECEMBER, 0, 1)],
            "children_by_tenure": [(DECEMBER, Tenure.MUNICIPAL, 20), (DECEMBER, Tenure.OWNED, 30)],
            "households_here": [(DECEMBER, 40)],
            "members_here": [(DECEMBER, 100)],
        }
    )
    assert indicator("reunified_too_small").of(made).value == pytest.approx(0.75)
    assert indicator("children_municipal").of(made).value == pytest.approx(0.4)
    assert indicator("household_size").of(made).value == pytest.approx(2.5)
