"""Small readings of a record that indicators share."""

from collections.abc import Iterable, Mapping
from math import nan
from typing import Any

import numpy as np
import numpy.typing as npt

from agents.kinds import MONTHS_PER_YEAR
from simulation.recorder import Record
from simulation.worlds import NORWAY_2013, NationalWorld, national

Arrays = Mapping[str, npt.NDArray[Any]]


def world_of(record: Record) -> NationalWorld:
    """Return the world of a run: its calendar, and the years that headlines cover."""
    return national(str(record.meta.get("world", NORWAY_2013.name)))


def read(record: Record, name: str, **equal: int | Iterable[int]) -> dict[str, npt.NDArray[Any]]:
    """Return one observer's cells with their calendar ``year``, where keys equal what is given."""
    cells = record.arrays(name)
    keep = np.ones(len(cells["month"]), dtype=np.bool_)
    for key, wanted in equal.items():
        keep &= np.isin(cells[key], [wanted] if isinstance(wanted, int) else list(wanted))
    chosen = {key: values[keep] for key, values in cells.items()}
    chosen["month"] = chosen["month"].astype(np.int64)
    chosen["year"] = world_of(record).first_year + chosen["month"] // MONTHS_PER_YEAR
    return chosen


def where(cells: Arrays, keep: npt.NDArray[np.bool_]) -> dict[str, npt.NDArray[Any]]:
    """Return the cells that `keep` says."""
    return {key: values[keep] for key, values in cells.items()}


def since_policy(record: Record, cells: Arrays) -> dict[str, npt.NDArray[Any]]:
    """Return the cells of the years from the world's policy date on."""
    return where(cells, cells["year"] >= world_of(record).policy_year)


def sums(keys: npt.NDArray[Any], values: npt.NDArray[Any]) -> dict[int, float]:
    """Return the sum of values by key."""
    found, place = np.unique(keys, return_inverse=True)
    total = np.bincount(place, weights=values.astype(np.float64), minlength=len(found))
    return {int(key): float(value) for key, value in zip(found, total, strict=True)}


def recorded_years(record: Record) -> list[int]:
    """Return the calendar years of the run."""
    first, last = record.meta["years"]
    return list(range(first, last + 1))


def flow_by_year(record: Record, cells: Arrays) -> dict[int, float]:
    """Return the sum of each year of the run; 0 where nothing happened."""
    found = by_year(cells)
    return {year: found.get(year, 0.0) for year in recorded_years(record)}


def by_year(cells: Arrays) -> dict[int, float]:
    """Return the sum of each calendar year."""
    return sums(cells["year"], cells["value"])


def at_month(cells: Arrays, month_of_year: int) -> dict[int, float]:
    """Return the value of one month of each year (0 is January)."""
    keep = cells["month"] % MONTHS_PER_YEAR == month_of_year
    return sums(cells["year"][keep], cells["value"][keep])


def stock_by_year(record: Record, cells: Arrays, month_of_year: int) -> dict[int, float]:
    """Return the value of one month of each year of the run; 0 where nobody was counted."""
    found = at_month(cells, month_of_year)
    return {year: found.get(year, 0.0) for year in recorded_years(record)}


def ratio(above: float, below: float) -> float:
    """Return above / below; NaN when there is nothing below."""
    return above / below if below else nan


def ratios(above: Mapping[int, float], below: Mapping[int, float]) -> dict[int, float]:
    """Return above / below by key, keys without anything below left out."""
    return {key: above.get(key, 0.0) / value for key, value in sorted(below.items()) if value}


def mean(values: Iterable[float]) -> float:
    """Return the mean; NaN of nothing."""
    found = list(values)
    return sum(found) / len(found) if found else nan


def from_policy(record: Record, yearly: Mapping[int, float]) -> list[float]:
    """Return the yearly values from the world's policy date on."""
    first = world_of(record).policy_year
    return [value for year, value in sorted(yearly.items()) if year >= first]
