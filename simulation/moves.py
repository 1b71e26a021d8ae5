"""The only ways a household changes dwelling: vacate, occupy, leave.

Every process that moves households calls these, so that a dwelling always has one state and at
most one household, and a household one dwelling.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from agents.kinds import NEVER, Tenure
from simulation.world import World

Rows = npt.NDArray[np.integer]

LARGEST: Final = 5  # the class "five rooms or more"


def vacate(world: World, rows: Rows, ready_month: npt.NDArray[np.int16]) -> None:
    """Let go of the dwellings of households `rows` (rows without a dwelling are left alone).

    A municipal dwelling goes to be made ready until its entry of `ready_month` (one per
    municipality, shape (M,)); a landlord's is listed; a home the household owned is sold to the
    ordinary market and leaves the table.
    """
    from simulation.kernels import moves as kernels  # here: indicators ask this file what is crowded

    h, d = world.households, world.dwellings
    kernels.vacate(
        np.asarray(rows, dtype=np.int64), ready_month, h.dwelling, d.row_of,
        d.municipality, d.owner, d.household, d.state, d.due, d.empty, d.guaranteed,
    )  # fmt: skip


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
    from simulation.kernels import moves as kernels

    h, d = world.households, world.dwellings
    tenures, ends = (np.empty(len(rows), dtype=np.int64) for _ in range(2))
    tenures[:], ends[:] = tenure, contract_end
    wrong = kernels.occupy(
        np.asarray(rows, dtype=np.int64), np.asarray(homes, dtype=np.int64), month, tenures, ends,
        d.uid, d.place, d.municipality, d.owner, d.rent, d.household, d.state, d.reserved, d.due, d.empty,
        h.uid, h.dwelling, h.case_dwelling, h.place, h.municipality, h.tenure, h.since, h.contract_end,
        h.rent, h.arrears, h.outgrown,
    )  # fmt: skip
    if wrong == kernels.TAKEN:
        raise ValueError("occupy: a dwelling is taken or a household has not vacated")
    if wrong == kernels.TWICE:
        raise ValueError("occupy: a dwelling or household appears twice")


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
