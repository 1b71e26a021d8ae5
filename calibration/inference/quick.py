"""``calibrate --quick``: does the inference find what is known? With a tenth of the persons, in minutes.

A truth is chosen, the model is run with it, and what it gave takes the place of the record. The
inference is told of that only; then it is looked whether its intervals hold the truth. (In the six
invented municipalities a summary is often one person of three: nothing could be told of anything.)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from calibration.inference.calibrate import Budget, Fit
from calibration.inference.priors import chosen
from calibration.inference.problem import Problem, record_problem
from calibration.inference.waves import Design, run_wave, seeds_of
from experiments.history import WORLD

F64 = npt.NDArray[np.float64]

# Five of those that screening found, which move different figures of the record.
NAMES: Final = (
    "household.leave_noise",
    "municipality.yes_constant",
    "start.queue_persons",
    "work.entry_care",
    "work.study_end",
)
BUDGET: Final = Budget(
    first=240, points=6, times=3, second=100, check=8, draws=400, steps=2000, truths=60, on_model=60
)
SHARE: Final = 0.1  # of the persons


@dataclass(frozen=True)
class Recovered:
    """A parameter, its truth and the 90 % interval that was found, as quantiles of the prior."""

    name: str
    truth: float
    low: float
    high: float

    @property
    def held(self) -> bool:
        """Whether the interval holds the truth."""
        return self.low <= self.truth <= self.high


def small_problem(names: Sequence[str] = NAMES, world: str = WORLD, scale: float = SHARE) -> Problem:
    """Return the problem of a small world: its record is to be put in its place yet."""
    return record_problem(chosen(names), world, scale)


def truth_of(problem: Problem, seed: int = 1) -> F64:
    """Return a truth away from the middle of the prior, shape (p,)."""
    rng = np.random.default_rng(seed)
    p = len(problem.prior.names)
    return np.where(rng.random(p) < 0.5, 0.2, 0.8) + rng.uniform(-0.1, 0.1, p)


def with_truth(problem: Problem, truth: F64, seed: int = 1) -> Problem:
    """Return the problem with what one run at a truth gives as its record, and noise as a record has.

    What the run draws of everything that is not calibrated is chance, as it is in the runs that are to find
    the truth: another seed is another history.
    """
    wave = run_wave(problem, truth[None, :], seeds_of(1, seed, Design.TRUTH), workers=1)
    known = np.flatnonzero(np.isfinite(wave.y[0]))
    of = problem.kept(known.tolist())
    root = np.linalg.cholesky(of.noise)
    noise = root @ np.random.default_rng([seed, Design.TRUTH]).standard_normal(len(known))
    return of.told(wave.y[0, known] + noise)


def recovered(fit: Fit, truth: F64) -> list[Recovered]:
    """Return each parameter's truth with the interval that was found."""
    low, high = np.quantile(fit.sampled.theta, [0.05, 0.95], axis=0)
    return [
        Recovered(*found)
        for found in zip(fit.problem.prior.names, truth.tolist(), low.tolist(), high.tolist(), strict=True)
    ]
