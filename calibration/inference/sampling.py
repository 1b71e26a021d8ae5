"""Draws of the posterior with emcee: many walkers that learn directions from each other."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from calibration.inference.design import sobol
from calibration.inference.likelihood import Likelihood, into_cube, onto_line

F64 = npt.NDArray[np.float64]
SOUGHT: Final = 4096  # points of the prior among which climbs to the peaks begin
CLIMBS: Final = 6  # as many of the likeliest
STEPS_UP: Final = 40  # at most, of a climb
NUDGE: Final = 1e-3  # standard deviations of the prior: a difference instead of a derivative


@dataclass(frozen=True)
class Sampled:
    """What the walkers found.

    Parameters
    ----------
    theta : shape (n, p)
        Quantiles of the prior, one row a draw.
    accepted : float
        Share of steps taken.
    autocorrelation : float
        Steps after which a walker has forgotten, of the slowest parameter; NaN when too few to tell.
    steps, walkers : int
    """

    theta: F64
    accepted: float
    autocorrelation: float
    steps: int
    walkers: int


def sample(
    likelihood: Likelihood,
    draws: int,
    *,
    steps: int = 3000,
    seed: int = 1,
    heat: float = 1.0,
    walkers: int | None = None,
) -> Sampled:
    """Draw from the posterior.

    Parameters
    ----------
    likelihood : Likelihood
    draws : int
        How many to return, from the second half of the steps.
    steps : int
    seed : int
        Same seed, same draws to the last digit.
    heat : float
        Above 1 the likelihood counts less: wider than the posterior.
    walkers : int, optional
        Four times the parameters, at least 48, when left out.
    """
    import emcee

    p = len(likelihood.problem.prior.names)
    rng = np.random.default_rng(seed)
    many = walkers or max(4 * p, 48)
    many += many % 2

    def of(x: F64) -> F64:
        return likelihood.of(into_cube(x)) / heat - 0.5 * (x**2).sum(axis=1)

    # No DESnookerMove: emcee 3.1.6 accepts its steps by the square root of the ratio that it should, which
    # makes a standard normal of 24 dimensions a tenth too narrow. Long steps change peaks instead.
    moves = [(emcee.moves.DEMove(), 0.9), (emcee.moves.DEMove(gamma0=1.0), 0.1)]
    sampler = emcee.EnsembleSampler(many, p, of, vectorize=True, moves=moves)
    state: Any = emcee.State(
        _begun(likelihood, many, heat, rng), random_state=np.random.RandomState(seed).get_state()
    )
    sampler.run_mcmc(state, steps, progress=False)
    chain = np.asarray(sampler.get_chain(discard=steps // 2))  # (steps, walkers, p)
    with np.errstate(all="ignore"):
        slow = float(np.max(emcee.autocorr.integrated_time(chain, tol=0, quiet=True)))
    flat = chain.reshape(-1, p)
    chosen = rng.choice(len(flat), size=draws, replace=len(flat) < draws)
    return Sampled(
        into_cube(flat[chosen]), float(np.mean(sampler.acceptance_fraction)), slow, steps, many
    )  # fmt: skip


def _begun(likelihood: Likelihood, many: int, heat: float, rng: np.random.Generator) -> F64:
    """Return where walkers begin, shape (many, p): about the peaks that climbs from likely points of the
    prior come to, as spread as the posterior is there, each peak with its share of the whole.

    Walkers that begin where they are to end up need not wander there: a chain of a few hundred steps then
    tells as much as one of thousands.
    """
    p = len(likelihood.problem.prior.names)
    points = sobol(SOUGHT, p, int(rng.integers(1 << 31)))
    best = np.argsort(-likelihood.of(points))[:CLIMBS]
    peaks = [_climbed(likelihood, start, heat) for start in onto_line(points[best])]
    heights = np.array([one.height for one in peaks])
    share = np.exp(heights - heights.max())
    chosen = rng.choice(len(peaks), size=many, p=share / share.sum())
    away = rng.standard_normal((many, p))
    found: F64 = np.array([peaks[k].at + peaks[k].root @ one for k, one in zip(chosen, away, strict=True)])
    return found


@dataclass(frozen=True)
class _Peak:
    """A peak of the posterior: where, a root of its covariance there, and its logarithmic mass."""

    at: F64
    root: F64
    height: float


def _climbed(likelihood: Likelihood, start: F64, heat: float) -> _Peak:
    """Return the peak above `start` by damped Gauss-Newton steps: the posterior is a sum of squares."""
    p = len(start)

    def height(x: F64) -> float:
        return float(likelihood.of(into_cube(x[None]))[0]) / heat - 0.5 * float(x @ x)

    x, now, damp = start, height(start), 1e-2
    slope, away = _slope(likelihood, x, heat)
    for _ in range(STEPS_UP):
        inner = slope.T @ slope + np.eye(p)
        step = np.linalg.solve(inner + damp * np.diag(np.diag(inner)), -(slope.T @ away + x))
        then = height(x + step)
        if then > now:
            gained, x, now, damp = then - now, x + step, then, damp / 5
            slope, away = _slope(likelihood, x, heat)
            if gained < 1e-3:
                break
        elif damp > 1e4:
            break
        else:
            damp *= 5
    covariance = np.linalg.inv(slope.T @ slope + np.eye(p))
    root = np.linalg.cholesky(covariance)
    return _Peak(x, root, now + float(np.log(np.diag(root)).sum()))


def _slope(likelihood: Likelihood, x: F64, heat: float) -> tuple[F64, F64]:
    """Return how whitened distances from the record change with each parameter, (q, p), and they, (q,)."""
    around = np.vstack([x, x + NUDGE * np.eye(len(x)), x - NUDGE * np.eye(len(x))])
    away = likelihood.away(into_cube(around)) / np.sqrt(heat)
    p = len(x)
    slope: F64 = ((away[1 : p + 1] - away[p + 1 :]) / (2 * NUDGE)).T
    return slope, away[0]
