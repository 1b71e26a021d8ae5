"""What municipalities and markets know before the first month is what a loop counts."""

import numpy as np
import pytest

from agents.kinds import NEVER, DwellingState, Owner
from simulation.start.counts import by_size, take_counts
from simulation.start.tiny import tiny_world

MONTH = 0  # the national world is built for January 2007


def test_counts_are_those_of_a_loop() -> None:
    world = tiny_world(4, persons=300, vacancy=0.2)
    take_counts(world, 24)
    homes, households, persons = world.dwellings, world.households, world.persons
    m, p = world.geography.municipalities, len(world.geography.place_municipality)
    states = {"vacant": (DwellingState.VACANT,), "occupied": (DwellingState.OCCUPIED,),
              "coming": (DwellingState.PIPELINE, DwellingState.READYING)}  # fmt: skip
    for name, kinds in states.items():
        count = np.zeros((m, 5), dtype=np.int64)
        for i in range(len(homes)):
            if homes.owner[i] <= Owner.MUNICIPALITY_LEASED and homes.state[i] in kinds:
                count[homes.municipality[i], homes.rooms[i] - 1] += 1
        assert np.array_equal(getattr(world.municipalities, name), count), name
    ends = np.flatnonzero(homes.state == DwellingState.LET_ORDINARY)[:3]
    homes.due[ends] = [24, 25, 24]
    youngest = np.flatnonzero((24 - persons.birth < 100) & (persons.settled > NEVER))[:2]
    persons.birth[youngest], persons.employed[youngest] = [24 - 216, 24 - 215], 1  # grown, and almost
    take_counts(world, 24)
    offered = np.zeros((p, 5), dtype=np.int64)
    for i in range(len(homes)):
        leaves = homes.state[i] == DwellingState.LET_ORDINARY and homes.due[i] == 24
        if homes.owner[i] == Owner.LANDLORD and (homes.state[i] == DwellingState.LISTED or leaves):
            offered[homes.place[i], homes.rooms[i] - 1] += 1
    assert np.array_equal(world.places.listed, offered)
    here, working, grown = (np.zeros(p) for _ in range(3))
    coethnic = np.zeros_like(world.places.coethnic)
    for i in range(len(persons)):
        place = households.place[households.row(int(persons.household[i]))]
        if place >= 0 and persons.present[i]:
            here[place] += 1
            coethnic[place, persons.origin[i]] += 1
            if 24 - persons.birth[i] >= 216:
                grown[place] += 1
                working[place] += persons.employed[i]
    assert np.array_equal(world.places.persons, here) and np.array_equal(world.places.coethnic, coethnic)
    # the local market counts for twenty adults
    expected = (working + 20 * world.geography.local_employment) / (grown + 20)
    assert world.places.employed == pytest.approx(expected)


def test_sizes_are_counted_from_one_room() -> None:
    assert by_size([0, 0, 1], [1, 5, 1], 2).tolist() == [[1, 0, 0, 0, 1], [1, 0, 0, 0, 0]]
