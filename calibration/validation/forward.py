"""The years after the record: forecasts with 2013 included, published before anybody here knows the answer.

The runs live 2009-16 on the permits on record, at draws of a refit with the country's 2013 known
(:mod:`calibration.validation.refit`). How many a municipality settles is then corrected by part of what the
model missed there in 2013, which the refit does not see; the country's total is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from calibration.across_runs import average
from calibration.inference.later import LATER
from calibration.library import target
from calibration.target import NATION, Matrix, Vector
from calibration.validation.door import judged
from calibration.validation.forecasts import FORECASTS, YEARS
from calibration.validation.municipal import SETTLED
from calibration.validation.predictive import enough, interval
from experiments.history import WORLD
from experiments.storage import write_text
from experiments.typeset import csv_text

PRIOR: Final = 10.0  # persons: as many settled as a municipality's miss of 2013 is held against; assumed


@dataclass(frozen=True)
class Known:
    """A figure of the country's 2013: its target, the record, and mean and 90 % interval of the runs."""

    target: str
    record: float
    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Predicted:
    """Forecasts: one row a cell; of how many runs, whether refitted, and what the runs have of 2013."""

    rows: list[dict[str, Any]]
    runs: int
    refitted: bool
    known: tuple[Known, ...]


def moved(runs: Matrix) -> Vector:
    """Return the factor of each municipality: what 2013 was over what the model had, shrunk towards 1."""
    actual = np.array([cell.value for cell in judged(target(SETTLED))])
    expected = average(runs)
    found: Vector = np.where(np.isfinite(expected), (actual + PRIOR) / (expected + PRIOR), 1.0)
    return found


def predicted(by_target: Mapping[str, Matrix], refitted: bool, norway: bool = True) -> Predicted:
    """Return the forecasts of runs to 2016.

    Parameters
    ----------
    by_target : mapping
        Cells of targets and forecasts, shape (runs, cells).
    refitted : bool
        Whether the draws of the runs know the country's 2013.
    norway : bool
        Whether the municipalities are Norway's: others did nothing in 2013 to be corrected by.
    """
    factor = moved(by_target[SETTLED])
    rows: list[dict[str, Any]] = []
    for one in FORECASTS:
        runs = by_target[one.name]
        if one.public == "settled" and norway:
            runs = _corrected(runs, factor)
        mean = np.where(enough(runs), average(runs), np.nan)
        low, high = interval(runs)
        digits = 3 if one.unit == "share" else 1
        for place, (year, geography, group) in enumerate(one.keys()):
            if np.isfinite(mean[place]):
                rows.append(
                    {
                        "target": one.public,
                        "year": year,
                        "geography": geography,
                        "group": group,
                        "value": round(float(mean[place]), digits),
                        "low": round(float(low[place]), digits),
                        "high": round(float(high[place]), digits),
                        "unit": one.unit,
                    }
                )
    return Predicted(rows, len(by_target[SETTLED]), refitted, known_of(by_target))


def known_of(by_target: Mapping[str, Matrix]) -> tuple[Known, ...]:
    """Return the country's 2013 on record and in the runs."""
    found = []
    for one in map(target, LATER):
        (cell,), runs = judged(one), by_target[one.name]
        low, high = interval(runs)
        found.append(Known(one.name, cell.value, float(average(runs)[0]), float(low[0]), float(high[0])))
    return tuple(found)


def _corrected(runs: Matrix, factor: Vector) -> Matrix:
    """Return settled runs with each municipality moved by its factor, totals of the country as they were."""
    years = len(YEARS)
    nation, towns = runs[:, :years], runs[:, years:].reshape(len(runs), years, -1)
    there = towns * factor
    sums = there.sum(axis=2, keepdims=True)
    there = there * np.divide(nation[:, :, None], sums, out=np.ones_like(sums), where=sums > 0)
    return np.concatenate([nation, there.reshape(len(runs), -1)], axis=1)


def save(found: Predicted, folder: Path, world: str = WORLD, scale: float = 1.0) -> Path:
    """Write predictions.csv, each row with the world and scale of the runs, since rows are copied out of
    files; return its path."""
    path = folder / "predictions.csv"
    write_text(path, csv_text([{**row, "world": world, "scale": f"{scale:g}"} for row in found.rows]))
    return path


def national(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the forecasts of the country."""
    return [row for row in rows if row["geography"] == NATION]
