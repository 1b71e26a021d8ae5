"""Turns remembered by row are those told by key."""

import numpy as np

from agents.kinds import Tenure
from simulation.stagger import turn
from simulation.start.tiny import tiny_world


def test_turns_are_remembered_as_they_are_told() -> None:
    world = tiny_world()
    h = world.households
    for month in (0, 5, 6):
        for period in (3, 12):
            assert h.turn(month, period).tolist() == turn(h.key, month, period).tolist()
        h.append(np.arange(1, 9, dtype=np.uint64) * np.uint64(2**45 + month * 77 + 1), tenure=Tenure.GONE)
    h.compact(h.tenure != Tenure.GONE)
    assert h.turn(7, 12).tolist() == turn(h.key, 7, 12).tolist()
