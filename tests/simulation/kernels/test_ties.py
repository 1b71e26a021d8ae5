"""Ties lost in a move: the kernel gives NumPy's bits."""

import numpy as np

from simulation.kernels import ties
from tests.simulation.kernels import numpy_ties
from tests.simulation.kernels.made import World, copies, worlds


@worlds
def test_ties_lost_are_the_same(world: World) -> None:
    """What households held and lost, and what their members have left."""
    random, p, h = world.random, world.persons, world.households
    homes = random.permutation(len(h))[: int(random.integers(0, len(h) + 1))]
    people = np.flatnonzero(np.isin(p.household, h.uid[homes]))
    kept = random.integers(0, 101, size=len(homes))
    given = (people, homes, kept, kept * 80 // 100, world.month - 216, h.row_of, len(h), p.household, p.birth)
    ours, theirs = copies(p, "bonding", "bridging"), copies(p, "bonding", "bridging")
    found = ties.lose(*given, *ours), numpy_ties.lose(*given, *theirs)
    for one, other in zip((*found[0], *ours), (*found[1], *theirs), strict=True):
        assert np.array_equal(one, other)
