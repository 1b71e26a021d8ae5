"""No gain is written in: the prior check, the placebo, and worlds where coordination wins and loses.

The frozen decisions are in ``test_model.py``. One file, for these are three ways to show one thing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import log
from typing import Any, Final

import numpy as np
import pytest

from agents.kinds import (
    NEVER,
    POLICY_MONTH,
    Account,
    Case,
    DwellingState,
    Kind,
    Mode,
    Owner,
    Reason,
    Tenure,
)
from benchmarks.no_gain import PriorCheck, expected_strength, strengths
from experiments.paired import paired_difference
from indicators.waiting_reasons import FOR_A_DWELLING
from scenarios.parameters import replicate_values
from scenarios.scenario import load_scenario
from simulation.model import SettlementModel
from simulation.month import Phase
from simulation.start.tiny import tiny_world
from simulation.world import World
from tests.simulation.runs import STRONG, digest, values

OCTOBER: Final = POLICY_MONTH - 3  # requests go out at once, councils decide from January on
APART: Final = dict(load_scenario("fragmented").changes)
TOGETHER: Final = dict(load_scenario("integrated").changes)
OFFICERS: Final = {"imdi.officer_hours": 3000.0}  # IMDi's officers are not what binds
Prepare = Callable[[World], None]


@dataclass
class Seen:
    """Stands where a recorder stands: what was settled, how, and what bound."""

    settled: int = 0
    tenures: list[int] = field(default_factory=list)
    waits: dict[int, int] = field(default_factory=dict)  # household-months of waiting by Reason
    bound: dict[int, int] = field(default_factory=dict)  # vedtak by Reason
    decided: int = 0
    decisions: list[int] = field(default_factory=list)
    used: np.ndarray = field(default_factory=lambda: np.zeros(0))
    least_hours: np.ndarray = field(default_factory=lambda: np.full(3, np.inf))

    def observe(self, model: SettlementModel) -> None:
        settled, vedtak = model.events.read("settled"), model.events.read("vedtak")
        town = model.world.municipalities
        if settled:
            self.settled += int(settled["persons"].sum())
            self.tenures += settled["tenure"].tolist()
        if vedtak:
            self.decided += int(vedtak["decided"].sum())
            for reason in vedtak["reason"].tolist():
                self.bound[reason] = self.bound.get(reason, 0) + 1
        h = model.world.households
        waiting = (h.case >= Case.READY) & (h.case <= Case.FOUND) & (h.tenure != Tenure.GONE)
        for reason, count in zip(*np.unique(h.reason[waiting], return_counts=True), strict=True):
            self.waits[int(reason)] = self.waits.get(int(reason), 0) + int(count)
        self.least_hours = np.minimum(self.least_hours, town.hours.min(axis=0))
        self.used = town.used_mode.any(axis=0) | (self.used if self.used.size else False)


def live(
    seed: int,
    months: int,
    changes: Mapping[str, Any],
    scale: float,
    prepare: Prepare | None = None,
    **world: Any,
) -> Seen:
    """Run a tiny world from October 2010 with the same values throughout."""
    seen = Seen()
    start = tiny_world(seed, month=OCTOBER, **world)
    if prepare is not None:
        prepare(start)
    SettlementModel(
        start, [Phase(OCTOBER, values(changes))], seed, start=OCTOBER, population_scale=scale,
        recorder=seen,  # type: ignore[arg-type]
    ).run_to(OCTOBER + months)  # fmt: skip
    return seen


# --- the prior check ----------------------------------------------------------------------------------


def test_the_priors_of_every_channel_include_both_signs_and_hardly_favour_one() -> None:
    drawn = np.array([strengths(seed) for seed in range(1, 201)])
    assert np.all((drawn > 0.2).mean(axis=0) > 0.15)
    assert np.all((drawn < -0.2).mean(axis=0) > 0.15)
    # the channels share a part: they do not cancel out within a replicate
    assert np.mean(np.all(drawn < 0.0, axis=1)) > 0.05
    assert np.abs(drawn.mean()) < 0.35


def of_many_sorts(seed: int) -> Prepare:
    """Councils of different will, each knowing half of the instruments, as nature has them."""

    def prepare(world: World) -> None:
        town, draw = world.municipalities, np.random.default_rng(seed)
        town.willingness[:] = draw.normal(0.0, 0.8, len(town.willingness))
        town.known[:] = draw.random(town.known.shape) < 0.5

    return prepare


@pytest.mark.slow
def test_with_parameters_from_the_priors_integration_settles_no_more_and_no_fewer() -> None:
    """Capacity binds (places and dwellings, a queue that grows): the paired effect of `integrated` on
    log settled is centred on zero, within 0.03 and what 80 replicates of a small world can tell."""
    effects, seeds, bound = [], range(1, 81), 0
    for seed in seeds:
        arms = [
            live(
                seed, 39, {**replicate_values(seed), **OFFICERS, **dials}, 0.04, of_many_sorts(seed),
                municipalities=24, persons=1500, queue=0.3, vedtak=12, listings=6, let_ordinary=40,
                others=10, vacancy=0.2,
            )
            for dials in (APART, TOGETHER)
        ]  # fmt: skip
        effects.append(log(arms[1].settled / arms[0].settled))
        waits = arms[0].waits
        binding = waits.get(Reason.NO_PLACES, 0) + sum(waits.get(one, 0) for one in FOR_A_DWELLING)
        bound += binding > 0.5 * sum(waits.values())
    drawn = np.array([strengths(seed).mean() for seed in seeds])
    check = PriorCheck(np.array(effects), drawn, expected_strength())
    assert bound > 70
    assert check.adjusted_error < 0.013, check
    assert abs(check.adjusted) < 0.03 + 1.5 * check.adjusted_error, check
    assert 0.10 < check.sd < 0.22, check
    assert min(effects) < -0.05 and max(effects) > 0.05
    # strong channels help and wrong ones harm: it is the strengths that decide
    assert np.corrcoef(drawn, effects)[0, 1] > 0.5


# --- the placebo --------------------------------------------------------------------------------------


def outcomes(seed: int, salt: int, months: int) -> dict[str, float]:
    """What a small run gives, under the baseline (no salt) or the placebo."""
    scenario = load_scenario("placebo")
    world = tiny_world(seed, month=POLICY_MONTH, persons=400, queue=0.3, vedtak=20)
    drawn = [Phase(first, v) for first, v in scenario.phases(seed, OFFICERS)]
    model = SettlementModel(
        world, drawn, seed, start=POLICY_MONTH, population_scale=0.01, salt=salt,
        salt_month=scenario.policy_month,
    )  # fmt: skip
    stock = 0
    for _ in range(months):
        model.step()
        waiting = (world.households.case >= Case.READY) & (world.households.case <= Case.FOUND)
        stock += int(world.households.persons[waiting].sum())
    h, d, p, m = world.households, world.dwellings, world.persons, world.municipalities
    new = (h.settled >= POLICY_MONTH) & (h.case == Case.SETTLED) & (h.refugee == 1)
    housed = (h.dwelling >= 0) & (h.refugee == 1)
    adult = (p.present == 1) & (model.month - p.birth > 18 * 12) & (p.settled != NEVER)
    municipal = (d.owner <= Owner.MUNICIPALITY_LEASED) & (d.state != DwellingState.REMOVED)
    balance = model.ledger.balance
    return {
        "waiting": stock,
        "settled": float(h.persons[new].sum()),
        "decided": float(m.vedtak.sum()),
        "crowded": float(np.mean(h.persons[housed] > d.rooms[d.rows(h.dwelling[housed])])),
        "work": float(p.employed[adult].mean()),
        "owning": float(np.mean(h.tenure[housed] == Tenure.OWNED)),
        "private": float(np.mean(h.tenure[housed] == Tenure.PRIVATE)),
        "others waiting": float(np.sum(h.tenure == Tenure.NONE)),
        "stock": float(municipal.sum()),
        "rents": float(world.places.rent_index.mean()),
        "municipalities' money": float(balance[Account.MUNICIPALITY].sum()),
        "households' money": float(balance[Account.HOUSEHOLD].sum()),
        "wellbeing": float(p.wellbeing[adult].mean()),
    }


def test_with_every_strength_at_zero_the_arms_are_exactly_identical() -> None:
    off = {"channels.switch": 0.0, **OFFICERS}
    for seed in (1, 2):
        arms = []
        for dials in (APART, TOGETHER):
            model = SettlementModel(
                tiny_world(seed, month=OCTOBER, municipalities=8, persons=500, queue=0.3),
                [Phase(OCTOBER, values({**replicate_values(seed), **off, **dials}))], seed, start=OCTOBER,
                population_scale=0.01,
            )  # fmt: skip
            model.run_to(OCTOBER + 24)
            arms.append(model)
        assert digest(arms[0]) == digest(arms[1])
        for name, held in vars(arms[0].world.municipalities).items():
            np.testing.assert_array_equal(held, getattr(arms[1].world.municipalities, name), err_msg=name)


@pytest.mark.slow
def test_the_verdict_on_a_placebo_fires_about_one_time_in_ten() -> None:
    """Independent sets of eight paired replicates, thirteen headlines each: 90 % intervals leave zero
    out in one of ten, give or take what so many correlated verdicts can tell."""
    fired = verdicts = 0
    for group in range(24):
        seeds = range(1 + 8 * group, 9 + 8 * group)
        base = [outcomes(seed, 0, 18) for seed in seeds]
        placebo = [outcomes(seed, load_scenario("placebo").salt, 18) for seed in seeds]
        for name in base[0]:
            found = paired_difference([o[name] for o in placebo], [o[name] for o in base], 1)
            verdicts += found.high > found.low  # chance changed something
            fired += found.clear
    assert verdicts >= 200
    assert 0.04 < fired / verdicts < 0.18, f"{fired} of {verdicts}"


# --- worlds where it wins and where it loses ------------------------------------------------------------

POSITIVE: Final = {**STRONG, "channels.common": 0.0, "municipality.forget": 0.0, **OFFICERS}


def ignorant(world: World) -> None:
    """No instruments, no word between the units of a municipality."""
    world.municipalities.informal[:] = 0.0
    world.municipalities.known[:] = False


@pytest.mark.parametrize("seed", [1, 2])
def test_integration_wins_where_dwellings_are_there_and_nobody_knows_how_to_get_them(seed: int) -> None:
    """Many listings, strong channels, ample hours; without guidance no council counts on the private
    market, and no municipality rents in."""
    changes = {
        **POSITIVE, "husbanken.adviser_hours": 3000.0, "imdi.need": [40_000.0] * 7,
        "municipality.service_hours": [150.0, 0.0], "municipality.property_hours": [150.0, 0.0],
        "municipality.borrowing": 20.0, "municipality.private_share": 0.2,
        "rental_market.applicants": [0.5] * 4,
    }  # fmt: skip
    apart, together = (
        live(
            seed, 24, {**changes, **dials}, 0.01, ignorant, municipalities=8, persons=500, queue=0.6,
            vedtak=10, listings=12, let_ordinary=60, known=False, vacancy=0.0, pending=0.0,
        )
        for dials in (APART, TOGETHER)
    )  # fmt: skip
    assert together.settled > 1.2 * apart.settled
    # the reason: without it vedtak are bound by dwellings, and leases and guarantees are not known
    assert apart.bound[Reason.DWELLINGS] > together.bound.get(Reason.DWELLINGS, 0)
    assert together.decided > apart.decided
    assert not apart.used[[Mode.LEASE, Mode.GUARANTEE]].any()
    assert together.used[[Mode.LEASE, Mode.GUARANTEE]].all()


def bad_news(world: World) -> None:
    """Units talk anyway; most households here expect family, more of them in the second year."""
    world.municipalities.informal[:] = 0.9
    h = world.households
    for town in range(world.geography.municipalities):
        here = (h.municipality == town) & (h.refugee == 1) & (h.kind != Kind.UNACCOMPANIED)
        rows = np.flatnonzero(here & (h.tenure >= Tenure.MUNICIPAL))[:14]
        first = np.arange(len(rows)) < 6
        h.family_pending[rows] = np.where(first, 5, 7)
        h.family_month[rows] = OCTOBER + np.where(first, 9, 21) + np.arange(len(rows)) % 4


def test_integration_loses_where_the_news_is_bad() -> None:
    """Strong channels too, but what becomes known is that large families will come: councils that
    know it decide for fewer, and fewer are settled."""
    changes = {
        **POSITIVE, "husbanken.adviser_hours": 3000.0, "imdi.need": [20_000.0] * 7,
        "municipality.service_hours": [200.0, 0.0], "municipality.property_hours": [200.0, 0.0],
        "municipality.borrowing": 250.0, "municipality.private_share": 0.02,
        "rental_market.applicants": [0.5] * 4, "household.offer_level": 5.0,
    }  # fmt: skip
    blind = {**TOGETHER, "coordination.shared_forecast": 0.0}
    bound = [0, 0]
    for seed in (1, 2, 3):
        apart, together, unseen = (
            live(
                seed, 24, {**changes, **dials}, 0.01, bad_news, municipalities=8, persons=600, queue=0.5,
                vedtak=12, listings=12, let_ordinary=60, vacancy=2.0, pending=0.0,
            )
            for dials in (APART, TOGETHER, blind)
        )  # fmt: skip
        assert together.settled < apart.settled
        # the reason: fewer are decided on, and places run out
        assert together.decided < 0.8 * apart.decided
        assert together.waits[Reason.NO_PLACES] > 1.1 * apart.waits[Reason.NO_PLACES]
        # and it is the forecast that brought the news
        assert unseen.decided > 1.2 * together.decided and unseen.settled > together.settled
        for arm, seen in enumerate((apart, together)):
            bound[arm] += seen.bound.get(Reason.DWELLINGS, 0)
    assert bound[1] > bound[0]  # dwellings bind more vedtak once family is known


@pytest.mark.parametrize("seed", [1, 2])
def test_integration_loses_where_hours_are_so_scarce_that_meetings_take_them(seed: int) -> None:
    """Dwellings stand empty and all instruments are known; being guided and meeting in routines takes
    the hours with which households would have been settled."""
    changes = {
        **POSITIVE, "imdi.need": [40_000.0] * 7,
        "municipality.service_hours": [41.0, 0.0], "municipality.property_hours": [12.0, 0.0],
        "municipality.settle_hours": 20.0, "channels.report_hours": 1.0, "channels.guidance_hours": 12.0,
        "channels.routine_hours": 12.0,
    }  # fmt: skip
    apart, together = (
        live(
            seed, 24, {**changes, **dials}, 0.01, municipalities=3, persons=600, queue=0.6, vedtak=120,
            listings=6, let_ordinary=40, vacancy=6.0, pending=0.0,
        )
        for dials in (APART, TOGETHER)
    )  # fmt: skip
    assert together.settled < 0.9 * apart.settled
    # the reason: no property hours are left, and accepted households wait for the refugee service
    assert together.least_hours[1] == 0.0 < apart.least_hours[1]
    late = together.waits[Reason.SERVICE_HOURS]
    assert late > 1.3 * apart.waits.get(Reason.SERVICE_HOURS, 0)
    assert late > sum(together.waits.get(one, 0) for one in FOR_A_DWELLING)
