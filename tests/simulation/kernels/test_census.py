"""Census: the kernels give NumPy's bits."""

import numpy as np

from agents.kinds import DwellingState, Owner
from simulation.kernels import census
from tests.simulation.kernels.made import World, columns, worlds


@worlds
def test_counts_and_lease_rents_are_the_same(world: World) -> None:
    """Dwellings by place, rooms, owner and state; rents of what municipalities lease."""
    d, owners, states = world.dwellings, len(Owner), len(DwellingState)
    counts = np.zeros(world.places * 5 * owners * states, dtype=np.int64)
    census.count(*columns(d, "place rooms owner state"), 5, owners, states, counts)
    code = ((d.place.astype(np.intp) * 5 + d.rooms - 1) * owners + d.owner) * states + d.state
    assert np.array_equal(counts, np.bincount(code, minlength=len(counts)))

    sums = np.zeros(world.places, dtype=np.int64)
    census.lease_rents(*columns(d, "municipality owner state rent"), sums)
    leased = d.owner == Owner.MUNICIPALITY_LEASED
    leased &= ~np.isin(d.state, (DwellingState.PIPELINE, DwellingState.REMOVED))
    expected = np.bincount(d.municipality[leased], weights=d.rent[leased], minlength=world.places)
    assert np.array_equal(sums, expected.astype(np.int64))
