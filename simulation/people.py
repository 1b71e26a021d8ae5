"""Who lives together: counting a household anew, and ending it.

Shared by the processes in which persons come and go (reunification, demography, wellbeing).
"""

import numpy as np
import numpy.typing as npt

from agents.kinds import MONTHS_PER_YEAR, NEVER, NOBODY, Case, Kind, Programme, Reason, Tenure
from simulation.events import Events
from simulation.moves import needed_rooms, vacate
from simulation.world import World

Rows = npt.NDArray[np.integer]
F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]

ADULT = 18 * MONTHS_PER_YEAR  # months of age from which a person counts as an adult
TURN = 4  # months between two looks at a person in the processes of daily life (a power of two)


def over_turn(chance: F64) -> F64:
    """Return the chance over a turn of a monthly chance (same shape)."""
    return np.asarray(1.0 - (1.0 - chance) ** TURN, dtype=np.float64)


def members(world: World, household_rows: Rows) -> I64:
    """Return the rows of the present persons of the given households (each once), in row order."""
    households, persons = world.households, world.persons
    rows = persons.of_households(households.uid[household_rows])
    found: I64 = rows.compress(persons.present[rows] == 1)
    return found


def depart(world: World, rows: Rows) -> None:
    """Mark persons as gone (dead or emigrated): no longer present, earning or taking part."""
    persons = world.persons
    persons.present[rows] = 0
    persons.income[rows] = 0
    persons.employed[rows] = 0
    persons.student[rows] = 0
    persons.programme[rows] = Programme.NONE


def recount(world: World, household_rows: Rows, month: int) -> None:
    """Bring persons, children, kind, head and `outgrown` of the given households up to date.

    Children are under 18. The head stays while present; else the eldest member takes over (the
    first in row order among equals). An unaccompanied minor's household keeps its kind while it
    waits or lives in a staffed place, whatever the age; children whose last adult died keep the
    dwelling and count as unaccompanied until one comes of age. `outgrown` is the month from which
    persons exceeded rooms (L45), NEVER while the dwelling fits or none is in the table.
    """
    households, persons, dwellings = world.households, world.persons, world.dwellings
    rows = np.unique(household_rows)
    if len(rows) == 0:
        return
    found = members(world, rows)
    home = np.searchsorted(rows, households.rows(persons.household[found]))
    total = np.bincount(home, minlength=len(rows))
    young = found[persons.birth[found] > month - ADULT]
    children = np.bincount(
        np.searchsorted(rows, households.rows(persons.household[young])), minlength=len(rows)
    )
    adults = total - children
    kind = np.where(
        adults == 0,
        Kind.UNACCOMPANIED,
        np.where(
            adults == 1,
            np.where(children > 0, Kind.SINGLE_PARENT, Kind.SINGLE),
            np.where(children > 0, Kind.FAMILY, Kind.COUPLE),
        ),
    )
    tenure = households.tenure[rows]
    looked_after = (tenure == Tenure.STAFFED) | (tenure == Tenure.RECEPTION) | (tenure == Tenure.ABROAD)
    kept = (households.kind[rows] == Kind.UNACCOMPANIED) & (total == 1) & looked_after
    kept |= total == 0
    households.persons[rows] = total
    households.children[rows] = children
    households.kind[rows] = np.where(kept, households.kind[rows], kind)
    _heads(world, rows, found, home)
    housed = rows[households.dwelling[rows] >= 0]
    rooms = dwellings.rooms[dwellings.rows(households.dwelling[housed])]
    tight = needed_rooms(households.persons[housed]) > rooms
    since = households.outgrown[housed]
    households.outgrown[housed] = np.where(tight, np.where(since == NEVER, month, since), NEVER)


def _heads(world: World, rows: Rows, found: I64, home: I64) -> None:
    """Give households whose head is gone the eldest member as head."""
    households, persons = world.households, world.persons
    head = persons.rows(households.head[rows])
    safe = np.maximum(head, 0)
    there = (head >= 0) & (persons.present[safe] == 1) & (
        persons.household[safe] == households.uid[rows]
    )  # fmt: skip
    lost = ~there
    if not lost.any():
        return
    pick = lost[home]
    candidates, place = found[pick], home[pick]
    order = np.lexsort((candidates, persons.birth[candidates], place))
    place, candidates = place[order], candidates[order]
    first = np.flatnonzero(np.diff(place, prepend=-1))
    households.head[rows[lost]] = NOBODY
    households.head[rows[place[first]]] = persons.uid[candidates[first]]


def dissolve(
    world: World, rows: Rows, month: int, ready_month: npt.NDArray[np.int16], events: Events
) -> None:
    """End households that have no members left: the dwelling is vacated, promises are released.

    A household still in the settlement queue leaves it (event ``left_queue``).
    """
    if len(rows) == 0:
        return
    households, dwellings = world.households, world.dwellings
    waiting = rows[(households.tenure[rows] == Tenure.RECEPTION) | (households.tenure[rows] == Tenure.ABROAD)]
    events.add(
        "left_queue",
        household=households.uid[waiting],
        kind=households.kind[waiting],
        persons=np.maximum(households.persons[waiting], 1),
        reason=np.full(len(waiting), Reason.NONE),
    )
    households.case[waiting] = Case.LEFT
    vacate(world, rows, ready_month)
    promised = dwellings.rows(households.case_dwelling[rows])
    dwellings.reserved[promised[promised >= 0]] = NOBODY
    households.case_dwelling[rows] = NOBODY
    households.tenure[rows] = Tenure.GONE
    households.since[rows] = month
    households.head[rows] = NOBODY
    households.persons[rows] = 0
    households.children[rows] = 0
    households.income[rows] = 0
    households.adults_working[rows] = 0
    households.rent[rows] = 0
    households.debt[rows] = 0
    households.family_pending[rows] = 0
    households.family_month[rows] = NEVER
    households.seeks_place[rows] = -1
    households.queue_since[rows] = NEVER
