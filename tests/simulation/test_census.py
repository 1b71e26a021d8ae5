"""The census counts every dwelling once."""

import numpy as np

from agents.kinds import DwellingState
from simulation.census import Census, by_municipality, dwelling_census
from simulation.start.tiny import tiny_world


def test_census_counts_every_dwelling_once() -> None:
    world = tiny_world()
    d = world.dwellings
    census = dwelling_census(d, len(world.geography.place_municipality))
    assert census.sum() == len(d)
    for row in (0, len(d) // 2, len(d) - 1):
        alike = (d.place == d.place[row]) & (d.rooms == d.rooms[row])
        alike &= (d.owner == d.owner[row]) & (d.state == d.state[row])
        cell = (d.place[row], d.rooms[row] - 1, d.owner[row], d.state[row])
        assert census[cell] == np.count_nonzero(alike)
    by_town = by_municipality(census, world).sum(axis=(1, 2, 3))
    assert by_town.tolist() == np.bincount(d.municipality, minlength=len(by_town)).tolist()


def test_a_census_is_handed_over_once_and_then_taken_anew() -> None:
    world = tiny_world()
    census = Census()
    before = census.take(world)
    world.dwellings.state[:3] = DwellingState.REMOVED
    assert census.hand_over(world) is before  # that of the month, as it was
    after = census.hand_over(world)
    assert after[..., DwellingState.REMOVED].sum() == before[..., DwellingState.REMOVED].sum() + 3
