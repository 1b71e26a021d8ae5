"""The only ways a household changes dwelling: vacate, occupy, leave.

Every process that moves households calls these, so that a dwelling always has one state and at
most one household, and a household one dwelling.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from agents.kinds import NEVER, NOBODY, DwellingState, Owner, Tenure
from simulation.world import World

Rows = npt.NDArray[np.integer]

LARGEST: Final = 5  # the class "five rooms or more"


def vacate(world: World, rows: Rows, month: int, ready_month: npt.NDArray[np.int16]) -> None:
    """Let go of the dwellings of households `rows` (rows without a dwelling are left alone).

    A municipal dwelling goes to be made ready until its entry of `ready_month` (one per
    municipality, shape (M,)); a landlord's is listed; a home the household owned is sold to the
    ordinary market and leaves the table.
    """
    households, dwellings = world.households, world.dwellings
    rows = rows[households.dwelling[rows] >= 0]
    homes = dwellings.rows(households.dwelling[rows])
    owner = dwellings.owner[homes]
    municipal = owner <= Owner.MUNICIPALITY_LEASED
    dwellings.household[homes] = NOBODY
    dwellings.state[homes] = np.where(
        municipal,
        DwellingState.READYING,
        np.where(owner == Owner.HOUSEHOLD, DwellingState.REMOVED, DwellingState.LISTED),
    )
    dwellings.due[homes] = np.where(municipal, ready_month[dwellings.municipality[homes]], NEVER)
    dwellings.empty[homes] = 0
    dwellings.guaranteed[homes] = 0
    households.dwelling[rows] = NOBODY


def occupy(
    world: World,
    rows: Rows,
    homes: Rows,
    month: int,
    tenure: npt.ArrayLike,
    contract_end: npt.ArrayLike,
) -> None:
    """Move households `rows` (without a dwelling) into dwellings `homes` (rows, without household).

    Sets place, municipality, tenure, since, contract end and rent of the household, and state and
    occupant of the dwelling; clears reservations on both.

    Raises
    ------
    ValueError
        If a dwelling has an occupant, a household still has a dwelling, or one appears twice.
    """
    households, dwellings = world.households, world.dwellings
    if np.any(dwellings.household[homes] >= 0) or np.any(households.dwelling[rows] >= 0):
        raise ValueError("occupy: a dwelling is taken or a household has not vacated")
    if _twice(homes) or _twice(rows):
        raise ValueError("occupy: a dwelling or household appears twice")
    dwellings.household[homes] = households.uid[rows]
    dwellings.state[homes] = DwellingState.OCCUPIED
    dwellings.reserved[homes] = NOBODY
    dwellings.due[homes] = NEVER
    dwellings.empty[homes] = 0
    households.dwelling[rows] = dwellings.uid[homes]
    households.case_dwelling[rows] = NOBODY
    households.place[rows] = dwellings.place[homes]
    households.municipality[rows] = dwellings.municipality[homes]
    households.tenure[rows] = tenure
    households.since[rows] = month
    households.contract_end[rows] = contract_end
    households.rent[rows] = np.where(dwellings.owner[homes] == Owner.HOUSEHOLD, 0, dwellings.rent[homes])
    households.arrears[rows] = 0
    households.outgrown[rows] = NEVER


def _twice(rows: Rows) -> bool:
    """Return whether a row appears twice (a plain sort: `np.unique` takes several times as long)."""
    ordered = np.sort(rows)
    return bool(np.any(ordered[1:] == ordered[:-1]))


def lodge(world: World, rows: Rows, month: int, tenure: Tenure, place: npt.ArrayLike | None = None) -> None:
    """Put households without a dwelling of the table in temporary lodging, with kin, in a staffed
    place or on the waiting list; `place` (index) when it changes."""
    households = world.households
    if np.any(households.dwelling[rows] >= 0):
        raise ValueError("lodge: a household has not vacated its dwelling")
    households.tenure[rows] = tenure
    households.since[rows] = month
    households.contract_end[rows] = NEVER
    households.rent[rows] = 0
    if place is not None:
        households.place[rows] = place
        households.municipality[rows] = world.geography.place_municipality[np.asarray(place)]


def needed_rooms(persons: npt.ArrayLike) -> npt.NDArray[np.int64]:
    """Return the rooms a household needs: one a person, at most five (the class "five or more")."""
    return np.minimum(np.asarray(persons, dtype=np.int64), LARGEST)


def is_crowded(persons: npt.ArrayLike, rooms: npt.ArrayLike) -> npt.NDArray[np.bool_]:
    """Return where persons exceed rooms, the register's definition of crowded (arrays of one shape).

    Nobody is known to be crowded in the largest class, five rooms or more.
    """
    there = np.asarray(rooms)
    crowded: npt.NDArray[np.bool_] = (np.asarray(persons) > there) & (there < LARGEST)
    return crowded
