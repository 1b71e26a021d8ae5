"""Which dial did it: the gain of one scenario over another, divided among the dials it turns.

The players of the game are the parameters in which two scenarios differ; the value of a coalition is
a headline of the run in which only its members have been turned. Every coalition is one run a
replicate, made once and found again in the pool.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isfinite
from typing import Final

from experiments.errors import RequestError
from experiments.history import WORLD, Run
from experiments.paired import Paired, paired_difference
from experiments.single import checked_parameters, checked_scale, checked_years, world_of
from experiments.verdicts.pool import Pool
from experiments.verdicts.shapley import (
    Order,
    all_orders,
    antithetic_orders,
    coalitions,
    nested_orders,
    shares,
)
from indicators.indicator import Indicator, Measured
from indicators.library import headlines
from scenarios.definition import sections
from scenarios.dials import DIALS
from scenarios.scenario import Description, Scenario
from simulation.randomness import Randomness, Stream

LEVERS: Final = "levers"  # the layer of what is no dial
ALWAYS: Final = 3  # players up to which all orders are counted: eight runs
FEW: Final = 6  # players up to which all orders are counted where that takes no more runs than sampling
MOST: Final = 64  # rounds of orders that a budget may buy


@dataclass(frozen=True)
class Part:
    """What a player or a layer is given: its mean over replicates, exactly, and the band of that mean."""

    exact: Fraction
    band: Paired


@dataclass(frozen=True)
class Decomposition:
    """The gain of a scenario, divided.

    Attributes
    ----------
    start, end
        Names of the scenarios.
    players
        Parameters turned; `layer` of each.
    rounds
        Antithetic rounds of orders a replicate; 0 when all orders were counted.
    total, parts, layers
        By headline; by (headline, player); by (headline, layer).
    """

    start: str
    end: str
    players: tuple[str, ...]
    layer: dict[str, str]
    seeds: tuple[int, ...]
    rounds: int
    nested: bool
    indicators: tuple[Indicator, ...]
    total: dict[str, Part]
    parts: dict[tuple[str, str], Part]
    layers: dict[tuple[str, str], Part]
    world: str = WORLD
    scale: float = 1.0

    @property
    def layer_names(self) -> tuple[str, ...]:
        """The layers that have a player, state first."""
        return tuple(dict.fromkeys(self.layer[player] for player in self.players))


def players_of(start: Scenario, end: Scenario) -> tuple[tuple[str, ...], dict[str, str]]:
    """Return the parameters in which two scenarios differ, by layer, and the layer of each.

    Raises
    ------
    RequestError
        If they differ in something that is no parameter, or in nothing.
    """
    words = {"name", "description", "parent", "dials", "levers", "rules"}
    if start.model_dump(exclude=words) != end.model_dump(exclude=words):
        raise RequestError("not_divisible", start=start.name, end=end.name)
    layer = {dial.parameter: dial.layer.value for dial in DIALS}
    names = [*layer, *sorted((set(start.changes) | set(end.changes)) - set(layer))]
    found = tuple(name for name in names if start.changes.get(name) != end.changes.get(name))
    if not found:
        raise RequestError("nothing_to_divide", start=start.name, end=end.name)
    return found, {name: layer.get(name, LEVERS) for name in found}


def between(start: Scenario, end: Scenario, turned: Sequence[str]) -> Scenario:
    """Return `start` with the parameters `turned` as in `end`; the scenario itself at either end."""
    changes = dict(start.changes)
    for name in turned:
        changes.pop(name, None)
        if name in end.changes:
            changes[name] = end.changes[name]
    for whole in (start, end):
        if changes == whole.changes:
            return whole
    changes = dict(sorted(changes.items()))
    mark = hashlib.sha256(json.dumps([start.policy, changes]).encode()).hexdigest()[:12]
    # named by what it changes, so that another study finds the run
    told = Description(en="Some dials of a decomposition", nb="Noen brytere i en oppdeling")
    changed = sections(changes, start.world)
    return start.model_copy(update={"name": f"dials-{mark}", "description": told, "parent": None, **changed})


def orders_of(groups: Sequence[Sequence[int]], rounds: int, seed: int, nested: bool) -> list[Order]:
    """Return the orders of one replicate; all orders where there are none to be spared by sampling."""
    players = sum(len(group) for group in groups)
    if rounds == 0:
        return all_orders(players)
    generator = Randomness(seed).generator(Stream.ORDERS, 0)
    return (
        nested_orders(groups, rounds, generator) if nested else antithetic_orders(players, rounds, generator)
    )


def planned(
    groups: Sequence[Sequence[int]], rounds: int, seeds: Sequence[int], nested: bool
) -> dict[int, list[int]]:
    """Return the coalitions to run for each seed: those of its orders, and all unions of layers."""
    masks = [sum(1 << player for player in group) for group in groups]
    unions = {sum(m for i, m in enumerate(masks) if union >> i & 1) for union in range(1 << len(masks))}
    return {seed: sorted(coalitions(orders_of(groups, rounds, seed, nested)) | unions) for seed in seeds}


def rounds_within(
    groups: Sequence[Sequence[int]], rounds: int, seeds: Sequence[int], nested: bool, budget: int | None
) -> int:
    """Return the rounds of orders to make: `rounds`, or the most that `budget` runs allow; 0 where all
    orders can be counted instead.

    Raises
    ------
    RequestError
        If not even one round fits the budget.
    """

    def cost(number: int) -> int:
        return sum(len(found) for found in planned(groups, number, seeds, nested).values())

    if budget is not None:
        if cost(1) > budget:
            raise RequestError("budget", replicates=len(seeds), least=cost(1), budget=budget)
        rounds = 1
        while rounds < MOST and cost(rounds + 1) <= budget:
            rounds += 1
    players = sum(len(group) for group in groups)
    free = not nested or len(groups) == 1
    allowed = max(cost(rounds), len(seeds) << ALWAYS) if budget is None else budget
    return 0 if free and players <= FEW and len(seeds) << players <= allowed else rounds


def decompose(
    start: Scenario,
    end: Scenario,
    replicates: int,
    pool: Pool,
    *,
    rounds: int = 1,
    budget: int | None = None,
    nested: bool = False,
    seed: int = 1,
    years: tuple[int, int] | None = None,
    world: str | None = None,
    scale: float = 1.0,
    parameters: str | None = None,
) -> Decomposition:
    """Divide the gain of `end` over `start` among the dials in which they differ.

    Parameters
    ----------
    start, end : Scenario
    replicates : int
        Each has orders of its own, keyed by its seed: bands cover them, too.
    pool : Pool
        Where runs are made and found.
    rounds : int
        Pairs of an order and its reverse for each replicate.
    budget : int, optional
        As many rounds as this number of runs allows, instead of `rounds`.
    nested : bool
        Keep the dials of a layer together (Owen): they then sum to their layer. Otherwise each dial is
        given its Shapley value, and so is each layer, by itself.
    seed, years, world, scale
        As in :func:`experiments.compare`.

    Raises
    ------
    RequestError
        If there is nothing to divide, or the budget is too small.
    """
    if replicates < 1 or rounds < 1:
        raise RequestError("no_round")
    players, layer = players_of(start, end)
    where = world_of([start, end], world)
    last, scale = checked_years(years, where), checked_scale(scale)
    kind = checked_parameters(parameters, start.world)
    seeds = tuple(range(seed, seed + replicates))
    names = tuple(dict.fromkeys(layer[player] for player in players))
    groups = [[i for i, player in enumerate(players) if layer[player] == name] for name in names]
    rounds = rounds_within(groups, rounds, seeds, nested, budget)
    plan = [(one, each) for one, found in planned(groups, rounds, seeds, nested).items() for each in found]
    runs = [
        Run(
            between(start, end, [p for i, p in enumerate(players) if each >> i & 1]),
            one,
            last,
            where,
            scale,
            parameters=kind,
        )  # fmt: skip
        for one, each in plan
    ]
    pool.expect(len(runs))
    known = dict(zip(plan, pool.measured(runs), strict=True))
    total: dict[str, Part] = {}
    parts: dict[tuple[str, str], Part] = {}
    layers: dict[tuple[str, str], Part] = {}
    for one in headlines():
        kept = [s for s in seeds if all(isfinite(known[s, c][one.name].value) for t, c in plan if t == s)]
        values = {s: _value(known, s, one.name) for s in kept}
        dials = [shares(len(players), orders_of(groups, rounds, s, nested), values[s]) for s in kept]
        whole = [shares(len(groups), all_orders(len(groups)), _unions(values[s], groups)) for s in kept]
        for i, player in enumerate(players):
            parts[one.name, player] = _part([row[i] for row in dials], one)
        for i, name in enumerate(names):
            layers[one.name, name] = _part([row[i] for row in whole], one)
        total[one.name] = _part([sum(row, Fraction(0)) for row in dials], one)
    return Decomposition(
        start.name, end.name, players, layer, seeds, rounds, nested, headlines(), total, parts, layers,
        where, scale,
    )  # fmt: skip


def _value(
    known: dict[tuple[int, int], Mapping[str, Measured]], seed: int, name: str
) -> Callable[[int], float]:
    return lambda coalition: known[seed, coalition][name].value


def _unions(value: Callable[[int], float], groups: Sequence[Sequence[int]]) -> Callable[[int], float]:
    """Return the game of whole layers."""
    masks = [sum(1 << player for player in group) for group in groups]
    return lambda union: value(sum(mask for i, mask in enumerate(masks) if union >> i & 1))


def _part(found: Sequence[Fraction], one: Indicator) -> Part:
    """Return mean and band over replicates."""
    mean = sum(found, Fraction(0)) / len(found) if found else Fraction(0)
    return Part(mean, paired_difference([float(x) for x in found], [0.0] * len(found), one.direction))
