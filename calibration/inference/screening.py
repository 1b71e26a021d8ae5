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
from calibration.inference.waves import Design, Progress, Wave, run_wave, seeds_of
from experiments.engine import Cluster
from experiments.storage import write_text
from experiments.typeset import csv_text

F64 = npt.NDArray[np.float64]
ENOUGH: Final = 0.5  # of the standard deviation of the record around the best model
SURE: Final = 4.5  # standard errors of an effect
KEPT: Final = 3.0  # of an effect that is written down
LEAST, KNOWN = 24, 0.9  # runs that must have a summary, and share of them
HALF: Final = 0.5  # between the two quantiles
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

    def only(self, names: Sequence[str]) -> "Screened":
        """Return what it found of some of the parameters, in its own order."""
        kept = [i for i, name in enumerate(self.names) if name in names]
        return Screened(
            tuple(self.names[i] for i in kept), self.summaries, self.effects[kept], self.sure[kept]
        )

    def save(self, path: Path) -> None:
        """Write the effects that are hardly chance, and every candidate at least once."""
        rows = []
        for i, name in enumerate(self.names):
            found = [
                {"parameter": name, "summary": summary, "effect": f"{effect:.4g}", "sure": f"{sure:.4g}"}
                for summary, effect, sure in zip(
                    self.summaries, self.effects[i].tolist(), self.sure[i].tolist(), strict=True
                )
                if abs(sure) >= KEPT
            ]
            rows += found or [{"parameter": name, "summary": "", "effect": "0", "sure": "0"}]
        write_text(path, csv_text(rows))

    @classmethod
    def read(cls, path: Path) -> "Screened":
        """Return what :meth:`save` wrote; effects that were not kept are none."""
        import csv

        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        names = tuple(dict.fromkeys(row["parameter"] for row in rows))
        summaries = tuple(dict.fromkeys(row["summary"] for row in rows if row["summary"]))
        effects, sure = (np.zeros((len(names), len(summaries))) for _ in range(2))
        for row in rows:
            if row["summary"]:
                where = names.index(row["parameter"]), summaries.index(row["summary"])
                effects[where], sure[where] = float(row["effect"]), float(row["sure"])
        return cls(names, summaries, effects, sure)


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
    wave = run_wave(
        problem, design, seeds_of(len(design), seed, Design.SCREENING), folder, workers, progress, cluster
    )
    return effects_of(problem, wave)


def effects_of(problem: Problem, wave: Wave) -> Screened:
    """Return the main effects of a two-level wave; it may be a part of the design.

    Of a part the columns are no longer orthogonal: the largest effect is taken out first, then the
    largest of what is left, as long as one is no chance.
    """
    p, q = wave.theta.shape[1], wave.y.shape[1]
    effects, sure = np.zeros((p, q)), np.zeros((p, q))
    for j in range(q):
        known = np.isfinite(wave.y[:, j])
        y = wave.y[known, j]
        if len(y) < LEAST or len(y) < KNOWN * len(wave) or y.std() == 0:
            continue
        signs = np.where(wave.theta[known] > HALF, 1.0, -1.0)
        found, error = one_by_one(signs, y)
        chance = error * np.sqrt(len(y)) / 2.0  # of one run
        sure[:, j] = found / error
        effects[:, j] = found / np.sqrt(problem.noise[j, j] + chance**2)
    return Screened(problem.prior.names, problem.names, effects, sure)


def one_by_one(signs: F64, y: F64) -> tuple[F64, float]:
    """Return effects (change from -1 to 1), shape (p,), and their standard error.

    Parameters
    ----------
    signs : shape (n, p)
        -1 or 1.
    y : shape (n,)
    """
    n, p = signs.shape
    chosen: list[int] = []
    rest = y - y.mean()
    while True:
        marginal = 2.0 * (signs * rest[:, None]).mean(axis=0)
        marginal[chosen] = 0.0
        error = max(2.0 * float(rest.std()) / np.sqrt(n - len(chosen) - 1), 1e-12)
        best = int(np.argmax(np.abs(marginal)))
        if len(chosen) >= n // 4 or abs(marginal[best]) < SURE * error:
            break
        chosen.append(best)
        terms = np.column_stack([np.ones(n), signs[:, chosen]])
        weights = np.linalg.lstsq(terms, y, rcond=None)[0]
        rest = y - terms @ weights
    effects = marginal
    if chosen:
        effects[chosen] = 2.0 * weights[1:]
    return effects, error
