"""Paired comparison: scenarios on shared chance and shared draws of the contested parameters."""

import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from experiments.errors import RequestError
from experiments.history import WORLD, YEARS, Run
from experiments.paired import Paired, paired_difference
from experiments.single import carry_out, checked_scale, checked_years, world_of
from experiments.storage import is_done, writable_folder
from experiments.workers import cores, in_parallel
from indicators.indicator import Indicator, Measured
from indicators.library import headlines, indicator
from scenarios.scenario import BASELINE, PRESETS, Scenario, load_scenario

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Study:
    """What a comparison gave.

    Attributes
    ----------
    scenarios
        Names, the baseline first.
    seeds
        Replicate seeds, shared by all scenarios.
    measured
        Indicators by (scenario, seed) and name.
    found
        Runs that were there already.
    path
        Folder of the results; None when nothing was written.
    """

    scenarios: tuple[str, ...]
    seeds: tuple[int, ...]
    measured: Mapping[tuple[str, int], Mapping[str, Measured]]
    found: int = 0
    path: Path | None = None

    @property
    def baseline(self) -> str:
        """Name of the scenario all others are held against."""
        return self.scenarios[0]

    @property
    def arms(self) -> tuple[str, ...]:
        """Names of the scenarios that are compared with the baseline."""
        return self.scenarios[1:]

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The headline indicators in the order of tables."""
        return headlines()

    def series(self, scenario: str, name: str) -> list[float]:
        """Return an indicator in every replicate, in the order of the seeds."""
        if scenario not in self.scenarios:
            raise RequestError(f"The study has no scenario {scenario!r}; it has {', '.join(self.scenarios)}.")
        key = indicator(name).name  # names the nearest when there is none
        return [self.measured[scenario, seed][key].value for seed in self.seeds]

    def difference(self, scenario: str, name: str) -> Paired:
        """Return the paired difference of one scenario from the baseline."""
        return paired_difference(
            self.series(scenario, name), self.series(self.baseline, name), indicator(name).direction
        )


def compare(
    scenarios: str | Path | Scenario | Iterable[str | Path | Scenario] = PRESETS,
    replicates: int = 8,
    workers: int | None = None,
    out: str | Path | None = None,
    progress: Progress | None = None,
    *,
    seed: int = 1,
    years: tuple[int, int] = YEARS,
    world: str | None = None,
    scale: float = 1.0,
) -> Study:
    """Compare scenarios with ``baseline-2013`` over paired replicates.

    Replicate r of every scenario has the seed ``seed + r``, and with it the same chance and the
    same draws of the contested parameters. Runs found complete in `out` are not made again.

    Parameters
    ----------
    scenarios : str, Path or Scenario, or several
        The baseline is added when it is not among them.
    replicates : int
    workers : int, optional
        Processes; all cores when left out.
    out : path, optional
        Folder for the results; nothing is kept when left out.
    progress : callable, optional
        Called with (runs done, runs in all).
    seed, years, world, scale
        See :func:`experiments.simulate`.

    Raises
    ------
    RequestError, ScenarioError, OutputError, WorkerError
        In one sentence.
    """
    if replicates < 1 or (workers is not None and workers < 1):
        raise RequestError("A comparison needs at least one replicate and one worker.")
    named = [scenarios] if isinstance(scenarios, (str, Path, Scenario)) else scenarios
    arms = _baseline_first([s if isinstance(s, Scenario) else load_scenario(s) for s in named])
    where = world_of(arms, world)
    last, scale = checked_years(years, where), checked_scale(scale)
    seeds = tuple(range(seed, seed + replicates))
    runs = [Run(arm, one, last, where, scale) for one in seeds for arm in arms]
    if out is None:
        with tempfile.TemporaryDirectory(prefix="bosetting-") as passing:
            return _study(arms, seeds, runs, Path(passing), workers, progress, kept=False)
    folder = writable_folder(Path(out) / study_name(arms, where, scale))
    return _study(arms, seeds, runs, folder, workers, progress, kept=True)


def _study(
    arms: Sequence[Scenario],
    seeds: tuple[int, ...],
    runs: Sequence[Run],
    folder: Path,
    workers: int | None,
    progress: Progress | None,
    kept: bool,
) -> Study:
    tasks = [(run, folder / run.scenario.name / str(run.seed)) for run in runs]
    found = sum(is_done(where, run.identity()) for run, where in tasks)
    measured: dict[tuple[str, int], Mapping[str, Measured]] = {}
    if progress is not None:
        progress(0, len(tasks))
    groups = [[i for i, run in enumerate(runs) if run.seed == seed] for seed in seeds]
    for index, answer in in_parallel(measure, tasks, workers or cores(), groups):
        measured[runs[index].scenario.name, runs[index].seed] = answer
        if progress is not None:
            progress(len(measured), len(tasks))
    return Study(tuple(arm.name for arm in arms), seeds, measured, found, folder if kept else None)


def measure(task: tuple[Run, Path]) -> dict[str, Measured]:
    """Carry out one run in its folder and return its indicators (the work of a worker)."""
    run, folder = task
    return carry_out(run, writable_folder(folder), share_history=True).indicators()


def study_name(arms: Sequence[Scenario], world: str, scale: float) -> str:
    """Return the name of the study's folder."""
    names = [arm.name for arm in arms]
    name = "presets" if set(names) == set(PRESETS) else "-".join(names[1:] or names)[:80]
    name += "" if world == WORLD else f"-{world}"
    return name if scale == 1.0 else f"{name}-scale-{scale:g}"


def _baseline_first(found: list[Scenario]) -> list[Scenario]:
    named: dict[str, Scenario] = {}
    for scenario in found:
        if named.setdefault(scenario.name, scenario) != scenario:
            raise RequestError(f"Two different scenarios are named {scenario.name!r}; give one another name.")
    baseline = named.pop(BASELINE, None) or load_scenario(BASELINE)
    return [baseline, *named.values()]


def plain(measured: Measured) -> dict[str, Any]:
    """Return a measured indicator ready for JSON."""
    return {
        "value": measured.value,
        "by_year": {str(year): value for year, value in measured.by_year.items()},
        "parts": dict(measured.parts),
    }
