"""How likely the record is at any point of the parameters, by the emulator.

Between what the emulator says and the record stand chance and the emulator's own error (covariance of its
errors on runs not seen), the noise of the record, and how far the best model may stay from reality.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from calibration.inference.emulator import Emulator
from calibration.inference.problem import Problem

F64 = npt.NDArray[np.float64]
BEYOND = 1e-9  # a quantile is kept so far from 0 and 1


@dataclass(frozen=True)
class Likelihood:
    """A Gaussian likelihood of the summaries.

    Parameters
    ----------
    problem : Problem
    emulator : Emulator
    error : shape (q, q)
        Covariance of chance and of the emulator's error.
    """

    problem: Problem
    emulator: Emulator
    error: F64

    @cached_property
    def covariance(self) -> F64:
        """Covariance of the record around the emulator, shape (q, q)."""
        return self.problem.noise + self.error

    @cached_property
    def _whitening(self) -> F64:
        inverse: F64 = np.linalg.inv(np.linalg.cholesky(self.covariance))
        return inverse

    def away(self, theta: F64) -> F64:
        """Return distances from the record at quantiles, independent and of unit variance, shape (n, q)."""
        found: F64 = (self.emulator.predict(theta) - self.problem.observed) @ self._whitening.T
        return found

    def of(self, theta: F64) -> F64:
        """Return the log-likelihood at quantiles, shape (n,), up to a constant."""
        found: F64 = -0.5 * (self.away(theta) ** 2).sum(axis=1)
        return found

    def implausibility(self, theta: F64) -> F64:
        """Return the second largest distance of a summary from the record in standard deviations, (n,).

        The second, so that one summary whose emulator is poor rules nothing out by itself.
        """
        away = np.abs(self.emulator.predict(theta) - self.problem.observed)
        away = np.sort(away / np.sqrt(np.diag(self.covariance)), axis=1)
        found: F64 = away[:, -2] if away.shape[1] > 1 else away[:, -1]
        return found


def onto_line(theta: F64) -> F64:
    """Return quantiles as numbers with a standard normal prior."""
    from scipy.special import ndtri

    found: F64 = ndtri(np.clip(theta, BEYOND, 1.0 - BEYOND))
    return found


def into_cube(x: F64) -> F64:
    """Return numbers with a standard normal prior as quantiles."""
    from scipy.special import ndtr

    found: F64 = ndtr(x)
    return found
