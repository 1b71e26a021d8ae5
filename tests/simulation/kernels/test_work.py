"""Work: the kernel gives NumPy's bits."""

import numpy as np

from agents.kinds import NEVER
from simulation.kernels import work
from simulation.processes.work import BAND_OF_AGE, FROM_AGE, TO_AGE, WAIT_YEARS, YEAR_GROUP_OF
from tests.simulation.kernels import numpy_work
from tests.simulation.kernels.made import World, columns, copies, thresholds, worlds

CHANGED = ("education", "employed", "student", "income")


@worlds
def test_lives_are_the_same(world: World) -> None:
    """Work, study, schooling and income of every person."""
    random, month, p, h = world.random, world.month, world.persons, world.households
    grown = (p.birth <= month - FROM_AGE) & (p.settled < month) & (p.settled != NEVER)
    head = (
        np.flatnonzero(grown & (random.random(len(p)) < 0.5)), np.flatnonzero(random.random(len(p)) < 0.2),
        month, TO_AGE, np.uint64(random.integers(1 << 63)),
        *columns(p, "key household female birth origin settled language health programme"),
    )  # fmt: skip
    market = random.integers(400, 1800, size=world.places * 8)
    scar = random.integers(0, 2048, size=WAIT_YEARS * 30)
    tail = (
        h.row_of, h.place, h.children, h.permit, BAND_OF_AGE, YEAR_GROUP_OF,
        thresholds(random, 2 * 3 * 5 * 5 * 2 * 2 * 2 * 6), thresholds(random, 2 * 3 * 5 * 2 * 30),
        thresholds(random, 2 * 5 * 5 * 2 * 6), int(thresholds(random, 1)[0]), int(thresholds(random, 1)[0]),
        market, 8, scar, WAIT_YEARS, random.integers(1, 90_000, size=2 * 3 * 32),
        random.integers(1, 30_000, size=2), 9_000, 14_000, 17_000,
    )  # fmt: skip
    ours, theirs = copies(p, *CHANGED), copies(p, *CHANGED)
    work.live(*head, *ours, *tail)
    numpy_work.live(*head, *theirs, *tail)
    for name, one, other in zip(CHANGED, ours, theirs, strict=True):
        assert np.array_equal(one, other), name


@worlds
def test_means_are_the_same(world: World) -> None:
    """Own income, child benefit, assistance and members at work of every household."""
    p, h = world.persons, world.households
    head = (
        p.household, p.income, p.employed, h.row_of,
        *columns(h, "refugee tenure persons children rent"), 7_000, 5_000, 2_500, 970,
    )  # fmt: skip
    ours, theirs = np.ones((2, 4, len(h)), dtype=np.int32)
    work.means(*head, *ours)
    numpy_work.means(*head, *theirs)
    assert np.array_equal(ours, theirs)
