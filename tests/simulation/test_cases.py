"""Leaving the queue by own means, and the members of a household."""

import numpy as np

from agents.kinds import NEVER, NOBODY, Case, DwellingState, Programme, Reason, Tenure
from simulation.cases import leave_queue, members_of
from simulation.conservation import check_world
from tests.simulation.runs import tiny_model


def test_leaving_the_queue_keeps_everyone_and_loses_the_programme() -> None:
    model = tiny_model()
    world, h, d = model.world, model.world.households, model.world.dwellings
    rows = np.flatnonzero(h.tenure == Tenure.RECEPTION)[:4]
    home = np.flatnonzero(d.state == DwellingState.VACANT)[:1]
    d.reserved[home], h.case_dwelling[rows[0]] = h.uid[rows[0]], d.uid[home[0]]
    people = world.persons.n
    world.persons.settled_in[members_of(model, rows)] = 2
    h.contract_end[rows], h.guaranteed[rows], h.case_municipality[rows] = 99, 1, 3
    leave_queue(model, rows, Reason.HOUSEHOLD_REFUSED)
    assert world.persons.n == people and d.reserved[home[0]] == NOBODY
    assert np.all(h.case[rows] == Case.LEFT) and np.all(h.tenure[rows] == Tenure.RELATIVES)
    assert np.all(h.place[rows] >= 0) and np.all(h.seeks_place[rows] == h.place[rows])
    assert np.all(h.contract_end[rows] == NEVER) and np.all(h.settled[rows] == model.month)
    assert not h.guaranteed[rows].any() and np.all(h.case_municipality[rows] == -1)
    assert np.all(h.case_dwelling[rows] == NOBODY) and np.all(h.why[rows] == Reason.NO_HOME)
    for name in ("since", "case_since", "seeks_since"):
        assert np.all(getattr(h, name)[rows] == model.month), name
    members = members_of(model, rows)
    assert np.all(world.persons.programme[members] == Programme.LOST)
    assert np.all(world.persons.settled_in[members] == -1)
    event = model.events.read("left_queue")
    assert event["persons"].sum() == len(members) == h.persons[rows].sum()
    assert set(event["reason"].tolist()) == {Reason.HOUSEHOLD_REFUSED}
    assert check_world(world) == []


def test_they_go_where_people_of_the_same_origin_live() -> None:
    model = tiny_model(world={"persons": 3000, "queue": 0.5})
    world, h = model.world, model.world.households
    world.places.coethnic[:] = 0
    world.places.coethnic[3] = 500
    rows = np.flatnonzero(h.tenure == Tenure.RECEPTION)
    leave_queue(model, rows, Reason.NONE)
    assert np.mean(h.place[rows] == 3) > 0.98


def test_members_are_those_present_in_row_order() -> None:
    model = tiny_model()
    persons, h = model.world.persons, model.world.households
    rows = np.flatnonzero(h.persons >= 3)[:5]
    rows = rows[h.refugee[rows] == 1]
    members = members_of(model, rows)
    assert len(members) == h.persons[rows].sum() and np.all(np.diff(members) > 0)
    assert set(h.rows(persons.household[members]).tolist()) == set(rows.tolist())
    persons.present[members[0]] = 0
    assert members[0] not in members_of(model, rows)
