"""Derived columns, read by hand on a tiny world."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from agents.kinds import NEVER, NOBODY, Case, DwellingState, Owner, Tenure
from simulation.columns import (
    Columns,
    ObserverError,
    known_columns,
)
from simulation.derived import DERIVED, ROWWISE
from simulation.event_columns import ledger_columns
from simulation.events import Events
from simulation.ledger import FLOWS
from simulation.start.tiny import tiny_world

MONTH = 40  # May 2010


@pytest.fixture
def world() -> Any:
    return tiny_world(5, persons=60)


def columns(world: Any, month: int = MONTH) -> Columns:
    return Columns(SimpleNamespace(world=world, month=month, events=Events()))  # type: ignore[arg-type]


def test_months_and_years_since_something_count_from_the_month_after(world: Any) -> None:
    """At the end of the month itself one month has gone; never is -1, and so is what is still to come."""
    settled = [NEVER, MONTH, MONTH - 1, MONTH - 11, MONTH - 12, 0, MONTH + 1]
    world.persons.settled[:7] = settled
    world.households.settled[:7] = settled
    c = columns(world)
    for source in ("persons", "households"):
        months = c.get(source, "months_since_settlement")[:7].tolist()
        assert months == [-1, 0, 1, 11, 12, 40, -1]
        assert c.get(source, "years_since_settlement")[:7].tolist() == [-1, 0, 0, 0, 1, 3, -1]
        assert c.get(source, "settlement_year")[:7].tolist() == [-1, 2010, 2010, 2009, 2009, 2007, 2010]
    world.households.settled[:2] = MONTH - 59, MONTH - 60
    assert columns(world).get("households", "recent")[:2].tolist() == [1, 0]


def test_ages_change_on_birthdays(world: Any) -> None:
    world.persons.birth[:4] = MONTH, MONTH - 18 * 12 + 1, MONTH - 18 * 12, MONTH - 30 * 12
    c = columns(world)
    assert c.get("persons", "age")[:4].tolist() == [0, 17, 18, 30]
    assert c.get("persons", "adult")[:4].tolist() == [0, 0, 1, 1]


def test_a_status_holds_work_norwegian_studies_and_a_home_of_one_s_own(world: Any) -> None:
    p, h = world.persons, world.households
    p.household[:5] = h.uid[:5]
    h.tenure[:5] = Tenure.PRIVATE
    h.tenure[4] = Tenure.OWNED
    p.employed[:5], p.student[:5], p.language[:5] = [1, 0, 0, 0, 1], [0, 0, 0, 1, 1], [0, 3, 2, 0, 4]
    assert columns(world).get("persons", "status")[:5].tolist() == [1, 2, 0, 4, 15]


def test_staying_is_living_where_one_was_settled(world: Any) -> None:
    """Towns 1 and 2 lie in one county, town 3 in another; who was never settled has stayed nowhere."""
    p, h = world.persons, world.households
    p.household[:4] = h.uid[0]
    h.municipality[0] = 1
    p.settled_in[:4] = 1, 2, 3, -1
    c = columns(world)
    assert c.get("persons", "same_municipality")[:4].tolist() == [1, 0, 0, 0]
    assert c.get("persons", "same_county")[:4].tolist() == [1, 1, 0, 0]
    assert c.get("persons", "settled_county")[:4].tolist() == [1, 1, 2, -1]
    h.municipality[0], p.settled_in[0] = -1, -1  # abroad or on the way
    assert columns(world).get("persons", "same_municipality")[0] == 0


def test_ties_of_a_household_are_those_of_its_members_present(world: Any) -> None:
    p, h = world.persons, world.households
    uid = h.uid[p.household[0] == h.uid][0]
    members = np.flatnonzero(p.household == uid)
    p.bonding[members], p.bridging[members] = 100, 60
    row = int(np.flatnonzero(h.uid == uid)[0])
    assert columns(world).get("households", "ties")[row] == 160 * len(members)
    p.present[members[0]] = 0
    assert columns(world).get("households", "ties")[row] == 160 * (len(members) - 1)


def test_who_waits_is_ready_proposed_accepted_or_found(world: Any) -> None:
    h = world.households
    h.case[:7] = [Case.NONE, Case.READY, Case.PROPOSED, Case.ACCEPTED, Case.FOUND, Case.SETTLED, Case.LEFT]
    h.permit[:7] = MONTH - 5
    c = columns(world)
    assert c.get("households", "waiting")[:7].tolist() == [0, 1, 1, 1, 1, 0, 0]
    assert c.get("households", "waiting_months")[:7].tolist() == [-1, 5, 5, 5, 5, -1, -1]
    assert c.get("households", "permit_year")[:7].tolist() == [2009] * 7


def test_rent_is_held_against_income_up_to_twice_it(world: Any) -> None:
    h = world.households
    h.rent[:5], h.income[:5] = [0, 5000, 5999, 9000, 100], [10_000, 10_000, 10_000, 3000, 0]
    assert columns(world).get("households", "rent_percent")[:5].tolist() == [0, 50, 59, 200, 200]


def test_a_household_sees_its_dwelling_and_a_dwelling_its_household(world: Any) -> None:
    h, d = world.households, world.dwellings
    c = columns(world)
    for row in range(len(h)):
        home = d.row(int(h.dwelling[row])) if h.dwelling[row] != NOBODY else -1
        assert c.get("households", "dwelling_row")[row] == home
        assert c.get("households", "rooms")[row] == (d.rooms[home] if home >= 0 else -1)
        crowded = home >= 0 and d.rooms[home] < 5 and h.persons[row] > d.rooms[home]
        assert c.get("households", "crowded")[row] == crowded
        assert c.get("households", "crowding")[row] == (crowded if home >= 0 else -1)
    for row in range(len(d)):
        occupied = d.household[row] != NOBODY
        expected = h.kind[h.row(int(d.household[row]))] if occupied else -1
        assert c.get("dwellings", "occupant_kind")[row] == expected
    owned = (d.owner == Owner.MUNICIPALITY) | (d.owner == Owner.MUNICIPALITY_LEASED)
    np.testing.assert_array_equal(c.get("dwellings", "municipal"), owned)


def test_the_living_are_counted_and_a_town_s_population_grows_with_the_years(world: Any) -> None:
    world.persons.present[0] = 0
    world.households.tenure[1] = Tenure.GONE
    world.dwellings.state[2] = DwellingState.REMOVED
    c = columns(world)
    for source, row in (("persons", 0), ("households", 1), ("dwellings", 2)):
        found = c.rows(source, ())
        assert row not in found and len(found) == len(getattr(world, source)) - 1
    assert c.rows("municipalities", ()).tolist() == list(range(6)) and len(c.rows("places", ())) == 7
    people = world.geography.population
    np.testing.assert_array_equal(c.get("municipalities", "population"), np.rint(people[:, 3]))
    late = columns(world, 400)  # beyond the last year known
    np.testing.assert_array_equal(late.get("municipalities", "population"), np.rint(people[:, 9]))
    halves = c.get("places", "population")
    assert halves[0] == halves[1] == round(np.rint(people[0, 3]) / 2) and halves[2] == np.rint(people[1, 3])


def test_rows_are_narrowed_by_all_conditions_however_few_are_left(world: Any) -> None:
    """Over whole columns while many are left, one by one when few are: the same rows."""
    p = world.persons
    where = (
        ("age", ">=", 30), ("female", "==", 1), ("origin", "in", (0, 1, 2)), ("education", "not in", (0,)),
    )  # fmt: skip
    age = (MONTH - p.birth.astype(int)) // 12
    mask = (p.present == 1) & (age >= 30) & (p.female == 1) & (p.origin <= 2) & (p.education != 0)
    np.testing.assert_array_equal(columns(world).rows("persons", where), np.flatnonzero(mask))
    np.testing.assert_array_equal(columns(world).rows("persons", where[::-1]), np.flatnonzero(mask))
    assert mask.any()


def test_a_column_of_few_rows_is_what_it_is_of_all(world: Any) -> None:
    """Asked of one row in ten it is made for these rows only; asked of all, for all: the same values."""
    world.persons.settled[:5] = [NEVER, MONTH - 30, MONTH, 0, MONTH - 70]
    few = np.arange(1, len(world.persons), 10)
    names = sorted(set(ROWWISE["persons"]) & set(DERIVED["persons"]))
    assert "centrality" in names
    for name in names:
        c, again = columns(world), columns(world)
        made = c.at("persons", few, name)
        assert ("persons", name) not in c._columns
        assert made.tolist() == again.get("persons", name)[few].tolist()
        assert c.at("persons", few, name) is made  # once for all who ask


def test_who_waits_is_found_on_the_list_as_in_the_columns(world: Any) -> None:
    """Households that are gone are not counted, though their case may stand open."""
    h = world.households
    h.case[:] = Case.NONE
    h.case[[2, 5, 9, 11]] = Case.READY, Case.FOUND, Case.SETTLED, Case.PROPOSED
    h.tenure[5] = Tenure.GONE
    h.permit[2], h.permit[11] = MONTH - 3, NEVER
    c = columns(world)
    assert c.rows("households", (("waiting", "==", 1),)).tolist() == [2, 11]
    assert c.rows("households", (("waiting", "==", 1), ("tenure", "==", int(h.tenure[2])))).tolist()[0] == 2
    assert c.of("households", (("waiting", "==", 1),), "waiting_months").tolist() == [3, -1]
    assert np.flatnonzero(c.get("households", "waiting")).tolist() == [2, 5, 11]


def test_an_event_knows_its_household_and_its_places(world: Any) -> None:
    h, geography = world.households, world.geography
    h.permit[:2], h.rent[:2] = (MONTH - 7, NEVER), (4000, 5000)
    c = columns(world)
    event = {
        "household": h.uid[:2], "municipality": np.array([1, 5]), "from_municipality": np.array([-1, 2]),
        "from_place": np.array([0, 3]), "to_place": np.array([0, 4]),
    }  # fmt: skip
    c.put_event("event:move", event)

    def read(name: str) -> list[int]:
        found: list[int] = c.get("event:move", name).tolist()
        return found

    assert read("elsewhere") == [0, 1] and read("rent") == [4000, 5000]
    assert read("waited") == [7, -1] and read("permit_year") == [2009, -1]
    assert read("county") == geography.county[[1, 5]].tolist()
    assert read("from_county") == [-1, geography.county[2]]
    assert read("from_centrality") == [-1, geography.centrality[2]]
    with pytest.raises(ObserverError, match="no column of event:move named"):
        read("to_county")
    np.testing.assert_array_equal(read("group"), c.get("households", "group")[:2])
    assert known_columns("event:move") is None


def test_flows_of_the_ledger_are_columns_of_where_and_who() -> None:
    world = tiny_world(5, persons=60)
    flows = np.zeros((len(FLOWS), 7), dtype=np.int64)
    flows[2, 4], flows[3, 6] = 500, -20
    found = ledger_columns(columns(world), flows)
    assert found["ore"].tolist() == [500, -20] and found["municipality"].tolist() == [4, -1]
    assert found["county"].tolist() == [world.geography.county[4], -1]
    assert [found[name][0] for name in ("payer", "receiver", "purpose")] == list(FLOWS[2][:3])
