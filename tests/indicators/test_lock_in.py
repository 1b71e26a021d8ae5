"""Work in municipal dwellings against work of like persons elsewhere."""

import pytest

from agents.kinds import Kind, Tenure, month_of
from indicators.library import indicator
from tests.indicators.made import group, record

DECEMBER = month_of(2012, 12)
ALONE, FAMILY, PAIR = group(), group(Kind.FAMILY), group(Kind.COUPLE)


def test_like_is_held_against_like_and_weighted_by_those_inside() -> None:
    cells = [
        (DECEMBER, ALONE, Tenure.MUNICIPAL, 1, 3), (DECEMBER, ALONE, Tenure.MUNICIPAL, 0, 7),
        (DECEMBER, ALONE, Tenure.PRIVATE, 1, 25), (DECEMBER, ALONE, Tenure.PRIVATE, 0, 25),
        (DECEMBER, FAMILY, Tenure.MUNICIPAL, 1, 30), (DECEMBER, FAMILY, Tenure.OWNED, 1, 2),
        (DECEMBER, FAMILY, Tenure.OWNED, 0, 2),
        (DECEMBER, PAIR, Tenure.MUNICIPAL, 0, 90),  # no pair elsewhere to hold them against
    ]  # fmt: skip
    found = indicator("lock_in").of(record({"work_by_tenure": cells}))
    assert found.value == pytest.approx((10 * (0.3 - 0.5) + 30 * (1.0 - 0.5)) / 40)
    assert found.by_year[2012] == found.value
