"""Family reunification."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from agents.kinds import NEVER, Kind, Path, Tenure
from simulation.people import members
from simulation.processes.reunification import PARENT, Reunification
from tests.simulation.life_model import check_world, life_model


def expect(model: object, kind: Kind, members_due: int, month: int) -> int:
    """Let one housed household of a kind expect family; return its row."""
    households = model.world.households
    households.family_pending[:] = 0
    row = int(np.flatnonzero((households.kind == kind) & (households.dwelling >= 0))[0])
    households.family_pending[row] = members_due
    households.family_month[row] = month
    return row


def run(model: object) -> None:
    """Run one month."""
    process = Reunification()
    process.prepare(model)
    process.run(model)


def test_a_singles_family_comes_and_outgrows_the_dwelling_the_same_day() -> None:
    """L45: spouse first, then children; the one-room dwelling is too small at once."""
    model = life_model()
    row = expect(model, Kind.SINGLE, 3, 24)
    world = model.world
    households, persons = world.households, world.persons
    home = world.dwellings.rows(households.dwelling[[row]])
    world.dwellings.rooms[home] = 1
    head = persons.row(int(households.head[row]))
    run(model)
    family = members(world, np.array([row]))
    new = family[persons.path[family] == Path.FAMILY]
    assert households.persons[row] == 4 and households.kind[row] == Kind.FAMILY
    assert households.children[row] == 2 and households.outgrown[row] == 24
    spouse = new[0]
    assert persons.female[spouse] == 1 - persons.female[head]
    assert persons.birth[spouse] <= 24 - 216 and np.all(persons.birth[new[1:]] > 24 - 216)
    assert np.all(persons.settled[new] == 24)
    assert np.all(persons.settled_in[new] == households.municipality[row])
    assert households.family_pending[row] == 0 and households.family_month[row] == NEVER
    event = model.events.read("family_arrival")
    assert event["persons"].tolist() == [3] and event["outgrown"].tolist() == [1]
    assert world.municipalities.family_this_year.sum() == 3
    check_world(world, 24)


def test_family_waits_while_the_sponsor_waits() -> None:
    """In reception nothing happens; the month after settlement they come."""
    model = life_model()
    row = expect(model, Kind.SINGLE, 2, 20)
    households = model.world.households
    tenure = int(households.tenure[row])
    households.tenure[row] = Tenure.RECEPTION
    run(model)
    assert households.persons[row] == 1
    households.tenure[row] = tenure
    run(model)
    assert households.persons[row] == 3


def test_a_minors_parent_comes_first_and_they_look_for_a_dwelling() -> None:
    """A staffed place is for the minor alone."""
    model = life_model()
    world = model.world
    households, persons = world.households, world.persons
    households.family_pending[:] = 0
    minor = (households.kind == Kind.UNACCOMPANIED) & (households.tenure == Tenure.STAFFED)
    heads = persons.rows(households.head)
    row = int(np.flatnonzero(minor & (persons.birth[heads] > 24 - 216))[0])
    households.family_pending[row], households.family_month[row] = 2, 24
    run(model)
    new = members(world, np.array([row]))[1:]
    assert persons.birth[new[0]] <= persons.birth[heads[row]] - PARENT
    assert households.kind[row] == Kind.SINGLE_PARENT
    assert households.queue_since[row] == 24 and households.seeks_place[row] == households.place[row]


def test_nothing_in_the_burn_in() -> None:
    """Reunification rests before January 2009."""
    model = life_model()
    row = expect(model, Kind.SINGLE, 2, 20)
    model.month = 23
    run(model)
    assert model.world.households.family_pending[row] == 2


@given(st.integers(1, 60))
def test_everyone_expected_arrives_once(seed: int) -> None:
    """Conservation: persons grow by what was pending, households stay consistent."""
    model = life_model(seed, persons=100)
    households = model.world.households
    households.family_month[:] = np.where(households.family_pending > 0, 24, NEVER)
    there = (households.tenure != Tenure.RECEPTION) & (households.tenure != Tenure.ABROAD)
    due = int(households.family_pending[there].sum())
    before = len(model.world.persons)
    run(model)
    assert len(model.world.persons) == before + due
    check_world(model.world, 24)
    run(model)
    assert len(model.world.persons) == before + due
