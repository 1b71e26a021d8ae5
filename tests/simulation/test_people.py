"""Counting households anew, and ending them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from agents.kinds import NEVER, NOBODY, Case, Kind, Tenure
from simulation.people import depart, dissolve, members, recount
from tests.simulation.life_model import check_world, life_model


def test_the_tiny_world_is_already_counted() -> None:
    """Recounting every household of a consistent world changes no count."""
    model = life_model()
    world = model.world
    rows = np.flatnonzero(world.households.refugee == 1)
    before = world.households.arrays()
    recount(world, rows, model.month)
    for name in ("persons", "children", "head"):
        assert np.array_equal(before[name], world.households.arrays()[name]), name


@given(st.integers(1, 50), st.floats(0, 1))
def test_counts_and_heads_hold_whoever_leaves(seed: int, share: float) -> None:
    """After any set of persons is gone, counts fit, heads live, and the emptied are dissolved."""
    model = life_model(seed, persons=80)
    world = model.world
    gone = np.flatnonzero(model.draws.uniform(1, 0, world.persons.key) < share)
    homes = world.households.rows(world.persons.household[gone])
    depart(world, gone)
    recount(world, homes, model.month)
    empty = np.unique(homes[world.households.persons[homes] == 0])
    dissolve(world, empty, model.month, model.pipelines.ready_month(model), model.events)
    check_world(world, model.month)


def test_the_eldest_becomes_head() -> None:
    """When the head of a family dies, the eldest member takes over."""
    model = life_model()
    world = model.world
    row = int(np.flatnonzero(world.households.kind == Kind.FAMILY)[0])
    depart(world, world.persons.rows(world.households.head[[row]]))
    recount(world, np.array([row]), model.month)
    rest = members(world, np.array([row]))
    eldest = rest[np.argmin(world.persons.birth[rest])]
    assert world.households.head[row] == world.persons.uid[eldest]
    assert world.households.kind[row] == Kind.SINGLE_PARENT


def test_a_household_that_outgrows_its_dwelling_is_marked_and_unmarked() -> None:
    """L45: the month is noted once, and forgotten when the dwelling fits again."""
    model = life_model()
    world = model.world
    households = world.households
    row = int(np.flatnonzero((households.dwelling >= 0) & (households.persons == 3))[0])
    home = world.dwellings.rows(households.dwelling[[row]])
    world.dwellings.rooms[home] = 2
    recount(world, np.array([row]), 30)
    recount(world, np.array([row]), 31)
    assert households.outgrown[row] == 30
    world.dwellings.rooms[home] = 3
    recount(world, np.array([row]), 32)
    assert households.outgrown[row] == NEVER


def test_dissolving_a_waiting_household_takes_it_out_of_the_queue() -> None:
    """A case with no one left leaves the queue and frees what was promised."""
    model = life_model()
    world = model.world
    households, dwellings = world.households, world.dwellings
    row = int(np.flatnonzero(households.tenure == Tenure.RECEPTION)[0])
    free = int(np.flatnonzero(dwellings.household < 0)[0])
    households.case_dwelling[row] = dwellings.uid[free]
    dwellings.reserved[free] = households.uid[row]
    depart(world, members(world, np.array([row])))
    dissolve(world, np.array([row]), 24, model.pipelines.ready_month(model), model.events)
    assert dwellings.reserved[free] == NOBODY
    assert households.case[row] == Case.LEFT and households.tenure[row] == Tenure.GONE
    assert list(model.events.read("left_queue")["household"]) == [households.uid[row]]


def test_the_first_dwelling_is_promised_no_more_either() -> None:
    model = life_model()
    h, d = model.world.households, model.world.dwellings
    row = int(np.flatnonzero((h.refugee == 1) & (h.tenure == Tenure.RECEPTION))[0])
    h.case_dwelling[row], d.reserved[0] = d.uid[0], h.uid[row]
    dissolve(model.world, np.array([row]), 24, model.pipelines.ready_month(model), model.events)
    assert d.reserved[0] == NOBODY


def test_a_household_that_is_dissolved_leaves_nothing_behind() -> None:
    """Its dwelling is free, what was promised to it is promised no more, and it waits and owes no longer."""
    model = life_model()
    world = model.world
    h, d = world.households, world.dwellings
    row = int(np.flatnonzero((h.refugee == 1) & (h.dwelling >= 0))[0])
    home = int(d.row(int(h.dwelling[row])))
    free = int(np.flatnonzero(d.household < 0)[0])
    h.case_dwelling[row], d.reserved[free] = d.uid[free], h.uid[row]
    for name in ("income", "adults_working", "rent", "debt", "family_pending", "seeks_place", "queue_since"):
        getattr(h, name)[row] = 1
    h.family_month[row] = 40
    dissolve(world, np.array([row]), 30, model.pipelines.ready_month(model), model.events)
    for name in ("persons", "children", "income", "adults_working", "rent", "debt", "family_pending"):
        assert getattr(h, name)[row] == 0, name
    for name in ("case_dwelling", "dwelling", "head", "seeks_place"):
        assert getattr(h, name)[row] == -1, name
    assert (h.family_month[row], h.queue_since[row], h.since[row]) == (NEVER, NEVER, 30)
    assert h.tenure[row] == Tenure.GONE and d.household[home] == d.reserved[free] == NOBODY
    assert not model.events.read("left_queue")  # it did not wait for settlement
