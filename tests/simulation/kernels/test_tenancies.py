"""Tenancies: the kernels give NumPy's bits."""

import numpy as np

from agents.household import budget
from scenarios.scenario import load_scenario
from simulation.kernels import tenancies
from simulation.kernels.budget import packed
from tests.simulation.kernels import numpy_tenancies
from tests.simulation.kernels.made import World, columns, thresholds, worlds

RULES = load_scenario("baseline-2013").phases(1)[0][1].rules("household")


@worlds
def test_arrears_are_the_same(world: World) -> None:
    """Grown or fallen, 0-12 months."""
    h, b = world.households, budget(RULES, world.month)
    rows = np.flatnonzero(world.random.random(len(h)) < 0.5)
    given = columns(h, "persons adults_working income rent")
    ours, theirs = h.arrears.copy(), h.arrears.copy()
    tenancies.owe(rows, packed(b), 5, *given, ours)
    numpy_tenancies.owe(rows, b, 5, *given, theirs)
    assert np.array_equal(ours, theirs)


@worlds
def test_trouble_is_the_same(world: World) -> None:
    """Who gave trouble; what landlords and municipalities learned."""
    random, h, d = world.random, world.households, world.dwellings
    rows = np.flatnonzero(random.random(len(h)) < 0.7)
    h.dwelling[:] = np.maximum(h.dwelling, 0)
    landlords = 7
    d.landlord[:] = random.integers(-1, landlords, size=len(d))
    row_of = np.append(np.arange(landlords), -1)
    given = (
        rows, np.uint64(random.integers(1 << 63)), thresholds(random, 16),
        *columns(h, "key refugee adults_working arrears municipality dwelling"),
        d.row_of, d.owner, d.guaranteed, d.landlord, row_of,
    )  # fmt: skip
    found = []
    for year_over in (tenancies.year_over, numpy_tenancies.year_over):
        learned = np.ones((2, landlords), dtype=np.int32)
        counts = np.zeros((2, world.places), dtype=np.int64)
        found.append((year_over(*given, *learned, *counts), learned, counts))
    for one, other in zip(*found, strict=True):
        assert np.array_equal(one, other)
