"""What is published of 2014-16 for anyone to check: settled by municipality and in the country, waiting at
the end of the year, and five-year retention by municipality of the cohorts settled 2009-11."""

from collections.abc import Callable
from dataclasses import dataclass
from math import nan

import numpy as np

from agents.kinds import DECEMBER, Kind
from calibration.municipal import codes, settled
from calibration.target import NATION, Vector
from indicators.library import indicator
from indicators.reading import read
from indicators.retention import PRINCIPAL
from indicators.waiting_stock import WAITING
from simulation.observers import Observer
from simulation.recorder import Record

YEARS = (2014, 2015, 2016)
FIVE = 5
PREFIX = "forecast_"
FEWEST = 20.0  # persons of a cohort group: fewer say nothing about a municipality
Key = tuple[int, str, str]  # year, geography, group
STAY = Observer(
    "stay_by_municipality",
    "persons",
    where=(
        ("months_since_settlement", ">=", 60),  # looked at once a quarter, so each person once
        ("months_since_settlement", "<=", 62),
        ("path", "in", PRINCIPAL),
        ("settled_in", ">=", 0),
    ),
    by=("settlement_year", "settled_in", "same_municipality"),
    every="quarter",
)


@dataclass(frozen=True)
class Forecast:
    """One quantity that is forecast.

    Parameters
    ----------
    name : str
        Unlike that of any target.
    en, nb, unit : str
    keys : callable
        Returns year, geography and group of each cell.
    compute : callable
        From one run to its cells.
    observers : tuple of Observer
    persons : bool
        Whether a scaled run is scaled up.
    """

    name: str
    en: str
    nb: str
    unit: str
    keys: Callable[[], list[Key]]
    compute: Callable[[Record], Vector]
    observers: tuple[Observer, ...] = ()
    persons: bool = True

    @property
    def public(self) -> str:
        """What a file of later figures calls it in its column ``target``."""
        return self.name.removeprefix(PREFIX)

    def computed(self, record: Record, scale: float = 1.0) -> Vector:
        """Return the cells of one run."""
        found = np.asarray(self.compute(record), dtype=np.float64)
        return found / scale if self.persons else found


def settled_keys() -> list[Key]:
    """Return the country's years, then each municipality's."""
    towns = [(year, code, "") for year in YEARS for code in codes()]
    return [*((year, NATION, "") for year in YEARS), *towns]


def of_settled(record: Record) -> Vector:
    """Return persons settled, in the order of the keys."""
    towns = settled(record, YEARS)
    return np.concatenate([towns.reshape(len(YEARS), -1).sum(axis=1), towns])


def waiting_keys() -> list[Key]:
    """Return the years, of everybody and of unaccompanied minors."""
    return [(year, NATION, group) for group in ("", "unaccompanied minors") for year in YEARS]


def of_waiting(record: Record) -> Vector:
    """Return persons waiting at the end of each year: they wait in reception, in no municipality."""
    everybody = indicator("waiting_stock").of(record).by_year
    cells = read(record, WAITING.name, kind=int(Kind.UNACCOMPANIED))
    last = record.meta["years"][1]
    minors = [
        float(cells["value"][(cells["year"] == year) & (cells["month"] % 12 == DECEMBER)].sum())
        if year <= last else nan
        for year in YEARS
    ]  # fmt: skip
    return np.array([*(everybody.get(year, nan) for year in YEARS), *minors])


def retention_keys() -> list[Key]:
    """Return the country's cohorts, five years on, then each municipality's cohorts together."""
    return [
        *((year, NATION, f"settled {year - FIVE}") for year in YEARS),
        *((YEARS[-1], code, "settled 2009-11") for code in codes()),
    ]


def of_retention(record: Record) -> Vector:
    """Return the share still where they were settled; NaN for fewer than twenty persons."""
    cells = read(record, STAY.name)
    stayed = np.where(cells["same_municipality"] == 1, cells["value"], 0).astype(np.float64)
    nation = []
    for year in YEARS:
        mine = cells["settlement_year"] == year - FIVE
        below = float(cells["value"][mine].sum())
        nation.append(float(stayed[mine].sum()) / below if below else nan)
    mine = np.isin(cells["settlement_year"], [year - FIVE for year in YEARS])
    where, size = cells["settled_in"][mine].astype(np.intp), len(codes())
    of = np.bincount(where, cells["value"][mine].astype(np.float64), size)[:size]
    there = np.bincount(where, stayed[mine], size)[:size]
    towns = np.divide(there, of, out=np.full(size, nan), where=of >= FEWEST)
    return np.concatenate([nation, towns])


FORECASTS = (
    Forecast(
        "forecast_settled",
        "Settled in the year",
        "Bosatt i året",
        "persons",
        settled_keys,
        of_settled,
    ),
    Forecast(
        "forecast_waiting",
        "Waiting in reception with a permit, December",
        "Venter i mottak med opphold, desember",
        "persons",
        waiting_keys,
        of_waiting,
    ),
    Forecast(
        "forecast_retention",
        "In the first municipality after five years",
        "I første kommune etter fem år",
        "share",
        retention_keys,
        of_retention,
        (STAY,),
        persons=False,
    ),
)
