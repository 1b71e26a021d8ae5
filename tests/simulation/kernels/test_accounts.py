"""Accounts: the kernels give NumPy's bits."""

import numpy as np

from simulation.kernels import accounts
from simulation.processes.accounts import ALLOWED, RENT_TO
from tests.simulation.kernels import numpy_accounts
from tests.simulation.kernels.made import World, columns, worlds


@worlds
def test_sums_over_persons_are_the_same(world: World) -> None:
    """Incomes, tax, grants, minors and persons served."""
    random, p, h, size = world.random, world.persons, world.households, world.places + 1
    head = (
        world.month, size,
        *columns(p, "household birth path settled programme employed income present"),
        h.row_of, h.municipality, h.kind, 4_000, 300, random.integers(0, 200_000, size=10), 25_000,
        random.integers(-300_000, 50_000, size=5),
    )  # fmt: skip
    found = []
    for people in (accounts.people, numpy_accounts.people):
        own = np.ones(len(h), dtype=np.int32)
        sums = np.zeros(accounts.PEOPLE_ROWS * size, dtype=np.int64)
        people(*head, own, sums)
        found.append((own, sums))
    assert np.array_equal(found[0][0], found[1][0])
    assert np.array_equal(found[0][1], found[1][1])


@worlds
def test_sums_over_households_are_the_same(world: World) -> None:
    """Rents, benefits, loans and lodging."""
    random, h, size = world.random, world.households, world.places + 1
    limits = random.integers(0, 20_000, size=(3, 9))
    head = (
        size, *columns(h, "refugee tenure persons children municipality rent income debt startlan"),
        random.integers(0, 60_000, size=len(h)).astype(np.int32), RENT_TO, ALLOWED, 970, *limits, 250, 700,
        4_000, 360,
    )  # fmt: skip
    found = []
    for homes in (accounts.homes, numpy_accounts.homes):
        found.append(np.zeros(accounts.HOMES_ROWS * size, dtype=np.int64))
        homes(*head, found[-1])
    assert np.array_equal(*found)
