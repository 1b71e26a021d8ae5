"""Offers: accepted, refused, started again, handed back; a promise is always let go of."""

from typing import Any

import numpy as np

from agents.kinds import NOBODY, Case, DwellingState, Kind, Path, Reason, Tenure
from simulation.conservation import check_world
from tests.simulation.runs import tiny_model


def offered(**options: Any) -> Any:
    model = tiny_model(world={"queue": 0.5, "vacancy": 0.9}, **options)
    h, d = model.world.households, model.world.dwellings
    rows = np.flatnonzero((h.tenure == Tenure.RECEPTION) & (h.persons <= 2))[:12]
    homes = np.flatnonzero(d.state == DwellingState.VACANT)[: len(rows)]
    rows = rows[: len(homes)]
    h.case[rows], h.case_since[rows] = Case.FOUND, 24
    h.case_dwelling[rows], d.reserved[homes] = d.uid[homes], h.uid[rows]
    h.case_municipality[rows] = d.municipality[homes]
    h.file_complete[rows] = 1
    return model, rows, homes


def answered(table: int, **options: Any) -> Any:
    model, rows, homes = offered(**options)
    model.offers.table = np.full_like(model.offers.table, table)
    model.offers.run(model)
    return model, rows, homes


def test_a_yes_keeps_the_promise() -> None:
    model, rows, homes = answered(1 << 32)
    assert np.all(model.world.households.case[rows] == Case.FOUND)
    assert np.all(model.world.dwellings.reserved[homes] >= 0)


def test_a_no_ends_public_help_and_frees_the_dwelling() -> None:
    model, rows, homes = answered(0)
    h = model.world.households
    assert np.all(h.case[rows] == Case.LEFT) and np.all(h.reason[rows] == Reason.HOUSEHOLD_REFUSED)
    assert np.all(model.world.dwellings.reserved[homes] == NOBODY)
    assert len(model.events.read("refused")["household"]) == len(rows)
    assert len(model.events.read("left_queue")["household"]) == len(rows)
    assert check_world(model.world) == []


def test_who_is_still_abroad_is_offered_another() -> None:
    model, rows, homes = offered()
    model.world.households.tenure[rows] = Tenure.ABROAD
    model.offers.table[:] = 0
    model.offers.run(model)
    assert np.all(model.world.households.case[rows] == Case.ACCEPTED)
    assert np.all(model.world.dwellings.reserved[homes] == NOBODY)


def test_incomplete_papers_start_again_once_and_keep_the_wait() -> None:
    model, rows, homes = offered(before={"offers.restart": 1.0})
    h = model.world.households
    h.file_complete[rows] = 0
    permit = h.permit[rows].copy()
    model.offers.run(model)
    assert np.all(h.case[rows] == Case.READY) and np.all(h.file_complete[rows] == 1)
    assert np.all(model.world.dwellings.reserved[homes] == NOBODY)
    np.testing.assert_array_equal(h.permit[rows], permit)


def test_minors_do_not_answer_an_offer() -> None:
    model, rows, _ = offered()
    model.world.households.kind[rows] = Kind.UNACCOMPANIED
    model.offers.table[:] = 0
    model.offers.run(model)
    assert np.all(model.world.households.case[rows] == Case.FOUND)


def test_only_this_months_offers_are_answered() -> None:
    model, rows, _ = offered()
    model.world.households.case_since[rows] = 23
    model.offers.table[:] = 0
    model.offers.run(model)
    assert np.all(model.world.households.case[rows] == Case.FOUND)


def test_a_case_long_without_a_dwelling_may_be_handed_back_with_its_wait() -> None:
    model, rows, homes = offered(before={"municipality.hand_back": 1.0})
    h, d = model.world.households, model.world.dwellings
    d.reserved[homes], h.case_dwelling[rows] = NOBODY, NOBODY
    h.case[rows], h.path[rows] = Case.ACCEPTED, Path.ASYLUM
    h.case_since[rows] = np.where(np.arange(len(rows)) % 2 == 0, 18, 19)  # six months, and five
    model.offers.run(model)
    assert np.all(h.case[rows[::2]] == Case.READY) and np.all(h.case[rows[1::2]] == Case.ACCEPTED)
    assert np.all(h.reason[rows[::2]] == Reason.NO_DWELLING) and np.all(h.refusals[rows[::2]] == 1)
    event = model.events.read("municipality_no")
    assert set(event["reason"].tolist()) == {Reason.NO_DWELLING}
