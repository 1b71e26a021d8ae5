"""Counts of the start: what municipalities and markets know before the first month.

The same figures are renewed each month by the observation of the model; here they are taken once,
from the tables, so that the first month's decisions do not read zeros.
"""

import numpy as np
import numpy.typing as npt

from agents.kinds import DwellingState, Origin, Owner, Tenure
from simulation.local_market import EMPLOYED_PRIOR
from simulation.moves import needed_rooms
from simulation.people import ADULT
from simulation.world import SIZES, World

I64 = npt.NDArray[np.int64]


def by_size(owner: npt.ArrayLike, rooms: npt.ArrayLike, count: int) -> I64:
    """Return counts by `owner` index and rooms: int64, shape (count, 5)."""
    cell = np.asarray(owner, dtype=np.int64) * SIZES + np.asarray(rooms, dtype=np.int64) - 1
    return np.bincount(cell, minlength=count * SIZES).reshape(count, SIZES).astype(np.int64)


def take_counts(world: World, month: int) -> None:
    """Fill the counts of municipalities and places from the tables, as of `month`."""
    geography, town, place = world.geography, world.municipalities, world.places
    m, p = geography.municipalities, len(geography.place_municipality)
    homes, households, persons = world.dwellings, world.households, world.persons
    municipal = homes.owner <= Owner.MUNICIPALITY_LEASED

    def municipal_in(*states: DwellingState) -> I64:
        rows = np.flatnonzero(municipal & (homes.state[:, None] == np.array(states)).any(axis=1))
        return by_size(homes.municipality[rows], homes.rooms[rows], m)

    town.vacant = municipal_in(DwellingState.VACANT)
    town.coming = municipal_in(DwellingState.PIPELINE, DwellingState.READYING)
    town.occupied = municipal_in(DwellingState.OCCUPIED)
    waits = np.flatnonzero((households.refugee == 0) & (households.tenure == Tenure.NONE))
    town.other_queue = by_size(households.municipality[waits], needed_rooms(households.persons[waits]), m)
    # on offer during a month: what is still listed, and what ordinary tenants leave this month
    ends = (homes.state == DwellingState.LET_ORDINARY) & (homes.due == month)
    listed = np.flatnonzero((homes.owner == Owner.LANDLORD) & ((homes.state == DwellingState.LISTED) | ends))
    place.listed = by_size(homes.place[listed], homes.rooms[listed], p)
    town.listings_seen = by_size(homes.municipality[listed], homes.rooms[listed], m).astype(np.float64)
    segment = homes.place[homes.owner == Owner.LANDLORD]
    place.segment = np.bincount(segment, minlength=p).astype(np.int64)
    let = homes.place[homes.state == DwellingState.LET_ORDINARY]
    place.let_ordinary = np.bincount(let, minlength=p).astype(np.int64)

    where = households.place[households.rows(persons.household)]
    here = np.flatnonzero((where >= 0) & (persons.present == 1))
    place.persons = np.bincount(where[here], minlength=p).astype(np.int64)
    cell = where[here].astype(np.int64) * len(Origin) + persons.origin[here]
    place.coethnic = np.bincount(cell, minlength=p * len(Origin)).reshape(p, len(Origin)).astype(np.int64)
    adults = here[month - persons.birth[here] >= ADULT]
    grown = np.bincount(where[adults], minlength=p)
    working = np.bincount(where[adults], weights=persons.employed[adults], minlength=p)
    place.employed = (working + EMPLOYED_PRIOR * geography.local_employment) / (grown + EMPLOYED_PRIOR)
