"""Whose turn it is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.stagger import multiples, turn


@given(st.lists(st.integers(0, 2**31 - 1)), st.integers(0, 400), st.sampled_from([3, 12]))
def test_turns_are_those_of_the_remainder(uids: list[int], month: int, period: int) -> None:
    found = turn(np.array(uids, dtype=np.int32), month, period)
    assert found.tolist() == [(uid + month) % period == 0 for uid in uids]


def test_other_periods_are_refused() -> None:
    with pytest.raises(ValueError, match="3 or 12"):
        multiples(np.arange(3), 5)
