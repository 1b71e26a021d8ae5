"""Events that are counted when their period ends are counted as they stood when they happened."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from simulation.events import Events
from simulation.ledger import Ledger
from simulation.observers import Observer, ObserverError
from simulation.recorder import Recorder
from simulation.start.tiny import tiny_world

OBSERVERS = (
    Observer("all", "event:move", every="year"),
    Observer("persons", "event:move", (("kind", "<=", 2),), "sum:persons", ("kind",), "year"),
    Observer("never", "event:eviction", by=("tenure",), every="year"),
    Observer("monthly", "event:move", by=("kind",), every="month"),
)


def month_of(world: Any, month: int, **event: Any) -> Any:
    model = SimpleNamespace(world=world, month=month, events=Events(), ledger=Ledger(6))
    if event:
        model.events.add("move", **event)
    return model


def test_a_household_is_counted_as_it_stood_at_the_end_of_the_month() -> None:
    world = tiny_world(5, persons=100)
    household = world.households.uid[:2].copy()
    world.households.persons[:2] = 3, 2
    recorder = Recorder(None, OBSERVERS)
    for month in range(24, 36):
        world.households.kind[:2] = (month - 24) // 6, 4  # 0 in the first half of the year, then 1
        happens = {"household": household} if month in (24, 29, 30) else {}
        recorder.observe(month_of(world, month, **happens))
    record = recorder.record()
    assert record.arrays("all")["value"].tolist() == [6]
    persons = record.arrays("persons")
    assert persons["kind"].tolist() == [0, 1] and persons["value"].tolist() == [6, 3]
    assert set(persons["month"].tolist()) == {35}
    assert record.arrays("never")["value"].size == 0
    monthly = record.arrays("monthly")
    assert monthly["month"].tolist() == [24, 24, 29, 29, 30, 30]
    assert monthly["kind"].tolist() == [0, 4, 0, 4, 1, 4] and np.all(monthly["value"] == 1)


def test_a_column_that_an_event_has_not_is_told_in_the_month_it_happens() -> None:
    world = tiny_world(5, persons=100)
    recorder = Recorder(None, [Observer("x", "event:move", by=("tenur",), every="year")])
    recorder.observe(month_of(world, 24))
    with pytest.raises(ObserverError, match=r"x: there is no column of event:move named 'tenur'"):
        recorder.observe(month_of(world, 25, household=[0], from_tenure=[4]))
