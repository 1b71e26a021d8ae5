"""Each law is noticed when broken.

One file, for the laws are one list: each has what breaks it, and the same sound world to break.
"""

from collections.abc import Callable

import numpy as np
import pytest

from agents.kinds import (
    Case,
    DwellingState,
    Kind,
    Mode,
    Origin,
    Owner,
    Path,
    Programme,
    Reason,
    Tenure,
)
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
    vacate(world, rows, np.full(6, 27, dtype=np.int16))
    lodge(world, rows, 24, Tenure.TEMPORARY)
    assert check_world(world, 24) == []
    vacant = np.flatnonzero(world.dwellings.state == DwellingState.VACANT)[:1]
    occupy(world, rows[:1], vacant, 24, Tenure.MUNICIPAL, 60)
    assert check_world(world, 24) == []


type Where = Callable[[World], np.ndarray]


def every(table: str) -> Where:
    return lambda world: np.ones(len(getattr(world, table)), dtype=np.bool_)


def living(world: World) -> np.ndarray:
    return (world.households.refugee == 1) & (world.households.tenure != Tenure.GONE)


def counted(world: World) -> np.ndarray:
    return world.households.refugee == 0


def waiting(world: World) -> np.ndarray:
    return world.households.tenure == Tenure.RECEPTION


def housed(world: World) -> np.ndarray:
    return world.households.dwelling >= 0


def lived_in(world: World) -> np.ndarray:
    return world.dwellings.household >= 0


def in_tenure(tenure: Tenure) -> Where:
    return lambda world: world.households.tenure == tenure


def in_state(state: DwellingState) -> Where:
    return lambda world: world.dwellings.state == state


def of_owner(owner: Owner) -> Where:
    return lambda world: world.dwellings.owner == owner


CODES = (
    ("persons", "origin", Origin), ("persons", "path", Path), ("persons", "programme", Programme),
    ("households", "kind", Kind), ("households", "tenure", Tenure), ("households", "case", Case),
    ("households", "reason", Reason), ("households", "why", Reason), ("dwellings", "owner", Owner),
    ("dwellings", "state", DwellingState), ("dwellings", "mode", Mode),
)  # fmt: skip
AMOUNTS = {
    "households": ("rent", "debt", "savings", "income", "arrears", "family_pending"),
    "dwellings": ("rent", "cost", "grant", "empty"),
    "persons": ("income",),
}
# a column, a value no row may have there, the rows of which the first gets it, how the sentence begins
BREACHES: list[tuple[str, str, int, Where, str]] = [
    *((t, c, value, every(t), f"{c} is no {names.__name__}: 1 {t}, first uid 0")
      for t, c, names in CODES for value in (-1, len(names))),
    *((t, c, -1, every(t), f"{c} is negative: 1 {t}, first uid 0")
      for t, amounts in AMOUNTS.items() for c in amounts),
    *(("dwellings", "rooms", value, every("dwellings"), "rooms are not 1-5: 1 dwellings, first uid 0")
      for value in (0, 6)),
    ("persons", "household", 1_000_000, every("persons"), "a person present has no household: 1 persons"),
    ("households", "tenure", Tenure.GONE, living, "a person present belongs to a dissolved household: "),
    ("households", "tenure", Tenure.GONE, living, "a dissolved household has members: 1 households"),
    ("households", "refugee", 0, living, "a person belongs to a household that is counted only: "),
    ("households", "refugee", 0, living, "a household that is counted only has a head: 1 households"),
    ("households", "persons", 2, in_tenure(Tenure.STAFFED),
     "persons is not the number of members present: 1 households"),
    ("households", "persons", 0, counted, "a living household has no persons: 1 households"),
    ("households", "children", -1, counted, "children outnumber persons: 1 households"),
    ("households", "children", 9, counted, "children outnumber persons: 1 households"),
    ("households", "head", -1, living, "the head is no person: 1 households"),
    ("households", "dwelling", 1_000_000, housed, "the dwelling of a household does not exist: 1 households"),
    ("households", "dwelling", 0, lambda world: world.households.dwelling > 0,
     "household and dwelling do not name each other: 1 households"),
    ("dwellings", "household", 1_000_000, lived_in, "the occupant does not exist: 1 dwellings"),
    ("dwellings", "household", 0, lambda world: world.dwellings.household > 0,
     "dwelling and household do not name each other: 1 dwellings"),
    ("dwellings", "state", DwellingState.VACANT, lived_in,
     "occupied and having an occupant differ: 1 dwellings"),
    *(("households", "dwelling", -1, in_tenure(t), f"{Tenure(t).name} without a dwelling: 1 households")
      for t in (Tenure.MUNICIPAL, Tenure.PRIVATE, Tenure.UNSERIOUS, Tenure.OWNED)),
    *(("households", "tenure", t, in_tenure(of),
       f"{Tenure(t).name} in a dwelling of another owner: 1 households")
      for t, of in ((Tenure.OWNED, Tenure.MUNICIPAL), (Tenure.MUNICIPAL, Tenure.PRIVATE),
                    (Tenure.PRIVATE, Tenure.OWNED), (Tenure.UNSERIOUS, Tenure.OWNED))),
    *(("households", "tenure", t, housed, f"{Tenure(t).name} with a dwelling of the table: 1 households")
      for t in (Tenure.NONE, Tenure.RECEPTION, Tenure.ABROAD, Tenure.STAFFED, Tenure.TEMPORARY,
                Tenure.RELATIVES, Tenure.GONE)),
    *(("dwellings", "state", state, in_state(DwellingState.LISTED),
       "vacant or being made ready, and not municipal: 1 dwellings")
      for state in (DwellingState.VACANT, DwellingState.READYING)),
    *(("dwellings", "state", state, in_state(DwellingState.VACANT),
       "on the rental market without a landlord's disposal: 1 dwellings")
      for state in (DwellingState.LISTED, DwellingState.LET_ORDINARY)),
    ("dwellings", "state", DwellingState.LET_ORDINARY, of_owner(Owner.HOUSEHOLD),
     "an owned home is neither lived in nor sold: 1 dwellings"),
    ("dwellings", "landlord", 1_000_000, of_owner(Owner.LANDLORD),
     "the landlord does not exist: 1 dwellings"),
    *(("households", c, 0, waiting, "in reception or abroad, and in a municipality: 1 households")
      for c in ("municipality", "place")),
    *(("households", c, -1, housed, "a resident household has no municipality or place: 1 households")
      for c in ("municipality", "place")),
    ("households", "tenure", Tenure.RECEPTION, counted,
     "in reception or abroad, and no refugee household: 1 households"),
    ("households", "tenure", Tenure.NONE, living, "a refugee household is nowhere: 1 households"),
    ("households", "case", Case.SETTLED, waiting, "settled, and still in reception or abroad: 1 households"),
    ("dwellings", "reserved", 1_000_000, every("dwellings"),
     "promised to a household that does not exist: 1 dwellings, first uid 0"),
    ("dwellings", "reserved", 0, every("dwellings"),
     "promised to a household that is promised another: 1 dwellings, first uid 0"),
    ("dwellings", "reserved", 0, lived_in, "promised, and occupied or removed: 1 dwellings"),
    ("households", "case_dwelling", 1_000_000, waiting,
     "promised a dwelling that does not exist: 1 households"),
    ("households", "case_dwelling", 0, waiting, "promised a dwelling that is not reserved: 1 households"),
    ("households", "case_dwelling", 0, housed, "promised a dwelling without an open case: 1 households"),
    # a tiny world has six municipalities and seven places
    *((t, "place", value, where, f"no such place: 1 {t}")
      for t, where in (("households", housed), ("landlords", every("landlords"))) for value in (-2, 7)),
    ("landlords", "municipality", 6, every("landlords"), "no such place: 1 landlords, first uid 0"),
    *((t, "municipality", 5, where, f"place lies in another municipality: 1 {t}")
      for t, where in (("dwellings", every("dwellings")), ("landlords", every("landlords")))),
    ("dwellings", "place", -1, every("dwellings"), "a dwelling stands nowhere: 1 dwellings, first uid 0"),
    *(("dwellings", "area", value, every("dwellings"), "area lies in another place: 1 dwellings, first uid 0")
      for value in (-1, 6)),
]  # fmt: skip


