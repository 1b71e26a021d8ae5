"""Who lives where standing is low, and who gathers in some areas of a place."""

import pytest

from agents.kinds import Kind, month_of
from indicators.library import indicator
from tests.indicators.made import group, record

DECEMBER = month_of(2012, 12)


def test_persons_in_the_lowest_tenth() -> None:
    cells = [(DECEMBER, group(), 0, 10), (DECEMBER, group(), 4, 30), (DECEMBER, group(Kind.FAMILY), 9, 60)]
    found = indicator("low_standing").of(record({"persons_by_area": cells}))
    assert found.value == 0.1 and found.by("kind") == {"single": 0.25, "family": 0.0}


def test_gathered_is_who_would_have_to_move_within_the_place() -> None:
    made = record(
        {
            # place 0: all 40 in one of areas 0-3; place 1: 30 and 30 in 4 and 5; place 2 has area 6 only
            "area_of_persons": [(DECEMBER, 2, 40), (DECEMBER, 4, 30), (DECEMBER, 5, 30), (DECEMBER, 6, 500)],
            "areas_of_places": [(DECEMBER, 0, 4), (DECEMBER, 1, 2), (DECEMBER, 2, 1), (DECEMBER, 3, 9)],
        }
    )  # fmt: skip
    assert indicator("area_concentration").of(made).value == pytest.approx((40 * 0.75 + 60 * 0.0) / 100)
