import pytest

from agents.kinds import month_of
from indicators.library import indicator
from tests.indicators.made import group, record

DECEMBER = month_of(2016, 12)


def one(moves: int, crowded: int) -> float:
    made = record({"children_by_moves": [(DECEMBER, moves, crowded, group(), 5)]})
    return indicator("upper_secondary").of(made).value


def test_points_are_those_of_one_move_and_of_crowding() -> None:
    assert one(0, 0) == pytest.approx(0.71)
    assert one(1, 0) == pytest.approx(0.68) and one(0, 1) == pytest.approx(0.63)


def test_it_stands_between_wide_bounds_and_is_a_mean_over_children() -> None:
    cells = [(DECEMBER, 0, 0, group(), 30), (DECEMBER, 1, 0, group(female=1), 10)]
    made = record({"children_by_moves": cells})
    found = indicator("upper_secondary").of(made)
    assert found.value == pytest.approx((30 * 0.71 + 10 * 0.68) / 40)
    assert found.by("sex") == {"women": pytest.approx(0.68), "men": pytest.approx(0.71)}
    assert found.parts["bound:low"] < found.value - 0.03 and found.parts["bound:high"] > found.value + 0.03
