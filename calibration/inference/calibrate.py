"""From the record to the posterior: a wave of the prior, a wave where the record does not rule it out, and
draws, with everything one needs to judge them."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from calibration.inference import abc
from calibration.inference.design import sobol, spread_out
from calibration.inference.emulator import Emulator, chance_of, learn
from calibration.inference.likelihood import Likelihood, onto_line
from calibration.inference.problem import Problem
from calibration.inference.sampling import Sampled, sample
from calibration.inference.waves import Design, Progress, Wave, run_wave, seeds_of
from calibration.sbc.ranks import Ranked, on_emulator, on_model
from experiments.engine import Cluster, cores

F64 = npt.NDArray[np.float64]
RULED_OUT: Final = 3.0  # standard deviations
HEAT: Final = 4.0  # the second wave reaches twice as far as the posterior
LEAST: Final = 60  # runs near the posterior from which its error is taken
KNOWN: Final = 0.9  # share of runs that must have a summary
TELLS: Final = 0.1  # explained share from which a summary says anything of the parameters
Shown = Callable[[str], AbstractContextManager[Progress | None]]


@dataclass(frozen=True)
class Budget:
    """How many runs and draws.

    Parameters
    ----------
    first, second : int
        Runs of the waves.
    points, times : int
        So many points of the first wave are run so many times more: how large is chance.
    check : int
        Runs at draws of the posterior: the fit is that of the model, not of the emulator.
    draws, steps : int
        Of the posterior.
    truths, on_model : int
        Truths on which the inference is tried, on the emulator and on the model.
    """

    first: int = 400
    points: int = 8
    times: int = 4
    second: int = 300
    check: int = 32
    draws: int = 400
    steps: int = 4000
    truths: int = 200
    on_model: int = 20

    @property
    def runs(self) -> int:
        """How many runs of the model it takes."""
        return self.first + self.points * self.times + self.second + min(self.check, self.draws)


@dataclass(frozen=True)
class Fit:
    """What calibration found.

    Parameters
    ----------
    problem : Problem
        With the summaries that could be used.
    first, second, check : Wave
        Runs; those of `check` are at draws of the posterior.
    chance : shape (q,)
        Standard deviation between runs of one point.
    begun, emulator : Emulator
        After the first wave, and after both.
    likelihood : Likelihood
    sampled : Sampled
    compared : Checked
        Marginals by ABC.
    ranked, ranked_on_model : Ranked, optional
    seed : int
    """

    problem: Problem
    first: Wave
    second: Wave
    check: Wave
    chance: F64
    begun: Emulator
    emulator: Emulator
    likelihood: Likelihood
    sampled: Sampled
    compared: abc.Checked
    ranked: Ranked | None
    ranked_on_model: Ranked | None
    seed: int

    @property
    def contraction(self) -> F64:
        """How much less the variance of the posterior is than the prior's: 1 - their ratio, shape (p,)."""
        found: F64 = 1.0 - onto_line(self.sampled.theta).var(axis=0)
        return found

    @property
    def seconds(self) -> float:
        """Processor seconds of all runs."""
        return self.first.seconds + self.second.seconds + self.check.seconds


