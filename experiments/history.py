"""How a run is lived: from the start to the last month, or branching from a shared history.

Until its policy date, or its first shock, a scenario is the same history as the baseline of its
replicate. A comparison lives that history once and lets each scenario branch from it; a single run
lives it from the start. Both give the same bits.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from agents.kinds import MONTHS_PER_YEAR, START_MONTH
from agents.parameters import Values
from experiments.storage import identity
from indicators.library import all_indicators, observers_of
from scenarios import worlds
from scenarios.parameters import default_parameters, replicate_values
from scenarios.scenario import Scenario
from simulation.observers import Observer
from simulation.recorder import Recorder
from simulation.world import World

if TYPE_CHECKING:
    from simulation.model import SettlementModel
    from simulation.snapshot import Snapshot
    from simulation.world import Geography

WORLD: Final = worlds.NORWAY.name
TINY: Final = worlds.TINY.name
TINY_SHARE: Final = 0.005  # of the national figures; below it the few officers have no hours
YEARS: Final = worlds.NORWAY.years


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
        Name of a world of `scenarios/worlds.py`.
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
    parameters : str, optional
        Where the values of the replicate come from: ``posterior``, ``point`` or ``prior``; the posterior
        where the world has one when left out.
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
    parameters: str | None = None

    @property
    def drawn_from(self) -> str:
        """Where the values of the replicate come from."""
        return default_parameters(self.scenario.world) if self.parameters is None else self.parameters

    def phases(self) -> list[tuple[int, Values]]:
        """Return the parameter values in force, as (first month, values) in order."""
        return self.scenario.phases(self.seed, self.overrides, self.drawn_from)

    def drawn(self) -> dict[str, float]:
        """Return the values drawn for its replicate, those that are overridden as they are in force."""
        own = replicate_values(self.seed, self.scenario.world, self.drawn_from)
        return {name: self.overrides.get(name, value) for name, value in own.items()}

    def resolved(self) -> dict[str, Any]:
        """Return it as plain data with every parameter value in force."""
        return self.scenario.resolved(self.seed, self.overrides, self.drawn_from) | {
            "world": self.world,
            "years": [self.spec.first_year, self.last_year],
            "scale": self.scale,
            "frozen": self.frozen,
            "knocked_out": list(self.knocked_out),
            "overrides": dict(self.overrides),
            "observers": [observer.as_dict() for observer in self.observers],
        }

    @property
    def spec(self) -> worlds.WorldSpec:
        """The world's years."""
        return worlds.world_named(self.world)

    def identity(self) -> str:
        """Return the hash under which its result is kept."""
        return identity(self.resolved())

    def all_observers(self) -> tuple[Observer, ...]:
        """Return the observers of the indicators, and those of the run itself."""
        needed = observers_of(all_indicators())
        return (*needed, *(one for one in self.observers if one not in needed))

    @property
    def end(self) -> int:
        """First month that is not run."""
        return self.spec.data.calendar.month_of(self.last_year + 1)


@dataclass(frozen=True)
class History:
    """The years before the policy: the state at its date, and what was recorded on the way."""

    state: "Snapshot"
    geography: "Geography"
    recorder: Recorder


def live(run: Run, recorder: Recorder, share_history: bool = False, world: World | None = None) -> None:
    """Live a run to its end, recording; from `world` instead of the start it has, where one is given."""
    if world is not None:
        _model(run, world, recorder).run_to(run.end)
        return
    branch = _january(run.scenario.branch_month)
    # nothing is recorded before the start
    if share_history and START_MONTH < branch < run.end:
        _continued(run, recorder, branch).run_to(run.end)
    else:
        _model(run, start(run, run.phases()[0][1]), recorder).run_to(run.end)


def _january(month: int) -> int:
    """Return the January of a month's year: the recorder hands over whole years only."""
    return month - month % MONTHS_PER_YEAR


def start(run: Run, values: Values) -> World:
    """Return the world a run starts from."""
    if run.world == TINY:
        from simulation.start.tiny import tiny_world

        rent = values.number("rental_market.area_rent")
        return tiny_world(run.seed, month=START_MONTH, area_rent=rent)
    from simulation.start.build import national_world

    return national_world(values, run.seed, run.scale, national=run.spec.data)


def _model(run: Run, world: World, recorder: Recorder, month: int | None = None) -> "SettlementModel":
    from simulation.model import SettlementModel
    from simulation.month import Phase

    tiny = run.world == TINY
    return SettlementModel(
        world,
        [Phase(first, values) for first, values in run.phases()],
        run.seed,
        start=run.spec.start if month is None else month,
        frozen=run.frozen,
        knocked_out=run.knocked_out,
        salt=run.scenario.salt,
        salt_month=run.scenario.policy_month,
        population_scale=run.scale * (TINY_SHARE if tiny else 1.0),
        recorder=recorder,
    )


def _continued(run: Run, recorder: Recorder, month: int) -> "SettlementModel":
    """Return a model that goes on from the shared history at a month."""
    shared = _history(_Before(run, month))
    model = _model(run, shared.state.world(shared.geography), recorder, month)
    shared.state.restore_into(model)
    recorder.take_over(shared.recorder)
    return model


class _Before:
    """The part of a run before its policy: runs that share it are equal here."""

    def __init__(self, run: Run, month: int) -> None:
        self.run, self.month = run, month
        resolved = run.resolved()
        first = {**resolved, "scenario": "", "phases": resolved["phases"][0]["values"]}
        self.key = identity({**json.loads(json.dumps(first)), "month": month})

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Before) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


@lru_cache(maxsize=2)  # the world's policy date, and a later one
def _history(before: _Before) -> History:
    from simulation import snapshot

    run = before.run
    recorder = Recorder(None, run.all_observers())
    earlier = _january(run.spec.policy_month)
    if START_MONTH < earlier < before.month:  # most scenarios branch there: go on from it
        model = _continued(run, recorder, earlier)
    else:
        model = _model(run, start(run, run.phases()[0][1]), recorder)
    model.run_to(before.month)
    return History(snapshot.take(model), model.world.geography, recorder)
