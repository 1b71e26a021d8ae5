"""One run of one scenario with one seed."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from agents.kinds import END_MONTH, FIRST_YEAR, MONTHS_PER_YEAR, START_MONTH
from agents.parameters import Values
from experiments.errors import RequestError
from experiments.storage import RECORD, RESOLVED, identity, is_done, writable_folder, write_json
from indicators.indicator import Measured
from indicators.library import all_indicators, indicator, observers_of
from scenarios.scenario import BASELINE, Scenario, load_scenario
from simulation.observers import Observer
from simulation.recorder import Record, Recorder, RecordError, read_record
from simulation.world import World

WORLD: Final = "norway-2013"
TINY: Final = "tiny"  # six invented municipalities, 300 persons: for tests and for a first look
TINY_SHARE: Final = 300 / 110_110  # of the national figures
YEARS: Final = (FIRST_YEAR + START_MONTH // MONTHS_PER_YEAR, FIRST_YEAR + END_MONTH // MONTHS_PER_YEAR - 1)


@dataclass(frozen=True)
class Run:
    """Everything one run depends on.

    Parameters
    ----------
    scenario : Scenario
    seed : int
        Replicate seed: of all chance and of the drawn parameters.
    last_year : int
        Last calendar year to simulate.
    world : str
        ``norway-2013``, or ``tiny``: an invented world of six municipalities.
    scale : float
        Share of persons, dwellings and national figures to simulate.
    frozen : bool
        Agents answer from habit (a test of the model itself).
    knocked_out : tuple of str
        Processes that do nothing.
    overrides : mapping
        Parameter values from the first month on, in every arm.
    observers : tuple of Observer
        To record beyond those of the indicators.
    """

    scenario: Scenario
    seed: int = 1
    last_year: int = YEARS[1]
    world: str = WORLD
    scale: float = 1.0
    frozen: bool = False
    knocked_out: tuple[str, ...] = ()
    overrides: Mapping[str, Any] = field(default_factory=dict)
    observers: tuple[Observer, ...] = ()

    def resolved(self) -> dict[str, Any]:
        """Return it as plain data with every parameter value in force."""
        return self.scenario.resolved(self.seed, self.overrides) | {
            "world": self.world,
            "years": [YEARS[0], self.last_year],
            "scale": self.scale,
            "frozen": self.frozen,
            "knocked_out": list(self.knocked_out),
            "observers": [observer.as_dict() for observer in self.observers],
        }

    def identity(self) -> str:
        """Return the hash under which its result is kept."""
        return identity(self.resolved())


@dataclass(frozen=True)
class Result:
    """What one run gave; `path` is its folder, None when nothing was written."""

    run: Run
    record: Record
    path: Path | None = None

    def indicator(self, name: str) -> Measured:
        """Return one indicator by name."""
        return indicator(name).of(self.record)

    def indicators(self) -> dict[str, Measured]:
        """Return all indicators by name."""
        return {one.name: one.of(self.record) for one in all_indicators()}


def simulate(
    scenario: str | Path | Scenario = BASELINE,
    seed: int = 1,
    years: tuple[int, int] = YEARS,
    out: str | Path | None = None,
    world: str = WORLD,
    *,
    scale: float = 1.0,
    frozen: bool = False,
    knocked_out: Iterable[str] = (),
    overrides: Mapping[str, Any] | None = None,
    observers: Iterable[Observer] = (),
) -> Result:
    """Run one scenario once.

    Parameters
    ----------
    scenario : str, Path or Scenario
        Name of the library, a file, or a scenario.
    seed : int
        Replicate seed.
    years : (int, int)
        First and last calendar year; the first is always 2009.
    out : path, optional
        Folder for the result; in memory when left out.
    world : str
        The start: ``norway-2013``, or the invented world ``tiny``.
    scale, frozen, knocked_out, overrides, observers
        See :class:`Run`.

    Raises
    ------
    RequestError, ScenarioError, OutputError
        In one sentence.
    """
    run = Run(
        scenario if isinstance(scenario, Scenario) else load_scenario(scenario),
        seed,
        checked_years(years),
        checked_world(world),
        checked_scale(scale),
        frozen,
        tuple(knocked_out),
        dict(overrides or {}),
        tuple(observers),
    )
    return carry_out(run, None if out is None else writable_folder(Path(out)))


def checked_years(years: tuple[int, int]) -> int:
    """Return the last year, or say which years there are."""
    first, last = years
    if first != YEARS[0] or not YEARS[0] <= last <= YEARS[1]:
        raise RequestError(
            f"The years {first}-{last} cannot be run: a run begins in {YEARS[0]} and ends by {YEARS[1]}."
        )
    return last


def checked_world(world: str) -> str:
    """Return the name of the world, or say which there are."""
    if world not in (WORLD, TINY):
        raise RequestError(f"There is no world named {world!r}; there are {WORLD} and {TINY}.")
    return world


def checked_scale(scale: float) -> float:
    """Return the scale, or say what it may be."""
    if not 0.0 < scale <= 1.0:
        raise RequestError(f"The scale {scale} is outside 0 to 1.")
    return scale


def carry_out(run: Run, folder: Path | None = None) -> Result:
    """Run it, or read its result when the folder holds the whole of it already."""
    if folder is not None and is_done(folder, run.identity()):
        try:
            return Result(run, read_record(folder / RECORD), folder)
        except RecordError:
            pass  # damaged: run it again
    began = time.perf_counter()
    observers = observers_of(all_indicators())
    extra = tuple(one for one in run.observers if one not in observers)
    resolved = run.resolved()
    meta = {"identity": run.identity(), "scenario": run.scenario.name, "seed": run.seed}
    if folder is not None:
        write_json(folder / RESOLVED, resolved)
    path = None if folder is None else folder / RECORD
    with Recorder(path, (*observers, *extra), meta) as recorder:
        _live(run, recorder)
    record = recorder.record() if path is None else read_record(path)
    if folder is not None:
        write_json(folder / "time.json", {"seconds": round(time.perf_counter() - began, 2)})
    return Result(run, record, folder)


def _live(run: Run, recorder: Recorder) -> None:
    from simulation.model import Phase, SettlementModel

    phases = [Phase(month, values) for month, values in run.scenario.phases(run.seed, run.overrides)]
    tiny = run.world == TINY
    model = SettlementModel(
        _start(run, phases[0].values),
        phases,
        run.seed,
        start=START_MONTH if tiny else 0,
        frozen=run.frozen,
        knocked_out=run.knocked_out,
        salt=run.scenario.salt,
        salt_month=run.scenario.policy_month,
        population_scale=run.scale * (TINY_SHARE if tiny else 1.0),
        recorder=recorder,
    )
    model.run_to((run.last_year + 1 - FIRST_YEAR) * MONTHS_PER_YEAR)


def _start(run: Run, values: Values) -> World:
    if run.world == TINY:
        from simulation.start.tiny import tiny_world

        return tiny_world(run.seed, month=START_MONTH)
    from simulation.start.build import national_world

    return national_world(values, run.seed, run.scale)
