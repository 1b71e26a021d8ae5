"""Settlement: moving in, counting, telling."""

from typing import Any

import numpy as np

from agents.kinds import NOBODY, Case, DwellingState, Kind, Mode, Path, Reason, Tenure, Track
from simulation.cases import members_of
from simulation.conservation import check_world
from tests.simulation.runs import tiny_model
from tests.simulation.witness import watched


def found(**changes: Any) -> Any:
    model = tiny_model(world={"queue": 0.5, "vacancy": 0.9})
    h, d = model.world.households, model.world.dwellings
    rows = np.flatnonzero(h.tenure == Tenure.RECEPTION)[:4]
    homes = np.concatenate([
        np.flatnonzero(d.state == DwellingState.VACANT)[:2],
        np.flatnonzero(d.state == DwellingState.LISTED)[:1],
    ])  # fmt: skip
    h.case[rows], h.case_since[rows], h.path[rows] = Case.FOUND, 23, Path.ASYLUM
    h.case_dwelling[rows[:3]], d.reserved[homes] = d.uid[homes], h.uid[rows[:3]]
    h.case_municipality[rows[:3]], h.case_municipality[rows[3]] = d.municipality[homes], 2
    h.guaranteed[rows] = 1
    model.world.municipalities.hours[:] = 500.0
    return model, rows, homes


def test_moving_in() -> None:
    model, rows, homes = found()
    model.settlement.run(model)
    h, d, p = model.world.households, model.world.dwellings, model.world.persons
    assert h.tenure[rows].tolist() == [Tenure.MUNICIPAL] * 2 + [Tenure.PRIVATE, Tenure.SHARED]
    assert np.all(h.case[rows] == Case.SETTLED) and np.all(h.settled[rows] == 24)
    np.testing.assert_array_equal(d.household[homes], h.uid[rows[:3]])
    assert d.guaranteed[homes[2]] == 1 and h.guaranteed[rows].tolist() == [0, 0, 1, 0]
    members = members_of(model, rows)
    assert np.all(p.settled[members] == 24)
    np.testing.assert_array_equal(p.settled_in[members], h.municipality[h.rows(p.household[members])])
    assert check_world(model.world) == []


def test_persons_are_counted_against_the_vedtak_and_told_once() -> None:
    model, rows, _ = found()
    model.settlement.run(model)
    h, m = model.world.households, model.world.municipalities
    assert m.moved.sum() == h.persons[rows].sum() and m.moved_minor.sum() == 0
    event = model.events.read("settled")
    assert event["persons"].sum() == m.moved.sum()
    assert event["mode"][2] == Mode.GUARANTEE
    model.settlement.run(model)
    assert m.moved.sum() == h.persons[rows].sum()


def test_hours_are_spent_and_without_them_one_household_a_month_moves() -> None:
    model, rows, _ = found()
    h, m = model.world.households, model.world.municipalities
    h.case_municipality[rows] = 2
    spent = m.hours[2, 0]
    model.settlement.run(model)
    each = model.values.rules("municipality").settle_hours
    assert spent - m.hours[2, 0] == np.float64(4 * each)
    model, rows, _ = found()
    h, m = model.world.households, model.world.municipalities
    h.case_municipality[rows], m.hours[:] = 2, 0.0
    model.settlement.run(model)
    settled = h.case[rows] == Case.SETTLED
    assert settled.sum() == 1 and h.permit[rows][settled] == h.permit[rows].min()
    assert np.all(h.reason[rows][~settled] == Reason.SERVICE_HOURS)


def test_papers_take_a_month_and_quota_arrives_on_its_date() -> None:
    model, rows, _ = found()
    h = model.world.households
    h.case_since[rows[0]] = 24
    h.tenure[rows[1]], h.contract_end[rows[1]] = Tenure.ABROAD, 26
    model.settlement.run(model)
    assert h.case[rows].tolist() == [Case.FOUND, Case.FOUND, Case.SETTLED, Case.SETTLED]
    model.month = 26
    model.settlement.run(model)
    assert np.all(h.case[rows] == Case.SETTLED)


def test_minors_get_a_staffed_place_and_their_own_count() -> None:
    model, rows, homes = found()
    h, m = model.world.households, model.world.municipalities
    h.kind[rows[3]], h.path[rows[3]] = Kind.UNACCOMPANIED, Path.UNACCOMPANIED
    model.settlement.run(model)
    assert h.tenure[rows[3]] == Tenure.STAFFED and h.dwelling[rows[3]] == NOBODY
    assert m.moved_minor.sum() == h.persons[rows[3]] and h.municipality[rows[3]] == 2
    assert model.events.read("settled")["track"][3] == Track.UNACCOMPANIED


def test_events_and_counts_agree_over_a_run() -> None:
    _, witness = watched()
    settled = witness.all("settled")
    for year in range(2, 7):
        mine = settled["month"] // 12 == year
        minor = settled["track"] == Track.UNACCOMPANIED
        december = witness.towns[12 * year + 11 - 24]
        for chosen, name in ((mine & ~minor, "moved"), (mine & minor, "moved_minor")):
            told = np.bincount(settled["municipality"][chosen], settled["persons"][chosen], 6)
            np.testing.assert_array_equal(told, december[name])
    assert np.all(settled["wait"] >= 1)


def test_the_memory_of_sizes_is_of_about_a_year() -> None:
    model, rows, _ = found()
    m = model.world.municipalities
    before = m.last_year_kinds.sum()
    model.settlement.run(model)
    np.testing.assert_allclose(m.last_year_kinds.sum(), before * 11 / 12 + 4 / 12)
