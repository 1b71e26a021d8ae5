"""All rankings of a study together: none of them is shown without the others."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from experiments.comparison import Study
from experiments.history import WORLD
from experiments.score.ranking.acceptability import Acceptability, acceptability, random_weights
from experiments.score.ranking.branches import Verdicts, branch_values
from experiments.score.ranking.dominance import dominance, first_order, second_order, undominated
from experiments.score.ranking.families import ByFamily, by_family
from experiments.score.ranking.gains import Criterion, Gains, LeftOut, gains
from experiments.score.ranking.presets import Preset, equal_by_level, presets
from experiments.score.ranking.regret import Regret, branch_regret, regrets
from experiments.score.ranking.switching import Switch, group_switches, switches
from indicators.library import indicator
from simulation.worlds import national

WORST_OFF_GROUPS: Final = "hard"  # what switching values call the groups that are hard to settle
BOTTOM: Final = frozenset({"worst_off_wellbeing"})  # headlines about the worst-off tenth

Pair = tuple[str, str]


@dataclass(frozen=True)
class Stochastic:
    """Stochastic dominance of one headline over replicates: pairs (dominating, dominated)."""

    indicator: str
    first: tuple[Pair, ...]
    second: tuple[Pair, ...]


@dataclass(frozen=True)
class Ranking:
    """How the scenarios of a study compare.

    Attributes
    ----------
    names
        Scenarios, the baseline first.
    families, criteria, left_out
        What weights are put on, the cells that dominance looks at, and what could not be compared.
    dominates, best
        Pairs (dominating, dominated), and the scenarios that none dominates.
    stochastic
        Of the headlines about the bottom decile; empty when the study has none.
    presets
        Five sets of weights, always together.
    accepted
        Over random weights.
    switches
        Switching values from weights equal by level, those nearest to turning first.
    regret
        By scenario, in standard deviations of the baseline.
    branches
        By scenario the most it is behind in a contested branch, and which; None without such a study.
    world
        In whose years headlines are told.
    """

    names: tuple[str, ...]
    families: ByFamily
    criteria: tuple[Criterion, ...]
    left_out: tuple[LeftOut, ...]
    dominates: tuple[Pair, ...]
    best: tuple[str, ...]
    stochastic: tuple[Stochastic, ...]
    presets: tuple[Preset, ...]
    accepted: Acceptability
    switches: tuple[Switch, ...]
    regret: Mapping[str, Regret]
    branches: Mapping[str, tuple[float, str]] | None = None
    world: str = WORLD

    def label(self, name: str, language: str) -> str:
        """Return what a headline is called, in the years of the study's world."""
        return indicator(name).told_in(national(self.world)).label(language)


def ranking(study: Study, contested: Verdicts | None = None) -> Ranking | None:
    """Return the rankings of a study; None when it has nothing to rank or one replicate only.

    Parameters
    ----------
    study : Study
    contested : mapping, optional
        Mean paired difference by branch of the truth and (scenario, headline).
    """
    cells = gains(study)
    families = by_family(cells)
    if not families.families or len(study.seeds) < 2 or len(study.scenarios) < 2:
        return None
    names, mean = cells.names, families.mean
    weights = equal_by_level(families.families)
    random = random_weights(len(families.families))
    labels = tuple(one.name for one in families.families)
    worst = [one.worst_off for one in cells.criteria]
    turned = switches(names, labels, mean, weights)
    if any(worst):
        group = cells.only(worst).mean.mean(axis=1)
        turned += group_switches(names, mean, weights, group, WORST_OFF_GROUPS)
    return Ranking(
        names,
        families,
        cells.criteria,
        cells.left_out,
        _pairs(names, dominance(cells.mean)),
        tuple(names[i] for i in undominated(cells.mean)),
        _stochastic(cells),
        presets(families, cells),
        acceptability(families.each, random),
        tuple(sorted(turned, key=lambda one: abs(one.at - one.begun) if one.exists else float("inf"))),
        dict(zip(names, regrets(labels, mean, random), strict=True)),
        None if contested is None else branch_regret(branch_values(cells, families, contested)) or None,
        study.world,
    )


def _pairs(names: tuple[str, ...], over: npt.NDArray[np.bool_]) -> tuple[Pair, ...]:
    return tuple((names[i], names[j]) for i, j in np.argwhere(over).tolist())


def _stochastic(cells: Gains) -> tuple[Stochastic, ...]:
    found = []
    for k, one in enumerate(cells.criteria):
        if one.part or one.indicator.name not in BOTTOM:
            continue
        rows = cells.each[:, k, :]
        rows = rows[:, np.isfinite(rows).all(axis=0)]
        pairs = [(i, j) for i in range(len(rows)) for j in range(len(rows)) if i != j]
        outcomes: list[list[float]] = rows.tolist()
        first, second = (
            tuple((cells.names[i], cells.names[j]) for i, j in pairs if over(outcomes[i], outcomes[j]))
            for over in (first_order, second_order)
        )
        found.append(Stochastic(one.indicator.name, first, second))
    return tuple(found)
