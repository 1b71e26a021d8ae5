"""What a rival is: a prediction of a year's municipal figures from figures before it, without a model."""

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module

import numpy as np
import numpy.typing as npt

from calibration import rivals
from calibration.municipal import codes
from calibration.target import Vector
from data import settlement_panel


@dataclass(frozen=True)
class Rival:
    """One rival.

    Parameters
    ----------
    name : str
    en, nb : str
        What it says.
    of : str
        ``settled`` or ``moves``.
    predict : callable
        Returns its figure of each municipality, in the order of the model; only shares matter where it
        is scaled to a total.
    """

    name: str
    en: str
    nb: str
    of: str
    predict: Callable[[], Vector]

    def label(self, language: str) -> str:
        """Return what it says in ``en`` or ``nb``."""
        return self.nb if language == "nb" else self.en

    def scaled(self, total: float) -> Vector:
        """Return its prediction when the national total is known."""
        found = self.predict()
        return found * (total / float(found.sum()))


@dataclass(frozen=True)
class Score:
    """How far predictions of places lay from what happened.

    Parameters
    ----------
    mae : float
        Mean absolute error.
    rank : float
        Spearman's rank correlation, ties at their mean rank.
    bias : float
        Predicted over actual total.
    n : int
    """

    mae: float
    rank: float
    bias: float
    n: int


def score(predicted: Vector, actual: Vector) -> Score:
    """Return how far predictions lay from what happened; places without either are left out."""
    known = np.isfinite(predicted) & np.isfinite(actual)
    a, b = predicted[known], actual[known]
    if not len(a):
        return Score(float("nan"), float("nan"), float("nan"), 0)
    total = float(b.sum())
    bias = float(a.sum()) / total if total else float("nan")
    return Score(float(np.abs(a - b).mean()), rank_correlation(a, b), bias, len(a))


def rank_correlation(a: Vector, b: Vector) -> float:
    """Return Spearman's rank correlation; NaN where one of them does not vary."""
    from scipy.stats import rankdata

    x, y = (rankdata(v) - (len(v) + 1) / 2 for v in (a, b))
    below = float(np.sqrt((x**2).sum() * (y**2).sum()))
    return float((x * y).sum()) / below if below else float("nan")


@cache
def all_rivals(of: str = "settled") -> tuple[Rival, ...]:
    """Return every rival for settled or for moves, by module."""
    names = sorted(one.name for one in pkgutil.iter_modules(rivals.__path__, "calibration.rivals."))
    found = [one for name in names for one in getattr(import_module(name), "RIVALS", ())]
    return tuple(one for one in found if one.of == of)


@cache
def settled_before() -> npt.NDArray[np.float64]:
    """Return persons settled 2009-12, shape (4, M); a municipality without a figure settled nobody."""
    frame = settlement_panel().pivot(index="code", columns="year", values="settled")
    found: Vector = frame.reindex(codes())[[2009, 2010, 2011, 2012]].fillna(0.0).to_numpy(float).T
    return found
