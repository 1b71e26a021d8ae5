"""Regression-adjusted approximate Bayesian computation on the same runs: a check without the emulator.

For each parameter one summary of the summaries is learned (its expectation given them, by ridge); the
runs nearest to the record in it are kept and their parameter is corrected for what distance is left.
Needs runs drawn from the prior: the first wave.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from agents.guards import NEXT_TO_NOTHING
from calibration.inference.likelihood import onto_line
from calibration.inference.problem import Problem
from calibration.inference.waves import Wave

F64 = npt.NDArray[np.float64]
AGAIN: Final = 5  # times each run is seen, with other noise of the record
KEPT: Final = 0.25


@dataclass(frozen=True)
class Checked:
    """Marginal posteriors by ABC: means and standard deviations on the normal scale, shape (p,) each."""

    mean: F64
    sd: F64

    def apart(self, theta: F64) -> F64:
        """Return how far the means of other draws lie from these, in standard deviations of the two."""
        x = onto_line(theta)
        found: F64 = (x.mean(axis=0) - self.mean) / np.sqrt((x.var(axis=0) + self.sd**2) / 2.0)
        return found


def check(problem: Problem, wave: Wave, seed: int = 1) -> Checked:
    """Return marginal posteriors of all parameters from runs of the prior."""
    from sklearn.linear_model import RidgeCV

    rng = np.random.default_rng(seed)
    whole = np.isfinite(wave.y).all(axis=1)
    x, y = onto_line(wave.theta[whole]), wave.y[whole]
    root = np.linalg.cholesky(problem.noise + 1e-12 * np.eye(len(problem.observed)))
    x = np.repeat(x, AGAIN, axis=0)
    y = np.repeat(y, AGAIN, axis=0)
    y = y + rng.standard_normal(y.shape) @ root.T
    middle, scale = y.mean(axis=0), y.std(axis=0)
    y, seen = (y - middle) / scale, (problem.observed - middle) / scale
    means, sds = np.zeros(x.shape[1]), np.zeros(x.shape[1])
    alphas = 10.0 ** np.arange(-1.0, 5.0)
    for j in range(x.shape[1]):
        learned = RidgeCV(alphas=alphas).fit(y, x[:, j])
        said, here = learned.predict(y), float(learned.predict(seen[None, :])[0])
        distance = np.abs(said - here)
        reach = max(float(np.quantile(distance, KEPT)), 1e-12)
        near = distance <= reach
        weight = 1.0 - (distance[near] / reach) ** 2  # Epanechnikov
        away = said[near] - here
        line = np.polyfit(away, x[near, j], 1, w=np.sqrt(weight + NEXT_TO_NOTHING))
        adjusted = x[near, j] - line[0] * away
        means[j] = np.average(adjusted, weights=weight + NEXT_TO_NOTHING)
        sds[j] = np.sqrt(np.average((adjusted - means[j]) ** 2, weights=weight + NEXT_TO_NOTHING))
    return Checked(means, sds)
