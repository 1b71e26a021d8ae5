"""Simulation-based calibration: draw a truth from the prior, make a record of it, infer, and look where
the truth lies among the draws. If the inference is right its rank is uniform, and a 90 % interval holds
it nine times in ten."""

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from calibration.inference.emulator import Emulator, learn
from calibration.inference.likelihood import Likelihood
from calibration.inference.sampling import sample
from calibration.inference.waves import Wave
from experiments.engine import Cluster, in_parallel

F64 = npt.NDArray[np.float64]
DRAWS: Final = 99  # of each posterior: ranks 0 to 99
BINS: Final = 10
CHUNK: Final = 5  # truths a worker does before it says so


@dataclass(frozen=True)
class Ranked:
    """Where truths lay.

    Parameters
    ----------
    names : tuple of str
        Parameters, p of them.
    ranks : shape (truths, p)
        Draws below the truth, of :data:`DRAWS`.
    """

    names: tuple[str, ...]
    ranks: npt.NDArray[np.int64]

    def histogram(self) -> npt.NDArray[np.int64]:
        """Return how often ranks fall into ten equal bins, shape (p, 10)."""
        edges = np.linspace(0, DRAWS + 1, BINS + 1)
        counts = [np.histogram(self.ranks[:, j], edges)[0] for j in range(len(self.names))]
        return np.array(counts, dtype=np.int64).reshape(len(self.names), BINS)

    def coverage(self, level: float) -> F64:
        """Return how often the central interval held the truth, shape (p,)."""
        low, high = (1 - level) / 2 * (DRAWS + 1), (1 + level) / 2 * (DRAWS + 1)
        held: F64 = ((self.ranks >= low) & (self.ranks < high)).mean(axis=0)
        return held

    def uniform(self) -> F64:
        """Return how probable histograms so uneven are by chance, shape (p,)."""
        from scipy.stats import chisquare

        if len(self.ranks) < 5 * BINS:
            return np.full(len(self.names), np.nan)
        return np.array([float(chisquare(row).pvalue) for row in self.histogram()])

    def rows(self) -> list[dict[str, Any]]:
        """Return coverage, probability and histogram of each parameter as plain rows."""
        wide, half, even = self.coverage(0.9), self.coverage(0.5), self.uniform()
        return [
            {
                "parameter": name,
                "truths": len(self.ranks),
                "coverage_90": float(wide[j]),
                "coverage_50": float(half[j]),
                "uniform_p": None if np.isnan(even[j]) else float(even[j]),
                "histogram": self.histogram()[j].tolist(),
            }
            for j, name in enumerate(self.names)
        ]


@dataclass(frozen=True)
class Truths:
    """Known truths and the records made of them, to be inferred."""

    likelihood: Likelihood
    theta: F64
    observed: F64
    steps: int
    seed: int


def inferred(truths: Truths) -> npt.NDArray[np.int64]:
    """Return the ranks of some truths, shape (n, p)."""
    from threadpoolctl import threadpool_limits

    found = []
    with threadpool_limits(1):
        for k, (theta, y) in enumerate(zip(truths.theta, truths.observed, strict=True)):
            likelihood = Likelihood(
                truths.likelihood.problem.told(y), truths.likelihood.emulator, truths.likelihood.error
            )
            drawn = sample(likelihood, DRAWS, steps=truths.steps, seed=truths.seed + k)
            found.append((drawn.theta < theta).sum(axis=0))
    return np.array(found, dtype=np.int64).reshape(-1, truths.theta.shape[1])


def on_emulator(
    likelihood: Likelihood,
    truths: int,
    *,
    steps: int = 800,
    seed: int = 1,
    workers: int = 1,
    progress: Callable[[int, int], None] | None = None,
    cluster: Cluster | None = None,
) -> Ranked:
    """Return ranks of truths drawn from the prior whose record the emulator makes, noise and all."""
    rng = np.random.default_rng(seed)
    theta = rng.random((truths, len(likelihood.problem.prior.names)))
    root = np.linalg.cholesky(likelihood.covariance)
    mean = likelihood.emulator.predict(theta)
    observed = mean + rng.standard_normal(mean.shape) @ root.T
    return _ranked(likelihood, theta, observed, steps, seed, workers, progress, cluster)


def on_model(
    likelihood: Likelihood,
    wave: Wave,
    truths: int,
    *,
    chance: F64 | None = None,
    steps: int = 800,
    seed: int = 1,
    workers: int = 1,
    progress: Callable[[int, int], None] | None = None,
    cluster: Cluster | None = None,
) -> Ranked:
    """Return ranks of truths whose record the model itself made: runs of the first wave that its emulator
    was not told of, with the noise of the record added.

    Parameters
    ----------
    wave : Wave
        The first wave, drawn from the prior.
    truths : int
        How many of its runs are set aside.
    """
    problem = likelihood.problem
    whole = np.flatnonzero(np.isfinite(wave.y).all(axis=1))
    rng = np.random.default_rng(seed)
    aside = rng.choice(whole, size=min(truths, len(whole) // 2), replace=False)
    # runs of one point at other seeds go with it: the emulator must not know the point
    apart = ~(wave.theta[:, None, :] == wave.theta[aside][None, :, :]).all(axis=2).any(axis=1)
    rest = wave.rows(np.flatnonzero(apart))
    emulator: Emulator = learn(rest.theta, rest.y, chance)
    told = Likelihood(problem, emulator, emulator.covariance())
    root = np.linalg.cholesky(problem.noise + 1e-12 * np.eye(len(problem.observed)))
    observed = wave.y[aside] + rng.standard_normal((len(aside), len(problem.observed))) @ root.T
    return _ranked(told, wave.theta[aside], observed, steps, seed, workers, progress, cluster)


def _ranked(
    likelihood: Likelihood,
    theta: F64,
    observed: F64,
    steps: int,
    seed: int,
    workers: int,
    progress: Callable[[int, int], None] | None,
    cluster: Cluster | None,
) -> Ranked:
    parts = [
        Truths(likelihood, theta[i : i + CHUNK], observed[i : i + CHUNK], steps, seed + 1000 + i)
        for i in range(0, len(theta), CHUNK)
    ]
    found: dict[int, npt.NDArray[np.int64]] = {}
    if progress is not None:
        progress(0, len(parts))
    with warnings.catch_warnings():
        # each part carries the emulator, some 13 MB: few parts, of a minute each, so Dask's advice is moot
        warnings.filterwarnings("ignore", message="Sending large graph")
        for index, ranks in in_parallel(inferred, parts, workers, None, cluster):
            found[index] = ranks
            if progress is not None:
                progress(len(found), len(parts))
    ordered: Sequence[npt.NDArray[np.int64]] = [found[i] for i in range(len(parts))]
    return Ranked(likelihood.problem.prior.names, np.vstack(ordered))
