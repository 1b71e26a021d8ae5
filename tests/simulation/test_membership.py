"""Members of households are found as if every person had been read."""

import numpy as np

from agents.kinds import Tenure
from simulation.people import members
from simulation.start.tiny import tiny_world


def test_members_after_births_moves_and_compaction() -> None:
    world = tiny_world()
    p, h = world.persons, world.households
    chosen = np.flatnonzero(h.refugee == 1)[::3]

    def read_in_full() -> np.ndarray:
        return np.flatnonzero(np.isin(p.household, h.uid[chosen]) & (p.present == 1))

    assert members(world, chosen).tolist() == read_in_full().tolist()  # makes the index
    p.append(np.array([1, 2], dtype=np.uint64) + np.uint64(99), household=h.uid[chosen[[-1, 0]]])
    assert members(world, chosen).tolist() == read_in_full().tolist()
    somebody = np.flatnonzero(~np.isin(p.household, h.uid[chosen]))[:3]
    p.join(somebody, h.uid[chosen[[1, 0, 1]]])
    assert members(world, chosen).tolist() == read_in_full().tolist()
    new = h.append(np.array([7], dtype=np.uint64), tenure=Tenure.RELATIVES)
    p.join(somebody[:1], new)
    assert members(world, h.rows(new)).tolist() == somebody[:1].tolist()
    assert members(world, chosen).tolist() == read_in_full().tolist()
    p.present[:2] = 0
    p.compact(p.present == 1)
    assert members(world, chosen).tolist() == read_in_full().tolist()
    assert members(world, chosen[:0]).tolist() == []


def test_the_first_to_come_after_the_index_was_made_may_move_too() -> None:
    """Who is not in the index is looked through in any case, and is found once."""
    world = tiny_world()
    p, h = world.persons, world.households
    first, second = np.flatnonzero(h.refugee == 1)[:2]
    members(world, np.array([first]))  # makes the index
    born = len(p)
    p.append(np.array([1, 2], dtype=np.uint64) + np.uint64(99), household=h.uid[[first, first]])
    p.join(np.array([born, born + 1]), h.uid[[second, second]])
    found = members(world, np.array([second])).tolist()
    assert found == np.flatnonzero((p.household == h.uid[second]) & (p.present == 1)).tolist()
    assert found[-2:] == [born, born + 1]
