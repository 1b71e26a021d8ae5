import pytest

from agents.kinds import Kind, Tenure, month_of
from indicators.library import indicator
from tests.indicators.made import record

DECEMBER = month_of(2012, 12)


def test_evictions_refusals_and_standard() -> None:
    made = record(
        {
            "evictions": [(DECEMBER, Tenure.PRIVATE, 3), (DECEMBER, Tenure.MUNICIPAL, 1)],
            "tenancies": [(DECEMBER, Tenure.PRIVATE, 500), (DECEMBER, Tenure.MUNICIPAL, 1500)],
            "offers_refused": [(DECEMBER, Kind.SINGLE, 4)],
            "offers_taken": [(DECEMBER, Kind.SINGLE, 36), (DECEMBER, Kind.FAMILY, 40)],
            "homes_by_standard": [(DECEMBER, 0, 5), (DECEMBER, 1, 95)],
        }
    )
    found = indicator("evictions").of(made)
    assert found.value == pytest.approx(2.0) and found.parts["tenure:private"] == pytest.approx(6.0)
    declined = indicator("refusals").of(made)
    assert declined.value == pytest.approx(0.05) and declined.by("kind") == {"single": 0.1, "family": 0.0}
    assert indicator("below_standard").of(made).value == pytest.approx(0.05)
