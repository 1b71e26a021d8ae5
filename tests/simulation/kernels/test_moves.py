"""Moving out and in: the kernels do what NumPy does, or refuse what it refuses."""

import copy

import numpy as np

from agents.kinds import NOBODY
from simulation import moves
from tests.simulation.kernels import numpy_moves
from tests.simulation.kernels.made import World, worlds


def same(ours: World, theirs: World) -> None:
    for a, b in ((ours.households, theirs.households), (ours.dwellings, theirs.dwellings)):
        for column in a.columns:
            np.testing.assert_array_equal(getattr(a, column), getattr(b, column), column)


@worlds
def test_dwellings_are_let_go_of_in_the_same_way(world: World) -> None:
    rows = np.flatnonzero(world.random.random(len(world.households)) < 0.5)
    ready = world.random.integers(0, 140, size=world.places).astype(np.int16)
    ours = copy.deepcopy(world)
    moves.vacate(ours, rows, ready)
    numpy_moves.vacate(world, rows, ready)
    same(ours, world)


@worlds
def test_households_move_in_in_the_same_way(world: World) -> None:
    """Some homes are taken, some households have one, and now and then one comes twice."""
    random, h, d = world.random, world.households, world.dwellings
    n = int(random.integers(0, min(len(h), len(d)) + 1))
    rows, homes = random.permutation(len(h))[:n], random.permutation(len(d))[:n]
    h.dwelling[rows], d.household[homes] = NOBODY, NOBODY
    if n > 1 and random.random() < 0.5:
        chosen = (rows, homes)[int(random.integers(2))]
        chosen[-1] = chosen[0]
    if n and random.random() < 0.2:
        h.dwelling[rows[0]] = 0
    given = (rows, homes, world.month, random.integers(0, 9, size=n), random.integers(-1, 200, size=n))
    ours, said = copy.deepcopy(world), []
    for one, version in ((ours, moves), (world, numpy_moves)):
        try:
            version.occupy(one, *given)
            said.append("")
        except ValueError as problem:
            said.append(str(problem))
    assert said[0] == said[1]
    same(ours, world)
