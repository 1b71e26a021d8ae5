"""Runs of no model: the record itself, times chance."""

from functools import cache

import numpy as np

from calibration.library import all_targets
from calibration.validation.door import judged
from calibration.validation.forecasts import FORECASTS


@cache
def kept(runs: int, off: float, noise: float) -> dict[str, np.ndarray]:
    """The same, made once."""
    return _invented(runs, off, noise)


def invented(runs: int = 30, off: float = 0.0, noise: float = 0.1) -> dict[str, np.ndarray]:
    """Runs around the record that a test may change."""
    return {name: values.copy() for name, values in kept(runs, off, noise).items()}


def _invented(runs: int, off: float, noise: float) -> dict[str, np.ndarray]:
    """Runs around the record: each cell its figure times chance, `off` of it added."""
    generator = np.random.default_rng(1)
    found = {}
    for one in all_targets():
        value = np.array([cell.value for cell in judged(one)])
        value = np.where(np.isfinite(value), value, 0.5 if one.unit == "share" else 5.0)
        drawn = value * np.exp(noise * generator.standard_normal((runs, len(value)))) * (1 + off)
        found[one.name] = np.clip(drawn, 0, 1) if one.unit == "share" else drawn
    for forecast in FORECASTS:
        size = len(forecast.keys())
        level = 0.7 if forecast.unit == "share" else 20.0
        drawn = level * np.exp(noise * generator.standard_normal((runs, size)))
        if forecast.public == "settled":
            towns = drawn[:, 3:].reshape(runs, 3, -1)
            drawn[:, :3] = towns.sum(axis=2)
        found[forecast.name] = np.clip(drawn, 0, 1) if forecast.unit == "share" else drawn
    return found
