"""Secondary moves: where one looks, what holds and what pulls."""

from typing import Any

import numpy as np
import pytest

from agents.kinds import NEVER, START_MONTH, Programme, Reason, Tenure
from simulation.conservation import check_world
from simulation.processes import secondary_moves
from simulation.processes.secondary_moves import SecondaryMoves
from tests.simulation.housing_model import housing_model

OFTEN = {"household.leave_consider": [0.3] * 6}


def _leavers(changes: dict[str, Any], prepare: Any = None, months: range = range(24, 27)) -> Any:
    model = housing_model({**OFTEN, **changes}, persons=600)
    h = model.world.households
    h.seeks_place[:] = -1
    if prepare is not None:
        prepare(model)
    process = SecondaryMoves()
    process.prepare(model)
    for month in months:
        model.month = month
        process.run(model)
    assert check_world(model.world) == []
    return model


def _count(model: Any) -> int:
    return int(np.count_nonzero(model.world.households.seeks_place >= 0))


def test_nobody_leaves_during_burn_in() -> None:
    assert _count(_leavers({}, months=range(START_MONTH - 6, START_MONTH))) == 0


def test_leavers_look_outside_their_municipality_without_a_guarantee() -> None:
    model = _leavers({})
    h, geography = model.world.households, model.world.geography
    goes = np.flatnonzero(h.seeks_place >= 0)
    assert len(goes) > 5
    assert np.all(geography.place_municipality[h.seeks_place[goes]] != h.municipality[goes])
    assert np.all(h.guaranteed[goes] == 0)
    assert np.all((h.tenure[goes] >= Tenure.MUNICIPAL) & (h.tenure[goes] < Tenure.GONE))


def test_the_programme_ties_by_the_money_it_pays() -> None:
    def in_programme(model: Any) -> None:
        model.world.households.settled[model.world.households.settled > -1000] = 23
        model.world.persons.programme[:] = Programme.ACTIVE

    tied = _leavers({}, in_programme)
    unpaid = _leavers({"household.programme_benefit": 5000.0}, in_programme)
    assert _count(tied) < _count(unpaid)
    untied = _leavers({"integration.tied": 0.0}, in_programme)
    assert _count(tied) < _count(untied)
    longer = _leavers({"integration.length": 36.0}, in_programme)
    assert _count(longer) <= _count(tied)


def test_costs_hold_and_attachment_grows_with_years() -> None:
    cheap, dear = (_count(_leavers({"household.move_away_cost": c})) for c in (5000.0, 150_000.0))
    assert dear < cheap

    def newcomers(model: Any) -> None:
        model.world.households.settled[model.world.households.settled > -1000] = 20

    def old(model: Any) -> None:
        model.world.households.settled[model.world.households.settled > -1000] = -200

    assert _count(_leavers({}, old)) < _count(_leavers({}, newcomers))


