import pytest

from agents.kinds import Kind, Reason, month_of
from indicators.library import indicator
from tests.indicators.made import group, record

DECEMBER = month_of(2012, 12)
FAMILY, PARENT = group(Kind.FAMILY), group(Kind.SINGLE_PARENT, female=1)


def test_moves_by_force_per_hundred_child_years_and_chosen_ones_apart() -> None:
    made = record(
        {
            "moves_of_children": [  # group, reason, elsewhere
                (DECEMBER, FAMILY, Reason.EVICTION, 0, 2),
                (DECEMBER, PARENT, Reason.CONTRACT_END, 1, 3),
                (DECEMBER, FAMILY, Reason.BUYS, 0, 4),
                (DECEMBER, FAMILY, Reason.WORK, 1, 1),
            ],
            "children": [(DECEMBER, FAMILY, 80), (DECEMBER, PARENT, 20)],
        }
    )
    found = indicator("unwanted_moves").of(made)
    assert found.value == pytest.approx(5.0) and found.by_year == {2012: pytest.approx(5.0)}
    assert found.by("kind") == {"family": pytest.approx(2.5), "single_parent": pytest.approx(15.0)}
    assert found.by("move") == {"chosen": pytest.approx(5.0), "unwanted_elsewhere": pytest.approx(3.0)}
