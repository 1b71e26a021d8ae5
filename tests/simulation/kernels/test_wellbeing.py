"""Wellbeing: the kernel gives NumPy's bits."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.kernels import wellbeing
from tests.simulation.kernels import numpy_wellbeing
from tests.simulation.kernels.made import World, columns, copies, thresholds, worlds

CHANGED = ("bonding", "bridging", "linking", "wellbeing", "health")


@worlds
def test_feelings_are_the_same(world: World) -> None:
    """Ties, wellbeing and health of every person, and the households' need."""
    random, p, h, d = world.random, world.persons, world.households, world.dwellings
    head = (
        world.month, 4, 6 * 12, 18 * 12, np.uint64(random.integers(1 << 63)),
        *columns(p, "key household birth origin settled present language programme employed student"),
    )  # fmt: skip
    homes = (h.row_of, *columns(h, "tenure place children persons permit dwelling"))
    tail = (
        d.row_of, d.rooms, random.integers(0, 100, size=world.places * 8).astype(np.int16), 8, 15,
        random.integers(0, 310, size=3), random.integers(0, 40, size=6).astype(np.int16),
        random.integers(0, 40, size=4).astype(np.int16), random.integers(0, 60, size=12).astype(np.int16),
        10, 12, 8, 9, 11, int(random.integers(0, 3)), 4,
        thresholds(random, 8 * 7) >> int(random.integers(0, 6)), 7, int(thresholds(random, 1)[0]),
    )  # fmt: skip
    found = []
    for feel in (wellbeing.feel, numpy_wellbeing.feel):
        changed, need = copies(p, *CHANGED), h.health.copy()
        feel(*head, *changed, *homes, need, *tail)
        found.append((*changed, need))
    for name, one, other in zip((*CHANGED, "need"), *found, strict=True):
        assert np.array_equal(one, other), name


@given(st.integers(0, 100), st.integers(0, 100), st.integers(0, 310))
def test_a_step_stays_between_value_and_goal(value: int, goal: int, pace: int) -> None:
    """Whatever the rounding, ties never overshoot, and on average move by the pace."""
    moved = numpy_wellbeing.towards(value, goal, pace, np.arange(1024))
    low, high = min(value, goal), max(value, goal)
    assert np.all((moved >= low) & (moved <= high))
    assert moved.mean() - value == pytest.approx((goal - value) * pace / 1024, abs=1e-9)
