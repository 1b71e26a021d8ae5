"""Draws of the posterior with emcee: many walkers that learn directions from each other."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from calibration.inference.design import sobol
from calibration.inference.likelihood import Likelihood, into_cube, onto_line

F64 = npt.NDArray[np.float64]
SOUGHT: Final = 4096  # points of the prior among which walkers begin


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

    sampler = emcee.EnsembleSampler(
        many, p, of, vectorize=True, moves=[(emcee.moves.DEMove(), 0.8), (emcee.moves.DESnookerMove(), 0.2)]
    )
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
    """Return where walkers begin: points of the prior, the likelier the more often, a little apart."""
    p = len(likelihood.problem.prior.names)
    points = sobol(SOUGHT, p, int(rng.integers(1 << 31)))
    fit = likelihood.of(points) / heat
    best = np.argsort(-fit)[: 4 * many]
    chosen = rng.choice(best, size=many, replace=False)
    return onto_line(points[chosen]) + 0.05 * rng.standard_normal((many, p))
