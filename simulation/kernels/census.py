"""Dwellings counted, and the rents of leased ones added up."""

from agents.kinds import DwellingState, Owner
from simulation.kernels.compiled import I8, I16, I32, I64, kernel

_LEASED = int(Owner.MUNICIPALITY_LEASED)
_NOT_THERE = (int(DwellingState.PIPELINE), int(DwellingState.REMOVED))


@kernel
def count(
    place: I16, rooms: I8, owner: I8, state: I8, sizes: int, owners: int, states: int, counts: I64
) -> None:
    """Count dwellings into `counts`, flat array of shape (places, sizes, owners, states)."""
    for i in range(len(place)):
        counts[((place[i] * sizes + rooms[i] - 1) * owners + owner[i]) * states + state[i]] += 1


@kernel
def lease_rents(municipality: I16, owner: I8, state: I8, rent: I32, sums: I64) -> None:
    """Add the rents of leased dwellings to `sums` of their municipalities, NOK."""
    for i in range(len(owner)):
        if owner[i] == _LEASED and state[i] not in _NOT_THERE:
            sums[municipality[i]] += rent[i]