def calibrate(
    problem: Problem,
    budget: Budget,
    folder: Path | None = None,
    workers: int | None = None,
    seed: int = 1,
    shown: Shown | None = None,
    cluster: Cluster | None = None,
) -> Fit:
    """Infer the parameters of a problem from its record.

    Parameters
    ----------
    problem : Problem
    budget : Budget
    folder : Path, optional
        Where runs are kept: stopped, the same call goes on, and a larger budget adds to them.
    workers, cluster
        See :func:`experiments.engine.in_parallel`.
    seed : int
        Of designs, chance and draws: the same seed, the same draws to the last digit.
    shown : callable, optional
        Returns a context with the progress to call for the stage that it is given.
    """
    from threadpoolctl import threadpool_limits

    show = shown or (lambda stage: nullcontext(None))

    def run(stage: str, theta: F64, seeds: npt.NDArray[np.int64]) -> Wave:
        with show(stage) as progress:
            return run_wave(problem, theta, seeds, folder, workers, progress, cluster)

    p = len(problem.prior.names)
    design = sobol(budget.first, p, seed)
    points, of_point = np.arange(budget.first), points_of(budget)
    theta = np.vstack([design, design[of_point[budget.first :]]])
    more = seeds_of(len(theta) - budget.first, seed, Design.AGAIN)
    first = run("first", theta, np.concatenate([seeds_of(budget.first, seed, Design.FIRST), more]))
    usable = np.flatnonzero((np.isfinite(first.y).mean(axis=0) >= KNOWN) & (np.nanstd(first.y, axis=0) > 0))
    used, first = problem.kept(usable.tolist()), first.columns(usable.tolist())
    with threadpool_limits(1):  # the order of sums, and so the last digit, hangs on the number of threads
        chance = chance_of(first.y, of_point)
        begun = learn(first.theta, first.y, chance)
        # a summary of which an emulator explains nothing could only tell what chance made it learn
        seen = [i for i, one in enumerate(begun.columns) if one.explained >= TELLS]
        usable, chance = usable[seen], chance[seen]
        used, first = used.kept(seen), first.columns(seen)
        begun = Emulator(tuple(begun.columns[i] for i in seen), begun.theta)
        wide = Likelihood(used, begun, begun.covariance())
        second_design = not_ruled_out(wide, budget.second, first.theta, budget.steps // 2, seed)
    second = run("second", second_design, seeds_of(len(second_design), seed, Design.SECOND)).columns(
        usable.tolist()
    )
    with threadpool_limits(1):
        both = first.with_more(second)
        emulator = learn(both.theta, both.y, chance)
        likelihood = Likelihood(used, emulator, local_error(used, emulator))
        sampled = sample(likelihood, budget.draws, steps=budget.steps, seed=seed)
        compared = abc.check(used, first.rows(points), seed)
    checked = run(
        "check", sampled.theta[: budget.check], seeds_of(min(budget.check, budget.draws), seed, Design.CHECK)
    )
    ranked = ranked_on_model = None
    if budget.truths:
        with show("truths") as progress:
            ranked = on_emulator(
                likelihood, budget.truths, seed=seed, workers=workers or cores(), progress=progress,
                cluster=cluster,
            )  # fmt: skip
    if budget.on_model:
        with show("truths_on_model") as progress:
            ranked_on_model = on_model(
                wide, first, budget.on_model, chance=chance, seed=seed, workers=workers or cores(),
                progress=progress, cluster=cluster,
            )  # fmt: skip
    return Fit(
        used, first, second, checked.columns(usable.tolist()), chance, begun, emulator, likelihood, sampled,
        compared, ranked, ranked_on_model, seed,
    )  # fmt: skip


def points_of(budget: Budget) -> npt.NDArray[np.int64]:
    """Return the point of each run of the first wave: each once, then a few of them some times more."""
    points = np.arange(budget.first)
    return np.concatenate([points, np.repeat(points[: budget.points], budget.times)])


def not_ruled_out(likelihood: Likelihood, n: int, near: F64, steps: int, seed: int) -> F64:
    """Return `n` points, far from each other, that the record does not rule out by the first emulator."""
    if n == 0:
        return np.zeros((0, near.shape[1]))
    wide = sample(likelihood, 12 * n, steps=steps, seed=seed + 17, heat=HEAT).theta
    away = likelihood.implausibility(wide)
    left = wide[away < RULED_OUT]
    if len(left) < n:  # so much is ruled out that the least implausible must do
        left = wide[np.argsort(away)[: max(2 * n, len(left))]]
    left = np.unique(left, axis=0)
    return np.clip(left[spread_out(left, n)], 1e-6, 1.0 - 1e-6)


def local_error(problem: Problem, emulator: Emulator) -> F64:
    """Return the covariance of the emulator's errors where the record does not rule it out."""
    whole = Likelihood(problem, emulator, emulator.covariance())
    near = np.flatnonzero(whole.implausibility(emulator.theta) < RULED_OUT)
    return emulator.covariance(near) if len(near) >= LEAST else whole.error
