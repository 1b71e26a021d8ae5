"""Events: batches in, columns out."""

import numpy as np
import pytest

from simulation.events import Events


def test_batches_are_joined_in_order_as_int64() -> None:
    events = Events()
    events.add("move", household=np.array([3, 4], dtype=np.int8), kind=1)
    events.add("move", household=[9], kind=[2])
    read = events.read("move")
    assert read["household"].tolist() == [3, 4, 9] and read["kind"].tolist() == [1, 1, 2]
    assert all(column.dtype == np.int64 for column in read.values())


def test_nothing_happened() -> None:
    events = Events()
    events.add("birth", municipality=np.zeros(0), kind=3)
    assert events.read("birth") == {} and events.names() == []


def test_columns_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError):
        Events().add("move", household=[1, 2, 3], kind=[1, 2])


def test_what_was_added_is_a_copy_and_is_forgotten_when_cleared() -> None:
    events, column = Events(), np.array([1, 2])
    events.add("death", municipality=column)
    column[:] = 7
    assert events.snapshot()["death"]["municipality"].tolist() == [1, 2]
    events.clear()
    assert events.snapshot() == {}
