"""Members of households: the kernel gives NumPy's rows."""

import numpy as np

from simulation.kernels import membership
from tests.simulation.kernels import numpy_membership
from tests.simulation.kernels.made import World, worlds


@worlds
def test_members_are_the_same(world: World) -> None:
    """Of those indexed, those who moved to another household, and those who came later."""
    random, household = world.random, world.persons.household.copy()
    indexed, homes = int(random.integers(0, len(household) + 1)), len(world.households)
    sizes = np.bincount(household[:indexed], minlength=homes)
    end = np.cumsum(sizes)
    order = np.argsort(household[:indexed], kind="stable")
    moved = np.flatnonzero(random.random(indexed) < 0.2)
    household[moved] = homes + random.integers(0, 3, size=len(moved))
    uids = np.flatnonzero(random.random(homes + 3) < 0.5).astype(np.int32)
    given = (uids, homes + 3, end - sizes, end, order, household, indexed, moved)
    assert np.array_equal(membership.members(*given), numpy_membership.members(*given))
