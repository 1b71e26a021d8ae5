"""Allocation: a vacancy has one taker, only children share rooms, the other queue is counted."""

from typing import Any

import numpy as np

from agents.kinds import NOBODY, Case, DwellingState, Kind, Path, Tenure
from simulation.conservation import check_world
from simulation.processes.allocation import SHARING
from tests.simulation.runs import tiny_model


def ready(fairness: float = 0.0, **options: Any) -> Any:
    world = {"queue": 0.5, "vacancy": 0.9, "others_waiting": 3} | options.pop("world", {})
    model = tiny_model(world=world, **options)
    h, m = model.world.households, model.world.municipalities
    rows = np.flatnonzero((h.tenure == Tenure.RECEPTION) & (h.path != Path.UNACCOMPANIED))
    h.case[rows] = Case.ACCEPTED
    h.case_municipality[rows] = np.arange(len(rows)) % 6
    h.case_since[rows] = 23
    m.sense_of_fairness[:] = fairness
    return model, rows


def test_reservations_are_mutual_local_and_large_enough() -> None:
    model, rows = ready()
    model.allocation.run(model)
    h, d = model.world.households, model.world.dwellings
    found = rows[h.case_dwelling[rows] != NOBODY]
    homes = d.rows(h.case_dwelling[found])
    assert len(found) > 3
    np.testing.assert_array_equal(d.reserved[homes], h.uid[found])
    np.testing.assert_array_equal(d.municipality[homes], h.case_municipality[found])
    # children share a room in families of four or more; nobody else starts with less than a room a person
    least = np.where(h.persons[found] >= SHARING, h.persons[found] - 1, h.persons[found])
    assert np.all(d.rooms[homes] >= np.minimum(least, 5))
    assert np.all(h.case[found] == Case.FOUND) and np.all(h.guaranteed[found] == 0)
    assert check_world(model.world) == []


def test_the_longest_wait_comes_first() -> None:
    model, rows = ready()
    h = model.world.households
    h.case_municipality[rows] = 0
    h.permit[rows] = 24 - np.arange(len(rows)) % 12
    vacant = np.flatnonzero(model.world.dwellings.state == DwellingState.VACANT)
    model.allocation._to_cases(model, vacant, rows)
    for size in np.unique(h.persons[rows]):
        mine = rows[h.persons[rows] == size]
        got = h.case[mine] == Case.FOUND
        if got.any() and not got.all():
            assert h.permit[mine][got].max() <= h.permit[mine][~got].min()


def test_a_council_that_promises_everything_serves_the_other_queue_first() -> None:
    def served(fairness: float) -> tuple[int, int]:
        model, rows = ready(fairness)
        model.allocation.run(model)
        lets = model.events.read("let_to_other").get("rooms", np.zeros(0))
        return len(lets), int(np.sum(model.world.households.case[rows] == Case.FOUND))

    others_all, cases_few = served(1.0)
    others_few, cases_all = served(0.0)
    assert others_all > others_few and cases_all >= cases_few


def test_the_household_that_loses_a_vacancy_is_recorded() -> None:
    model, _ = ready()
    model.world.municipalities.other_queue[:] = 1
    model.allocation.run(model)
    found = np.sum(model.world.households.case == Case.FOUND)
    assert len(model.events.read("lost_vacancy")["municipality"]) == found
    model, _ = ready()
    model.world.municipalities.other_queue[:] = 0
    model.allocation.run(model)
    assert model.events.read("lost_vacancy") == {}


def test_a_private_contract_that_came_about_is_an_offer() -> None:
    """The search with a guarantee ends in a dwelling: the case goes on to the household's answer."""
    model, rows = ready(world={"vacancy": 0.0})
    h, d = model.world.households, model.world.dwellings
    home = np.flatnonzero(d.state == DwellingState.LISTED)[:1]
    h.case_dwelling[rows[:1]], d.reserved[home], h.guaranteed[rows[:1]] = d.uid[home], h.uid[rows[:1]], 1
    model.allocation.run(model)
    assert h.case[rows[0]] == Case.FOUND and h.case_since[rows[0]] == 24
    assert h.guaranteed[rows[0]] == 1 and d.state[home[0]] == DwellingState.LISTED


def test_residents_move_within_the_stock_and_let_go_of_their_home() -> None:
    model, rows = ready()
    h, d = model.world.households, model.world.dwellings
    h.case[rows] = Case.READY
    resident = np.flatnonzero((h.tenure == Tenure.MUNICIPAL) & (h.refugee == 1) & (h.persons == 2))[:5]
    h.queue_since[resident] = 20
    old = d.rows(h.dwelling[resident])
    model.allocation.run(model)
    moved = h.since[resident] == 24
    assert moved.any()
    assert np.all(d.state[old[moved]] == DwellingState.READYING)
    assert len(model.events.read("move")["household"]) == moved.sum()
    assert check_world(model.world) == []


def test_minors_wait_for_a_staffed_place_not_for_a_dwelling() -> None:
    model, _ = ready()
    h = model.world.households
    minor = np.flatnonzero(h.kind == Kind.UNACCOMPANIED)[:1]
    h.case[minor], h.case_since[minor], h.case_municipality[minor] = Case.ACCEPTED, model.month - 1, 2
    model.allocation.run(model)
    assert h.case[minor] == Case.ACCEPTED  # staff are not found in a month
    h.case_since[minor] = model.month - 2
    model.allocation.run(model)
    assert h.case[minor] == Case.FOUND and h.case_dwelling[minor] == NOBODY


def test_shared_rooms_are_for_singles_and_never_more_than_there_are() -> None:
    model, rows = ready(world={"vacancy": 0.0}, before={"municipality.shared_share": 0.3})
    h = model.world.households
    model.allocation.shared_rooms[:] = [2, 0, 1, 0, 0, 0]
    h.case_municipality[rows], h.case_since[rows] = 0, 20
    model.allocation._shared(model)
    found = rows[h.case[rows] == Case.FOUND]
    assert len(found) == 2 and np.all(h.kind[found] == Kind.SINGLE)
    model.allocation._shared(model)
    assert np.sum(h.case[rows] == Case.FOUND) == 2


def test_whole_rooms_in_shared_dwellings_are_offered_by_population() -> None:
    """Two per 1,000 inhabitants in three of ten municipalities: of 1,700 three, since none is begun."""
    shared = {"municipality.shared_share": 0.3, "municipality.shared_rooms": 2.0}
    model = tiny_model(before=shared, world={"municipalities": 100})
    model.world.geography.population[:, 2] = 1_700
    model.allocation.prepare(model)
    rooms = model.allocation.shared_rooms
    assert set(rooms.tolist()) == {0, 3} and 0.15 < np.mean(rooms > 0) < 0.45
