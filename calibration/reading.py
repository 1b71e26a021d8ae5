"""Small readings of one run that targets share."""

from collections.abc import Callable, Sequence
from math import nan

import numpy as np

from calibration.target import Vector
from indicators.library import indicator
from simulation.recorder import Record


def of_years(name: str, years: Sequence[int]) -> Callable[[Record], Vector]:
    """Return a reader of an indicator's years."""

    def read(record: Record) -> Vector:
        found = indicator(name).of(record).by_year
        return np.array([found.get(year, nan) for year in years])

    return read


def of_parts(name: str, parts: Sequence[str]) -> Callable[[Record], Vector]:
    """Return a reader of parts of an indicator."""

    def read(record: Record) -> Vector:
        found = indicator(name).of(record).parts
        return np.array([found.get(part, nan) for part in parts])

    return read


def together(*readers: Callable[[Record], Vector]) -> Callable[[Record], Vector]:
    """Return a reader of what several read, one after the other."""
    return lambda record: np.concatenate([one(record) for one in readers])
