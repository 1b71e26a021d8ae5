"""Whose turn it is."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from agents.kinds import Tenure
from simulation.stagger import multiples, turn
from simulation.start.tiny import tiny_world


@given(st.lists(st.integers(0, 2**64 - 1)), st.integers(0, 400), st.sampled_from([3, 12]))
@example([2**31 - 1, 2**63 + 1, 2**64 - 1, 0], 400, 12)
def test_turns_are_those_of_the_remainder(keys: list[int], month: int, period: int) -> None:
    found = turn(np.array(keys, dtype=np.uint64), month, period)
    assert found.tolist() == [(key % 2**31 + month) % period == 0 for key in keys]


@given(st.lists(st.integers(0, 2**64 - 1), max_size=20), st.sampled_from([3, 12]))
def test_everybody_has_one_turn_in_a_period(keys: list[int], period: int) -> None:
    turns = [turn(np.array(keys, dtype=np.uint64), month, period) for month in range(50, 50 + period)]
    assert np.sum(turns, axis=0).tolist() == [1] * len(keys)


def test_other_periods_are_refused() -> None:
    with pytest.raises(ValueError, match="3 or 12"):
        multiples(np.arange(3), 5)


def test_turns_are_remembered_as_they_are_told() -> None:
    world = tiny_world()
    h = world.households
    for month in (0, 5, 6):
        for period in (3, 12):
            assert h.turn(month, period).tolist() == turn(h.key, month, period).tolist()
        h.append(np.arange(1, 9, dtype=np.uint64) * np.uint64(2**45 + month * 77 + 1), tenure=Tenure.GONE)
    h.compact(h.tenure != Tenure.GONE)
    assert h.turn(7, 12).tolist() == turn(h.key, 7, 12).tolist()
