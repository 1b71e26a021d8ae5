"""Careers: choosing here, buying, startlån, savings and debt."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.kinds import NEVER, DwellingState, Instrument, Owner, Reason, Tenure
from simulation.conservation import check_world
from simulation.processes import careers
from simulation.processes.careers import Careers
from tests.simulation.housing_model import housing_model

ALL = {"careers.buying": [1.0] * 8}


def _run(model: Any, months: range) -> Careers:
    process = Careers()
    process.prepare(model)
    for month in months:
        model.month = month
        process.run(model)
    return process


@given(st.integers(1, 10))
def test_every_law_holds_for_years(seed: int) -> None:
    model = housing_model(ALL, seed=seed, persons=120, municipalities=4)
    process = Careers()
    process.prepare(model)
    for month in range(24, 36):
        model.month = month
        process.run(model)
        assert check_world(model.world) == []


def _rich(model: Any) -> np.ndarray:
    h = model.world.households
    rows = np.flatnonzero((h.tenure == Tenure.PRIVATE) & (h.refugee == 1))
    h.savings[rows], h.income[rows], h.adults_working[rows] = 2_000_000, 60_000, 1
    return rows


def test_a_bank_lends_to_those_with_equity_and_work_and_the_home_enters_the_table() -> None:
    model = housing_model(ALL)
    w = model.world
    h, d = w.households, w.dwellings
    rows = _rich(model)
    homes = len(d)
    _run(model, range(24, 27))
    bought = rows[h.tenure[rows] == Tenure.OWNED]
    assert len(bought) == len(rows)
    assert len(d) - homes >= len(rows)
    mine = d.rows(h.dwelling[bought])
    assert np.all(d.owner[mine] == Owner.HOUSEHOLD)
    assert np.all(d.state[mine] == DwellingState.OCCUPIED)
    assert np.all(d.rooms[mine] >= np.minimum(h.persons[bought], 5))
    event = model.events.read("purchase")
    of = np.isin(event["household"], h.uid[bought])
    paid = event["bank"] + event["startlan"] + event["savings"]
    assert np.array_equal(paid[of], event["price"][of])
    assert np.all(event["startlan"][of] == 0)
    assert np.all(h.contract_end[bought] == NEVER)
    assert np.all(h.rent[bought] == 0)


def test_without_knowledge_hours_or_frame_there_is_no_startlan() -> None:
    for spoil in ("knowledge", "hours", "frame", "municipality"):
        model = housing_model({**ALL, "careers.learns_startlan": 0.0, "careers.learns_follow_up": 0.0})
        w = model.world
        h = w.households
        h.savings[:], h.income[:], h.knows_startlan[:] = 0, 40_000, 1
        if spoil == "knowledge":
            h.knows_startlan[:] = 0
        elif spoil == "hours":
            w.municipalities.hours[:] = 0.0
        elif spoil == "frame":
            w.husbanken.startlan_left = 0
        else:
            w.municipalities.known[:, Instrument.STARTLAN] = False
        _run(model, range(24, 27))
        assert not model.events.read("purchase"), spoil


def test_startlan_is_spent_from_the_frame_and_the_officers_hours() -> None:
    model = housing_model(ALL)
    w = model.world
    h = w.households
    h.savings[:], h.income[:], h.knows_startlan[:] = 0, 60_000, 1
    frame = w.husbanken.startlan_left
    _run(model, range(24, 27))
    purchase, applied = model.events.read("purchase"), model.events.read("startlan")
    assert purchase["startlan"].sum() > 0
    assert frame - w.husbanken.startlan_left == purchase["startlan"].sum() == applied["amount"].sum()
    assert np.all(w.municipalities.hours[:, 2] >= 0)
    assert w.municipalities.hours[:, 2].sum() < 100.0 * len(w.municipalities.hours)
    owner = np.flatnonzero(h.startlan == 1)
    assert np.all(h.debt[owner] >= 0)


def test_savings_grow_with_what_is_left_and_debt_is_repaid_in_25_years() -> None:
    model = housing_model({"careers.buying": [0.0] * 8, "household.consider_base": [0.0] * 7})
    h = model.world.households
    row = np.flatnonzero(h.tenure == Tenure.OWNED)[:1]
    h.debt[row], h.income[row], h.savings[row], h.persons[row] = 900_000, 60_000, 0, 1
    _run(model, range(24, 36))
    assert h.debt[row][0] == pytest.approx(900_000 * (1 - 12 / 300), rel=0.01)
    assert h.savings[row][0] > 10_000
    poor = np.flatnonzero(h.tenure == Tenure.PRIVATE)[:1]
    h.income[poor], h.savings[poor] = 5000, 100
    _run(model, range(36, 39))
    assert h.savings[poor][0] == 100


@given(st.lists(st.integers(0, 3), max_size=20), st.integers(1, 100))
def test_officers_serve_in_order_until_their_time_is_up(where: list[int], each: int) -> None:
    left = np.array([0, 50, 100, 1000])
    served = careers.first_served(np.array(where, dtype=np.int64), each, left)
    for m in range(4):
        mine = [bool(s) for s, w in zip(served, where, strict=True) if w == m]
        n = min(len(mine), int(left[m]) // each)
        assert mine == [True] * n + [False] * (len(mine) - n)


def test_cheap_municipal_rents_hold_households_back_without_a_term_for_it() -> None:
    t = careers.build_tables(
        housing_model().values.rules("careers"), housing_model().values.rules("household"), 0.0
    )
    n = 2000
    noise = t.choice.noise[np.random.default_rng(1).integers(0, len(t.choice.noise), (n, 3))]
    zero = np.zeros(n, dtype=np.int64)
    stays = []
    for rent in (3000, 6000, 9000):
        option = careers.choose_here(
            t.choice, np.full(n, int(Tenure.MUNICIPAL)), zero, np.full(n, rent), zero + 7000, zero + 5600,
            zero, zero, noise, zero,
        )  # fmt: skip
        stays.append(np.mean(option == careers.STAY))
    assert stays[0] > stays[1] > stays[2]


def test_crowded_households_move_more() -> None:
    values = housing_model().values
    t = careers.build_tables(values.rules("careers"), values.rules("household"), 0.0)
    n = 2000
    noise = t.choice.noise[np.random.default_rng(1).integers(0, len(t.choice.noise), (n, 3))]
    zero = np.zeros(n, dtype=np.int64)
    moves = [
        np.mean(
            careers.choose_here(
                t.choice, np.full(n, int(Tenure.PRIVATE)), zero + missing, zero + 6000, zero + 6500,
                zero + 5200, zero, zero, noise, zero + 1,
            )
            != careers.STAY
        )
        for missing in (0, 2)
    ]  # fmt: skip
    assert moves[1] > moves[0]


def test_the_month_a_dwelling_becomes_too_small_is_noted_and_forgotten() -> None:
    model = housing_model({"careers.buying": [0.0] * 8, "household.consider_base": [0.0] * 7})
    h, d = model.world.households, model.world.dwellings
    rows = np.flatnonzero((h.tenure == Tenure.PRIVATE) & (h.persons >= 3))
    d.rooms[d.rows(h.dwelling[rows])] = 1
    h.outgrown[rows] = NEVER
    _run(model, range(24, 27))
    still = rows[h.seeks_place[rows] < 0]
    assert np.all((h.outgrown[still] >= 24) & (h.outgrown[still] < 27))
    d.rooms[d.rows(h.dwelling[rows])] = 5
    _run(model, range(27, 30))
    assert np.all(h.outgrown[rows] == NEVER)


def test_follow_up_spreads_knowledge_of_startlan_and_saves_officers_time_unless_frozen() -> None:
    strong = {"coordination.housing_follow_up": 1.0, "channels.follow_up": 1.0}
    none = {"coordination.housing_follow_up": 0.0}
    made = []
    for changes, frozen in ((strong, False), (none, False), (strong, True)):
        process = Careers()
        process.prepare(housing_model(changes, frozen=frozen))
        made.append((process.tables.learns, process.tables.minutes))
    assert made[0][0] > made[1][0] and made[0][1] < made[1][1]
    assert made[2] == made[1]


@given(st.lists(st.integers(-1, 100), max_size=30), st.integers(0, 800))
def test_a_loan_that_does_not_fit_does_not_block_the_next(loans: list[int], frame: int) -> None:
    fits = careers.within_frame(np.array(loans, dtype=np.int64), frame)
    left = frame
    for loan, granted in zip(loans, fits.tolist(), strict=True):
        assert granted == (0 <= loan <= left)  # refused only for want of money, in order
        left -= loan if granted else 0


def test_the_most_pressing_reason_to_move_is_named() -> None:
    flags = np.array([0, 8, 8 + 4, 8 + 4 + 1, 1, 1 + 2, 16])
    why = np.array([0, 0, 0, 0, Reason.FAMILY_ARRIVAL, Reason.FAMILY_ARRIVAL, 0])
    assert careers.move_reason(flags, why).tolist() == [
        Reason.OWN_WISH, Reason.PROGRAMME_END, Reason.ARREARS, Reason.CROWDED, Reason.FAMILY_ARRIVAL,
        Reason.CONTRACT_END, Reason.OWN_WISH,
    ]  # fmt: skip


def test_who_cannot_buy_is_told_why() -> None:
    model = housing_model(ALL, persons=300)
    h, m = model.world.households, model.world.municipalities
    h.seeks_place[:] = -1
    h.savings[:], h.adults_working[:] = 0, 0
    h.knows_startlan[:] = np.arange(len(h)) % 2
    m.known[:, Instrument.STARTLAN], m.hours[:, 2] = True, 10_000.0
    h.income[:] = 100
    _run(model, range(24, 25))
    seen = model.events.read("no_purchase")
    knows = h.knows_startlan[h.rows(seen["household"])] == 1
    assert set(seen["reason"][knows].tolist()) == {Reason.NO_FINANCE}
    assert set(seen["reason"][~knows].tolist()) == {Reason.STARTLAN_UNKNOWN}
