"""The whole score of a study: cards, money, distribution and rankings, never one number alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from experiments.errors import RequestError
from experiments.score.card import Card, card
from experiments.score.comparisons import Comparisons, counted
from experiments.score.displacement import Displacement, audited, displacement
from experiments.score.distribution import Distribution, distribution, held_back
from experiments.score.money import Money, money, paid
from experiments.score.overtaken import Overtaken, overtaken
from experiments.score.payers import Payers, payers
from experiments.score.ranking.branches import read_verdicts
from experiments.score.ranking.ranking import Ranking, ranking
from experiments.score.rates import Reckoned, reckoned
from experiments.storage import read_manifest
from experiments.store.saved import SavedStudy
from simulation.worlds import national


@dataclass(frozen=True)
class Score:
    """What a study says of welfare.

    Attributes
    ----------
    name
        Of the study.
    baseline, arms
        The scenario all others are held against, and those.
    replicates, per_draw
        Paired replicates, and how many of them share a draw of the parameters.
    policy_years
        By arm: the first whole year of its policy, from which horizons count.
    last_year
        Of the runs.
    code_year
        Of the municipality codes.
    cards, money, distributions, payers, displacement
        By arm; no displacement where a study measured only one of the two ledgers.
    audits
        By arm: the share of reports audited, of those arms that differ in nothing else.
    reckoned
        By arm: money at several discount rates, with and without the cost of public funds.
    ranking
        Of all scenarios; None with a single replicate or nothing to rank.
    comparisons
        How many there are.
    scale
        Share of persons and dwellings; below 1 it is no answer.
    restricted
        Whether it rests on restricted microdata, so that small cells are held back.
    overtaken
        By arm: a wait that falls while more wait or fewer are settled; those arms only.
    """

    name: str
    world: str
    baseline: str
    arms: tuple[str, ...]
    replicates: int
    per_draw: int
    policy_years: Mapping[str, int]
    last_year: int
    code_year: int
    code: str
    cards: Mapping[str, Card]
    money: Mapping[str, Money]
    distributions: Mapping[str, Distribution]
    payers: Mapping[str, Payers]
    displacement: Mapping[str, Displacement | None]
    audits: Mapping[str, float]
    reckoned: Mapping[str, tuple[Reckoned, ...]]
    ranking: Ranking | None
    comparisons: Comparisons
    scale: float
    restricted: bool = False
    overtaken: Mapping[str, Overtaken] = field(default_factory=dict)


def score(saved: SavedStudy, *, restricted: bool = False) -> Score:
    """Return the score of a study on disk.

    Parameters
    ----------
    saved : SavedStudy
    restricted : bool
        Hold small cells back, whatever the study says of itself.

    Raises
    ------
    RequestError
        If no replicate is complete, or there is nothing to hold against the baseline.
    """
    study = saved.comparison()
    if not study.arms:
        raise RequestError("one_scenario_score", name=saved.path.name)
    world, last = national(saved.about.world), saved.about.last_year
    years = (world.policy_year, last)
    starts = {arm: _first_year(saved, arm, world.policy_year) for arm in study.arms}
    flows = paid(saved, world, years)
    cards = {arm: card(study, arm, starts[arm], last) for arm in study.arms}
    spreads = {arm: distribution(study, arm) for arm in study.arms}
    restricted = restricted or bool(saved.restricted)
    if restricted:
        spreads = {arm: held_back(found) for arm, found in spreads.items()}
    moved = {
        arm: money(flows, arm, study.baseline, study.seeds, world.price_year, years, study.per_draw)
        for arm in study.arms
    }
    return Score(
        saved.path.name,
        saved.about.world,
        study.baseline,
        study.arms,
        len(study.seeds),
        study.per_draw,
        starts,
        last,
        world.code_year,
        saved.about.code,
        cards,
        moved,
        spreads,
        {arm: payers(cards[arm], moved[arm]) for arm in study.arms},
        {arm: displacement(study, arm) for arm in study.arms},
        audited({arm: _run(saved, arm) for arm in study.arms}),
        {arm: reckoned(study, arm) for arm in study.arms},
        ranking(study, read_verdicts(saved)),
        counted(cards.values(), spreads.values()),
        study.scale,
        restricted,
        {arm: found for arm in study.arms if (found := overtaken(cards[arm])) is not None},
    )


def _run(saved: SavedStudy, arm: str) -> Mapping[str, Any]:
    """Return what the first run of an arm says was run."""
    one = next(run for run in saved.done if run.scenario == arm)
    found: Mapping[str, Any] = (read_manifest(saved.path / one.place) or {}).get("run", {})
    return found


def _first_year(saved: SavedStudy, arm: str, default: int) -> int:
    """Return the first whole year of an arm's policy, as its runs say."""
    policy = _run(saved, arm).get("scenario", {}).get("policy")
    if not isinstance(policy, str):
        return default
    year, month = (int(part) for part in policy.split("-"))
    return year if month == 1 else year + 1
