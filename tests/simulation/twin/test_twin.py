"""The column model and the plain-object twin are equal bit by bit, every month.

One file, for it is one comparison (`both`), of worlds that each bring another rule into play.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.allocation.names import rule_names
from agents.kinds import (
    NEVER,
    NOBODY,
    POLICY_MONTH,
    START_MONTH,
    Case,
    DwellingState,
    Instrument,
    Kind,
    Mode,
    Owner,
    Reason,
    Tenure,
)
from scenarios.dials import DIALS
from scenarios.parameters import model_parameters
from simulation.conservation import check_world
from simulation.model import SettlementModel
from simulation.month import Phase
from simulation.observers import Observer
from simulation.processes.secondary_moves import STAY
from simulation.recorder import Recorder
from simulation.start.build import national_world
from simulation.start.tiny import tiny_world
from simulation.tables import Dwellings, Households, Landlords, Persons
from simulation.twin import rental_market
from simulation.twin.beings import Dwelling, Household, Landlord, Person
from simulation.twin.careers import Plan
from simulation.twin.compare import columns_state, difference, first_difference, twin_state
from simulation.twin.convert import TABLES, to_arrays, to_world
from simulation.twin.model import TwinModel
from simulation.twin.rental_market import Applicant
from simulation.world import World

Pair = tuple[SettlementModel, TwinModel]


def phases(month: int, dials: float, held: Mapping[str, float] | None = None) -> list[Phase]:
    """The baseline, and all dials turned from a month on; `held` holds in both."""
    records, held = model_parameters(), held or {}
    turned = records.resolve({**held, **{dial.parameter: dials for dial in DIALS}})
    return [Phase(0, records.resolve(held)), Phase(month, turned)]


def both(
    world: World, given: list[Phase], seed: int, scale: float, start: int = START_MONTH, **options: Any
) -> Pair:
    """Return both models on one start, which the twin only reads."""
    twin = TwinModel(world, given, seed, start=start, population_scale=scale, **options)
    return SettlementModel(world, given, seed, start=start, population_scale=scale, **options), twin


def pair(
    seed: int = 1, *, start: int = START_MONTH, policy: int = POLICY_MONTH, dials: float = 0.9,
    scale: float = 0.01, frozen: bool = False, salt: int = 0, persons: int = 200,
    held: Mapping[str, float] | None = None, **world: Any,
) -> Callable[[], Pair]:  # fmt: skip
    """Return what builds both models on one start."""

    def make() -> Pair:
        made = tiny_world(seed, persons=persons, month=max(start, START_MONTH), **world)
        given = phases(policy, dials, held)
        return both(made, given, seed + 7, scale, start=start, frozen=frozen, salt=salt)

    return make


def test_being_has_the_attributes_of_its_columns() -> None:
    columns, twin = pair(persons=60)()
    beings = ((Persons, twin.world.persons[0]), (Households, twin.world.households[0]),
              (Dwellings, twin.world.dwellings[0]), (Landlords, twin.world.landlords[0]))  # fmt: skip
    for table, being in beings:
        for column in table.columns:
            assert hasattr(being, column)
    assert [type(being) for _, being in beings] == [Person, Household, Dwelling, Landlord]


def test_new_beings_begin_as_new_rows() -> None:
    _, twin = pair(persons=60)()
    world = twin.world
    household = world.add_household(11)
    world.add_person(twin, 12, household)
    world.add_dwelling(13)
    world.add_landlord(14)
    arrays = to_arrays(world)
    for name, table in TABLES.items():
        fresh = table(1)
        fresh.append(np.zeros(1, dtype=np.uint64))
        for column in set(table.columns) - {"uid", "key", "household" if name == "persons" else "uid"}:
            assert arrays[name][column][-1] == getattr(fresh, column)[0], (name, column)


def test_columns_become_objects_and_back() -> None:
    columns, twin = pair(persons=120)()
    assert difference(0, "start", columns_state(columns), twin_state(twin)) is None
    again = to_world(twin.world)
    for name in TABLES:
        for column, array in getattr(again, name).arrays().items():
            np.testing.assert_array_equal(array, getattr(columns.world, name).arrays()[column])


def test_twin_persons_are_registered_agents() -> None:
    _, twin = pair(persons=60)()
    assert len(twin.agents_by_type[Person]) == 60
    homes = {person.household.uid for person in twin.agents_by_type[Person]}
    assert homes == {h.uid for h in twin.world.households if h.refugee}


def test_difference_names_month_process_column_and_uid() -> None:
    def part() -> Pair:
        columns, twin = pair(persons=60)()
        step = twin.wellbeing.run

        def wrong(model: TwinModel) -> None:
            step(model)
            if model.month == START_MONTH + 2:
                model.world.persons[5].wellbeing += 1

        twin.wellbeing.run = wrong  # type: ignore[method-assign]
        return columns, twin

    found = first_difference(part, START_MONTH + 6)
    assert found is not None
    where = (found.month, found.process, found.table, found.column, found.where)
    assert where == (START_MONTH + 2, "wellbeing", "persons", "wellbeing", "uid 5")
    assert "uid 5" in str(found)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_equal_bit_by_bit_through_the_policy_date(seed: int) -> None:
    """From January 2009 over the change of all dials in 2011, 40 months."""
    assert first_difference(pair(seed, persons=120), START_MONTH + 40) is None


@pytest.mark.parametrize("dials", [0.0, 1.0])
def test_equal_with_dials_at_their_ends(dials: float) -> None:
    make = pair(4, policy=START_MONTH + 3, dials=dials, persons=100, municipalities=3, scale=0.02)
    assert first_difference(make, START_MONTH + 36) is None


def test_equal_when_landlords_take_part_of_the_allowance() -> None:
    make = pair(9, policy=START_MONTH + 3, persons=100, held={"landlord.allowance_pass_through": 0.7})
    assert first_difference(make, START_MONTH + 30) is None


def test_equal_through_burn_in() -> None:
    assert first_difference(pair(5, start=0, policy=30, persons=80), 37) is None


def test_equal_when_agents_answer_from_habit() -> None:
    make = pair(6, frozen=True, policy=START_MONTH + 3, persons=100)
    assert first_difference(make, START_MONTH + 36) is None


def worn(seed: int) -> World:
    """A tiny world whose people have lived through much: waits of ten years, arrears, guarantees, ill
    health, ties at both ends, loans, homes outgrown, contracts about to end."""
    world = tiny_world(seed, persons=160, queue=0.25, vedtak=20, pending=0.6, known=False)
    people, homes, dwellings = world.persons, world.households, world.dwellings
    here = (homes.refugee == 1) & (homes.settled > NEVER)
    third = homes.uid % 3
    homes.permit[here] -= (36 * third[here]).astype(np.int16)
    homes.arrears[here & (homes.rent > 0)] = third[here & (homes.rent > 0)]
    homes.savings[here & (third == 1)] *= 8
    homes.knows_startlan[here] = 1
    homes.refusals[~here & (homes.refugee == 1)] = third[~here & (homes.refugee == 1)]
    homes.outgrown[here & (homes.dwelling >= 0) & (third == 2)] = START_MONTH - 20
    homes.close_family[here & (homes.uid % 4 == 0)] = 1
    rents = (homes.tenure == Tenure.PRIVATE) | (homes.tenure == Tenure.MUNICIPAL)
    homes.contract_end[rents] = START_MONTH + homes.uid[rents] % 7
    let = (dwellings.owner == Owner.LANDLORD) & (dwellings.household >= 0)
    dwellings.guaranteed[let] = dwellings.uid[let] % 2
    homes.guaranteed[homes.rows(dwellings.household[let])] = dwellings.guaranteed[let]
    dwellings.standard[dwellings.uid % 5 == 0] = 0
    people.health[:] = people.uid % 4 == 0
    homes.health[:] = np.bincount(homes.rows(people.household), people.health, minlength=len(homes)) > 0
    grown = START_MONTH - people.birth >= 216
    people.student[grown & (people.employed == 0) & (people.uid % 5 == 0)] = 1
    for ties in (people.wellbeing, people.bonding, people.bridging, people.linking):
        ties[:] = np.where(people.uid % 7 == 0, 0, np.where(people.uid % 7 == 1, 100, ties))
    people.birth[grown & (people.uid % 9 == 0)] -= 300
    return world


@pytest.mark.parametrize("dials", [0.0, 1.0])
def test_equal_where_people_have_lived_through_much(dials: float) -> None:
    def make() -> Pair:
        world = worn(13)
        assert check_world(world, START_MONTH) == []
        given = phases(START_MONTH + 2, dials, {"landlord.allowance_pass_through": 0.4})
        return both(world, given, 3, 0.02)

    assert first_difference(make, START_MONTH + 15) is None


def test_equal_under_a_placebo() -> None:
    make = pair(7, salt=99, policy=START_MONTH + 3, persons=80, scale=0.005)
    assert first_difference(make, START_MONTH + 24) is None


def test_equal_where_the_queue_is_long_and_dwellings_are_few() -> None:
    make = pair(8, queue=0.4, vacancy=0.0, listings=0, vedtak=30, persons=120, policy=30, scale=0.02)
    assert first_difference(make, START_MONTH + 36) is None


def test_equal_where_municipalities_rent_in_what_has_stood_empty() -> None:
    def make() -> Pair:
        world = tiny_world(8, persons=120, queue=0.4, vacancy=0.0, listings=4, vedtak=30)
        world.dwellings.empty[world.dwellings.state == DwellingState.LISTED] = 2
        return both(world, phases(30, 0.9), 15, 0.02)

    columns, _ = make()
    columns.run_to(START_MONTH + 3)
    dwellings = columns.world.dwellings
    assert np.count_nonzero((dwellings.owner == Owner.MUNICIPALITY_LEASED) & (dwellings.mode == Mode.LEASE))
    assert first_difference(make, START_MONTH + 3) is None


def test_equal_where_leases_nobody_needs_are_given_back() -> None:
    def make() -> Pair:
        world = tiny_world(8, persons=60, queue=0.0, listings=4)
        homes = world.dwellings
        leased = np.flatnonzero(homes.state == DwellingState.LISTED)[::2]
        homes.owner[leased], homes.mode[leased] = Owner.MUNICIPALITY_LEASED, Mode.LEASE
        homes.state[leased] = DwellingState.VACANT
        homes.empty[leased] = 4 - homes.uid[leased] % 3  # around `municipality.lease_kept`
        return both(world, phases(30, 0.9), 15, 0.001)

    def leases(model: SettlementModel) -> int:
        return int(np.count_nonzero(model.world.dwellings.owner == Owner.MUNICIPALITY_LEASED))

    columns, _ = make()
    before = leases(columns)
    columns.run_to(START_MONTH + 4)
    assert leases(columns) < before
    assert first_difference(make, START_MONTH + 4) is None


def test_equal_where_family_comes_in_the_first_month() -> None:
    def make() -> Pair:
        world = tiny_world(8, persons=80)
        homes = world.households
        due = np.flatnonzero(
            (homes.kind == Kind.SINGLE) & (homes.case == Case.SETTLED) & (homes.refugee == 1)
        )
        homes.family_pending[due[:4]], homes.family_month[due[:4]] = 2, START_MONTH
        return both(world, phases(30, 0.9), 15, 0.01)

    columns, _ = make()
    before = len(columns.world.persons)
    columns.step()
    assert len(columns.world.persons) >= before + 8
    assert first_difference(make, START_MONTH + 1) is None


@pytest.mark.parametrize("allowed", [0.0, 1.0])
def test_equal_where_households_find_a_home_themselves(allowed: float) -> None:
    def make() -> Pair:
        world = tiny_world(8, persons=120, queue=0.5, listings=4)
        homes, dwellings = world.households, world.dwellings
        ready = np.flatnonzero((homes.case == Case.READY) & (homes.tenure == Tenure.RECEPTION))[:6]
        found = np.flatnonzero(dwellings.state == DwellingState.LISTED)[: 2 * len(ready) : 2]
        homes.case_dwelling[ready], dwellings.reserved[found] = dwellings.uid[found], homes.uid[ready]
        held = {"self_settlement.allowed": allowed, "self_settlement.approval": 0.8}
        return both(world, phases(30, 0.9, held), 15, 0.02)

    columns, _ = make()
    left = columns.world.households.case == Case.LEFT
    columns.step()
    after = columns.world.households.case[: len(left)] == Case.LEFT
    assert np.count_nonzero(after & ~left) >= (1 if allowed else 6)
    assert first_difference(make, START_MONTH + 3) is None


def test_the_twin_lends_up_to_a_multiple_of_a_year_s_income_and_while_the_frame_lasts() -> None:
    """Three times 240,000, and to the krone; what does not fit the frame is refused, the next looked at."""
    _, twin = pair(persons=60)()
    m, husbanken = twin.world.municipalities, twin.world.husbanken
    m.known[:, Instrument.STARTLAN], m.hours[:, 2] = True, 1000.0
    twin.careers.same.practice[:] = 3000
    h = next(h for h in twin.world.households if h.refugee and h.place >= 0)
    h.income, h.knows_startlan = 20_000, 1

    def refusals(frame: int, *loans: int) -> list[int]:
        husbanken.startlan_left = frame
        plans = [Plan(h, h.place, 0, 2, loan, 0, loan, False, draw=0) for loan in loans]
        twin.careers._startlan(twin, plans)
        return [0 if plan.startlan else int(plan.refusal) for plan in plans]

    assert refusals(10**9, 720_000, 720_001) == [0, Reason.NO_FINANCE]
    assert refusals(700_000, 500_000, 300_000, 200_000) == [0, Reason.FRAME_EXHAUSTED, 0]
    assert husbanken.startlan_left == 0
    m.hours[:, 2] = 0.0
    assert refusals(10**9, 1000) == [Reason.HOURS]
    h.knows_startlan = 0
    assert refusals(10**9, 1000) == [Reason.STARTLAN_UNKNOWN]


def test_equal_where_households_on_the_way_look_for_themselves() -> None:
    def make() -> Pair:
        world = tiny_world(8, persons=160, queue=0.5, listings=8)
        homes = world.households
        ready = np.flatnonzero((homes.case == Case.READY) & (homes.tenure == Tenure.RECEPTION))
        homes.seeks_place[ready], homes.seeks_since[ready] = homes.uid[ready] % 7, START_MONTH - 1
        homes.guaranteed[ready] = homes.uid[ready] % 2
        return both(world, phases(30, 0.9), 15, 0.01)

    columns, _ = make()
    columns.rental_market.run(columns)
    homes = columns.world.households
    found = (homes.case == Case.READY) & (homes.case_dwelling != NOBODY)
    assert found.any() and (homes.seeks_place[found] == -1).all()
    assert first_difference(make, START_MONTH + 4) is None


def test_equal_where_offers_are_refused_and_papers_are_not_complete() -> None:
    def make() -> Pair:
        world = tiny_world(8, persons=200, queue=0.6, vacancy=0.9)
        homes, dwellings = world.households, world.dwellings
        away = (homes.tenure == Tenure.RECEPTION) | (homes.tenure == Tenure.ABROAD)
        found = np.flatnonzero(dwellings.state == DwellingState.VACANT)
        rows = np.flatnonzero(away & (homes.kind != Kind.UNACCOMPANIED))[: len(found)]
        found = found[: len(rows)]
        homes.case[rows], homes.case_since[rows], homes.expectation[rows] = Case.FOUND, START_MONTH, 100
        homes.case_municipality[rows], homes.file_complete[rows] = dwellings.municipality[found], rows % 2
        homes.case_dwelling[rows], dwellings.reserved[found] = dwellings.uid[found], homes.uid[rows]
        homes.guaranteed[rows] = dwellings.guaranteed[found] = 1
        return both(world, phases(30, 0.9), 15, 0.01)

    columns, _ = make()
    columns.offers.run(columns)
    homes = columns.world.households
    for reason, abroad in ((Reason.INCOMPLETE, False), (Reason.HOUSEHOLD_REFUSED, True)):
        back = (homes.reason == reason) & ((homes.tenure == Tenure.ABROAD) | (not abroad))
        assert back.any() and not homes.guaranteed[back].any()
    assert first_difference(make, START_MONTH + 3) is None


def test_equal_where_many_think_of_leaving() -> None:
    held = {"household.leave_consider": (0.3,) * 6, "household.move_away_cost": 5000.0}
    make = pair(9, policy=START_MONTH + 3, persons=160, municipalities=3, held=held)
    columns, _ = make()
    columns.run_to(START_MONTH + 3)
    assert (columns.world.households.seeks_place == 0).any()  # the first place among those looked at
    assert first_difference(make, START_MONTH + 5) is None


def test_equal_where_going_is_worth_what_staying_is_to_the_krone() -> None:
    """Who has nothing to gain stays, content: no benefit that would be lost ties it."""
    columns, twin = pair(9, persons=160, held={"household.leave_consider": (0.3,) * 6})()
    told = []
    for model, same in ((columns, columns.secondary_moves), (twin, twin.secondary_moves.same)):
        leave = same.tables.leave
        worthless = {field.name: getattr(leave, field.name) * 0 for field in fields(leave)}
        same.tables = replace(same.tables, leave=replace(leave, **worthless))
        model.secondary_moves.run(model)
        told.append({name: column.tolist() for name, column in model.events.read("considered").items()})
    assert told[0] == told[1] and len(told[0]["reason"]) > 5
    assert set(told[0]["reason"]) == {Reason.CONTENT} and set(told[0]["choice"]) == {STAY}


def test_a_dwelling_the_first_applicant_of_the_month_declines_is_let_to_an_ordinary_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is chosen for two and takes the cheaper, whichever of the two it reads first."""
    _, twin = pair(persons=60)()
    market = twin.rental_market
    dear, cheap = [home for home in twin.world.dwellings if home.landlord is not None][:2]
    cheap.place, cheap.rooms, cheap.rent, dear.rent = dear.place, dear.rooms, 5000, 9000
    seeker = Applicant(
        household=twin.world.households[0], size=0, place=dear.place, low=dear.rooms, high=dear.rooms,
        most_rent=10_000, percent=100, cover=0, taste=0, delay=0, takes_unserious=True, start=0,
    )  # fmt: skip

    def both_choose_it(listing: np.ndarray, *_: Any) -> tuple[np.ndarray, np.ndarray]:
        chosen = np.zeros(2, dtype=np.int64)
        chosen[listing] = np.arange(len(listing))
        return chosen, np.zeros(2, dtype=np.bool_)

    monkeypatch.setattr(rental_market, "decide", both_choose_it)
    monkeypatch.setattr(market, "_ordinary", lambda model, home: 2)
    for listed in ([dear, cheap], [cheap, dear]):
        offers, _ = market._offers(twin, listed, [seeker])
        assert offers[listed.index(cheap)] == (0, False)
        assert offers[listed.index(dear)] == (-1, True)


