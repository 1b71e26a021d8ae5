"""Groups of households: the kernel gives NumPy's codes."""

import numpy as np

from agents.kinds import Case, Reason
from simulation.kernels import groups
from tests.simulation.kernels import numpy_groups
from tests.simulation.kernels.made import World, columns, worlds


@worlds
def test_groups_are_the_same(world: World) -> None:
    """Of any household, those that refused and those without a head among them."""
    random, h, p = world.random, world.households, world.persons
    rows = np.flatnonzero(random.random(len(h)) < 0.7)
    refusers = random.random(len(h)) < 0.3
    h.case[refusers], h.reason[refusers] = Case.LEFT, Reason.HOUSEHOLD_REFUSED
    given = (rows, *columns(h, "head kind origin health case reason"), p.row_of, p.female, p.education)
    ours, theirs = groups.of_households(*given), numpy_groups.of_households(*given)
    assert ours.dtype == theirs.dtype == np.int16
    assert np.array_equal(ours, theirs)


def test_what_makes_hard_to_settle_has_a_bit_each() -> None:
    bits = [groups.SINGLE_MAN, groups.HEALTH, groups.LITTLE_SCHOOLING, groups.REFUSER]
    assert bits == [1, 2, 4, 8] and sum(bits) < groups.HARD
