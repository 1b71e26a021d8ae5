"""What is inferred from what: the priors, the record's summaries and how far each may be off.

A problem knows the world its runs are of and how a run's record becomes the vector of summaries. That of
the record of Norway stands in :func:`record_problem`; tests and ``calibrate --quick`` put a synthetic
truth in its place.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from calibration.inference.priors import Prior
from calibration.library import check_tables, observers, summaries
from calibration.noise import stacked
from calibration.target import Summary
from experiments.history import WORLD, Run
from indicators.library import all_indicators, observers_of
from scenarios.scenario import BASELINE, load_scenario
from simulation.observers import Observer

F64 = npt.NDArray[np.float64]
LAST_YEAR = 2012  # of the figures that are fitted
RUN_TO = 2013  # of runs of a calibration: what they have of the year after serves a refit with it known


@dataclass(frozen=True)
class Problem:
    """One inference.

    Parameters
    ----------
    prior : Prior
        Of the parameters that are calibrated, p of them.
    summaries : tuple of Summary
        Those used, q of them.
    observed : shape (q,)
        The record, on the scale of the likelihood.
    sampling, discrepancy : shape (q, q)
        Covariances of the record's noise, and of how far the best model may stay from it.
    world, scale, last_year
        Of every run.
    """

    prior: Prior
    summaries: tuple[Summary, ...]
    observed: F64
    sampling: F64
    discrepancy: F64
    world: str = WORLD
    scale: float = 1.0
    last_year: int = LAST_YEAR

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the summaries."""
        return tuple(one.name for one in self.summaries)

    @cached_property
    def noise(self) -> F64:
        """Covariance of everything that stands between the best model's mean and the record but chance."""
        return self.sampling + self.discrepancy

    def of_run(self, overrides: dict[str, Any], seed: int) -> Run:
        """Return the run of one point of a design: the baseline, with these values from the start."""
        return Run(
            load_scenario(BASELINE),
            seed,
            self.last_year,
            self.world,
            self.scale,
            overrides=overrides,
            parameters="prior",
        )

    def kept(self, places: Sequence[int]) -> "Problem":
        """Return the problem with some of its summaries only."""
        chosen = np.asarray(places, dtype=np.int64)
        return replace(
            self,
            summaries=tuple(self.summaries[i] for i in places),
            observed=self.observed[chosen],
            sampling=self.sampling[np.ix_(chosen, chosen)],
            discrepancy=self.discrepancy[np.ix_(chosen, chosen)],
        )

    def told(self, observed: F64) -> "Problem":
        """Return the problem with another record, such as that of a synthetic truth."""
        return replace(self, observed=observed)


def wanted_observers() -> tuple[Observer, ...]:
    """Return the observers that the fit targets read: the fewer, the faster the run."""
    own = observers()
    found = {one.name: one for one in (*observers_of(all_indicators()), *own)}
    return tuple(found.values())


def record_problem(
    prior: Prior, world: str = WORLD, scale: float = 1.0, last_year: int = LAST_YEAR
) -> Problem:
    """Return the problem of fitting to the record of 2009-12, its runs to the end of `last_year`."""
    check_tables(world)
    used = summaries()
    found = stacked(used)
    return Problem(prior, used, found.y_obs, found.sampling, found.shared(), world, scale, last_year)
