"""Runs for sensitivity: every parameter that varies, spread over its prior, and what each run gave.

A tidy table, one row a run: what was put in, and every headline that came out. Scenario discovery
elsewhere (PRIM, trees) can begin from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from calibration.inference.design import sobol
from calibration.inference.priors import Prior, as_overrides, chosen
from data.posterior import posterior
from experiments.history import WORLD, Run
from experiments.single import checked_scale, checked_world, checked_years, in_world, world_of
from experiments.storage import read_manifest, write_text
from experiments.verdicts.pool import Pool
from indicators.library import headlines
from scenarios.parameters import PRIOR, drawn_parameters
from scenarios.scenario import Scenario, load_scenario
from scenarios.worlds import world_named

if TYPE_CHECKING:
    import pandas as pd

    from experiments.store.saved import SavedStudy

F64 = npt.NDArray[np.float64]
SEEDS: Final = 8  # of chance, used again and again over a design


@dataclass(frozen=True)
class Experiments:
    """Runs, what went in and what came out.

    Parameters
    ----------
    prior : Prior
        Parameters that vary.
    theta : shape (n, p)
        Quantiles of their priors.
    outcomes : tuple of str
        Headlines.
    y : shape (n, q)
        Of the scenario less the baseline, or of the baseline itself.
    seeds : shape (n,)
    scenario : str
        Empty: levels of the baseline.
    world : str
    scale : float
    parameters : str
        Where the values of the runs come from.
    """

    prior: Prior
    theta: F64
    outcomes: tuple[str, ...]
    y: F64
    seeds: npt.NDArray[np.int64]
    scenario: str
    world: str
    scale: float
    parameters: str = PRIOR

    def table(self) -> "pd.DataFrame":
        """Return one row a run: seed, parameters by name, headlines by name."""
        import pandas as pd

        values = pd.DataFrame(self.prior.values(self.theta), columns=list(self.prior.names))
        found = pd.DataFrame(self.y, columns=[f"outcome:{name}" for name in self.outcomes])
        return pd.concat([pd.Series(self.seeds, name="seed"), values, found], axis=1)

    def csv(self) -> str:
        """Return the table as CSV."""
        return str(self.table().to_csv(index=False, lineterminator="\n"))

    def save(self, folder: Path) -> tuple[Path, Path]:
        """Write the table as CSV and as Parquet, each whole or not at all."""
        import io

        table = self.table()
        kept = io.BytesIO()
        table.to_parquet(kept, index=False)
        paths = folder / "experiments.csv", folder / "experiments.parquet"
        write_text(paths[0], self.csv())
        write_text(paths[1], kept.getvalue())
        return paths


def varying(world: str) -> Prior:
    """Return the priors of all that differs between replicates: drawn, or calibrated."""
    found = posterior(world)
    names = {one.name for one in drawn_parameters(world)} | (set() if found is None else set(found.names))
    return chosen(sorted(names), world)


def asked_about(scenario: str | None, world: str | None) -> tuple[Scenario | None, str]:
    """Return the scenario whose differences are asked for, if any, and the world of all runs."""
    arm = None if scenario is None else in_world(load_scenario(scenario), world)
    of = arm or load_scenario(world_named(checked_world(world or WORLD)).baseline)
    return arm, world_of([of], world)


def run_experiments(
    scenario: str | None,
    n: int,
    pool: Pool,
    *,
    seed: int = 1,
    world: str | None = None,
    scale: float = 1.0,
) -> Experiments:
    """Run a Sobol design of every parameter that varies.

    Parameters
    ----------
    scenario : str, optional
        Whose differences from the baseline are looked at; the baseline's own levels when left out.
    n : int
        Points of the design: so many runs, twice as many with a scenario.
    pool : Pool
        Where runs are made and found.
    """
    arm, where = asked_about(scenario, world)
    base = load_scenario(world_named(where).baseline)
    last, share = checked_years(None, where), checked_scale(scale)
    prior = varying(base.world)
    theta = sobol(n, len(prior.names), seed)
    seeds = shared_seeds(n, seed)
    arms = [base] if arm is None else [base, arm]
    runs = [
        Run(
            one, int(each), last, where, share,
            overrides=given, parameters=PRIOR,
        )
        for given, each in zip(as_overrides(prior, theta), seeds, strict=True)
        for one in arms
    ]  # fmt: skip
    pool.expect(len(runs))
    names = tuple(one.name for one in headlines(world_named(where).data))
    measured = pool.measured(runs)
    found = np.array([[one[name].value for name in names] for one in measured], dtype=np.float64)
    found = found.reshape(n, len(arms), len(names))
    y = found[:, 0] if arm is None else found[:, 1] - found[:, 0]
    return Experiments(prior, theta, names, y, seeds, "" if arm is None else arm.name, where, share)


def shared_seeds(n: int, first: int) -> npt.NDArray[np.int64]:
    """Return the seeds of a design's runs: the same few, each as often, in an order drawn for every few.

    What a seed does to all its runs can then be taken out before anything is ranked. (A calibration must not:
    there chance is what the record is to be told from, and a few seeds show too little of it.) In turn, seeds
    would go with the first parameters of a Sobol sequence, whose points are regular in the same way. A longer
    design begins with the seeds of the shorter.
    """
    generator = np.random.default_rng(first)
    blocks = [generator.permutation(SEEDS) for _ in range(-(-n // SEEDS))]
    return first + np.concatenate([*blocks, np.zeros(0, dtype=np.int64)])[:n].astype(np.int64)


def of_study(study: "SavedStudy") -> Experiments:
    """Return the runs of a study that is there: the draws of its replicates and its last scenario's
    difference from its first.

    Raises
    ------
    RequestError
        If no replicate is whole.
    """
    compared = study.comparison()
    drawn = _drawn(study, compared.baseline)
    seeds = [one for one in compared.seeds if one in drawn]
    names = sorted(set.intersection(*(set(drawn[one]) for one in seeds)) if seeds else set())
    prior = chosen(names, load_scenario(compared.baseline).world)
    values = np.array([[drawn[one][name] for name in names] for one in seeds], dtype=np.float64)
    outcomes = tuple(one.name for one in compared.indicators)
    arm = compared.arms[-1] if compared.arms else ""

    def of(scenario: str) -> F64:
        measured = [compared.measured[scenario, one] for one in seeds]
        return np.array([[row[name].value for name in outcomes] for row in measured], dtype=np.float64)

    y = of(arm) - of(compared.baseline) if arm else of(compared.baseline)
    theta = np.clip(prior.quantiles(values), 0.0, 1.0)
    return Experiments(
        prior, theta, outcomes, y, np.array(seeds, dtype=np.int64), arm, compared.world, compared.scale,
        compared.parameters,
    )  # fmt: skip


def _drawn(study: "SavedStudy", baseline: str) -> Mapping[int, Mapping[str, float]]:
    found: dict[int, Mapping[str, float]] = {}
    for run in study.done:
        if run.scenario == baseline:
            said = read_manifest(study.path / run.place) or {}
            found[run.seed] = dict(said.get("drawn", {}))
    return found
