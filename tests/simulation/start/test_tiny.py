"""Tiny worlds are consistent whatever is asked of them, and their invented shares hold."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.kinds import (
    NEVER,
    START_MONTH,
    Case,
    DwellingState,
    Kind,
    Owner,
    Path,
    Programme,
    Reason,
    Tenure,
)
from simulation.conservation import check_world
from simulation.people import recount
from simulation.start.tiny import tiny_world
from simulation.world import World


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    municipalities=st.integers(2, 9),
    persons=st.integers(12, 400),
    vacancy=st.floats(0.0, 0.5),
    listings=st.integers(0, 4),
    queue=st.floats(0.0, 0.5),
    others=st.integers(0, 5),
    waiting=st.integers(0, 3),
)
def test_every_tiny_world_obeys_the_laws(
    seed: int,
    municipalities: int,
    persons: int,
    vacancy: float,
    listings: int,
    queue: float,
    others: int,
    waiting: int,
) -> None:
    world = tiny_world(
        seed,
        municipalities,
        persons,
        vacancy=vacancy,
        listings=listings,
        queue=queue,
        others=others,
        others_waiting=waiting,
    )
    assert check_world(world, 24) == []
    assert len(world.persons) == persons
    assert int(world.households.persons[world.households.refugee == 1].sum()) == persons


def test_options_do_what_they_say() -> None:
    world = tiny_world(listings=3, let_ordinary=1, willingness=0.7, vedtak=15, known=False)
    listed = (world.dwellings.owner == Owner.LANDLORD) & (world.dwellings.state == DwellingState.LISTED)
    places = len(world.geography.place_municipality)
    assert np.bincount(world.dwellings.place[listed], minlength=places).tolist() == [3] * places
    assert world.municipalities.vedtak.tolist() == [15] * 6
    assert not world.municipalities.known.any()
    assert world.municipalities.willingness.tolist() == [0.7] * 6
    none = tiny_world(pending=0.0, vacancy=0.0)
    assert not none.households.family_pending.any()
    assert none.municipalities.vacant.sum() == 0


def test_one_municipality_has_two_places_and_everybody_counts() -> None:
    world = tiny_world()
    assert world.geography.places.tolist() == [2, 1, 1, 1, 1, 1]
    assert world.households.tenure.min() >= 0
    assert set(np.unique(world.households.kind)) == {int(k) for k in Kind}
    assert {Tenure.RECEPTION, Tenure.ABROAD, Tenure.STAFFED, Tenure.NONE} <= set(
        np.unique(world.households.tenure)
    )


def test_households_are_counted_as_the_processes_count_them() -> None:
    world = tiny_world(3)
    before = world.households.arrays()
    recount(world, np.flatnonzero(world.households.refugee == 1), 24)
    for column in ("persons", "children", "kind", "head"):
        assert np.array_equal(before[column], getattr(world.households, column)), column


def test_the_seed_is_the_world() -> None:
    one, same, other = tiny_world(5), tiny_world(5), tiny_world(6)
    for name, column in one.persons.arrays().items():
        assert np.array_equal(column, same.persons.arrays()[name])
    assert not np.array_equal(one.persons.birth, other.persons.birth)


def test_too_small_worlds_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 2 municipalities"):
        tiny_world(municipalities=1)


def test_rents_start_with_the_standing_of_areas() -> None:
    """Two dwellings of a size in a place cost the same where standing makes no difference, else not."""
    spread = []
    for difference in (0.0, 0.3):
        homes = tiny_world(3, municipalities=6, persons=600, listings=8, area_rent=difference).dwellings
        private = homes.owner == Owner.LANDLORD
        cell = homes.place[private].astype(np.int64) * 8 + homes.rooms[private]
        rents = [np.ptp(homes.rent[private][cell == one]) for one in np.unique(cell)]
        spread.append(max(rents))
    assert spread[0] == 0
    assert spread[1] > 0


@cache
def large() -> World:
    """Enough persons for shares to show."""
    return tiny_world(3, persons=30_000, vacancy=0.1, queue=0.2, pending=0.4)


def refugees() -> np.ndarray:
    return large().households.refugee == 1


def test_invented_households_have_their_invented_shares() -> None:
    homes = large().households
    mine = refugees()
    size = homes.persons[mine]
    shares = np.bincount(size, minlength=7)[1:] / mine.sum()
    assert shares == pytest.approx([0.40, 0.15, 0.15, 0.15, 0.10, 0.05], abs=0.015)
    kind = homes.kind[mine]
    pairs = size == 2
    assert np.mean(kind[pairs] == Kind.COUPLE) == pytest.approx(0.6, abs=0.03)
    assert np.all(np.isin(kind[pairs], (Kind.COUPLE, Kind.SINGLE_PARENT)))
    assert np.mean(kind[size > 2] == Kind.SINGLE_PARENT) == pytest.approx(0.15, abs=0.02)
    assert np.all(np.isin(kind[size == 1], (Kind.SINGLE, Kind.UNACCOMPANIED)))
    assert np.mean(kind[size == 1] == Kind.UNACCOMPANIED) == pytest.approx(1 / 25, abs=0.01)
    adults = size - homes.children[mine]
    grown = {Kind.SINGLE: 1, Kind.COUPLE: 2, Kind.FAMILY: 2, Kind.SINGLE_PARENT: 1, Kind.UNACCOMPANIED: 0}
    assert adults.tolist() == [grown[Kind(k)] for k in kind]


def test_invented_tenures_have_their_invented_shares() -> None:
    homes = large().households
    mine = refugees() & (homes.kind != Kind.UNACCOMPANIED)
    tenure = homes.tenure[mine]
    total = 1.15  # of the weights with a queue of 0.2
    expected = {Tenure.RECEPTION: 0.16, Tenure.ABROAD: 0.04, Tenure.OWNED: 0.3, Tenure.MUNICIPAL: 0.3,
                Tenure.PRIVATE: 0.3, Tenure.UNSERIOUS: 0.05}  # fmt: skip
    for one, share in expected.items():
        assert np.mean(tenure == one) == pytest.approx(share / total, abs=0.015), Tenure(one).name


def test_invented_waits_and_hopes_lie_in_their_spans() -> None:
    homes = large().households
    mine = refugees()
    queue = mine & np.isin(homes.tenure, (Tenure.RECEPTION, Tenure.ABROAD))
    waited = START_MONTH - homes.permit[queue]
    assert (waited.min(), waited.max()) == (1, 9)
    assert np.all(homes.case[queue] == Case.READY) and np.all(homes.settled[queue] == NEVER)
    assert np.array_equal(homes.case_since[queue], homes.permit[queue])
    abroad = mine & (homes.tenure == Tenure.ABROAD)
    ends = homes.contract_end[abroad] - START_MONTH
    assert sorted(set(ends.tolist())) == [1, 2, 3, 4, 5]
    assert np.all(homes.reason[abroad] == Reason.ARRIVAL_PENDING)
    settled = mine & ~queue
    ago = START_MONTH - homes.settled[settled].astype(np.int64)
    assert (ago.min(), ago.max()) == (1, 90)
    assert np.array_equal(homes.permit[settled], homes.settled[settled] - 6)
    assert np.array_equal(homes.case_since[settled], homes.settled[settled])
    assert (homes.expectation[mine].min(), homes.expectation[mine].max()) == (30, 70)
    assert homes.savings[settled].min() >= 0 and 59_000 < homes.savings[settled].max() < 60_000
    assert not homes.savings[queue].any() and not homes.moves[queue].any() and homes.moves[settled].any()
    assert homes.knows_startlan[mine].mean() == pytest.approx(1 / 3, abs=0.02)
    assert homes.file_complete[mine].mean() == pytest.approx(0.5, abs=0.02)
    # the tenure began half-way between settlement and last month
    halves = 2 * homes.since[settled].astype(int) - homes.settled[settled] - (START_MONTH - 1)
    assert set(halves.tolist()) == {0, 1}
    recent = settled & (homes.settled > START_MONTH - 24)
    hopes = (homes.kind == Kind.SINGLE) & (queue | recent)
    assert np.mean(homes.family_pending[hopes] == 2) == pytest.approx(0.4, abs=0.03)
    assert not homes.family_pending[mine & ~hopes].any()
    months = homes.family_month[homes.family_pending > 0] - START_MONTH
    assert (months.min(), months.max()) == (3, 14)
    assert np.all(homes.family_month[mine & (homes.family_pending == 0)] == NEVER)
    assert not homes.family_known[homes.family_pending == 0].any()


def test_invented_persons_are_of_the_age_of_their_role() -> None:
    world = large()
    persons, homes = world.persons, world.households
    row = homes.rows(persons.household)
    age = START_MONTH - persons.birth.astype(np.int64)
    minor = homes.kind[row] == Kind.UNACCOMPANIED
    assert (age[minor].min(), age[minor].max()) == (168, 211)
    adult = ~minor & (age >= 216)
    assert (age[adult].min(), age[adult].max()) == (240, 719)
    assert age[~minor & ~adult].min() == 0 and age[~minor & ~adult].max() == 203
    here = persons.settled > NEVER
    employed = persons.employed == 1
    active = persons.programme == Programme.ACTIVE
    lately = here & adult & (persons.settled > START_MONTH - 24)
    assert np.array_equal(active, lately)
    assert np.array_equal(persons.programme[here & adult & ~active] == Programme.COMPLETED,
                          np.ones((here & adult & ~active).sum(), dtype=bool))  # fmt: skip
    assert np.all(persons.programme[~here] == Programme.NONE)
    assert np.mean(employed[here & adult & ~active]) == pytest.approx(0.5, abs=0.02)
    assert not employed[active | ~here | ~adult].any()
    assert np.array_equal(persons.income, np.where(employed, 24_000, np.where(active, 11_000, 0)))
    assert np.array_equal(persons.programme_months[active], (START_MONTH - persons.settled)[active])
    assert persons.health.mean() == pytest.approx(1 / 20, abs=0.005)
    first = np.flatnonzero(np.diff(row, prepend=-1))  # persons of one household stand together
    number = np.arange(len(row)) - first[np.unique(row, return_inverse=True)[1]]
    women = [persons.female[number == 0].mean(), persons.female[number == 1].mean()]
    assert women == pytest.approx([1 / 3, 1.0], abs=0.02)  # heads, and who comes next
    assert persons.female[number > 1].mean() == pytest.approx(1 / 2, abs=0.02)
    assert not persons.education[age < 216].any() and set(persons.education[adult]) == {0, 1, 2}
    assert np.all(persons.language[active] == 1) and not persons.language[age < 216].any()
    spans = {"wellbeing": (50, 79), "bonding": (20, 69), "bridging": (10, 59), "linking": (10, 59)}
    for column, span in spans.items():
        value = getattr(persons, column)
        assert (value.min(), value.max()) == span, column
    sums = np.bincount(row, persons.income, minlength=len(homes))
    assert np.array_equal(homes.income[refugees()], sums[refugees()])
    working = np.bincount(row, employed, minlength=len(homes))
    assert np.array_equal(homes.adults_working[refugees()], working[refugees()])
    born = persons.path == Path.BORN
    assert born.any() and np.all(age[born] < 216) and np.all(here[born])
    elsewhere = here & (persons.settled_in != homes.municipality[row])
    assert elsewhere[here].mean() == pytest.approx(1 / 5 * 5 / 6, abs=0.02)


def test_invented_councils_start_alike_but_for_their_routines() -> None:
    world = tiny_world(vedtak=13, municipalities=5)
    town = world.municipalities
    assert town.routine_latent == pytest.approx([0.1, 0.3, 0.5, 0.7, 0.9])
    assert town.informal == pytest.approx([0.1, 0.25, 0.4, 0.55, 0.7])
    assert town.capacity == pytest.approx(np.log(13))
    for name, value in {"vedtak": 13, "vedtak_previous": 13, "vedtak_last_year": 13, "moved_last_year": 6,
                        "requested": 16, "requested_minor": 1, "vedtak_month": -1, "vedtak_minor": 1,
                        "borrowing_room": 20_000_000, "reported_ratio": 0.8}.items():  # fmt: skip
        assert getattr(town, name).tolist() == [value] * 5, name
    assert world.imdi.need == 65 and world.imdi.officer_hours.tolist() == [200.0, 200.0]
