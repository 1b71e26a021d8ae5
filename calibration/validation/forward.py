"""The years after the record: forecasts with 2013 included, published before anybody here knows the answer.

The runs live 2009-16 on the permits on record. 2013 is brought in without a second calibration: runs are
weighted by how likely each makes the figures of 2013 of the country (settled, decided, municipalities that
settle), and a municipality's settled are moved by part of what the model missed there in 2013. The number
of runs that the weights are worth is told; of few, a new wave is due (docs/recalibrate.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from calibration.library import target
from calibration.target import NATION, Vector
from calibration.validation.door import judged
from calibration.validation.forecasts import FORECASTS, YEARS
from calibration.validation.municipal import SETTLED
from calibration.validation.predictive import LEVEL, Matrix, average, quantiles, scaled
from experiments.storage import write_text
from experiments.typeset import csv_text

OF_2013: Final = ("settled_held_out", "decided_held_out", "participation_held_out")
PRIOR: Final = 10.0  # persons: as many settled as a municipality's miss of 2013 is held against; assumed
WORTH: Final = 10.0  # runs: weights are evened out until they are worth so many


@dataclass(frozen=True)
class Predicted:
    """Forecasts: one row a cell, and what the weights are worth."""

    rows: list[dict[str, Any]]
    worth: float
    runs: int
    evened: float


def weights_of_2013(by_target: Mapping[str, Matrix]) -> tuple[Vector, float]:
    """Return the weight of each run given the country's 2013, and the power that evened them out.

    Weights worth fewer than ten runs are taken to a power below 1 until they are worth ten (or all runs,
    of fewer): the forecast then leans on 2013 less than it could.
    """
    n = len(next(iter(by_target.values())))
    log = np.zeros(n)
    for name in OF_2013:
        one = target(name)
        (cell,) = judged(one)
        away = scaled(one.transform, by_target[name][:, 0]) - scaled(one.transform, np.array([cell.value]))
        rise = 1.0 / (cell.value + 0.5) if one.transform == "log" else 1.0
        log -= 0.5 * away**2 / (one.discrepancy**2 + (cell.se * rise) ** 2)
    log = np.where(np.isfinite(log), log, -np.inf)
    if not np.isfinite(log).any():
        return np.ones(n), 0.0
    log -= log[np.isfinite(log)].max()
    for power in (1.0, 0.7, 0.5, 0.35, 0.25, 0.15, 0.1, 0.05, 0.0):
        weights = np.exp(power * log) if power else np.ones(n)
        if worth(weights) >= min(WORTH, n):
            break
    return weights, power


def worth(weights: Vector) -> float:
    """Return how many even runs the weights are worth."""
    return float(weights.sum() ** 2 / (weights**2).sum())


def moved(runs: Matrix, weights: Vector) -> Vector:
    """Return the factor of each municipality: what 2013 was over what the model had, shrunk towards 1."""
    actual = np.array([cell.value for cell in judged(target(SETTLED))])
    expected = average(runs, weights)
    found: Vector = np.where(np.isfinite(expected), (actual + PRIOR) / (expected + PRIOR), 1.0)
    return found


def predicted(by_target: Mapping[str, Matrix]) -> Predicted:
    """Return the forecasts of runs to 2016."""
    weights, power = weights_of_2013(by_target)
    factor = moved(by_target[SETTLED], weights)
    rows: list[dict[str, Any]] = []
    for one in FORECASTS:
        runs = by_target[one.name]
        if one.public == "settled":
            runs = _corrected(runs, factor)
        mean = average(runs, weights)
        low, high = quantiles(runs, ((1 - LEVEL) / 2, (1 + LEVEL) / 2), weights)
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
    return Predicted(rows, worth(weights), len(weights), power)


def _corrected(runs: Matrix, factor: Vector) -> Matrix:
    """Return settled runs with each municipality moved by its factor, totals of the country as they were."""
    years = len(YEARS)
    nation, towns = runs[:, :years], runs[:, years:].reshape(len(runs), years, -1)
    there = towns * factor
    sums = there.sum(axis=2, keepdims=True)
    there = there * np.divide(nation[:, :, None], sums, out=np.ones_like(sums), where=sums > 0)
    return np.concatenate([nation, there.reshape(len(runs), -1)], axis=1)


def save(found: Predicted, folder: Path) -> Path:
    """Write predictions.csv; return its path."""
    path = folder / "predictions.csv"
    write_text(path, csv_text(found.rows))
    return path


def national(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the forecasts of the country."""
    return [row for row in rows if row["geography"] == NATION]
