"""How often the record lay within the predictive interval, target by target."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from calibration.library import all_targets
from calibration.target import Cell, Matrix, Target
from calibration.validation.door import judged
from calibration.validation.predictive import LEVEL, ROUNDED, Band, band

ENOUGH: Final = 100  # held-out cells
BOUNDS: Final = (0.85, 0.95)
RARE: Final = 0.05


@dataclass(frozen=True)
class Judged:
    """A target with its record, the runs' band, and which cells can be judged and lie within.

    Attributes
    ----------
    counted, within : bool array, shape (cells,)
        Observed on record with a figure of the model, no bound; and within the interval.
    """

    target: Target
    cells: tuple[Cell, ...]
    band: Band
    counted: np.ndarray
    within: np.ndarray

    @property
    def n(self) -> int:
        """Cells that can be judged."""
        return int(self.counted.sum())

    @property
    def coverage(self) -> float:
        """Share of them within the interval; NaN of none."""
        return float(self.within[self.counted].mean()) if self.n else float("nan")

    @property
    def calibrated(self) -> bool | None:
        """Whether coverage lies where it should; None with too few cells to say."""
        return BOUNDS[0] <= self.coverage <= BOUNDS[1] if self.n >= ENOUGH else None

    @property
    def surprising(self) -> bool:
        """Whether so few cells within the interval would be had by chance less than once in twenty, were
        cells independent and the interval what it says."""
        from scipy.special import bdtr

        inside = int(self.within[self.counted].sum())
        return self.n > 0 and float(bdtr(inside, self.n, LEVEL)) < RARE

    @property
    def value(self) -> Matrix:
        """The record, shape (cells,)."""
        return np.array([cell.value for cell in self.cells])


def judge(target: Target, runs: Matrix) -> Judged:
    """Return a target held against its record."""
    cells, found = judged(target), band(target, runs)
    slack = ROUNDED if target.unit == "share" else 0.0
    seen = np.array([cell.state == "observed" and not cell.bound for cell in cells])
    counted = seen & np.isfinite(found.low)
    return Judged(target, cells, found, counted, counted & found.holds(cells, slack))


def judge_all(by_target: Mapping[str, Matrix]) -> list[Judged]:
    """Return every target of norway-2013 held against its record."""
    return [judge(one, by_target[one.name]) for one in all_targets()]
