"""Integration: the kernel gives NumPy's bits."""

import numpy as np

from simulation.kernels import integration
from tests.simulation.kernels import numpy_integration
from tests.simulation.kernels.made import World, columns, thresholds, worlds


@worlds
def test_levels_are_the_same(world: World) -> None:
    """Norwegian of every person."""
    random, p, h = world.random, world.persons, world.households
    names = "key household birth settled present programme employed student education health"
    head = (world.month, 4, 4 * 12, 18 * 12, np.uint64(random.integers(1 << 63)), *columns(p, names))
    limits = thresholds(random, 5 * 3 * 2 * 2 * 5)
    ours, theirs = p.language.copy(), p.language.copy()
    integration.learn(*head, ours, h.row_of, h.tenure, limits)
    numpy_integration.learn(*head, theirs, h.row_of, h.tenure, limits)
    assert np.array_equal(ours, theirs)
