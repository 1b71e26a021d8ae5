"""Screening: which parameters move any figure of the record, and are therefore calibrated.

All candidates switch at once between two quantiles of their priors, in an orthogonal design. A parameter
is calibrated when it moves a summary by at least half of what the record may be off by, and by so much
more than chance that it would hardly happen to one of all parameters and summaries. The rest keep what
they had: a draw from the prior, or their fixed value.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from calibration.inference.design import two_levels
from calibration.inference.problem import Problem
from calibration.inference.waves import Progress, Wave, run_wave, seeds_of
from experiments.engine import Cluster
from experiments.storage import write_text
from experiments.typeset import csv_text

F64 = npt.NDArray[np.float64]
ENOUGH: Final = 0.5  # of the standard deviation of the record around the best model
SURE: Final = 4.5  # standard errors of an effect
MOST: Final = 24  # parameters: as many as a few hundred runs can tell apart


@dataclass(frozen=True)
class Screened:
    """What screening found.

    Parameters
    ----------
    names, summaries : tuples of str
        p candidates and q summaries.
    effects : shape (p, q)
        Change of a summary from the low to the high quantile, in standard deviations of the record
        around the best model (noise, discrepancy and chance).
    sure : shape (p, q)
        The same in standard errors.
    """

    names: tuple[str, ...]
    summaries: tuple[str, ...]
    effects: F64
    sure: F64

    @property
    def strength(self) -> F64:
        """The largest effect of each parameter that is no chance, shape (p,)."""
        counted: F64 = np.where(np.abs(self.sure) >= SURE, np.abs(self.effects), 0.0)
        return counted.max(axis=1)

    def chosen(self, most: int = MOST) -> tuple[str, ...]:
        """Return the parameters to calibrate, by name; of too many those that move most."""
        strength = self.strength
        order = [int(i) for i in np.argsort(-strength, kind="stable") if strength[i] >= ENOUGH]
        return tuple(sorted(self.names[i] for i in order[:most]))

    def save(self, path: Path) -> None:
        """Write one row a parameter and summary."""
        rows = [
            {"parameter": name, "summary": summary, "effect": repr(effect), "sure": repr(sure)}
            for i, name in enumerate(self.names)
            for summary, effect, sure in zip(
                self.summaries, self.effects[i].tolist(), self.sure[i].tolist(), strict=True
            )
        ]
        write_text(path, csv_text(rows))

    @classmethod
    def read(cls, path: Path) -> "Screened":
        """Return what :meth:`save` wrote."""
        import pandas as pd

        rows = pd.read_csv(path)
        names, summaries = tuple(rows["parameter"].unique()), tuple(rows["summary"].unique())
        shape = len(names), len(summaries)
        return cls(
            names, summaries, rows["effect"].to_numpy().reshape(shape), rows["sure"].to_numpy().reshape(shape)
        )


def screen(
    problem: Problem,
    folder: Path | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
    cluster: Cluster | None = None,
    seed: int = 1,
) -> Screened:
    """Run the screening design of all parameters of a problem, and say what moves what."""
    design = two_levels(len(problem.prior.names), seed)
    wave = run_wave(problem, design, seeds_of(len(design), seed), folder, workers, progress, cluster)
    return effects_of(problem, wave)


def effects_of(problem: Problem, wave: Wave) -> Screened:
    """Return the main effects of a two-level wave."""
    high = wave.theta > 0.5
    p, q = wave.theta.shape[1], wave.y.shape[1]
    effects, sure = np.zeros((p, q)), np.zeros((p, q))
    for j in range(q):
        known = np.isfinite(wave.y[:, j])
        y = wave.y[known, j]
        if len(y) < p / 2 or y.std() == 0:
            continue
        for i in range(p):
            up = high[known, i]
            if up.any() and not up.all():
                effects[i, j] = y[up].mean() - y[~up].mean()
        error = pseudo_error(effects[:, j])
        chance = error * np.sqrt(len(y)) / 2.0  # of one run
        sure[:, j] = effects[:, j] / error if error > 0 else 0.0
        effects[:, j] /= np.sqrt(problem.noise[j, j] + chance**2)
    return Screened(problem.prior.names, problem.names, effects, sure)


def pseudo_error(effects: Sequence[float] | F64) -> float:
    """Return the standard error of effects of which most are none (Lenth 1989)."""
    size = np.abs(np.asarray(effects, dtype=np.float64))
    first = 1.5 * float(np.median(size))
    small = size[size < 2.5 * first]
    return 1.5 * float(np.median(small)) if len(small) else first
