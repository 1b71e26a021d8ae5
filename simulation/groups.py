"""Which group a person or household is counted in: one code for the whole cross, computed once a month.

The code joins household kind, origin, sex and what makes somebody hard to settle, so that an observer
broken down by ``group`` holds every one-way breakdown along them, and any cross, at the price of one
key. Of a household, origin, sex and schooling are those of its head.
"""

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from agents.kinds import Case, Kind, Origin, Reason, Tenure
from simulation.people import ADULT
from simulation.tables import Households
from simulation.world import World

if TYPE_CHECKING:
    from simulation.columns import Columns

Array = npt.NDArray[Any]
Rows = npt.NDArray[np.integer]

SEXES: Final = 2
HARD: Final = 16
# what makes hard to settle: bits, since one can be several of them
SINGLE_MAN, HEALTH, LITTLE_SCHOOLING, REFUSER = 1, 2, 4, 8
# the same as numbers of the code's own size: Python's would make wide arrays of them
_SINGLE_MAN, _HEALTH, _LITTLE_SCHOOLING, _REFUSER = np.array(
    [SINGLE_MAN, HEALTH, LITTLE_SCHOOLING, REFUSER], dtype=np.int16
)


def encode(kind: Array, origin: Array, female: Array, hard: Array) -> npt.NDArray[np.int16]:
    """Return the code of each row; a kind, origin or sex that is not known (below 0) counts as 0."""
    code = np.maximum(kind, 0).astype(np.int16)
    code *= len(Origin)
    code += np.maximum(origin, 0)
    code *= SEXES
    code += np.maximum(female, 0)
    code *= HARD
    code += hard.astype(np.int16, copy=False)
    return code


def decode(code: Array) -> dict[str, npt.NDArray[np.int64]]:
    """Return ``kind``, ``origin``, ``sex`` (1: women) and ``hard`` (bits) of codes; -1 for a code
    below 0."""
    rest = code.astype(np.int64)
    found: dict[str, npt.NDArray[np.int64]] = {}
    for name, size in (("hard", HARD), ("sex", SEXES), ("origin", len(Origin)), ("kind", len(Kind))):
        rest, part = np.divmod(rest, size)
        found[name] = np.where(code < 0, -1, part)
    return found


def refused(households: Households, rows: Rows) -> Array:
    """Return which households left the queue because they declined an offer."""
    left: Array = (households.case[rows] == Case.LEFT) & (
        households.reason[rows] == Reason.HOUSEHOLD_REFUSED
    )
    return left


def at_households(world: World, rows: Rows) -> npt.NDArray[np.int16]:
    """Return the groups of households `rows`."""
    households, persons = world.households, world.persons
    head = persons.rows(households.head[rows])
    kind = households.kind[rows]
    known = head >= 0
    female = np.where(known, persons.female.take(head, mode="clip"), 0)
    schooled = np.where(known, persons.education.take(head, mode="clip"), 1)
    hard = _SINGLE_MAN * (known & (kind == Kind.SINGLE) & (female == 0))
    hard += _HEALTH * (households.health[rows] == 1)
    hard += _LITTLE_SCHOOLING * ((schooled == 0) & (kind != Kind.UNACCOMPANIED))
    hard += _REFUSER * refused(households, rows)
    return encode(kind, households.origin[rows], female, hard)


def at_persons(world: World, month: int, rows: Rows) -> npt.NDArray[np.int16]:
    """Return the groups of persons `rows`."""
    persons, households = world.persons, world.households
    homes = households.rows(persons.household[rows])
    kind, female = households.kind[homes], persons.female[rows]
    adult = persons.birth[rows] <= month - ADULT
    hard = _SINGLE_MAN * ((kind == Kind.SINGLE) & (female == 0) & adult)
    hard += _HEALTH * (persons.health[rows] == 1)
    hard += _LITTLE_SCHOOLING * ((persons.education[rows] == 0) & adult)
    hard += _REFUSER * refused(households, homes)
    return encode(kind, persons.origin[rows], female, hard)


def of_households(c: "Columns") -> npt.NDArray[np.int16]:
    """Return the group of each refugee household, -1 for others."""
    households = c.world.households
    rows = np.flatnonzero((households.refugee == 1) & (households.tenure != Tenure.GONE))
    found = np.full(len(households), -1, dtype=np.int16)
    found[rows] = at_households(c.world, rows)
    return found
