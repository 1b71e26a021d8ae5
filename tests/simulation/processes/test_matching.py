"""Matching: the queue adds up, places hold, every answer is given."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.allocation.names import rule_names
from agents.kinds import Case, Kind, Reason, Tenure
from simulation.conservation import check_world
from simulation.processes.matching import most_urgent_first
from simulation.tables import Households
from tests.simulation.runs import tiny_model
from tests.simulation.witness import watched


def test_the_queue_adds_up_each_month() -> None:
    """Entered = settled + left + waiting + gone (dead, emigrated or joined with others)."""
    _, witness = watched()
    entered: set[int] = set()
    done: set[int] = set()
    for month, waiting in enumerate(witness.waiting):
        events = witness.events[month]
        came = set(events.get("permit", {}).get("household", np.zeros(0)).tolist())
        settled = set(events.get("settled", {}).get("household", np.zeros(0)).tolist())
        left = set(events.get("left_queue", {}).get("household", np.zeros(0)).tolist())
        assert not settled & left and not (settled | left) & done  # nobody twice
        done |= settled | left
        if month == 0:
            entered |= waiting | done
        entered |= came
        assert waiting <= entered and not waiting & done
        assert entered - waiting - done <= witness.vanished[month]
    assert len(entered) > 200


def test_the_world_stays_whole() -> None:
    assert watched()[1].broken == []


def test_no_case_is_taken_on_beyond_the_vedtak_and_its_overshoot() -> None:
    """What was taken on before stays taken on, also when the vedtak falls."""
    model, witness = watched()
    rules = model.values.rules("municipality")
    before: set[tuple[int, int]] = set()
    new = 0
    for town, held, events in zip(witness.towns, witness.held, witness.events, strict=True):
        over = np.maximum(rules.overshoot * town["vedtak"], rules.overshoot_least)
        room = town["vedtak"] - town["paper_places"] + over * (town["vedtak"] > 0)
        taken_on = sorted({where for _, where in held - before})
        born = len(events["birth"]["municipality"]) if "birth" in events else 0  # since they were proposed
        assert np.all((town["moved"] + town["held"] <= room + born)[taken_on])
        before, new = held, new + len(taken_on)
    assert new > 50


def test_every_waiting_case_has_a_reason() -> None:
    model, _ = watched()
    h = model.world.households
    rows = np.flatnonzero((h.case >= Case.READY) & (h.case <= Case.FOUND) & (h.permit < model.month - 1))
    assert len(rows) > 0 and np.all(h.reason[rows] != Reason.NONE)


def queue(n: int = 40, **options: Any) -> Any:
    model = tiny_model(world={"queue": 0.5, "persons": 300, "vedtak": 30}, **options)
    model.guidance.run(model)
    model.population_scale = 1.0
    model.guidance.run(model)
    return model


def test_places_left_counts_what_is_promised() -> None:
    model = queue()
    before, _ = model.matching.places_left(model)
    h = model.world.households
    row = int(np.flatnonzero((h.case == Case.READY) & (h.kind != Kind.UNACCOMPANIED))[0])
    h.case[row], h.case_municipality[row] = Case.PROPOSED, 3
    after, _ = model.matching.places_left(model)
    assert (before - after).tolist() == [0, 0, 0, int(h.persons[row]), 0, 0]


def test_without_hours_no_case_moves_and_the_reason_says_so() -> None:
    model = queue()
    model.world.imdi.officer_hours = np.zeros(2)
    model.matching._propose(model, 0)
    h = model.world.households
    ready = np.flatnonzero(h.case == Case.READY)
    assert not np.any(h.case == Case.PROPOSED)
    assert np.all(h.reason[ready] == Reason.NOT_PROPOSED_HOURS)


def test_who_found_a_dwelling_alone_is_not_proposed_elsewhere() -> None:
    model = queue()
    h = model.world.households
    rows = np.flatnonzero((h.case == Case.READY) & (h.tenure == Tenure.RECEPTION))
    h.case_dwelling[rows[0]] = model.world.dwellings.uid[-1]
    h.seeks_place[rows[1]] = 2
    model.matching._propose(model, 0)
    assert h.case[rows[0]] == Case.READY
    assert h.case[rows[1]] == Case.PROPOSED and h.seeks_place[rows[1]] == -1


def test_answers_are_yes_or_no_and_a_no_is_told() -> None:
    model = queue()
    model.matching.run(model)
    h = model.world.households
    no = model.events.read("municipality_no")["household"]
    accepted = np.flatnonzero((h.case == Case.ACCEPTED) & (h.case_since == 24))
    assert len(accepted) > 0 and len(no) > 0
    assert h.refusals.sum() == len(no)
    assert np.all(h.case_municipality[accepted] >= 0)
    assert check_world(model.world) == []


@pytest.mark.parametrize("stakes", [0.0, 1.0])
def test_frozen_answers_know_no_stakes(stakes: float) -> None:
    def cases(s: float) -> list[int]:
        model = queue(frozen=True, before={"coordination.reporting_stakes": s})
        model.matching.run(model)
        return list(model.world.households.case.tolist())

    assert cases(stakes) == cases(0.5)


def test_the_placebo_leaves_the_answers_before_its_month() -> None:
    def answers(**salt: int) -> list[int]:
        model = queue(**salt)
        model.matching.run(model)
        return list(model.world.households.case.tolist())

    plain = answers()
    assert answers(salt=7, salt_month=30) == plain
    assert answers(salt=7, salt_month=24) != plain


def test_routines_answer_sooner() -> None:
    def answered(routines: float) -> int:
        model = queue(before={"coordination.municipal_routines": routines, "channels.routines": 1.0})
        model.matching.run(model)
        return int(np.sum(model.world.households.case == Case.PROPOSED))

    assert answered(1.0) < answered(0.0)


@pytest.mark.parametrize("rule", rule_names())
def test_the_order_of_rows_does_not_matter(rule: str) -> None:
    """Keys decide who comes first and where; the row of a household decides nothing."""

    def proposed(mixed: bool) -> dict[int, int]:
        model = queue(before={"imdi.rule": rule})
        if mixed:
            rows = np.random.default_rng(3).permutation(len(model.world.households))
            table = model.world.households
            columns = {name: column[rows] for name, column in table.arrays().items()}
            model.world.households = Households.from_arrays(columns, table.next_uid)
        model.matching._propose(model, 0)
        h = model.world.households
        held = np.flatnonzero(h.case == Case.PROPOSED)
        return dict(zip(h.uid[held].tolist(), h.case_municipality[held].tolist(), strict=True))

    plain = proposed(mixed=False)
    assert len(plain) > 10 and proposed(mixed=True) == plain


def test_each_round_has_draws_of_its_own() -> None:
    def proposed(round_number: int) -> list[int]:
        model = queue(before={"imdi.rule": "random"})
        model.matching._propose(model, round_number)
        return list(model.world.households.case_municipality.tolist())

    assert proposed(0) == proposed(0) != proposed(1)


def test_minors_are_first_with_the_officers() -> None:
    """Hours for one case in the region: a minor has it, though an adult has waited longer."""
    model = queue()
    h, m = model.world.households, model.world.municipalities
    ready = np.flatnonzero((h.case == Case.READY) & (h.tenure == Tenure.RECEPTION) & (h.persons == 1))
    minor, adult = ready[::2], ready[1::2]
    assert len(minor) > 1 and len(adult) > 1
    h.case[np.setdiff1d(np.flatnonzero(h.case == Case.READY), ready)] = Case.NONE
    h.kind[minor], h.permit[minor] = Kind.UNACCOMPANIED, model.month - 1
    h.kind[adult], h.permit[adult] = Kind.SINGLE, model.month - 20
    h.health[ready], h.refusals[ready], h.region[ready] = 0, 0, 0
    m.vedtak[:], m.vedtak_minor[:] = 50, 50
    model.world.imdi.officer_hours = np.array([float(model.values.rules("imdi").case_hours), 0.0])
    model.matching._propose(model, 0)
    proposed = np.flatnonzero(h.case == Case.PROPOSED)
    assert len(proposed) == 1 and np.all(h.kind[proposed] == Kind.UNACCOMPANIED)


@given(st.integers(0, 2**32), st.integers(0, 80))
def test_the_most_urgent_are_first_and_the_draw_decides_between_equals(seed: int, cases: int) -> None:
    """Even where two have one draw: they stay as they came."""
    random = np.random.default_rng(seed)
    order, tie = random.integers(-3, 4, size=cases), random.integers(0, 20, size=cases) << 27
    found = most_urgent_first(order, tie)
    assert found.tolist() == sorted(range(cases), key=lambda i: (-order[i], tie[i]))
