"""Members of households: the kernels give NumPy's rows."""

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
    rows = np.concatenate([moved, np.arange(indexed, len(household))])
    last, who, before = (np.full(n, -1, dtype=np.int64) for n in (homes + 3, len(rows), len(rows)))
    half = len(rows) // 2
    membership.chain(rows[:half], household[rows[:half]], last, who, before, 0)
    membership.chain(rows[half:], household[rows[half:]], last, who, before, half)
    came = household[rows].copy()
    again = moved[random.random(len(moved)) < 0.5]
    household[again] += 3  # moved on, to where nobody asks
    uids = np.flatnonzero(random.random(homes + 3) < 0.5).astype(np.int32)
    found = membership.members(uids, end - sizes, end, order, last, who, before, len(rows), household)
    expected = numpy_membership.members(uids, end - sizes, end, order, rows, came, household)
    assert np.array_equal(np.sort(found), np.sort(expected))
