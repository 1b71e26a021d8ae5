"""Traces tell of the households asked for what happened to them, and of no others."""

from types import SimpleNamespace
from typing import Any

import numpy as np

from agents.kinds import Case, Kind
from simulation.events import Events
from simulation.start.tiny import tiny_world
from simulation.trace import Sample, Trace


def seen(world: Any, month: int = 24, **events: dict[str, Any]) -> Any:
    model = SimpleNamespace(world=world, month=month, events=Events())
    for name, columns in events.items():
        model.events.add(name, **columns)
    return model


def test_events_of_those_followed_are_noted_with_what_they_tell() -> None:
    world = tiny_world(3, persons=60)
    h = world.households
    trace = Trace([int(h.key[1]), int(h.key[3])])
    trace.observe(seen(
        world, 30,
        move={"household": h.uid[[0, 1, 3]], "municipality": [4, 5, 2], "to_tenure": [1, 2, 3]},
        weather={"municipality": [1]},
        offer={"household": h.uid[[2]], "reason": [1]},
    ))  # fmt: skip
    events = trace.table("events")
    assert events["event"].tolist() == ["move", "move"] and events["month"].tolist() == [30, 30]
    assert events["key"].tolist() == h.key[[1, 3]].tolist()
    assert events["municipality"].tolist() == [5, 2] and events["to_tenure"].tolist() == [2, 3]
    assert events["landlord"].tolist() == [-1, -1]  # the event does not say


def test_members_and_homes_are_those_of_the_household() -> None:
    world = tiny_world(3, persons=60)
    h, p, d = world.households, world.persons, world.dwellings
    row = int(np.flatnonzero((h.refugee == 1) & (h.dwelling >= 0) & (h.persons > 1))[0])
    trace = Trace([int(h.key[row])])
    trace.observe(seen(world))
    p.household[0] = h.uid[row]  # somebody joins
    trace.observe(seen(world, 25))
    first = Trace([int(h.key[0])])
    first.observe(seen(world))
    assert first.table()["uid"].tolist() == [int(h.uid[0])] == [0]  # once, as any other
    members = trace.table("persons")
    size = int(h.persons[row])
    assert np.bincount(members["month"])[24:].tolist() in ([size, size], [size, size + 1])
    assert set(members["household"].tolist()) == {int(h.uid[row])}
    assert trace.rooms == {int(h.dwelling[row]): int(d.rooms[d.row(int(h.dwelling[row]))])}


def test_a_sample_is_of_open_cases_of_its_kind_and_gives_way_to_smaller_hashes() -> None:
    world = tiny_world(3, persons=200, queue=0.4)
    h = world.households
    h.case[:4], h.kind[:4] = [Case.NONE, Case.READY, Case.FOUND, Case.SETTLED], Kind.SINGLE
    h.refugee[:4] = 1
    found = Sample(5, kind=Kind.SINGLE).candidates(h, np.arange(4)).tolist()
    assert found == h.key[[1, 2]].tolist()
    assert Sample(5, kind=Kind.COUPLE).candidates(h, np.arange(4)).tolist() == []
    everyone = Sample(10**6)
    keys = everyone.candidates(h, np.arange(len(h)))
    order = everyone.smallest(keys)
    for size in (1, 3, 10):
        assert Sample(size).smallest(keys).tolist() == order[:size].tolist()
    assert Sample(3, salt=1).smallest(keys).tolist() != order[:3].tolist()
    trace = Trace([], sample=Sample(3))
    trace.observe(seen(world))
    assert trace.keys.tolist() == order[:3].tolist()
    assert sorted(trace.table()["key"].tolist()) == sorted(order[:3].tolist())
    asked = Trace([int(order[0])], sample=Sample(3))
    asked.observe(seen(world))
    assert len(asked.keys) == 3  # one asked for and drawn is followed once