@pytest.mark.parametrize("dials", [-0.9, 0.9])
def test_equal_where_councils_decide_with_families_and_dwellings_on_their_way(dials: float) -> None:
    def make() -> Pair:
        world = tiny_world(8, persons=160, queue=0.2, vedtak=20)
        homes, m = world.households, world.municipalities
        here = np.flatnonzero((homes.refugee == 1) & (homes.settled != NEVER))
        homes.family_pending[here], homes.family_month[here] = 3, START_MONTH + homes.uid[here] % 24
        homes.settled[here] = START_MONTH - homes.uid[here] % 40
        m.vedtak_month[:] = START_MONTH + 1 + np.arange(6) % 3
        m.vedtak_previous[:], m.requested[:], m.capacity[:] = 0, 30, np.log(30.0)
        given = phases(30, 0.5, {"channels.forecast": dials, "coordination.shared_forecast": 1.0})
        return both(world, given, 15, 0.01)

    assert first_difference(make, START_MONTH + 4) is None


def test_places_left_are_the_same_in_both() -> None:
    columns, twin = pair(persons=160, queue=0.4)()
    chance = Random(5)
    for case in range(30):
        h, m = columns.world.households, columns.world.municipalities
        for name in ("vedtak", "vedtak_minor", "paper_places", "moved", "moved_minor"):
            most = 3 if name.startswith("vedtak") else case % 2
            drawn = [chance.randint(0, most) * (1 + case % 5) for _ in range(6)]
            getattr(m, name)[:] = getattr(twin.world.municipalities, name)[:] = drawn
        drawn = [[chance.choice([0, 0, 1]) for _ in range(5)] for _ in range(6)]
        m.vacant[:] = twin.world.municipalities.vacant[:] = drawn
        waits = h.rows(np.array([one.uid for one in twin.world.households if one.waits]))
        for row, one in zip(waits, [one for one in twin.world.households if one.waits], strict=True):
            stage = chance.choice((*[Case.READY] * 9, Case.PROPOSED, Case.ACCEPTED, Case.FOUND))
            h.case[row] = one.case = stage
            h.case_municipality[row] = one.case_municipality = chance.randint(0, 5)
        for ours, theirs in zip(
            columns.matching.places_left(columns), twin.matching.places_left(twin), strict=True
        ):
            np.testing.assert_array_equal(ours, theirs)