def test_destinations_are_drawn_in_proportion_and_never_at_home() -> None:
    model = housing_model()
    w = model.world
    rules = model.values.rules("household")
    pull = secondary_moves.place_pull(rules, w, 24)
    near = secondary_moves.nearness(rules, w.geography)
    p = len(w.places.tightness)
    n = 20_000
    draws = np.arange(n, dtype=np.int64) * (2**32 // n) + 3
    origin, place = np.full(n, 3), np.full(n, p - 1)
    there = secondary_moves.sample_destinations(
        pull, near, origin[:100], place[:100], draws.reshape(200, 100)
    ).ravel()
    share = np.bincount(there, minlength=p) / n
    assert share[p - 1] == 0.0
    g = w.geography
    people = g.population[g.place_municipality, 2] * g.place_share
    weight = (
        (1.0 + w.places.coethnic[:, 3]) ** rules.destination_coethnic
        * people**rules.destination_size
        * np.maximum(g.distance[p - 1], 5.0) ** -rules.destination_distance
    )
    weight[p - 1] = 0.0
    assert share == pytest.approx(weight / weight.sum(), abs=0.002)


def test_communities_count_in_the_whole_city() -> None:
    coethnic = np.array([[1], [2], [5]])
    assert secondary_moves._by_town(coethnic, np.array([0, 0, 1])).ravel().tolist() == [3, 3, 5]


def test_no_dial_reaches_these_moves() -> None:
    one = _leavers({"coordination.housing_follow_up": 1.0, "coordination.municipal_routines": 1.0})
    other = _leavers({"coordination.housing_follow_up": 0.0, "coordination.municipal_routines": 0.0})
    assert np.array_equal(one.world.households.seeks_place, other.world.households.seeks_place)


def test_the_largest_gain_is_the_reason_to_leave_and_a_tie_the_reason_to_stay() -> None:
    gains = np.array([[5, 1, -1, 9, 0], [2, 7, -2, 9, 0], [1, 3, -3, 9, 0]])
    leaves = np.array([True, True, True, False, False])
    tied = np.array([False, False, False, True, False])
    found = secondary_moves.leave_reason(leaves, gains, tied)
    wanted = [Reason.WORK, Reason.TIES, Reason.OWN_WISH, Reason.PROGRAMME_TIE, Reason.CONTENT]
    assert found.tolist() == wanted


def test_who_stays_for_the_benefit_is_who_would_leave_without_it() -> None:
    """The same draws with a benefit to lose, and without."""
    reasons = {}
    for state in (Programme.ACTIVE, Programme.NONE):

        def lately_settled(model: Any, state: int = state) -> None:
            model.world.persons.programme[:] = state
            h = model.world.households
            h.settled[h.settled != NEVER] = 22

        seen = _leavers({}, lately_settled, range(24, 25)).events.read("considered")
        reasons[state] = dict(zip(seen["household"].tolist(), seen["reason"].tolist(), strict=True))
    tied = {uid for uid, reason in reasons[Programme.ACTIVE].items() if reason == Reason.PROGRAMME_TIE}
    stays = {uid for uid, reason in reasons[Programme.NONE].items() if reason == Reason.CONTENT}
    assert tied and not tied & stays
    assert Reason.PROGRAMME_TIE not in reasons[Programme.NONE].values()


def test_co_ethnics_count_in_what_a_place_is_worth_and_not_in_the_sample_too() -> None:
    """More co-ethnics somewhere do not change where one looks, but draw those who looked there."""
    model = housing_model({}, persons=600)
    household = model.values.rules("household")
    few = secondary_moves.place_pull(household, model.world, 30)
    model.world.places.coethnic[0] += 5000
    assert np.array_equal(secondary_moves.place_pull(household, model.world, 30), few)

    def draw_in(prepared: Any) -> None:
        prepared.world.places.coethnic[:] = 0
        prepared.world.places.coethnic[-1] = 5000

    def goes(changes: dict[str, Any], prepare: Any = None) -> float:
        h = _leavers(changes, prepare).world.households
        return float((h.seeks_place[h.seeks_place >= 0] == len(model.world.places.coethnic) - 1).mean())

    assert goes({}, draw_in) > goes({"household.ties_value": 0.0}, draw_in)


def test_who_looks_elsewhere_gives_up_the_guarantee_and_who_stays_keeps_it() -> None:
    model = housing_model({**OFTEN}, persons=600)
    h = model.world.households
    h.seeks_place[:], h.guaranteed[:], h.why[:] = -1, 1, Reason.NONE
    process = SecondaryMoves()
    process.prepare(model)
    model.month = 24
    process.run(model)
    goes = h.seeks_place >= 0
    assert goes.any() and not h.guaranteed[goes].any() and h.guaranteed[~goes].all()
    assert (h.seeks_since[goes] == 24).all() and (h.why[goes] != Reason.NONE).all()
    assert (h.why[~goes] == Reason.NONE).all()
    told = model.events.read("considered")
    left = h.rows(told["household"][told["choice"] != secondary_moves.STAY])
    assert sorted(left.tolist()) == np.flatnonzero(goes).tolist()


def test_only_settled_refugees_who_are_housed_think_of_leaving() -> None:
    """Not those on the way, in staffed places or already looking, nor households that are no more."""
    model = housing_model(OFTEN, persons=600)
    h = model.world.households
    h.seeks_place[:] = -1
    rows = np.flatnonzero((h.refugee == 1) & (h.settled != NEVER) & (h.tenure == Tenure.PRIVATE))
    elsewhere = (Tenure.GONE, Tenure.STAFFED, Tenure.RECEPTION, Tenure.ABROAD, Tenure.NONE)
    out = dict(zip(elsewhere, np.array_split(rows, 6)[1:], strict=True))
    for tenure, some in out.items():
        h.tenure[some] = tenure
    process = SecondaryMoves()
    process.prepare(model)
    for month in range(24, 33):
        model.month = month
        process.run(model)
    thought = set(h.rows(model.events.read("considered")["household"]).tolist())
    assert len(thought & set(rows.tolist())) > 10
    for tenure, some in out.items():
        assert not thought & set(some.tolist()), tenure
