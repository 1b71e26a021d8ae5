import pytest

from agents.kinds import Mode, Path, month_of
from indicators.library import indicator
from tests.indicators.made import record

SEPTEMBER, DECEMBER = month_of(2012, 9), month_of(2012, 12)


def test_settled_of_asked_minors_included() -> None:
    made = record(
        {
            "asked": [(SEPTEMBER, 90)],
            "asked_minors": [(SEPTEMBER, 10)],
            "settled": [(DECEMBER, 1, Path.ASYLUM, 40), (DECEMBER, 2, Path.UNACCOMPANIED, 5)],
        }
    )
    assert indicator("settled_of_asked").of(made).value == pytest.approx(0.45)


def test_dwellings_a_year_by_mode() -> None:
    made = record({"dwellings_added": [(DECEMBER, Mode.PURCHASE, 12), (DECEMBER, Mode.NEW_BUILD, 6)]})
    found = indicator("dwellings_added").of(made)
    assert found.value == 18 / 6 and found.by("mode") == {"purchase": 2.0, "new_build": 1.0}
