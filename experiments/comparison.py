"""Paired comparison: scenarios on shared chance and shared draws of the contested parameters."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from experiments.disclosure import restricted_data, restricted_inputs
from experiments.engine import Cluster, cores, in_parallel
from experiments.errors import RequestError
from experiments.history import WORLD, Run
from experiments.paired import Paired, paired_difference
from experiments.single import checked_parameters, checked_scale, checked_years, in_world, world_of
from experiments.storage import writable_folder
from experiments.store.compact import Shelf
from experiments.store.earlier import Earlier, keep_earlier
from experiments.store.study_file import Listed, StudyFile, in_use
from experiments.work import Task, found_done, measure
from indicators.indicator import Indicator, Measured
from indicators.library import headlines, indicator
from scenarios.parameters import PRIOR, default_parameters, replicate_values
from scenarios.scenario import PRESETS, Scenario, load_scenario
from scenarios.worlds import world_named
from simulation.observers import Observer
from simulation.worlds import NationalWorld, national

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
    world
        Name of the world.
    scale
        Share of persons and dwellings; below 1 it is no answer.
    earlier
        What an earlier answer of this study was made of, where a scenario has been changed since.
    path
        Folder of the results; None when nothing was written.
    per_draw
        Replicates beside each other that share a draw of the parameters.
    restricted
        Names of the restricted files it rests on: tables for others are made without small cells.
    parameters
        Where the values of replicates come from.
    """

    scenarios: tuple[str, ...]
    seeds: tuple[int, ...]
    measured: Mapping[tuple[str, int], Mapping[str, Measured]]
    found: int = 0
    path: Path | None = None
    per_draw: int = 1
    world: str = WORLD
    scale: float = 1.0
    earlier: Earlier | None = None
    restricted: tuple[str, ...] = ()
    parameters: str = PRIOR

    @property
    def data(self) -> NationalWorld:
        """The years and municipality codes of its world."""
        return national(self.world)

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
        return headlines(self.data)

    def series(self, scenario: str, name: str) -> list[float]:
        """Return an indicator in every replicate, in the order of the seeds."""
        if scenario not in self.scenarios:
            raise RequestError("not_in_study", name=scenario, known=", ".join(self.scenarios))
        key = indicator(name).name  # names the nearest when there is none
        return [self.measured[scenario, seed][key].value for seed in self.seeds]

    def difference(self, scenario: str, name: str, against: str | None = None) -> Paired:
        """Return the paired difference of one scenario from another; from the baseline if none is named."""
        return paired_difference(
            self.series(scenario, name),
            self.series(self.baseline if against is None else against, name),
            indicator(name).direction,
            per_draw=self.per_draw,
        )


