"""What the benchmark measures: one row a measurement, all in seconds of the processor."""

from dataclasses import asdict, dataclass
from math import nan
from typing import Any, Final

GROUPS: Final = {
    "machine": "This machine",
    "nation": "The nation, one year",
    "kernels": "Kernels and their NumPy references, on the nation's columns",
    "twin": "Beside the plain-object twin, on one start",
    "size": "Size of the world, nothing recorded",
    "replicates": "Replicates of six municipalities, the start of worker processes included",
}


@dataclass(frozen=True)
class Row:
    """One measurement.

    Parameters
    ----------
    group : str
        A key of :data:`GROUPS`.
    name : str
    persons : float
        Persons of the world, mean over the months.
    months : float
        Person-months that the seconds were spent on.
    seconds : float
        Of the processor.
    bytes : float
        What one person takes in the columns, or one call of a kernel reads a person; not known: NaN.
    bandwidth : float
        Share of the machine's memory bandwidth: those bytes read once a person-month; not known: NaN.
    times : float
        How many times as fast as the row it is held against; not known: NaN.
    against : str
        Name of that row.
    """

    group: str
    name: str
    persons: float = nan
    months: float = nan
    seconds: float = nan
    bytes: float = nan
    bandwidth: float = nan
    times: float = nan
    against: str = ""

    @property
    def rate(self) -> float:
        """Person-months a second of the processor."""
        return self.months / self.seconds

    @property
    def each(self) -> float:
        """Nanoseconds a person-month."""
        return 1e9 * self.seconds / self.months

    def as_data(self) -> dict[str, Any]:
        """Return it as plain data; what is not known as None."""
        found = asdict(self) | {"person_months_a_second": self.rate, "ns_a_person_month": self.each}
        return {name: None if value != value else value for name, value in found.items()}


@dataclass(frozen=True)
class Budget:
    """How much is measured.

    Parameters
    ----------
    scale : float
        Share of the nation in the first parts.
    months : int
        Months of the nation, and at each size.
    twin : int
        Persons of the world that model and twin share.
    twin_months : int
    sizes : tuple of int
        Persons of the worlds whose months are timed.
    replicates : tuple of int
        Numbers of replicates.
    last_year : int
        Last year of a replicate.
    triad : int
        Numbers in each array of the triad: far more than a cache holds.
    seconds : float
        To call each kernel for, at least.
    """

    scale: float = 1.0
    months: int = 12
    twin: int = 10_000
    twin_months: int = 6
    sizes: tuple[int, ...] = (10_000, 30_000, 110_000)
    replicates: tuple[int, ...] = (1, 2, 4, 8)
    last_year: int = 2010
    triad: int = 20_000_000
    seconds: float = 0.1


FULL: Final = Budget(
    months=24,
    twin=20_000,
    twin_months=12,
    sizes=(10_000, 30_000, 110_000, 330_000, 1_000_000, 2_500_000, 5_000_000),
    replicates=(1, 2, 4, 8, 16, 32, 64),
    last_year=2016,
    seconds=0.5,
)
