"""The model against simple rivals: settled 2013 by municipality, and moves between municipalities."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from calibration.across_runs import average
from calibration.library import target
from calibration.rival import Score, all_rivals, score
from calibration.target import Matrix, Vector
from calibration.validation.door import judged
from calibration.validation.predictive import quantiles

SETTLED: Final = "settled_by_municipality_held_out"
MOVES: Final = "moves_in"
BAR: Final = (3.8, 0.895)  # mean absolute error and rank correlation without the decisions of 2013


@dataclass(frozen=True)
class Contest:
    """Predictions of one quantity of every municipality and their scores.

    Attributes
    ----------
    of : str
        ``settled`` or ``moves``.
    actual : array, shape (M,)
    model : mapping
        Scores of the model's ``mean``, ``median`` and ``scaled`` mean (the national total known).
    rivals : mapping
        From a rival's name to its scores: ``own`` (at the level of last year) and ``scaled``.
    """

    of: str
    actual: Vector
    model: Mapping[str, Score]
    rivals: Mapping[str, Mapping[str, Score]]

    def better(self) -> list[str]:
        """Return the rivals that are better than the model's mean by error or by rank, on like terms: with
        the total known where only shares can be compared, else each with its own."""
        kind = "scaled" if self.of == "moves" else "own"
        mine = self.model["scaled" if self.of == "moves" else "mean"]
        return [
            name for name, found in self.rivals.items()
            if found[kind].mae < mine.mae or found[kind].rank > mine.rank
        ]  # fmt: skip


def contest(of: str, runs: Matrix) -> Contest:
    """Return the model against the rivals.

    Parameters
    ----------
    of : str
        ``settled`` or ``moves``.
    runs : array, shape (n, M)
        Of the target.
    """
    one = target(SETTLED if of == "settled" else MOVES)
    actual = np.array([cell.value for cell in judged(one)])
    total = float(np.nansum(actual))
    mean = average(runs)
    (median,) = quantiles(runs, (0.5,))
    summed = float(np.nansum(mean))
    model = {
        "mean": score(mean, actual),
        "median": score(median, actual),
        "scaled": score(mean * (total / summed) if summed else mean, actual),
    }
    rivals = {
        rival.name: {"own": score(rival.predict(), actual), "scaled": score(rival.scaled(total), actual)}
        for rival in all_rivals(of)
    }
    return Contest(of, actual, model, rivals)


@dataclass(frozen=True)
class Participation:
    """Who takes part at all: municipalities by whether they settled anyone in 2013.

    Attributes
    ----------
    none_recorded, none_expected : float
        Share that settled none on record; and expected by the runs.
    right : float
        Share of municipalities told rightly, taking part where more than half of the runs do.
    last_year : float
        Share told rightly by last year's figure.
    missed : float
        Persons settled in municipalities that the model expects to settle none.
    """

    none_recorded: float
    none_expected: float
    right: float
    last_year: float
    missed: float


def participation(runs: Matrix, actual: Vector) -> Participation:
    """Return who takes part in the model and on record."""
    expected = (runs > 0).mean(axis=0)
    takes, took = expected > 0.5, actual > 0
    (last,) = (one for one in all_rivals() if one.name == "last_year")
    return Participation(
        float((~took).mean()),
        float(1.0 - expected.mean()),
        float((takes == took).mean()),
        float(((last.predict() > 0) == took).mean()),
        float(actual[~takes].sum()),
    )
