"""Sensitivity of headlines: Morris and Sobol on an emulator whose error is told, delta from the runs
themselves. Only what the runs tell from chance (`told.py`) is ranked.

Total indices say what share of a headline's variance would be gone if one parameter were known, as far
as the emulator sees; what it does not explain (chance, and what it cannot follow) is said beside them.
"""

import warnings
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from agents.guards import NEXT_TO_NOTHING
from calibration.inference.calibrate import Shown
from calibration.inference.emulator import Emulator, learn
from calibration.sensitivity import FEW
from calibration.sensitivity.experiments import Experiments
from calibration.sensitivity.told import B, told

F64 = npt.NDArray[np.float64]
TRAJECTORIES: Final = 64
SAMPLE: Final = 512  # base points of Saltelli's design: (p + 2) times as many are predicted
RESAMPLES: Final = 50
RUNS_RESAMPLED: Final = 12  # of delta, which is slow: three estimates for every parameter and headline
LEAST: Final = 0.01  # total index below which nothing moves anything
TOP: Final = 5
SEEN: Final = 0.1  # explained share below which an emulator ranks nothing
REUSED: Final = 4  # runs a seed, above which what it does to its runs is known
ROUNDING: Final = 1e-12  # share of a headline below which it does not vary


@dataclass(frozen=True)
class Indices:
    """Sensitivity of one headline.

    Parameters
    ----------
    outcome : str
    explained : float
        Share of its variance that the emulator explains on runs not seen.
    total, total_half : shape (p,)
        Total Sobol index, and half the width of its 95 % interval by resampling.
    first : shape (p,)
        First-order Sobol index.
    screened : shape (p,)
        Morris's mean absolute elementary effect, in standard deviations of the headline.
    delta, delta_half : shape (p,)
        Borgonovo's delta from the runs themselves.
    told : shape (p,)
        Whether the runs themselves tell its effect from chance.
    """

    outcome: str
    explained: float
    total: F64
    total_half: F64
    first: F64
    screened: F64
    delta: F64
    delta_half: F64
    told: B

    @property
    def ranked(self) -> bool:
        """Whether the emulator sees enough to say what moves it."""
        return self.explained >= SEEN

    def top(self, count: int = TOP) -> list[int]:
        """Return the parameters that move it most, by the total index: those the runs tell from chance."""
        sure = self.told & (self.total - self.total_half > LEAST)
        order = np.argsort(-self.total, kind="stable")
        return [int(i) for i in order if sure[i]][:count] if self.ranked else []


def indices_of(found: Experiments, seed: int = 1, shown: Shown | None = None) -> list[Indices]:
    """Return the sensitivity of every headline that varies.

    Parameters
    ----------
    found : Experiments
    seed : int
        Of designs on the emulator and of resampling.
    shown : callable, optional
        Returns a context with the progress to call for the stage that it is given: ``learning``, then
        ``headlines``.
    """
    from threadpoolctl import threadpool_limits

    show = shown or (lambda stage: nullcontext(None))
    known = np.flatnonzero(np.isfinite(found.y).sum(axis=0) >= FEW)
    y = without_chance_shared(found.y[:, known], found.seeds)
    spread = np.nanstd(y, axis=0)
    moves = spread > ROUNDING * np.abs(found.y[:, known]).max(axis=0, initial=0.0, where=~np.isnan(y))
    kept, y = known[moves].tolist(), y[:, moves] / spread[moves]
    if not kept:
        return []
    with threadpool_limits(1):
        # sure of no noise level: the ridge only, for a Gaussian process here would follow chance
        with show("learning"):
            emulator = learn(found.theta, y, chance=np.full(len(kept), np.inf))
        answers = []
        with show("headlines") as progress:
            sobol, morris = _sobol(emulator, found, seed), _morris(emulator, found, seed)
            for k, (j, totals, effects) in enumerate(zip(kept, sobol, morris, strict=True)):
                answers.append(
                    Indices(
                        found.outcomes[j],
                        emulator.columns[k].explained,
                        *totals,
                        effects,
                        *_delta(found, y[:, k], seed),
                        _told(found, y[:, k]),
                    )
                )
                if progress is not None:
                    progress(k + 1, len(kept))
        return answers


def without_chance_shared(values: F64, seeds: npt.NDArray[np.int64]) -> F64:
    """Return values less the mean of the runs with the same seed of chance, where seeds are used again.

    What a seed does to all its runs is chance, and would be taken for an effect of whichever parameter
    happens to go with it. Seeds used fewer than four times on average are left as they are.

    Parameters
    ----------
    values : shape (n, q)
    seeds : shape (n,)
    """
    names, of = np.unique(seeds, return_inverse=True)
    if len(seeds) < REUSED * len(names):
        return values
    found = values.copy()
    for i in range(len(names)):
        found[of == i] -= np.nanmean(values[of == i], axis=0)
    return found


def _problem(found: Experiments) -> dict[str, Any]:
    p = len(found.prior.names)
    return {"num_vars": p, "names": list(found.prior.names), "bounds": [[0.0, 1.0]] * p}


def _sobol(emulator: Emulator, found: Experiments, seed: int) -> Iterator[tuple[F64, F64, F64]]:
    from SALib.analyze import sobol as analyze
    from SALib.sample import sobol as design

    problem = _problem(found)
    points = design.sample(problem, SAMPLE, calc_second_order=False, seed=seed)
    predicted = emulator.predict(np.asarray(points))
    for k in range(predicted.shape[1]):
        if predicted[:, k].std() < NEXT_TO_NOTHING:  # the ridge found nothing
            yield (np.zeros(problem["num_vars"]),) * 3
            continue
        said = analyze.analyze(
            problem, predicted[:, k], calc_second_order=False, num_resamples=RESAMPLES, seed=seed
        )
        yield np.asarray(said["ST"]), np.asarray(said["ST_conf"]), np.asarray(said["S1"])


def _morris(emulator: Emulator, found: Experiments, seed: int) -> Iterator[F64]:
    from SALib.analyze import morris as analyze
    from SALib.sample import morris as design

    problem = _problem(found)
    points = np.asarray(design.sample(problem, TRAJECTORIES, num_levels=4, seed=seed))
    predicted = emulator.predict(points)
    for k in range(predicted.shape[1]):
        said = analyze.analyze(problem, points, predicted[:, k], num_levels=4, seed=seed)
        yield np.asarray(said["mu_star"])


def _told(found: Experiments, y: F64) -> B:
    known = np.isfinite(y)
    return told(found.theta[known], y[known])


def _delta(found: Experiments, y: F64, seed: int) -> tuple[F64, F64]:
    from SALib.analyze import delta as analyze

    known = np.isfinite(y)
    form = warnings.formatwarning
    try:
        # a notice of bins drawn together for every parameter of few runs, under filters of SALib's own
        with warnings.catch_warnings(record=True):
            said = analyze.analyze(
                _problem(found), found.theta[known], y[known], num_resamples=RUNS_RESAMPLED, seed=seed
            )
    finally:
        warnings.formatwarning = form
    # balanced: each tenth of the parameter's range counts as much
    return np.asarray(said["delta_balanced"]), np.asarray(said["delta_balanced_conf"])
