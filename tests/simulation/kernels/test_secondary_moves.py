"""Secondary moves: the kernels give NumPy's bits."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.household import year_cells
from simulation.kernels import secondary_moves
from simulation.randomness import ONE
from tests.simulation.kernels import numpy_secondary_moves
from tests.simulation.kernels.made import World, thresholds, worlds


@worlds
def test_those_who_think_of_leaving_are_the_same(world: World) -> None:
    """Households and the cells of their years."""
    random, h = world.random, world.households
    rows = np.flatnonzero(random.random(len(h)) < 0.7)
    stream = np.uint64(random.integers(1 << 63))
    given = (rows, world.month, stream, thresholds(random, 6), year_cells(), h.key, h.settled)
    found = secondary_moves.thinkers(*given), numpy_secondary_moves.thinkers(*given)
    assert all(np.array_equal(one, other) for one, other in zip(*found, strict=True))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 40), st.integers(0, 30))
def test_destinations_are_the_same(seed: int, places: int, looking: int) -> None:
    """Fractions added up in the same order: the same bits on both ways."""
    random = np.random.default_rng(seed)
    pull, near = random.random(8 * places) ** 6 + 1e-9, random.random(places * places) ** 3 + 1e-9
    origin, place = random.integers(0, 8, size=looking), random.integers(0, places, size=looking)
    draws = random.integers(0, ONE, size=4 * looking)
    ours, theirs = np.full((2, 4 * looking), -1)
    secondary_moves.destinations(pull, near, places, origin, place, draws, ours)
    if looking:
        numpy_secondary_moves.destinations(pull, near, places, origin, place, draws, theirs)
    assert np.array_equal(ours, theirs)
