"""Municipalities with much need and not much effort."""

import numpy as np
import pytest

from agents.kinds import month_of
from indicators.effort import ranks
from indicators.library import indicator
from simulation.living import INSECURE, OWNED
from tests.indicators.made import record

DECEMBER = month_of(2012, 12)


def test_ranks_of_equals_are_shared() -> None:
    assert ranks(np.array([5.0, 1.0, 5.0, 9.0])) == pytest.approx([0.5, 0.125, 0.5, 0.875])


def test_one_of_four_has_much_need_and_little_effort() -> None:
    made = record(
        {
            "inhabitants": [(DECEMBER, town, 0, 1000) for town in range(5)],
            # the last has nobody without a secure home, and is no part of it
            "homes_by_town": [(DECEMBER, town, 0, INSECURE, 0, 10 * (town + 1)) for town in range(4)]
            + [(DECEMBER, 4, 0, OWNED, 0, 90)],
            "dwellings_added_by_town": [(DECEMBER, 0, 5), (DECEMBER, 1, 1)],
        }
    )
    assert indicator("need_without_effort").of(made).value == pytest.approx(1 / 4)  # the fourth town
