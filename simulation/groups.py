"""Which group a person or household is counted in: one code for the whole cross.

The code joins household kind, origin, sex and what makes somebody hard to settle, so that an observer
broken down by ``group`` holds every one-way breakdown along them, and any cross, at the price of one
key. Of a household, origin, sex and schooling are those of its head. A *placed* group is the same code
with the centrality of a municipality in front.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from agents.kinds import Case, Kind, Origin, Reason
from simulation.kernels import groups as kernels
from simulation.kernels.groups import HARD, HEALTH, LITTLE_SCHOOLING, REFUSER, SEXES, SINGLE_MAN
from simulation.people import ADULT
from simulation.tables import Households
from simulation.world import World

if TYPE_CHECKING:
    from simulation.columns import Columns

Array = npt.NDArray[Any]
Rows = npt.NDArray[np.integer]

__all__ = ["DIMENSIONS", "HARD", "HEALTH", "LITTLE_SCHOOLING", "REFUSER", "SEXES", "SINGLE_MAN", "SIZE"]

DIMENSIONS: Final = ("kind", "sex", "hard", "origin", "centrality")
SIZE: Final = len(Kind) * len(Origin) * SEXES * HARD  # codes of a group
# centrality takes what room the code has left
_SIZES: Final = {
    "hard": HARD, "sex": SEXES, "origin": len(Origin), "kind": len(Kind), "centrality": 25,
}  # fmt: skip
_DIGITS: Final = {
    "hard": 1, "sex": HARD, "origin": HARD * SEXES, "kind": HARD * SEXES * len(Origin), "centrality": SIZE,
}  # fmt: skip
# what makes hard to settle, as numbers of the code's own size: Python's would make wide arrays of them
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


def place(code: Array, centrality: Array) -> npt.NDArray[np.int16]:
    """Return the groups with the centrality of a municipality (-1: none) in front; a code below 0 stays."""
    placed = code.astype(np.int16)
    placed += np.int16(SIZE) * (centrality.astype(np.int16) + np.int16(1))
    return np.where(code < 0, code, placed).astype(np.int16, copy=False)


def decode(code: Array) -> dict[str, npt.NDArray[np.int64]]:
    """Return ``kind``, ``origin``, ``sex`` (1: women), ``hard`` (bits) and ``centrality`` of codes; -1 for a
    code below 0, and where a code has no centrality."""
    level, rest = np.divmod(code.astype(np.int64), SIZE)
    found: dict[str, npt.NDArray[np.int64]] = {"centrality": np.where(code < 0, -1, level - 1)}
    for name, size in (("hard", HARD), ("sex", SEXES), ("origin", len(Origin)), ("kind", len(Kind))):
        rest, part = np.divmod(rest, size)
        found[name] = np.where(code < 0, -1, part)
    return found


def digit(code: Array, dimension: str) -> npt.NDArray[np.int8]:
    """Return one dimension of codes, as :func:`decode` does, in the code's own size: faster for one."""
    at = _DIGITS[dimension]
    below, size = np.array([at, _SIZES[dimension]], dtype=np.int16)
    found = (code // below) % size
    if dimension == "centrality":
        found = found - np.int16(1)
    return np.where(code < 0, -1, found).astype(np.int8)


def refused(households: Households, rows: Rows) -> Array:
    """Return which households left the queue because they declined an offer."""
    left: Array = (households.case[rows] == Case.LEFT) & (households.reason[rows] == Reason.HOUSEHOLD_REFUSED)
    return left


def at_households(world: World, rows: Rows) -> npt.NDArray[np.int16]:
    """Return the groups of households `rows`."""
    h, persons = world.households, world.persons
    return kernels.of_households(
        np.asarray(rows, dtype=np.int64), h.head, h.kind, h.origin, h.health, h.case, h.reason,
        persons.row_of, persons.female, persons.education,
    )  # fmt: skip


def at_persons(world: World, month: int, rows: Rows, homes: Rows) -> npt.NDArray[np.int16]:
    """Return the groups of persons `rows`, who live in households `homes` (rows, one each)."""
    persons, households = world.persons, world.households
    kind, female = households.kind[homes], persons.female[rows]
    adult = persons.birth[rows] <= month - ADULT
    hard = _SINGLE_MAN * ((kind == Kind.SINGLE) & (female == 0) & adult)
    hard += _HEALTH * (persons.health[rows] == 1)
    hard += _LITTLE_SCHOOLING * ((persons.education[rows] == 0) & adult)
    hard += _REFUSER * refused(households, homes)
    return encode(kind, persons.origin[rows], female, hard)


def of_refugee_households(c: "Columns", rows: Rows) -> npt.NDArray[np.int16]:
    """Return the groups of households `rows`, -1 for those not of refugees."""
    groups = at_households(c.world, rows)
    groups[c.world.households.refugee[rows] != 1] = -1
    return groups


def of_persons(c: "Columns", rows: Rows) -> npt.NDArray[np.int16]:
    """Return the groups of persons `rows`."""
    return at_persons(c.world, c.month, rows, c.at("persons", rows, "household_row"))


def placed(source: str) -> Callable[["Columns", Rows], npt.NDArray[np.int16]]:
    """Return what gives the groups of rows with the centrality of where they live (-1: not of refugees)."""
    return lambda c, rows: place(c.at(source, rows, "group"), c.at(source, rows, "centrality"))


def first_placed(c: "Columns", rows: Rows) -> npt.NDArray[np.int16]:
    """Return the groups of persons `rows` with the centrality of the municipality that settled them; of
    where they live when none did."""
    first = c.world.persons.settled_in[rows]
    level = np.where(
        first < 0,
        c.at("persons", rows, "centrality"),
        c.world.geography.centrality[np.maximum(first, 0)],
    )
    return place(c.at("persons", rows, "group"), level)
