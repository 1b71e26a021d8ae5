"""Procurement: need by size, hours and borrowing, orders."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.kinds import NEVER, Case, DwellingState, Instrument, Mode, Path, Reason, Tenure
from simulation.moves import needed_rooms
from simulation.processes.procurement import Procurement
from tests.simulation.runs import tiny_model
from tests.simulation.witness import watched


@given(st.lists(st.tuples(*[st.integers(0, 6)] * 10), min_size=1, max_size=6))
def test_a_larger_dwelling_may_serve_a_smaller_household_not_the_reverse(rows: list[tuple[int, ...]]) -> None:
    table = np.array(rows)
    need, have = table[:, :5], table[:, 5:]
    gap = Procurement()._uncovered(need, have, 3)
    assert np.all(gap >= 0) and np.all(gap <= need)
    covered = need - gap
    assert np.all(covered.sum(axis=1) <= have.sum(axis=1))
    for s in range(5):  # what serves s or more rooms cannot be more than there is of s or more
        assert np.all(covered[:, s:].sum(axis=1) <= have[:, s:].sum(axis=1))
        assert np.all((gap[:, s] == 0) | (have[:, s] <= covered.sum(axis=1)))


def ready(accepted: int = 10, **changes: Any) -> Any:
    names = {k.replace("__", "."): v for k, v in changes.items()}
    model = tiny_model(before=names, world={"queue": 0.4})
    world = model.world
    h, m = world.households, world.municipalities
    h.queue_since[h.refugee == 1] = NEVER
    rows = np.flatnonzero((h.tenure == Tenure.RECEPTION) & (h.path != Path.UNACCOMPANIED))[:accepted]
    h.case[rows], h.case_municipality[rows], h.case_since[rows] = Case.ACCEPTED, 1, 24
    m.hours[:] = 400.0
    m.listings_seen[:] = 3.0
    m.vacant[:], m.coming[:] = 0, 0
    m.vedtak[:] = 0  # only named households count
    return model, rows


def test_named_households_are_needed_for_by_size() -> None:
    model, rows = ready()
    need = model.procurement._need(model)
    sizes = np.bincount(needed_rooms(model.world.households.persons[rows]) - 1, minlength=5)
    accepted = np.flatnonzero(model.world.households.case == Case.ACCEPTED)
    assert need.sum() == len(accepted)
    assert np.all(need[1] >= sizes)


def test_routines_start_the_search_before_a_household_is_named() -> None:
    def early(routines: float) -> int:
        model, _ = ready(0, coordination__municipal_routines=routines, channels__routines=1.0)
        model.world.municipalities.vedtak[:] = 60
        return int(model.procurement._need(model).sum())

    assert early(1.0) > early(0.0) > 0


def test_places_on_paper_need_no_dwellings() -> None:
    def need(paper: int) -> int:
        model, _ = ready(0, coordination__municipal_routines=1.0, channels__routines=1.0)
        m = model.world.municipalities
        m.vedtak[:], m.paper_places[:] = 60, paper
        return int(model.procurement._need(model).sum())

    model, _ = ready(0)
    named = np.count_nonzero(model.world.households.case == Case.ACCEPTED)
    assert need(60) == named < need(30) < need(0)


def test_the_forecast_changes_which_sizes_are_searched_for_and_not_how_many() -> None:
    def need(dial: float) -> np.ndarray:
        model, _ = ready(0, coordination__shared_forecast=dial, channels__forecast=1.0)
        m = model.world.municipalities
        m.vedtak[:] = 400
        m.last_year_kinds[:] = [1.0, 0, 0, 0, 0]
        model.world.imdi.believed_size_mix = np.array([0, 0, 0, 0, 1.0])
        return model.procurement._need(model).sum(axis=0)

    own, national = need(0.0), need(1.0)
    assert own[0] > 5 * own[4] and national[4] > 5 * national[0]
    assert own.sum() == pytest.approx(national.sum(), abs=6)


def test_shares_of_sizes_count_and_not_how_many_were_settled_last_year() -> None:
    """Sixty places without a dwelling found: as many are searched for whether few or many were settled."""

    def need(settled: float) -> np.ndarray:
        model, _ = ready(0, coordination__municipal_routines=1.0, channels__routines=1.0)
        m = model.world.municipalities
        m.vedtak[:] = 60
        m.last_year_kinds[:] = np.array([0.5, 0.25, 0.125, 0.125, 0.0]) * settled
        return model.procurement._need(model)

    assert need(16.0).sum() == pytest.approx(need(1.0).sum(), abs=6) and need(16.0).sum() > 20


def test_nothing_is_done_without_a_gap() -> None:
    model, _ = ready()
    model.world.municipalities.coming[:] = 50
    homes, hours = len(model.world.dwellings), model.world.municipalities.hours.copy()
    model.procurement.run(model)
    assert len(model.world.dwellings) == homes
    np.testing.assert_array_equal(model.world.municipalities.hours, hours)


def test_hours_and_borrowing_are_spent_never_overspent() -> None:
    for seed_hours, room in ((400.0, 10**9), (35.0, 3_000_000), (0.0, 10**9), (400.0, 0)):
        model, _ = ready(30)
        m = model.world.municipalities
        m.hours[:], m.borrowing_room[:] = seed_hours, room
        before = len(model.world.dwellings)
        model.procurement.run(model)
        homes = model.world.dwellings
        assert np.all(m.hours >= 0) and np.all(m.borrowing_room >= 0)
        new = np.arange(before, len(homes))
        assert homes.cost[new].sum() <= 6 * room * 1.4
        assert np.all(homes.state[new] == DwellingState.PIPELINE)
        if seed_hours == 0.0:
            assert len(new) == 0 and not model.world.places.lease_requests.any()
        waits = np.isin(homes.uid[new], model.world.husbanken.queue[:, 0])
        np.testing.assert_array_equal(waits, homes.due[new] == NEVER)


def test_an_application_costs_hours_and_is_new_where_none_was_granted() -> None:
    def run(hours_each: float) -> Any:
        model, _ = ready(
            30, municipality__grant_hours=hours_each,
            municipality__mode_habit=(0.0, -5.0, -5.0, 5.0, -5.0, -5.0),
        )  # fmt: skip
        model.world.municipalities.hours[:] = 10_000.0
        model.procurement.run(model)
        return model

    cheap, dear = run(20.0), run(40.0)
    queue = cheap.world.husbanken.queue
    assert len(queue) > 0 and np.all(queue[:, 5] == 0)
    assert dear.world.municipalities.hours.sum() < cheap.world.municipalities.hours.sum()


@pytest.mark.parametrize("mode", [Mode.PURCHASE, Mode.CONVERSION, Mode.NEW_BUILD])
def test_a_way_that_was_taken_is_one_s_habit_from_then_on(mode: Mode) -> None:
    """Of the municipality that took it, and no other way; what was a habit before stays one."""
    habit = [-5.0] * 6
    habit[mode] = 5.0
    model, _ = ready(30, municipality__mode_habit=tuple(habit))
    m = model.world.municipalities
    h = model.world.households
    m.hours[:], m.borrowing_room[:], m.listings_seen[:] = 10_000.0, 10**9, 0.0
    h.case[(h.case == Case.ACCEPTED) & (h.case_municipality != 1)] = Case.READY
    m.used_mode[:], m.used_mode[2, Mode.LEASE] = False, True
    before = len(model.world.dwellings)
    model.procurement.run(model)
    assert len(model.world.dwellings) > before
    expected = np.zeros_like(m.used_mode)
    expected[1, mode], expected[2, Mode.LEASE] = True, True
    np.testing.assert_array_equal(m.used_mode, expected)


def test_what_others_order_does_not_change_ones_own_dwellings() -> None:
    habit = (0.0, -5.0, -5.0, 5.0, -5.0, -5.0)

    def keys(other: int) -> set[int]:
        model, _ = ready(30, municipality__mode_habit=habit)
        before = len(model.world.dwellings)
        model.world.municipalities.hours[:, 1] = [other, 400, 0, 0, 0, 0]
        h = model.world.households
        extra = np.flatnonzero((h.case == Case.READY) & (h.tenure == Tenure.RECEPTION))[:4]
        h.case[extra], h.case_municipality[extra] = Case.ACCEPTED, 0
        model.procurement.run(model)
        homes = model.world.dwellings
        mine = np.arange(before, len(homes))
        return set(homes.key[mine[homes.municipality[mine] == 1]].tolist())

    assert keys(0) == keys(400) != set()


def test_a_guaranteed_search_is_for_named_households_in_their_municipality() -> None:
    model, rows = ready(20, municipality__mode_habit=(0.0, -5.0, 5.0, -5.0, -5.0, -5.0))
    model.procurement.run(model)
    h, geography = model.world.households, model.world.geography
    seeks = np.flatnonzero((h.guaranteed == 1) & (h.seeks_since == 24))
    assert len(seeks) > 0 and np.all(h.case[seeks] == Case.ACCEPTED)
    towns = geography.place_municipality[h.seeks_place[seeks]]
    np.testing.assert_array_equal(towns, h.case_municipality[seeks])


def test_the_price_rises_with_purchases_and_only_where_they_were() -> None:
    model, _ = ready(30, municipality__mode_habit=(0.0, -5.0, -5.0, 5.0, -5.0, -5.0))
    model.procurement.run(model)
    index = model.world.places.price_index
    assert np.all(index >= 1.0) and index.max() > 1.0
    untouched = np.setdiff1d(np.arange(7), model.world.dwellings.place[model.world.dwellings.due == NEVER])
    assert np.all(index[untouched] >= 1.0)


def test_knowing_nothing_means_no_leases() -> None:
    model, _ = ready(20)
    model.world.municipalities.known[:] = False
    model.procurement.run(model)
    assert not model.world.places.lease_requests.any()
    assert not model.world.municipalities.known[:, Instrument.LEASE_ROUTINE].any()


def test_every_investment_of_a_run_is_a_dwelling() -> None:
    _, witness = watched()
    investments = witness.all("investment")
    assert len(investments["cost"]) > 0 and np.all(investments["cost"] > 0)
    assert np.all(investments["grant"] < investments["cost"])


@pytest.mark.parametrize("mode", [Mode.PURCHASE, Mode.CONVERSION, Mode.NEW_BUILD])
def test_one_household_in_need_is_built_or_bought_for_once(mode: Mode) -> None:
    habit = [-5.0] * 6
    habit[mode] = 5.0
    model, rows = ready(1, municipality__mode_habit=tuple(habit))
    h, m = model.world.households, model.world.municipalities
    h.case[h.case == Case.ACCEPTED] = Case.READY
    h.case[rows] = Case.ACCEPTED
    m.sense_of_fairness[:], m.listings_seen[:] = 0.0, 0.0
    before = len(model.world.dwellings)
    for month in range(24, 34):
        model.month = month
        m.hours[:], m.borrowing_room[:], m.vedtak[:] = 1000.0, 10**8, 0
        model.world.husbanken.frame_left = 10**9
        for process in (model.pipelines, model.grants, model.procurement, model.observation):
            process.run(model)
    ordered = np.arange(before, len(model.world.dwellings))
    assert len(ordered) == 1 and model.world.dwellings.mode[ordered[0]] == mode


def gap_reasons(model: Any, rows: np.ndarray) -> set[int]:
    """The reasons of the accepted households of municipality 1 after a search."""
    model.procurement.run(model)
    return set(model.world.households.reason[rows].tolist())


def test_hours_bind_where_a_way_is_open_apart_from_them() -> None:
    model, rows = ready()
    model.world.municipalities.hours[:] = 0.0
    assert gap_reasons(model, rows) == {Reason.HOURS}


def test_borrowing_binds_who_knows_no_other_way() -> None:
    model, rows = ready()
    m = model.world.municipalities
    m.known[:], m.borrowing_room[:] = False, 0
    assert gap_reasons(model, rows) == {Reason.BORROWING}


def test_the_market_is_empty_where_renting_is_the_way() -> None:
    model, rows = ready()
    m = model.world.municipalities
    m.known[:], m.borrowing_room[:], m.listings_seen[:] = True, 0, 0.0
    assert gap_reasons(model, rows) == {Reason.MARKET_EMPTY}


@pytest.mark.parametrize(
    ("more", "reason"), [(0, Reason.UNDER_WAY), (1, Reason.UNDER_WAY), (2, Reason.MARKET_EMPTY)]
)
def test_a_dwelling_of_one_room_more_is_asked_for_and_of_two_more_is_not(more: int, reason: Reason) -> None:
    model, rows = ready(1)
    m = model.world.municipalities
    model.world.households.persons[rows] = 1  # a room is enough
    size = int(needed_rooms(model.world.households.persons[rows])[0]) - 1
    m.known[:], m.borrowing_room[:], m.listings_seen[:] = True, 0, 0.0
    m.listings_seen[:, size + more] = 5.0
    assert gap_reasons(model, rows) == {reason}


def test_what_is_vacant_or_coming_is_under_way() -> None:
    model, rows = ready()
    model.world.municipalities.coming[:] = 50
    assert gap_reasons(model, rows) == {Reason.UNDER_WAY}
    assert not np.any(model.world.municipalities.gap_reason == Reason.HOURS)


def test_a_project_that_waits_for_the_frame_says_so() -> None:
    model, rows = ready()
    m, husbanken = model.world.municipalities, model.world.husbanken
    m.known[:] = False
    m.known[:, Instrument.RENTAL_GRANT] = True
    m.borrowing_room[:] = 10**11
    model.procurement.run(model)
    model.world.municipalities.hours[:] = 400.0
    model.world.dwellings.mode[model.world.dwellings.state == DwellingState.PIPELINE] = Mode.NEW_BUILD
    assert len(husbanken.queue)
    husbanken.frame_left, husbanken.queue[:, 4] = 0, 36  # January's frame
    waits = model.procurement._frame_waits(model)
    assert waits.sum() == len(husbanken.queue)
    husbanken.queue[:, 2] = 700
    for left, none in ((699, False), (700, True)):  # to the krone
        husbanken.frame_left = left
        assert (model.procurement._frame_waits(model).sum() == 0) == none
