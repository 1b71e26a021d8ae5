"""Does the model at draws of the posterior fit the record, and as closely as was aimed at?

The figures are of model runs at draws of the posterior (never of the emulator).
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from calibration.inference.problem import Problem
from calibration.target import Summary, back

F64 = npt.NDArray[np.float64]

# target: (share of the record, at least so much on the natural scale)
AIMS: Final = {"settled": (0.05, 0.0), "waiting": (0.15, 400.0), "retention": (0.0, 0.03)}


@dataclass(frozen=True)
class Fitted:
    """One figure of the record and what the fitted model gives.

    Parameters
    ----------
    summary : Summary
    record : float
    median, low, high : float
        Of the model over draws and chance, 90 %.
    allowed : float or None
        How far the median may lie from the record, where an aim was set.
    expected : bool
        Whether the record lies within what the fitted model, its discrepancy and the noise of the record
        together expect nine times in ten.
    """

    summary: Summary
    record: float
    median: float
    low: float
    high: float
    allowed: float | None
    expected: bool

    @property
    def reached(self) -> bool | None:
        """Whether the aim is reached; None where none was set."""
        return None if self.allowed is None else abs(self.median - self.record) <= self.allowed

    def row(self) -> dict[str, Any]:
        """Return it as a plain row."""
        return {
            "summary": self.summary.name,
            "record": self.record,
            "median": self.median,
            "low": self.low,
            "high": self.high,
            "allowed": self.allowed,
            "reached": self.reached,
            "expected": self.expected,
        }


def fitted(problem: Problem, y: F64) -> list[Fitted]:
    """Return every summary with what runs at draws of the posterior gave, shape (n, q)."""
    found = []
    for i, one in enumerate(problem.summaries):
        known = y[np.isfinite(y[:, i]), i]
        if not len(known):
            continue
        record = back(one.transform, float(problem.observed[i]))
        low, median, high = (back(one.transform, float(v)) for v in np.quantile(known, [0.05, 0.5, 0.95]))
        share, floor = AIMS.get(one.target, (None, 0.0))
        allowed = None if share is None else max(share * abs(record), floor)
        spread = float(np.sqrt(known.var() + problem.noise[i, i]))
        away = abs(float(np.median(known)) - float(problem.observed[i]))
        found.append(Fitted(one, record, median, low, high, allowed, away <= 1.645 * spread))
    return found
