"""Equivalent variation: how far a lever would have to be turned to do what a scenario did.

The baseline with the lever turned is held against the scenario on shared chance; where the mean
difference crosses zero, both gave the same. What that takes in grant money is read off the ledger.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, nan
from typing import Final

import numpy as np

from agents.parameters import Draw
from experiments.errors import RequestError
from experiments.history import WORLD, Run
from experiments.paired import Paired, paired_difference
from experiments.single import checked_parameters, checked_scale, checked_years, world_of
from experiments.verdicts.crossing import F64, Crossing, find_crossing
from experiments.verdicts.pool import Pool
from indicators.indicator import Indicator
from indicators.library import indicator
from scenarios.parameters import model_parameters
from scenarios.scenario import Scenario, load_scenario
from scenarios.sentences import nearest
from scenarios.worlds import world_named
from simulation.randomness import Randomness, Stream

SHORT: Final = {"grant-share": "husbanken.grant_share_priority", "grant-frame": "husbanken.frame"}
GRANTS: Final = "rental_grants"
MOST_TIMES: Final = 5.0  # a list is turned by a factor, from 0 to this
GRID: Final = 5


@dataclass(frozen=True)
class Lever:
    """A parameter that is turned: a number itself, a list by a common factor."""

    name: str
    low: float
    high: float
    usual: float
    times: bool
    unit: str

    def changes(self, at: float) -> dict[str, float | tuple[float, ...]]:
        """Return the change that sets the lever at `at`."""
        value = model_parameters()[self.name].value
        return {self.name: tuple(one * at for one in value) if isinstance(value, tuple) else at}


def lever(name: str, low: float | None = None, high: float | None = None) -> Lever:
    """Return a lever by the name of its parameter, or ``grant-share`` or ``grant-frame``.

    Raises
    ------
    RequestError
        If it is no number, is drawn, is unknown, or the range is empty or wider than the parameter's.
    """
    known = model_parameters()
    if SHORT.get(name, name) not in known:
        raise RequestError("no_parameter", name=name, hint=nearest(name, [*SHORT, *known]))
    record = known[SHORT.get(name, name)]
    if isinstance(record.value, str) or record.draw is not Draw.FIXED:
        raise RequestError("no_lever", name=record.name)
    times = isinstance(record.value, tuple)
    if isinstance(record.value, tuple):
        most = np.atleast_1d(np.asarray(record.high, dtype=np.float64)).tolist()
        room = [top / one for one, top in zip(record.value, most, strict=True) if one > 0]
        widest = (0.0, min([MOST_TIMES, *room]))
        usual, unit = 1.0, "x"
    else:
        widest, usual, unit = (float(record.low), float(record.high)), float(record.value), record.unit  # type: ignore[arg-type]
    chosen = (widest[0] if low is None else low, widest[1] if high is None else high)
    if not widest[0] <= chosen[0] < chosen[1] <= widest[1]:
        raise RequestError(
            "lever_range", name=record.name, low=widest[0], high=widest[1], first=chosen[0], last=chosen[1]
        )
    return Lever(record.name, *chosen, usual, times, unit)


@dataclass(frozen=True)
class Equivalent:
    """What a lever would have to be to do what a scenario did.

    Attributes
    ----------
    found
        The crossing; its `y` is the lever's headline less the scenario's.
    gain
        The scenario's own difference from the baseline.
    usual, target
        Mean headline of the baseline and of the scenario.
    level, grants
        At each point met: mean headline, and the grants' difference from the baseline (million NOK a year).
    money, money_low, money_high
        Grants at the crossing less the baseline's, with a band; NaN where the range does not reach it.
    """

    scenario: str
    baseline: str
    lever: Lever
    indicator: Indicator
    seeds: tuple[int, ...]
    scale: float
    found: Crossing
    gain: Paired
    usual: float
    target: float
    level: tuple[float, ...]
    grants: tuple[Paired, ...]
    money: float
    money_low: float
    money_high: float
    world: str = WORLD

    @property
    def reached(self) -> bool:
        """Whether the lever can do it within its range."""
        return isfinite(self.found.at)


def equivalent(
    scenario: str | Scenario,
    lever: Lever,
    headline: str,
    replicates: int,
    pool: Pool,
    *,
    steps: int = 4,
    seed: int = 1,
    years: tuple[int, int] | None = None,
    world: str | None = None,
    scale: float = 1.0,
    parameters: str | None = None,
) -> Equivalent:
    """Search the value of a lever that gives what a scenario gives.

    Parameters
    ----------
    scenario : str or Scenario
        Whose headline is to be met, from the baseline.
    lever : Lever
    headline : str
        Indicator to be met.
    replicates : int
        The same chance and draws for the scenario and at every point.
    pool : Pool
        Where runs are made and found.
    steps : int
        Halvings after a grid of five points.

    Raises
    ------
    RequestError, UnknownIndicator
        If nothing can be compared.
    """
    if replicates < 1:
        raise RequestError("no_search")
    one = indicator(headline)
    wanted = scenario if isinstance(scenario, Scenario) else load_scenario(scenario)
    where = world_of([wanted], world)
    base = load_scenario(world_named(where).baseline)
    last, scale = checked_years(years, where), checked_scale(scale)
    kind = checked_parameters(parameters, base.world)
    seeds = tuple(range(seed, seed + replicates))

    def measured(arms: Sequence[Scenario], name: str) -> F64:
        """Return an indicator, shape (arms, R)."""
        runs = [Run(arm, each, last, where, scale, parameters=kind) for each in seeds for arm in arms]
        values = [answer[name].value for answer in pool.measured(runs)]
        return np.asarray(values, dtype=np.float64).reshape(len(seeds), len(arms)).T

    def at(points: Sequence[float]) -> list[Scenario]:
        timed = base.model_copy(update={"policy": wanted.policy, "world": wanted.world})
        return [timed if x == lever.usual else timed.with_changes(lever.changes(x)) for x in points]

    grid = {*np.linspace(lever.low, lever.high, GRID).tolist(), lever.usual}
    start = [x for x in grid if lever.low <= x <= lever.high]
    pool.expect(len(seeds) * (2 + len(start) + steps), most=True)
    before, after = measured([base, wanted], one.name)
    if not np.isfinite(after).all():
        raise RequestError("no_figure", name=wanted.name, indicator=one.name)
    generator = Randomness(seed).generator(Stream.RESAMPLE, 0)
    found = find_crossing(
        lambda points: measured(at(points), one.name) - after,
        start, steps, generator,
    )  # fmt: skip
    points = found.x.tolist()
    grants = measured(at(points), GRANTS) - measured([base], GRANTS)
    spent = [float(np.interp(x, found.x, grants.mean(axis=1))) for x in (found.at, found.low, found.high)]
    money = spent if isfinite(found.at) else [nan] * 3
    return Equivalent(
        wanted.name, base.name, lever, one, seeds, scale, found,
        paired_difference(after.tolist(), before.tolist(), one.direction),
        float(before.mean()), float(after.mean()),
        tuple((found.y + after).mean(axis=1).tolist()),
        tuple(paired_difference(row.tolist(), [0.0] * len(seeds), 0) for row in grants),
        money[0], min(money[1:]), max(money[1:]), where,
    )  # fmt: skip
