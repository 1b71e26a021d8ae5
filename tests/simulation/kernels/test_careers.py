"""Careers: the kernel gives NumPy's bits."""

import numpy as np

from agents.household import budget
from scenarios.scenario import load_scenario
from simulation.kernels import careers
from simulation.kernels.budget import packed
from tests.simulation.kernels import numpy_careers
from tests.simulation.kernels.made import World, columns, copies, thresholds, worlds

RULES = load_scenario("baseline-2013").phases(1)[0][1].rules("household")
GIVEN = (
    "key tenure origin persons children adults_working income rent municipality dwelling contract_end "
    "settled arrears seeks_place"
)
CHANGED = ("debt", "savings", "knows_startlan", "outgrown")


@worlds
def test_quarters_are_the_same(world: World) -> None:
    """Money, knowledge, what became too small, and who acts."""
    random, h, d, month = world.random, world.households, world.dwellings, world.month
    b, rows = budget(RULES, month), np.flatnonzero(random.random(len(h)) < 0.7)
    rest = (
        24, bool(random.integers(2)), *random.integers(0, 1 << 63, size=3, dtype=np.uint64),
        int(thresholds(random, 1)[0]), random.random(world.places) < 0.5, thresholds(random, 8 * 2 * 2),
        thresholds(random, 12 * 32), *columns(h, GIVEN),
    )  # fmt: skip
    found = []
    for quarter, money in ((careers.quarter, packed(b)), (numpy_careers.quarter, b)):
        changed = copies(h, *CHANGED)
        found.append((*quarter(rows, month, money, *rest, *changed, d.row_of, d.rooms), *changed))
    for name, one, other in zip(("look", "think", "flags", *CHANGED), *found, strict=True):
        assert np.array_equal(one, other), name
