"""A refit with 2013 known, from which the years after it are forecast.

The runs of the calibration live through 2013 (:mod:`calibration.inference.later`). Here the country's 2013,
which is held out, joins the summaries of the fit, emulated from those same runs, and draws are made again.
They lie beside the posterior under a name of their own: no scenario and no validation ever uses them.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from calibration.inference.calibrate import KNOWN, Budget, Fit, local_error, points_of
from calibration.inference.emulator import Emulator, chance_of, learn
from calibration.inference.keep import origin, parameter_rows, save
from calibration.inference.later import LATER
from calibration.inference.likelihood import Likelihood
from calibration.inference.problem import Problem
from calibration.inference.sampling import sample
from calibration.library import target
from calibration.noise import stacked
from calibration.target import Summary, Vector, back
from calibration.validation.door import judged
from data.posterior import Posterior, posterior

REFITTED: Final = "norway-2013-with-2013"  # as the world of a posterior is named


def known_2013() -> tuple[Summary, ...]:
    """Return the country's 2013 as summaries, in the order of :data:`calibration.inference.later.LATER`.

    Each goes with those of its target in the years of the fit: what keeps the best model from one of them
    keeps it from the next.
    """
    found = []
    for one in map(target, LATER):
        (cell,) = judged(one)
        name = one.name.removesuffix("_held_out")
        found.append(
            Summary(
                f"{name}:{cell.year}", name, one.transform, cell.value, cell.se, one.discrepancy, _only_cell
            )
        )
    return tuple(found)


def _only_cell(cells: Vector) -> float:
    return float(cells[0])


def with_2013(problem: Problem) -> Problem:
    """Return a problem that knows the country's 2013 as well."""
    more = known_2013()
    whole = stacked((*problem.summaries, *more))
    observed = np.concatenate([problem.observed, whole.y_obs[-len(more) :]])
    return replace(
        problem,
        summaries=(*problem.summaries, *more),
        observed=observed,
        sampling=whole.sampling,
        discrepancy=whole.shared(),
    )


def refit(fit: Fit, budget: Budget) -> Fit:
    """Return the fit with 2013 known: another problem, emulator, likelihood and draws; the same runs.

    Parameters
    ----------
    fit : Fit
        Of the record, its runs with what they have of 2013.
    budget : Budget
        It was made with.

    Raises
    ------
    ValueError
        If its runs have too little of 2013: an emulator of nothing would be taken for one without error.
    """
    from threadpoolctl import threadpool_limits

    both = fit.first.with_more(fit.second)
    if both.later.shape[1] != len(LATER) or (np.isfinite(both.later).mean(axis=0) < KNOWN).any():
        raise ValueError(
            "The runs of the calibration do not live through 2013: it cannot be refitted with it."
        )
    with threadpool_limits(1):  # as in the calibration: the same draws to the last digit
        chance = chance_of(fit.first.later, points_of(budget))
        later = learn(both.theta, both.later, chance)
        emulator = Emulator((*fit.emulator.columns, *later.columns), fit.emulator.theta)
        problem = with_2013(fit.problem)
        likelihood = Likelihood(problem, emulator, local_error(problem, emulator))
        sampled = sample(likelihood, budget.draws, steps=budget.steps, seed=fit.seed)
    return replace(
        fit,
        problem=problem,
        emulator=emulator,
        likelihood=likelihood,
        sampled=sampled,
        chance=np.concatenate([fit.chance, chance]),
    )


def manifest(fit: Fit, budget: Budget, more: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is said of the draws of a refit."""
    return {
        **origin(fit, budget, REFITTED),
        # the check by ABC is one of the fit without 2013
        "parameters": [
            {name: value for name, value in row.items() if not name.startswith("abc_")}
            for row in parameter_rows(fit)
        ],
        "known": known_rows(fit),
        **more,
    }


def known_rows(fit: Fit) -> list[dict[str, Any]]:
    """Return what the emulator says of 2013 over the draws beside the record, on the natural scale."""
    count = len(LATER)
    columns = fit.emulator.predict(fit.sampled.theta)[:, -count:]
    rows = []
    for i, one in enumerate(fit.problem.summaries[-count:]):
        middle, low, high = (
            back(one.transform, float(at)) for at in np.quantile(columns[:, i], [0.5, 0.05, 0.95])
        )
        quality = fit.emulator.columns[-count + i]
        rows.append(
            {
                "name": one.name,
                "record": one.value,
                "emulator": [low, middle, high],
                "explained": quality.explained,
            }
        )
    return rows


def save_refit(fit: Fit, said: Mapping[str, Any], folder: Path) -> tuple[Path, Path]:
    """Write draws and manifest; return their paths."""
    return save(fit, said, REFITTED, folder)


def refitted(folder: Path | None = None) -> Posterior | None:
    """Return the draws of the refit, those that ship or of a folder; None when there are none.

    Raises
    ------
    DataError
        If they are there and damaged.
    """
    return posterior(REFITTED, folder)
