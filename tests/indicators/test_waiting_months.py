import pytest

from agents.kinds import Kind, Path, month_of
from indicators.library import indicator
from tests.indicators.made import group, record


def test_mean_wait_is_of_persons_settled_from_reception() -> None:
    month = month_of(2012, 12)
    cells = [(month, Path.ASYLUM, Kind.SINGLE, 4, 1), (month, Path.ASYLUM, Kind.FAMILY, 8, 3),
             (month, Path.QUOTA, Kind.FAMILY, 30, 100)]  # fmt: skip
    of_groups = [(month, group(), 4, 2012, 1, 1), (month, group(Kind.FAMILY, female=1), 8, 2012, 0, 3)]
    found = indicator("waiting_months").of(record({"settled_wait": cells, "queue_settled": of_groups}))
    assert found.value == pytest.approx((4 + 3 * 8) / 4)
    assert found.by("kind") == {"single": 4.0, "family": 8.0}
    assert found.by("sex") == {"women": 8.0, "men": 4.0}