@settings(max_examples=2)
@given(
    seed=st.integers(10, 10_000), municipalities=st.integers(2, 8), persons=st.integers(12, 120),
    vacancy=st.floats(0.0, 0.3), listings=st.integers(0, 4), vedtak=st.integers(0, 40),
    queue=st.floats(0.0, 0.5), known=st.booleans(), willingness=st.floats(-1.0, 1.0),
)  # fmt: skip
def test_equal_on_random_worlds(seed: int, **world: Any) -> None:
    make = pair(seed, policy=START_MONTH + 12, dials=(seed % 11) / 10, **world)
    assert first_difference(make, START_MONTH + 24) is None


@pytest.mark.parametrize("rule", rule_names())
def test_equal_under_every_allocation_rule(rule: str) -> None:
    values = model_parameters().resolve({"imdi.rule": rule, **{dial.parameter: 0.8 for dial in DIALS}})

    def make() -> Pair:
        world = tiny_world(5, persons=120, month=START_MONTH, queue=0.4, vedtak=20)
        given_phases = [Phase(0, values)]
        return both(world, given_phases, 9, 0.01)

    assert first_difference(make, START_MONTH + 8) is None


def anywhere(seed: int) -> dict[str, Any]:
    """Return the dials and a third of the other parameters drawn anywhere in their ranges."""
    chance = Random(seed)
    drawn: dict[str, Any] = {}
    for name, record in model_parameters().items():
        dial = name.startswith("coordination.")
        if name.startswith(("start.", "oslo.")) or (not dial and chance.random() < 0.7):
            continue
        if record.choices:
            drawn[name] = chance.choice(record.choices)
        elif isinstance(record.value, tuple):
            bounds = zip(record.low, record.high, strict=True)  # type: ignore[arg-type]
            drawn[name] = tuple(chance.uniform(low, high) for low, high in bounds)  # type: ignore[arg-type]
        else:
            drawn[name] = chance.uniform(record.low, record.high)  # type: ignore[arg-type]
    return drawn


