"""One run of one scenario with one seed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from experiments.errors import RequestError
from experiments.history import WORLD, Run, live
from experiments.storage import RECORD, identity, is_done, writable_folder
from experiments.store.manifest import Effort, manifest
from experiments.store.measured import INDICATORS, write_measured
from indicators.indicator import Measured
from indicators.library import all_indicators, indicator
from scenarios.parameters import PARAMETERS, POSTERIOR, default_parameters
from scenarios.scenario import BASELINE, Scenario, load_scenario
from scenarios.sentences import nearest
from scenarios.worlds import WORLDS, WorldError, world_named, world_names
from simulation.observers import Observer
from simulation.recorder import Record, Recorder, RecordError, read_record


@dataclass(frozen=True)
class Result:
    """What one run gave; `path` is its folder, None when nothing was written.

    `measured` holds the indicators where they were computed on the way to disk.
    """

    run: Run
    record: Record
    path: Path | None = None
    measured: Mapping[str, Measured] | None = field(default=None, repr=False)

    def indicator(self, name: str) -> Measured:
        """Return one indicator by name."""
        return indicator(name).of(self.record)

    def indicators(self) -> Mapping[str, Measured]:
        """Return all indicators by name."""
        return _indicators(self.record) if self.measured is None else self.measured


def simulate(
    scenario: str | Path | Scenario = BASELINE,
    seed: int = 1,
    years: tuple[int, int] | None = None,
    out: str | Path | None = None,
    world: str | None = None,
    *,
    scale: float = 1.0,
    frozen: bool = False,
    knocked_out: Iterable[str] = (),
    overrides: Mapping[str, Any] | None = None,
    observers: Iterable[Observer] = (),
    parameters: str | None = None,
) -> Result:
    """Run one scenario once.

    Parameters
    ----------
    scenario : str, Path or Scenario
        Name of the library, a file, or a scenario.
    seed : int
        Replicate seed.
    years : (int, int)
        First and last calendar year; the first is always the world's. All its years when left out.
    out : path, optional
        Folder for the result; in memory when left out.
    world : str, optional
        A world of `scenarios/worlds.py`, ``tiny`` for a first look; the scenario's own when left out.
    scale, frozen, knocked_out, overrides, observers, parameters
        See :class:`Run`.

    Raises
    ------
    RequestError, ScenarioError, OutputError
        In one sentence.
    """
    chosen = in_world(scenario if isinstance(scenario, Scenario) else load_scenario(scenario), world)
    where = world_of([chosen], world)
    run = Run(
        chosen,
        seed,
        checked_years(years, where),
        where,
        checked_scale(scale),
        frozen,
        tuple(knocked_out),
        dict(overrides or {}),
        tuple(observers),
        checked_parameters(parameters, chosen.world),
    )
    return carry_out(run, None if out is None else writable_folder(Path(out)))


def checked_years(years: tuple[int, int] | None, world: str = WORLD) -> int:
    """Return the last year, or say which years the world has."""
    begin, end = world_named(checked_world(world)).years
    first, last = years or (begin, end)
    if first != begin or not begin <= last <= end:
        raise RequestError("years", first=first, last=last, begin=begin, end=end)
    return last


def checked_world(world: str) -> str:
    """Return the name of the world, or say which there are."""
    try:
        return world_named(world).name
    except WorldError:
        raise RequestError(
            "no_world", name=world[:80], hint=nearest(world, world_names()), known=", ".join(world_names())
        ) from None


def checked_parameters(parameters: str | None, world: str) -> str:
    """Return where the values of replicates come from: as asked, or the posterior where there is one.

    Raises
    ------
    RequestError
        If it is none of the three, or the world of the scenarios has no posterior to draw from.
    """
    if parameters is None:
        return default_parameters(world)
    if parameters not in PARAMETERS:
        raise RequestError("no_parameters", asked=parameters[:80], known=", ".join(PARAMETERS))
    if parameters == POSTERIOR and default_parameters(world) != POSTERIOR:
        raise RequestError("no_posterior", world=world)
    return parameters


def in_world(scenario: Scenario, world: str | None) -> Scenario:
    """Return the scenario; of another world's baseline, that of the world asked for."""
    if world is None or scenario.name not in {spec.baseline for spec in WORLDS}:
        return scenario
    own = world_named(checked_world(world)).baseline
    return scenario if own == scenario.name else load_scenario(own)


def world_of(scenarios: Iterable[Scenario], world: str | None = None) -> str:
    """Return the one world that scenarios are run in: the one asked for, or the one they are about.

    Raises
    ------
    RequestError
        If they are about different worlds, or about months that the world asked for has not.
    """
    chosen = list(scenarios)
    baselines = {spec.baseline for spec in WORLDS}
    about = {one.world for one in chosen if one.name not in baselines} or {one.world for one in chosen}
    if world is None and len(about) > 1:
        named = "; ".join(f"{one.name}: {one.world}" for one in chosen)
        raise RequestError("different_worlds", named=named)
    name = checked_world(world or min(about))
    spec = world_named(name)
    first, last = spec.span
    for one in chosen:
        if one.spec.data is not spec.data:
            raise RequestError(
                "other_world",
                name=one.name,
                about=one.world,
                world=name,
                first=first,
                last=last,
                baseline=spec.baseline,
            )
        if one.world != name and not spec.start <= one.branch_month < spec.end:
            raise RequestError(
                "outside_world",
                name=one.name,
                about=one.world,
                month=one.spec.text(one.branch_month),
                world=name,
                first=first,
                last=last,
            )
    return name


def checked_scale(scale: float) -> float:
    """Return the scale, or say what it may be."""
    if not 0.0 < scale <= 1.0:
        raise RequestError("scale", scale=scale)
    return scale


def carry_out(run: Run, folder: Path | None = None, *, share_history: bool = False) -> Result:
    """Run it, or read its result when the folder holds the whole of it already.

    Parameters
    ----------
    run : Run
    folder : Path, optional
        Where the result is kept.
    share_history : bool
        Branch at the policy date from a history that the runs of one replicate share: the same
        bits, sooner, at the price of keeping the state of one run.
    """
    resolved = run.resolved()
    name = identity(resolved)
    if folder is not None and is_done(folder, name):
        try:
            return Result(run, read_record(folder / RECORD), folder)
        except RecordError:
            pass  # damaged: run it again
    effort = Effort()
    meta = {
        "identity": name,
        "scenario": run.scenario.name,
        "seed": run.seed,
        "years": resolved["years"],
        "world": run.world,
    }
    if folder is None:
        with Recorder(None, run.all_observers(), meta) as recorder:
            live(run, recorder, share_history)
        return Result(run, recorder.record())
    kept: list[Result] = []

    def completing(record: Record) -> dict[str, Any]:
        measured = _indicators(record)
        kept.append(Result(run, record, folder, measured))
        files = {INDICATORS: write_measured(folder, measured)}
        about = manifest(meta["identity"], resolved, run.drawn())
        return {**about, **effort.facts(), "files": files}

    with Recorder(folder / RECORD, run.all_observers(), meta, completing=completing) as recorder:
        live(run, recorder, share_history)
    return kept[0]


def _indicators(record: Record) -> dict[str, Measured]:
    return {one.name: one.of(record) for one in all_indicators()}