def compare(
    scenarios: str | Path | Scenario | Iterable[str | Path | Scenario] = PRESETS,
    replicates: int = 8,
    workers: int | None = None,
    out: str | Path | None = None,
    progress: Progress | None = None,
    *,
    seed: int = 1,
    years: tuple[int, int] | None = None,
    world: str | None = None,
    scale: float = 1.0,
    cluster: Cluster | None = None,
    chance_per_draw: int = 1,
    baseline: str | Path | Scenario | None = None,
    observers: Iterable[Observer] = (),
    restricted: Iterable[str | Path] = (),
    parameters: str | None = None,
) -> Study:
    """Compare scenarios with the baseline of their world over paired replicates.

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
    cluster : Cluster, optional
        An existing Dask cluster; `out` must then be a folder its workers share with this machine.
    chance_per_draw : int
        Replicates beside each other that share one draw of the parameters and differ by chance only,
        which tells the two sources of spread apart.
    baseline : str, Path or Scenario, optional
        What the others are held against: the parent of one's own scenario, for one. That of the world
        when left out.
    observers : iterable of Observer
        To record beyond those of the indicators; what is measured stays the same.
    restricted : iterable of path
        Restricted files that the scenarios rest on (microdata, a target made of them): the study is
        marked, and its report and score hold small cells back. Files that say of themselves that they
        are restricted need not be named where they come with the model.
    parameters : str, optional
        ``posterior``, ``point`` or ``prior``; the posterior, where the world has one, when left out.

    Raises
    ------
    RequestError, ScenarioError, OutputError, WorkerError
        In one sentence.
    """
    if chance_per_draw < 1 or replicates % chance_per_draw:
        raise RequestError("draws", replicates=replicates, each=chance_per_draw)
    if replicates < 1 or (workers is not None and workers < 1):
        raise RequestError("no_replicate")
    named = [scenarios] if isinstance(scenarios, (str, Path, Scenario)) else scenarios
    found = [s if isinstance(s, Scenario) else load_scenario(s) for s in named]
    found = [in_world(one, world) for one in found]
    if baseline is not None:
        base = baseline if isinstance(baseline, Scenario) else load_scenario(baseline)
        found = [in_world(base, world), *found]
    where = world_of(found, world)
    usual = world_named(where).baseline
    arms = baseline_first(found, usual if baseline is None else found[0].name)
    against = "" if arms[0].name == usual else arms[0].name
    last, scale = checked_years(years, where), checked_scale(scale)
    seeds = tuple(range(seed, seed + replicates))
    draws = {one: seed + (one - seed) // chance_per_draw * chance_per_draw for one in seeds}
    kind = checked_parameters(parameters, arms[0].world)
    shared = {one: _drawn(draw, one, arms[0].world, kind) for one, draw in draws.items()}
    more = tuple(observers)
    runs = [
        Run(arm, one, last, where, scale, overrides=shared[one], observers=more, parameters=kind)
        for one in seeds
        for arm in arms
    ]
    named_inputs = [Path(one) for one in restricted]
    restricted_inputs(named_inputs)  # says which is not there
    marked = tuple(dict.fromkeys((*(one.name for one in named_inputs), *restricted_data())))
    if out is None:
        study = _study(arms, seeds, runs, None, workers, progress, cluster, chance_per_draw)
        return replace(study, restricted=marked)
    name = study_name(arms, where, scale, chance_per_draw, against, of_study(kind, arms[0].world))
    folder = writable_folder(Path(out) / name).absolute()
    with in_use(folder):
        study = _study(arms, seeds, runs, folder, workers, progress, cluster, chance_per_draw, marked)
    return replace(study, path=Path(out) / folder.name)


def _drawn(draw: int, seed: int, world: str, parameters: str) -> Mapping[str, Any]:
    """Return the draw of another replicate as overrides; none for a replicate's own."""
    return {} if draw == seed else replicate_values(draw, world, parameters)


def of_study(parameters: str, world: str) -> str:
    """Return what a study's name says of where values come from: nothing for what is usual."""
    return "" if parameters == default_parameters(world) else parameters


def _study(
    arms: Sequence[Scenario],
    seeds: tuple[int, ...],
    runs: Sequence[Run],
    folder: Path | None,
    workers: int | None,
    progress: Progress | None,
    cluster: Cluster | None,
    per_draw: int,
    marked: tuple[str, ...] = (),
) -> Study:
    listed = [Listed(run.scenario.name, run.seed, run.identity()) for run in runs]
    places = [None if folder is None else folder / one.place for one in listed]
    tasks = [Task(run, place) for run, place in zip(runs, places, strict=True)]
    names = tuple(arm.name for arm in arms)
    earlier = None
    if folder is not None:
        first = runs[0]
        about = StudyFile.now(
            names, first.world, first.scale, first.last_year, listed, per_draw, marked, first.drawn_from
        )
        earlier = keep_earlier(folder, about)
        about.add_to(folder)
        marked = (StudyFile.read(folder) or about).restricted  # of an earlier answer, too
    shelf = Shelf()
    done = {i: shelf.kept(one) for i, task in enumerate(tasks) if (one := found_done(task)) is not None}
    rest = [i for i in range(len(tasks)) if i not in done]
    found = len(done)
    if progress is not None:
        progress(found, len(tasks))
    groups = [[k for k, i in enumerate(rest) if runs[i].seed == seed] for seed in seeds]
    for k, answer in in_parallel(measure, [tasks[i] for i in rest], workers or cores(), groups, cluster):
        done[rest[k]] = shelf.kept(answer)
        if progress is not None:
            progress(len(done), len(tasks))
    measured = {(runs[i].scenario.name, runs[i].seed): answer for i, answer in sorted(done.items())}
    return Study(
        names, seeds, measured, found, per_draw=per_draw, world=runs[0].world, scale=runs[0].scale,
        earlier=earlier, restricted=marked, parameters=runs[0].drawn_from,
    )  # fmt: skip


def study_name(
    arms: Sequence[Scenario],
    world: str,
    scale: float,
    per_draw: int = 1,
    against: str = "",
    parameters: str = "",
) -> str:
    """Return the name of the study's folder; `against` names a baseline that is not the world's, and
    `parameters` where values come from when that is not usual."""
    names = [arm.name for arm in arms]
    name = "presets" if set(names) == set(PRESETS) else "-".join(names[1:] or names)[:80]
    name += f"-against-{against}"[:80] if against else ""
    name += "" if world == WORLD else f"-{world}"
    name += "" if per_draw == 1 else f"-{per_draw}-per-draw"
    name += f"-{parameters}" if parameters else ""
    return name if scale == 1.0 else f"{name}-scale-{scale:g}"


def baseline_first(found: Sequence[Scenario], name: str) -> list[Scenario]:
    """Return scenarios with the baseline before them, whether it was among them or not.

    Raises
    ------
    RequestError
        If two of them share a name and differ.
    """
    named: dict[str, Scenario] = {}
    for scenario in found:
        if named.setdefault(scenario.name, scenario) != scenario:
            raise RequestError("same_name", name=scenario.name)
    baseline = named.pop(name, None) or load_scenario(name)
    return [baseline, *named.values()]


def plain(measured: Measured) -> dict[str, Any]:
    """Return a measured indicator ready for JSON."""
    return {
        "value": measured.value,
        "by_year": {str(year): value for year, value in measured.by_year.items()},
        "parts": dict(measured.parts),
    }
