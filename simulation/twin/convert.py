"""Columns to objects, and back for comparison."""

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from simulation.snapshot import TABLES
from simulation.tables import Table
from simulation.twin.beings import Dwelling, Household, Landlord, Person
from simulation.world import Geography, Husbanken, Imdi, Municipalities, Places, World

if TYPE_CHECKING:
    from simulation.twin.model import TwinModel

Arrays = dict[str, npt.NDArray[Any]]


@dataclass
class TwinWorld:
    """Everything a run changes: beings in lists, in order of uid; municipalities, places, Husbanken
    and IMDi as in the column model, where they are few and are arrays already."""

    geography: Geography
    municipalities: Municipalities
    places: Places
    husbanken: Husbanken
    imdi: Imdi
    persons: list[Person]
    households: list[Household]
    dwellings: list[Dwelling]
    landlords: list[Landlord]
    next_uid: dict[str, int]

    def _uid(self, name: str) -> int:
        uid = self.next_uid[name]
        self.next_uid[name] = uid + 1
        return uid

    def add_person(self, model: "TwinModel", key: int, household: Household, **values: int) -> Person:
        """Add a person to a household."""
        person = Person(model, self._uid("persons"), key, household, **values)
        self.persons.append(person)
        household.members.append(person)
        return person

    def add_household(self, key: int, **values: Any) -> Household:
        """Add a household, without members yet."""
        whole: dict[str, Any] = {
            name: value if isinstance(value, Person) else int(value) for name, value in values.items()
        }
        household = Household(self._uid("households"), key, **whole)
        self.households.append(household)
        return household

    def add_dwelling(self, key: int, **values: int) -> Dwelling:
        """Add a dwelling."""
        whole: dict[str, Any] = {name: int(value) for name, value in values.items()}
        dwelling = Dwelling(self._uid("dwellings"), key, **whole)
        self.dwellings.append(dwelling)
        return dwelling

    def add_landlord(self, key: int, **values: int) -> Landlord:
        """Add a landlord."""
        landlord = Landlord(self._uid("landlords"), key, **{n: int(v) for n, v in values.items()})
        self.landlords.append(landlord)
        return landlord


def from_world(model: "TwinModel", world: World) -> TwinWorld:
    """Return the objects that the columns describe; `world` is left as it is."""
    landlords = [Landlord(**row) for row in _rows(world.landlords)]
    by_uid: dict[int, Any] = {landlord.uid: landlord for landlord in landlords}
    dwellings, promised = [], []
    for row in _rows(world.dwellings):
        row["landlord"] = by_uid.get(row["landlord"])
        promised.append((row.pop("household"), row.pop("reserved")))
        dwellings.append(Dwelling(**row))
    by_uid = {dwelling.uid: dwelling for dwelling in dwellings}
    households, heads = [], []
    for row in _rows(world.households):
        row["dwelling"] = by_uid.get(row["dwelling"])
        row["case_dwelling"] = by_uid.get(row["case_dwelling"])
        heads.append(row.pop("head"))
        households.append(Household(**row))
    by_uid = {household.uid: household for household in households}
    for dwelling, (occupant, reserved) in zip(dwellings, promised, strict=True):
        dwelling.household, dwelling.reserved = by_uid.get(occupant), by_uid.get(reserved)
    persons = []
    for row in _rows(world.persons):
        household = by_uid[row.pop("household")]
        person = Person(model, row.pop("uid"), row.pop("key"), household, **row)
        persons.append(person)
        if person.present:
            household.members.append(person)
    by_uid = {person.uid: person for person in persons}
    for household, head in zip(households, heads, strict=True):
        household.head = by_uid.get(head)
    return TwinWorld(
        world.geography, copy.deepcopy(world.municipalities), copy.deepcopy(world.places),
        copy.deepcopy(world.husbanken), copy.deepcopy(world.imdi), persons, households, dwellings,
        landlords, {name: getattr(world, name).next_uid for name in TABLES},
    )  # fmt: skip


def _rows(table: Table) -> list[dict[str, Any]]:
    """Return the rows of a table as dicts of plain integers."""
    columns = {name: array.tolist() for name, array in table.arrays().items()}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def to_arrays(world: TwinWorld) -> dict[str, Arrays]:
    """Return the columns that the objects describe, by table, in row order.

    Raises
    ------
    OverflowError
        If an attribute does not fit its column.
    """
    return {
        name: {
            column: np.array([plain(getattr(being, column)) for being in getattr(world, name)], dtype=dtype)
            for column, dtype in table.columns.items()
        }
        for name, table in TABLES.items()
    }


def plain(value: Any) -> int:
    """Return an attribute as its column holds it: the uid of a being, -1 for none."""
    if value is None:
        return -1
    uid = getattr(value, "uid", None)
    return int(value if uid is None else uid)


def to_world(world: TwinWorld) -> World:
    """Return a column world of the same state (for recorders, which read columns)."""
    arrays = to_arrays(world)
    tables: dict[str, Any] = {
        name: table.from_arrays(arrays[name], world.next_uid[name]) for name, table in TABLES.items()
    }
    return World(
        world.geography, tables["persons"], tables["households"], tables["dwellings"], tables["landlords"],
        world.municipalities, world.places, world.husbanken, world.imdi,
    )  # fmt: skip
