"""Instant answers: an emulator fitted to a precomputed design, read from the embedded set.

It says what a headline's difference from the baseline would be, and how far off it was on points of the
design that it had not seen (cross-validation). Prediction is plain arithmetic; fitting is in
`workshop/emulator.py`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from workshop.errors import WorkshopError

F64 = npt.NDArray[np.float64]
FILE: Final = "design.json"
Z: Final = 1.6448536269514722  # 90 % of a normal error lie within
USELESS: Final = 0.9  # an error this large a share of the spread over the design says nothing


@dataclass(frozen=True)
class Dimension:
    """What the design turns: a dial or a lever, its range, and where the baseline has it."""

    name: str
    low: float
    high: float
    base: float

    def scaled(self, value: float) -> float:
        """Return a value as the emulator has it: 0 at the baseline, the range one wide."""
        return (value - self.base) / (self.high - self.low)


def features(z: F64, kind: str) -> F64:
    """Return the features of points: all zero at the baseline, so that no change is exactly none.

    Parameters
    ----------
    z : array, shape (n, d)
        Scaled points.
    kind : str
        ``linear``, or ``quadratic`` with all products of two.
    """
    if kind == "linear":
        return z
    rows, columns = np.triu_indices(z.shape[1])
    return np.concatenate([z, z[:, rows] * z[:, columns]], axis=1)


@dataclass(frozen=True)
class Fitted:
    """The emulator of one headline.

    Attributes
    ----------
    error
        Root mean square error on points it had not seen (cross-validation), in the headline's unit.
    spread
        Standard deviation of the headline over the design.
    """

    kind: str
    weights: F64
    error: float
    spread: float

    @property
    def useful(self) -> bool:
        """Whether it tells settings apart at all."""
        return self.spread > 0 and self.error < USELESS * self.spread


@dataclass(frozen=True)
class Design:
    """A fitted design.

    Attributes
    ----------
    about
        Points, replicates, seed, version of the code, date, command.
    """

    dimensions: tuple[Dimension, ...]
    fitted: Mapping[str, Fitted]
    about: Mapping[str, Any]

    def answer(self, changes: Mapping[str, float]) -> dict[str, dict[str, Any]]:
        """Return the difference from the baseline of every headline, with its error.

        Parameters
        ----------
        changes : mapping
            Dimension to value; the others are as in the baseline.

        Raises
        ------
        WorkshopError
            If a value is out of the design's range: the emulator does not go beyond what was run.
        """
        point = np.zeros((1, len(self.dimensions)))
        for i, one in enumerate(self.dimensions):
            value = changes.get(one.name, one.base)
            if not one.low <= value <= one.high:
                what = f"{value:g} ({one.low:g} - {one.high:g})"
                raise WorkshopError("ws_wrong", where=one.name, what=what)
            point[0, i] = one.scaled(value)
        moved = bool(point.any())
        told = {}
        for name, fit in self.fitted.items():
            mean = float(features(point, fit.kind)[0] @ fit.weights)
            half = Z * fit.error if moved else 0.0
            told[name] = {"difference": mean, "low": mean - half, "high": mean + half, "error": fit.error,
                          "spread": fit.spread, "useful": fit.useful}  # fmt: skip
        return told


def read_design(folder: Path) -> Design | None:
    """Return the design of an embedded set; None when there is none."""
    try:
        found = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return Design(
            tuple(Dimension(**one) for one in found["dimensions"]),
            {name: Fitted(f["kind"], np.array(f["weights"]), f["error"], f["spread"])
             for name, f in found["fitted"].items()},
            found["about"],
        )  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError):
        return None
