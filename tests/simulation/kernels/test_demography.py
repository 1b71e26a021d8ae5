"""Demography: the kernel gives NumPy's bits."""

import numpy as np

from simulation.kernels import demography
from tests.simulation.kernels import numpy_demography
from tests.simulation.kernels.made import World, thresholds, worlds


@worlds
def test_those_to_whom_something_may_happen_are_the_same(world: World) -> None:
    """Persons, homes and what may happen."""
    random, p, h = world.random, world.persons, world.households
    rows = np.flatnonzero(random.random(len(p)) < 0.5)
    streams = random.integers(0, 1 << 63, size=5, dtype=np.uint64)
    given = (rows, streams, thresholds(random, 5) >> 2, p.key, p.household, h.row_of, h.tenure)
    found, expected = demography.due(*given), numpy_demography.due(*given)
    for one, other in zip(found, expected, strict=True):
        assert np.array_equal(one, other)
