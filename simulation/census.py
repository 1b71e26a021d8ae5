"""Counts of dwellings by place, rooms, owner and state: one pass for all who ask."""

import numpy as np
import numpy.typing as npt

from agents.kinds import DwellingState, Owner
from simulation.kernels.census import count
from simulation.tables import Dwellings
from simulation.world import SIZES, World

I64 = npt.NDArray[np.int64]

OWNERS, STATES = len(Owner), len(DwellingState)


def dwelling_census(dwellings: Dwellings, places: int) -> I64:
    """Return the number of dwellings, shape (places, SIZES, OWNERS, STATES)."""
    census: I64 = np.zeros((places, SIZES, OWNERS, STATES), dtype=np.int64)
    count(
        dwellings.place, dwellings.rooms, dwellings.owner, dwellings.state, SIZES, OWNERS, STATES,
        census.ravel(),
    )  # fmt: skip
    return census


class Census:
    """The census at the end of the month: `accounts` takes it, `observation` goes on with it."""

    def __init__(self) -> None:
        self._taken: I64 | None = None

    def take(self, world: World) -> I64:
        """Count the dwellings as they are, and keep the counts for :meth:`hand_over`."""
        self._taken = dwelling_census(world.dwellings, len(world.geography.place_municipality))
        return self._taken

    def hand_over(self, world: World) -> I64:
        """Return what was taken this month, or count; nothing is kept for later."""
        taken = self.take(world) if self._taken is None else self._taken
        self._taken = None
        return taken


def by_municipality(census: I64, world: World) -> I64:
    """Return counts by place (first axis) added up over the places of each municipality."""
    geography = world.geography
    first = geography.first_place.astype(np.intp)
    added = census[first]
    # nearly all are one place: adding up those only is several times as fast as `np.add.reduceat` over all
    for m in np.flatnonzero(geography.places > 1).tolist():
        added[m] = census[first[m] : first[m] + geography.places[m]].sum(axis=0)
    return added
