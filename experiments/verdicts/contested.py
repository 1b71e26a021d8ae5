"""Branches of the truth: the same comparison under every flip of every contested mechanism."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite, sqrt
from pathlib import Path

from experiments.errors import RequestError
from experiments.history import WORLD, Run
from experiments.paired import Paired, paired_difference, standard_error
from experiments.single import checked_parameters, checked_scale, checked_years, world_of
from experiments.verdicts.pool import Pool
from indicators.indicator import Indicator
from indicators.library import headlines
from scenarios.mechanisms import Flip, Mechanism, mechanisms
from scenarios.scenario import Scenario, load_scenario
from scenarios.worlds import world_named


class Change(StrEnum):
    """What a flip did to the verdict on a headline."""

    SAME = "same"
    TURNED = "turned"  # clear before and after, with the other sign
    LOST = "lost"  # clear before, not after
    FOUND = "found"  # not clear before, clear after
    LEANS = "leans"  # clear in neither; the mean changed sign


def change(before: Paired, after: Paired) -> Change:
    """Return how a verdict moved."""
    other = before.mean * after.mean < 0
    if before.clear and after.clear:
        return Change.TURNED if other else Change.SAME
    if before.clear:
        return Change.LOST
    if after.clear:
        return Change.FOUND
    return Change.LEANS if other else Change.SAME


@dataclass(frozen=True)
class Branch:
    """The verdict under one flip.

    Attributes
    ----------
    difference
        Arm minus baseline under the flip, by (arm, headline).
    moved
        How far the flip moved that difference, replicate by replicate, by (arm, headline).
    """

    mechanism: Mechanism
    flip: str
    difference: dict[tuple[str, str], Paired]
    moved: dict[tuple[str, str], Paired]

    @property
    def answer(self) -> Flip:
        """The flip itself."""
        return self.mechanism.flips[self.flip]


@dataclass(frozen=True)
class Branches:
    """The verdict of a comparison as the model stands, and under every flip."""

    baseline: str
    arms: tuple[str, ...]
    seeds: tuple[int, ...]
    indicators: tuple[Indicator, ...]
    usual: dict[tuple[str, str], Paired]
    branches: tuple[Branch, ...]
    asked: int
    found: int
    world: str = WORLD
    scale: float = 1.0

    def spreads(self, arm: str, name: str) -> tuple[float, float]:
        """Return the standard deviations of one verdict: over single replicates (chance and parameters),
        and over contested mechanisms.

        Of a mechanism the model as it stands and every flip count alike, and mechanisms are taken to be
        independent; what of a shift may be chance is taken out.
        """
        usual = self.usual[arm, name]
        whole = 0.0
        for mechanism in dict.fromkeys(branch.mechanism.name for branch in self.branches):
            moved = [one.moved[arm, name] for one in self.branches if one.mechanism.name == mechanism]
            means = [0.0, *(one.mean for one in moved if isfinite(one.mean))]
            middle = sum(means) / len(means)
            noise = sum(standard_error(one) ** 2 for one in moved) / len(means)
            whole += max(sum((x - middle) ** 2 for x in means) / len(means) - noise, 0.0)
        return standard_error(usual) * sqrt(usual.pairs), sqrt(whole)

    def change(self, branch: Branch, arm: str, name: str) -> Change:
        """Return what a flip did to one verdict."""
        return change(self.usual[arm, name], branch.difference[arm, name])


def contested(
    scenarios: Iterable[str | Path | Scenario],
    replicates: int,
    pool: Pool,
    *,
    baseline: str | Scenario | None = None,
    seed: int = 1,
    years: tuple[int, int] | None = None,
    world: str | None = None,
    scale: float = 1.0,
    parameters: str | None = None,
    chosen: Sequence[Mechanism] | None = None,
) -> Branches:
    """Compare scenarios with the baseline as the model stands and under every flip.

    A flip holds in all arms from the first month, and takes the place of the replicate's own draw;
    everything else a replicate draws is as without it.

    Parameters
    ----------
    scenarios : iterable
        What to hold against the baseline.
    replicates : int
        Paired replicates, the same in every branch.
    pool : Pool
        Where runs are made and found.
    baseline : str or Scenario, optional
        The world's own when left out.
    chosen : sequence of Mechanism, optional
        All mechanisms when left out.

    Raises
    ------
    RequestError
        If there is nothing to compare.
    """
    arms = [one if isinstance(one, Scenario) else load_scenario(one) for one in scenarios]
    where = world_of(arms, world)
    chosen_base = world_named(where).baseline if baseline is None else baseline
    base = chosen_base if isinstance(chosen_base, Scenario) else load_scenario(chosen_base)
    arms = [arm for arm in arms if arm.name != base.name]
    if not arms or replicates < 1:
        raise RequestError("nothing_contested")
    last, scale = checked_years(years, where), checked_scale(scale)
    kind = checked_parameters(parameters, base.world)
    seeds = range(seed, seed + replicates)
    flips = [(one, name) for one in (mechanisms() if chosen is None else chosen) for name in one.flips]
    values = [{}, *(dict(one.flips[name].values) for one, name in flips)]
    runs = [
        Run(arm, each, last, where, scale, overrides=held, parameters=kind)
        for held in values
        for each in seeds
        for arm in (base, *arms)
    ]
    pool.expect(len(runs))
    answers = iter(pool.measured(runs))
    found = [[[next(answers) for _ in (base, *arms)] for _ in seeds] for _ in values]

    def series(branch: int, arm: int, name: str) -> list[float]:
        return [row[arm][name].value for row in found[branch]]

    def gains(branch: int, arm: int, name: str) -> list[float]:
        pairs = zip(series(branch, arm, name), series(branch, 0, name), strict=True)
        return [with_it - without for with_it, without in pairs]

    named = [(i, arm.name, one) for i, arm in enumerate(arms, 1) for one in headlines()]

    def verdicts(branch: int) -> dict[tuple[str, str], Paired]:
        return {
            (arm, one.name): paired_difference(
                series(branch, i, one.name), series(branch, 0, one.name), one.direction
            )
            for i, arm, one in named
        }

    branches = tuple(
        Branch(
            one,
            name,
            verdicts(number),
            {
                (arm, it.name): paired_difference(gains(number, i, it.name), gains(0, i, it.name), 0)
                for i, arm, it in named
            },
        )
        for number, (one, name) in enumerate(flips, 1)
    )
    return Branches(
        base.name, tuple(arm.name for arm in arms), tuple(seeds), headlines(), verdicts(0), branches,
        pool.asked, pool.found, where, scale,
    )  # fmt: skip