@pytest.mark.parametrize(("table", "column", "value", "where", "sentence"), BREACHES)
def test_a_value_out_of_place_is_named_with_how_many_and_which(
    table: str, column: str, value: int, where: Where, sentence: str
) -> None:
    world = tiny_world()
    getattr(getattr(world, table), column)[first(where(world))] = value
    found = check_world(world, 24)
    assert any(one.startswith(sentence) for one in found), found


def test_a_household_lives_where_its_dwelling_stands_in_the_first_dwelling_too() -> None:
    world = tiny_world()
    assert world.dwellings.household[0] >= 0
    resident = world.households.row(int(world.dwellings.household[0]))
    world.households.place[resident] = (world.dwellings.place[0] + 2) % 7
    lives = "a household lives where its dwelling does not stand: 1 households"
    assert any(one.startswith(lives) for one in check_world(world, 24))


def test_a_household_that_is_counted_only_is_never_settled() -> None:
    """In reception it breaks the law of reception, and not that of those who are settled."""
    world = tiny_world()
    row = first(counted(world))
    world.households.case[row], world.households.tenure[row] = Case.SETTLED, Tenure.RECEPTION
    found = check_world(world, 24)
    assert any(one.startswith("in reception or abroad, and no refugee household: 1") for one in found)
    assert not any(one.startswith("settled, and still in reception") for one in found)


def test_children_are_under_eighteen_to_the_month() -> None:
    """A child who comes of age is no longer counted; without a month nobody asks."""
    world = tiny_world()
    child = first((world.persons.present == 1) & (24 - world.persons.birth < 200))
    world.persons.birth[child] = 24 - 215
    assert check_world(world, 24) == []
    world.persons.birth[child] = 24 - 216
    (sentence,) = check_world(world, 24)
    assert sentence.startswith("children is not the number of members under 18: 1 households")
    assert check_world(world) == []


def test_a_head_lives_in_the_household_and_is_there() -> None:
    world = tiny_world()
    world.persons.present[first(world.persons.uid == world.households.head[first(living(world))])] = 0
    assert any(one.startswith("the head is not a present member: 1 hous") for one in check_world(world, 24))


def test_a_case_that_was_closed_does_not_open_again() -> None:
    """Processes find open cases among those that were open before: this one nobody would find."""
    world = tiny_world()
    closed = first(living(world) & (world.households.case == Case.SETTLED))
    world.households.waiting(Case.READY)
    world.households.case[closed] = Case.READY
    found = check_world(world, 24)
    assert any(one.startswith("a case opened again is missing in the queue: 1 hous") for one in found), found


def test_uids_and_keys_are_in_order() -> None:
    world = tiny_world()
    world.persons.uid[[0, 1]] = world.persons.uid[[1, 0]]
    assert "uids of persons are not in order" in check_world(world, 24)
    world.persons.uid[1] = world.persons.uid[0]  # nor may two be one
    assert "uids of persons are not in order" in check_world(world, 24)
    world = tiny_world()
    world.landlords.key[1] = world.landlords.key[0]
    assert check_world(world, 24) == ["a key names two landlords"]
