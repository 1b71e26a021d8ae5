"""Self-settlement: a search of one's own, with and without agreement."""

from typing import Any

import numpy as np
import pytest

from agents.kinds import NOBODY, Case, DwellingState, Kind, Programme, Tenure
from simulation.cases import members_of
from simulation.conservation import check_world
from tests.simulation.runs import tiny_model


def found(n: int = 4, **options: Any) -> Any:
    """`n` ready households have found a listed dwelling by themselves."""
    model = tiny_model(world={"queue": 0.5}, **options)
    h, d = model.world.households, model.world.dwellings
    rows = np.flatnonzero((h.case == Case.READY) & (h.tenure == Tenure.RECEPTION))[:n]
    homes = np.flatnonzero(d.state == DwellingState.LISTED)[: 2 * n : 2]
    h.case_dwelling[rows], d.reserved[homes] = d.uid[homes], h.uid[rows]
    return model, rows, homes


def test_with_agreement_it_uses_a_place_and_keeps_the_programme() -> None:
    model, rows, homes = found(before={"self_settlement.allowed": 1.0, "self_settlement.approval": 1.0})
    left, _ = model.matching.places_left(model)
    model.self_settlement._ask(model)
    h = model.world.households
    assert np.all(h.case[rows] == Case.FOUND)
    np.testing.assert_array_equal(h.case_municipality[rows], model.world.dwellings.municipality[homes])
    after, _ = model.matching.places_left(model)
    assert (left - after).sum() == h.persons[rows].sum()


@pytest.mark.parametrize("why", ["not allowed", "not approved", "no places"])
def test_without_agreement_they_move_in_and_lose_the_programme(why: str) -> None:
    allowed, approval = float(why != "not allowed"), float(why != "not approved")
    model, rows, homes = found(
        before={"self_settlement.allowed": allowed, "self_settlement.approval": approval}
    )
    if why == "no places":
        model.world.municipalities.vedtak[:] = 0
    model.self_settlement._ask(model)
    h, d = model.world.households, model.world.dwellings
    assert np.all(h.case[rows] == Case.LEFT) and np.all(h.seeks_place[rows] == -1)
    np.testing.assert_array_equal(h.dwelling[rows], d.uid[homes])
    np.testing.assert_array_equal(h.municipality[rows], d.municipality[homes])
    assert np.all(np.isin(h.tenure[rows], (Tenure.PRIVATE, Tenure.UNSERIOUS)))
    assert np.all(h.case_dwelling[rows] == NOBODY) and np.all(d.reserved[homes] == NOBODY)
    assert np.all(model.world.persons.programme[members_of(model, rows)] == Programme.LOST)
    assert check_world(model.world) == []


def test_the_last_places_are_not_given_twice() -> None:
    model, rows, _ = found(6, before={"self_settlement.allowed": 1.0, "self_settlement.approval": 1.0})
    h, m = model.world.households, model.world.municipalities
    m.vedtak[:], m.vacant[:] = 2, 0
    before, _ = model.matching.places_left(model)
    model.self_settlement._ask(model)
    yes = rows[h.case[rows] == Case.FOUND]
    used = np.bincount(h.case_municipality[yes], weights=h.persons[yes], minlength=6)
    assert np.all(used <= before)


def test_who_searches() -> None:
    model = tiny_model(world={"queue": 0.6}, before={"self_settlement.search": 0.2})
    h = model.world.households
    for month in range(24, 60):
        model.month = month
        model.self_settlement._search(model)
    seekers = np.flatnonzero((h.seeks_place >= 0) & (h.case == Case.READY))
    assert len(seekers) > 0
    assert np.all(h.tenure[seekers] == Tenure.RECEPTION) and np.all(h.kind[seekers] != Kind.UNACCOMPANIED)


def test_frozen_households_do_not_search() -> None:
    model, rows, _ = found(frozen=True)
    model.self_settlement.run(model)
    assert np.all(model.world.households.case[rows] == Case.READY)