@pytest.mark.parametrize("seed", [31, 32, *(pytest.param(s, marks=pytest.mark.slow) for s in range(33, 41))])
def test_equal_with_parameters_anywhere_in_their_ranges(seed: int) -> None:
    values = model_parameters().resolve(anywhere(seed))
    given_phases = [Phase(0, model_parameters().resolve()), Phase(START_MONTH + 4, values)]

    def make() -> Pair:
        world = tiny_world(seed, persons=200, municipalities=5, queue=0.4, vedtak=25, listings=4, pending=0.5)
        return both(world, given_phases, seed, 0.02)

    assert first_difference(make, START_MONTH + 30) is None


def test_a_recorder_reads_the_twin_as_it_reads_the_columns() -> None:
    observer = Observer("homes", "households", by=("tenure", "kind"))
    records = []
    for model in pair(11, persons=60, scale=0.005)():
        model.recorder = Recorder(None, [observer])
        model.run_to(START_MONTH + 6)
        records.append(model.recorder.record().arrays("homes"))
    for name, array in records[0].items():
        np.testing.assert_array_equal(array, records[1][name])


def test_a_process_knocked_out_does_nothing_in_either() -> None:
    world = tiny_world(12, persons=60)
    options: dict[str, Any] = {"start": START_MONTH, "knocked_out": ["rental_market", "demography"]}
    twin = TwinModel(world, phases(POLICY_MONTH, 0.5), 1, population_scale=0.005, **options)
    columns = SettlementModel(world, phases(POLICY_MONTH, 0.5), 1, population_scale=0.005, **options)
    columns.run_to(START_MONTH + 12)
    twin.run_to(START_MONTH + 12)
    assert difference(columns.month, "the year", columns_state(columns), twin_state(twin)) is None


def test_members_are_those_present_in_the_household() -> None:
    _, twin = pair(9, persons=100, policy=30)()
    twin.run_to(START_MONTH + 13)
    for h in twin.world.households:
        assert h.members == [p for p in twin.world.persons if p.present and p.household is h]
        if h.refugee and h.tenure != Tenure.GONE:
            assert len(h.members) == h.persons
            assert h.head in h.members
        assert h.dwelling is None or h.dwelling.household is h
        assert h.seeks_place < 0 or h.seeks_since != NEVER


@pytest.mark.slow
def test_equal_over_120_months_with_many_persons() -> None:
    """The whole run, burn-in included, on about 1,500 persons."""
    make = pair(21, start=0, persons=1500, municipalities=12, scale=0.02, vedtak=25)
    assert first_difference(make, 120) is None


@pytest.mark.slow
def test_equal_on_a_small_nation() -> None:
    """The national start at one hundredth: all municipalities, few persons in each."""

    def make() -> Pair:
        given = phases(POLICY_MONTH, 0.8)
        world = national_world(given[0].values, 1, 0.01, month=START_MONTH)
        return both(world, given, 1, 0.01)

    assert first_difference(make, POLICY_MONTH + 18) is None
