"""Random worlds of arrays for kernels: any values a column may hold, likely or not."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.kinds import NEVER, Case, DwellingState, Kind, Origin, Owner, Path, Programme, Tenure
from simulation.tables import Dwellings, Households, Persons, Table

ONE = 1 << 32
MONTHS = st.integers(0, 130)
I64 = npt.NDArray[np.int64]

RANGES: dict[str, tuple[int, int]] = {  # lowest, highest
    "female": (0, 1), "origin": (0, len(Origin) - 1), "path": (0, len(Path) - 1), "education": (0, 2),
    "health": (0, 1), "language": (0, 4), "programme": (0, len(Programme) - 1), "employed": (0, 1),
    "student": (0, 1), "income": (0, 120_000), "wellbeing": (0, 100), "bonding": (0, 100),
    "bridging": (0, 100), "linking": (0, 100), "present": (0, 1), "programme_months": (0, 30),
    "refugee": (0, 1), "kind": (0, len(Kind) - 1), "persons": (1, 9), "children": (0, 5), "rent": (0, 30_000),
    "debt": (0, 3_000_000), "startlan": (0, 1), "tenure": (0, len(Tenure) - 1), "case": (0, len(Case) - 1),
    "adults_working": (0, 2), "arrears": (0, 12), "rooms": (1, 5), "owner": (0, len(Owner) - 1),
    "state": (0, len(DwellingState) - 1), "savings": (0, 900_000), "knows_startlan": (0, 1),
    "guaranteed": (0, 1), "refusals": (0, 5), "family_pending": (0, 3), "family_known": (0, 1),
}  # fmt: skip
MONTHLY = ("birth", "settled", "permit", "since", "contract_end", "outgrown", "queue_since", "case_since")


def thresholds(random: np.random.Generator, *shape: int) -> I64:
    """Return thresholds, some of them certain or impossible."""
    drawn = random.integers(0, ONE + 1, size=shape)
    drawn[random.random(shape) < 0.1] = ONE
    drawn[random.random(shape) < 0.1] = 0
    return drawn


def fill(table: Table, random: np.random.Generator, month: int, places: int) -> None:
    """Give every column of a table of `n` rows any value it may hold; months lie around `month`."""
    n = len(table)
    for name, dtype in table.columns.items():
        column = getattr(table, name)
        if name in RANGES:
            least, most = RANGES[name]
            column[:] = random.integers(least, most + 1, size=n).astype(dtype)
        elif name in MONTHLY:
            span = 1000 if name == "birth" else 120
            column[:] = month - random.integers(-4, span, size=n)
            if name != "birth":
                column[random.random(n) < 0.2] = NEVER
        elif name in ("municipality", "place", "settled_in", "case_municipality", "seeks_place"):
            column[:] = random.integers(-1, places, size=n)


class World:
    """Persons in households in dwellings, at random; `places` places, each a municipality."""

    def __init__(self, seed: int, month: int, persons: int, homes: int, places: int = 3) -> None:
        self.random, self.month, self.places = np.random.default_rng(seed), month, places
        self.persons, self.households, self.dwellings = Persons(persons), Households(homes), Dwellings(homes)
        for table, n in ((self.persons, persons), (self.households, homes), (self.dwellings, homes)):
            table.append(self.random.integers(0, 1 << 63, size=n, dtype=np.uint64) * np.uint64(2))
            fill(table, self.random, month, places)
        self.dwellings.place[:] = np.maximum(self.dwellings.place, 0)
        self.dwellings.municipality[:] = self.dwellings.place
        self.persons.household[:] = self.random.integers(0, homes, size=persons)
        self.households.dwelling[:] = self.random.integers(-1, homes, size=homes)
        self.households.head[:] = self.random.integers(-1, persons, size=homes)


def worlds(test: Callable[[World], None]) -> Callable[[], None]:
    """Run a test on random worlds."""

    @settings(max_examples=40, deadline=None)
    @given(st.integers(0, 2**32), MONTHS, st.integers(1, 300), st.integers(1, 60))
    def run(seed: int, month: int, persons: int, homes: int) -> None:
        test(World(seed, month, persons, homes))

    run.__name__, run.__doc__ = test.__name__, test.__doc__
    return run


def copies(table: Table, *names: str) -> list[npt.NDArray[np.generic]]:
    """Return copies of columns."""
    return [getattr(table, name).copy() for name in names]


def columns(table: Table, names: str) -> list[npt.NDArray[np.generic]]:
    """Return columns by their names, in one string."""
    return [getattr(table, name) for name in names.split()]
