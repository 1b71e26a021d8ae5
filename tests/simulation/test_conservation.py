"""Each law is noticed when broken."""

from collections.abc import Callable

import numpy as np
import pytest

from agents.kinds import Case, DwellingState, Owner, Tenure
from simulation.conservation import check_world
from simulation.moves import lodge, occupy, vacate
from simulation.start.tiny import tiny_world
from simulation.world import World


def first(mask: np.ndarray) -> int:
    return int(np.flatnonzero(mask)[0])


def two_in_one(world: World) -> None:
    tenants = np.flatnonzero(world.households.tenure == Tenure.PRIVATE)
    world.households.dwelling[tenants[1]] = world.households.dwelling[tenants[0]]


def forgotten_occupant(world: World) -> None:
    world.dwellings.household[first(world.dwellings.household >= 0)] = -1


def person_without_home(world: World) -> None:
    world.persons.household[0] = 1_000_000


def miscounted(world: World) -> None:
    world.households.persons[first(world.households.refugee == 1)] += 1


def too_many_children(world: World) -> None:
    row = first((world.households.refugee == 1) & (world.households.children == 0))
    world.households.children[row] += 1


def wrong_owner(world: World) -> None:
    row = first(world.households.tenure == Tenure.MUNICIPAL)
    world.dwellings.owner[world.dwellings.row(int(world.households.dwelling[row]))] = Owner.LANDLORD


def private_and_vacant(world: World) -> None:
    world.dwellings.state[first(world.dwellings.state == DwellingState.LISTED)] = DwellingState.VACANT


def promised_alone(world: World) -> None:
    world.dwellings.reserved[first(world.dwellings.state == DwellingState.LISTED)] = 0


def hopes_in_vain(world: World) -> None:
    row = first(world.households.tenure == Tenure.RECEPTION)
    world.households.case_dwelling[row] = world.dwellings.uid[first(world.dwellings.household < 0)]


def settled_in_reception(world: World) -> None:
    world.households.case[first(world.households.tenure == Tenure.RECEPTION)] = Case.SETTLED


def in_two_places(world: World) -> None:
    world.households.municipality[first(world.households.tenure == Tenure.RECEPTION)] = 0


def wrong_municipality(world: World) -> None:
    row = first(world.households.municipality == 1)
    world.households.municipality[row] = 2


def headless(world: World) -> None:
    rows = np.flatnonzero(world.households.refugee == 1)
    world.households.head[rows[0]] = world.households.head[rows[1]]


def twin_keys(world: World) -> None:
    world.persons.key[1] = world.persons.key[0]


def negative_rent(world: World) -> None:
    world.households.rent[0] = -1


def no_landlord(world: World) -> None:
    world.dwellings.landlord[first(world.dwellings.owner == Owner.LANDLORD)] = 999_999


def ghost(world: World) -> None:
    world.households.tenure[first(world.households.tenure == Tenure.STAFFED)] = Tenure.GONE


def elsewhere_in_area(world: World) -> None:
    world.dwellings.area[0] = 500


@pytest.mark.parametrize(
    "breach",
    [
        two_in_one, forgotten_occupant, person_without_home, miscounted, too_many_children, wrong_owner,
        private_and_vacant, promised_alone, hopes_in_vain, settled_in_reception, in_two_places,
        wrong_municipality, headless, twin_keys, negative_rent, no_landlord, ghost, elsewhere_in_area,
    ],
    ids=lambda breach: breach.__name__,
)  # fmt: skip
def test_a_breach_is_named(breach: Callable[[World], None]) -> None:
    world = tiny_world()
    assert check_world(world, 24) == []
    breach(world)
    sentences = check_world(world, 24)
    assert sentences
    assert all(":" in s or "key" in s for s in sentences)


def test_moves_break_no_law() -> None:
    world = tiny_world(2)
    rows = np.flatnonzero(world.households.tenure == Tenure.PRIVATE)[:3]
    vacate(world, rows, 24, np.full(6, 27, dtype=np.int16))
    lodge(world, rows, 24, Tenure.TEMPORARY)
    assert check_world(world, 24) == []
    vacant = np.flatnonzero(world.dwellings.state == DwellingState.VACANT)[:1]
    occupy(world, rows[:1], vacant, 24, Tenure.MUNICIPAL, 60)
    assert check_world(world, 24) == []
