"""Answers known beforehand: the queue's identity, Little's law, constant hazards, a world at rest, and
what no dial can reach."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import exp, log, sqrt
from typing import Any

import numpy as np
import pytest

from agents.kinds import START_MONTH, Case, Tenure
from experiments import compare
from experiments.comparison import Study
from experiments.history import TINY
from scenarios.parameters import replicate_values
from simulation.model import SettlementModel
from simulation.month import Phase
from simulation.start.tiny import tiny_world
from simulation.world import World
from tests.simulation.runs import FULL, STRONG, digest, outcome, tiny_model, values

NONE = dict.fromkeys([*FULL, "coordination.reporting_stakes"], 0.0)
ALL = dict.fromkeys(NONE, 1.0)
CONSTANT = {  # the same permits every year, of one and two persons, and nobody leaves by own means
    "permits.total": [6000.0] * 10,
    "permits.quota": [600.0] * 10,
    "permits.minors": [300.0] * 10,
    "permits.leak": [0.0] * 10,
    "permits.kinds_asylum": [0.8, 0.2, 0.0, 0.0, 0.0],
    "permits.kinds_quota": [0.8, 0.2, 0.0, 0.0, 0.0],
}
ROOMY = {  # many dwellings to be had, few others who want them
    "imdi.officer_hours": 3000.0,
    "rental_market.applicants": [0.5] * 4,
    "tenancies.other_arrivals": 0.5,
}


def in_queue(world: World) -> Any:
    """Mask over households that wait for settlement."""
    h = world.households
    return (h.case >= Case.READY) & (h.case <= Case.FOUND) & (h.tenure != Tenure.GONE)


@dataclass
class Queue:
    """Stands where a recorder stands: the queue by households and persons, and its flows."""

    began: dict[int, int] = field(default_factory=dict)  # household -> month its wait began
    stock: list[int] = field(default_factory=list)
    persons: list[int] = field(default_factory=list)
    flows: list[dict[str, int]] = field(default_factory=list)
    waits: list[list[int]] = field(default_factory=list)

    def start(self, model: SettlementModel) -> None:
        h = model.world.households
        self.began = dict.fromkeys(h.uid[in_queue(model.world)].tolist(), model.month)
        self.persons.append(self._present(model.world))

    def _present(self, world: World) -> int:
        of = world.households.rows(world.persons.household)
        return int(np.sum((world.persons.present == 1) & in_queue(world)[of]))

    def observe(self, model: SettlementModel) -> None:
        events, world = model.events, model.world

        def total(name: str) -> int:
            return int(np.sum(events.read(name).get("persons", 0)))

        def outside(name: str) -> int:  # births and deaths in reception have no municipality
            return int(np.sum(events.read(name).get("municipality", np.zeros(0)) == -1))

        entered = events.read("permit").get("household", np.zeros(0)).tolist()
        settled = events.read("settled").get("household", np.zeros(0)).tolist()
        left = events.read("left_queue").get("household", np.zeros(0)).tolist()
        self.began |= dict.fromkeys(entered, model.month)
        self.waits.append([model.month - self.began.pop(one) for one in [*settled, *left]])
        # a household whose last member dies leaves the queue by that death: counted once
        rows = world.households.rows(np.asarray(left, dtype=np.int64))
        died_out = sum(r < 0 or world.households.tenure[r] == Tenure.GONE for r in rows.tolist())
        self.flows.append(
            {
                "entered": total("permit"),
                "settled": total("settled"),
                "left": total("left_queue"),
                "born": outside("birth"),
                "died": outside("death") - died_out,
                "households": len(entered),
            }
        )
        self.stock.append(len(self.began))
        self.persons.append(self._present(world))
        assert set(world.households.uid[in_queue(world)].tolist()) == set(self.began)


def queue_of(seed: int, months: int, changes: dict[str, Any], scale: float, **given: Any) -> Queue:
    """Run a tiny world and watch its queue."""
    options = {name: given.pop(name) for name in ("frozen", "knocked_out") if name in given}
    queue = Queue()
    model = SettlementModel(
        tiny_world(seed, **given),
        [Phase(START_MONTH, values(changes))],
        seed,
        start=START_MONTH,
        population_scale=scale,
        recorder=queue,  # type: ignore[arg-type]
        **options,
    )
    queue.start(model)
    model.run_to(START_MONTH + months)
    return queue


# --- the queue ------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", [1, 2])
def test_the_queue_adds_up_in_persons_every_month(seed: int) -> None:
    """Waiting now = waiting before + permits + births - settled - left - deaths, month by month."""
    drawn = replicate_values(seed)
    queue = queue_of(seed, 60, drawn, 0.02, municipalities=8, persons=600, queue=0.3, vedtak=20)
    for month, flow in enumerate(queue.flows):
        change = flow["entered"] + flow["born"] - flow["settled"] - flow["left"] - flow["died"]
        assert queue.persons[month + 1] == queue.persons[month] + change, f"month {month}"
    for name in ("entered", "settled", "left", "born"):  # each flow is really there
        assert sum(flow[name] for flow in queue.flows) > 0, name


@pytest.mark.parametrize("frozen", [False, True])
def test_the_months_waited_are_the_stock_added_up(frozen: bool) -> None:
    """Little's law without its limit: stocks added up = waits ended + waits so far, exactly."""
    queue = queue_of(2, 36, {}, 0.01, municipalities=8, persons=400, queue=0.3, frozen=frozen)
    ended = sum(sum(waits) for waits in queue.waits)
    last = START_MONTH + len(queue.stock)
    assert sum(queue.stock) == ended + sum(last - began for began in queue.began.values())


def test_littles_law_in_a_steady_state() -> None:
    """Constant permits, ample dwellings, councils that keep their vedtak: mean stock = rate x wait."""
    queue = queue_of(
        2, 96, {**CONSTANT, **ROOMY}, 0.01, frozen=True, municipalities=16, persons=300, queue=0.02,
        vedtak=25, listings=8, let_ordinary=40, vacancy=0.3, others=60, others_waiting=0,
    )  # fmt: skip
    steady = slice(24, None)
    stock = np.array(queue.stock[steady])
    rate = np.mean([flow["households"] for flow in queue.flows[steady]])
    waits = np.concatenate([np.array(w) for w in queue.waits[steady]])
    assert len(waits) == pytest.approx(rate * len(stock), rel=0.1)  # as many leave as come
    early, late = stock[: len(stock) // 2].mean(), stock[len(stock) // 2 :].mean()
    assert 0.6 < late / early < 1.6
    assert stock.mean() == pytest.approx(rate * waits.mean(), rel=0.12)


# --- constant hazards -----------------------------------------------------------------------------


def remaining(model: SettlementModel, tenure: int, months: int) -> list[int]:
    """Households of the other queue or stock that are still where they began, month by month."""
    h = model.world.households
    mine = h.uid[(h.refugee == 0) & (h.tenure == tenure)]

    def still(m: SettlementModel) -> int:
        rows = m.world.households.rows(mine)
        return int(np.sum((rows >= 0) & (m.world.households.tenure[rows] == tenure)))

    return [len(mine), *outcome(model, months, still)]


def assert_survival(seen: list[int], yearly: float, every: int) -> None:
    """Survivors are exp(-ht) of those who began, within three and a half standard errors."""
    hazard = -log(1.0 - yearly)  # a year
    for month in range(every, len(seen), every):
        share = exp(-hazard * month / 12.0)
        error = sqrt(share * (1.0 - share) / seen[0])
        assert seen[month] / seen[0] == pytest.approx(share, abs=3.5 * error), f"after {month} months"


@pytest.mark.parametrize("yearly", [0.08, 0.25])
def test_municipal_exits_at_a_constant_hazard_follow_the_closed_form(yearly: float) -> None:
    world = {"others": 250, "others_waiting": 0, "persons": 60}
    model = tiny_model(before={"tenancies.other_exit": yearly}, world=world)
    assert_survival(remaining(model, Tenure.MUNICIPAL, 48), yearly, 12)


def test_giving_up_the_waiting_list_at_a_constant_hazard_follows_the_closed_form() -> None:
    monthly = 0.04
    model = tiny_model(
        before={"tenancies.other_give_up": monthly, "tenancies.other_seeks": 0.0},
        world={"others": 0, "others_waiting": 250, "persons": 60},
        knocked_out=["allocation", "rental_market"],
    )
    assert_survival(remaining(model, Tenure.NONE, 24), 1.0 - (1.0 - monthly) ** 12, 3)


# --- what no dial can reach -----------------------------------------------------------------------

AMPLE = {"municipality.service_hours": [500.0, 0.0], "municipality.property_hours": [500.0, 0.0]}


def test_joint_reporting_with_ample_hours_changes_nothing_but_hours() -> None:
    apart = tiny_model(before=AMPLE, after={"coordination.joint_reporting": 0.0})
    joint = tiny_model(before=AMPLE, after={"coordination.joint_reporting": 1.0})
    for model in (apart, joint):
        model.run_to(72)
    assert digest(apart) == digest(joint)
    for name, mine in vars(apart.world.municipalities).items():
        same = np.array_equal(mine, getattr(joint.world.municipalities, name))
        assert same == (name != "hours"), name
    assert np.all(joint.world.municipalities.hours[:, 0] > apart.world.municipalities.hours[:, 0])


@dataclass
class Lives:
    """Stands where a recorder stands: permits of the month, and who is born, dies or leaves the country
    among those settled before the policy (by key: uids are given in order of events)."""

    policy: int
    permits: list[dict[str, list[int]]] = field(default_factory=list)
    settled: set[int] = field(default_factory=set)  # keys of persons
    alive: list[frozenset[int]] = field(default_factory=list)
    born: list[frozenset[int]] = field(default_factory=list)

    def observe(self, model: SettlementModel) -> None:
        h, p = model.world.households, model.world.persons
        permit = model.events.read("permit")
        entered = h.rows(permit.get("household", np.zeros(0, dtype=np.int64)))
        self.permits.append(
            {"key": h.key[entered].tolist()}
            | {name: permit[name].tolist() for name in permit if name != "household"}
        )
        home = h.rows(p.household)
        there = (p.present == 1) & (h.refugee[home] == 1) & (h.tenure[home] >= Tenure.MUNICIPAL)
        if model.month < self.policy:
            self.settled = set(p.key[there].tolist())
            return
        mine = np.array([key in self.settled for key in p.key.tolist()])
        new = (p.birth == model.month) & np.isin(home, np.unique(home[mine]))
        self.alive.append(frozenset(p.key[mine & (p.present == 1)].tolist()))
        self.born.append(frozenset(p.key[new].tolist()))
        self.settled |= self.born[-1]


def lives_of(strengths: dict[str, float], arm: dict[str, float]) -> Lives:
    seen = Lives(30)
    model = SettlementModel(
        tiny_world(3, persons=600),
        [Phase(24, values(strengths)), Phase(30, values({**strengths, **arm}))],
        3,
        start=24,
        population_scale=0.01,
        recorder=seen,  # type: ignore[arg-type]
    )
    model.run_to(66)
    return seen


@pytest.mark.parametrize("strength", [0.8, -0.8])
def test_no_dial_reaches_permits_or_the_lives_of_those_already_settled(strength: float) -> None:
    """Births, deaths and emigration of those settled before the policy are the same people, month by
    month, in all arms; so are the permits."""
    strengths = dict.fromkeys(STRONG, strength)
    none, every = lives_of(strengths, NONE), lives_of(strengths, ALL)
    assert len(none.settled) > 300
    assert len(none.settled - none.alive[-1]) > 10 and sum(map(len, none.born)) > 10
    assert every.permits == none.permits
    assert every.alive == none.alive
    assert every.born == none.born


# --- order ----------------------------------------------------------------------------------------


def table(study: Study, arms: Iterable[str]) -> dict[tuple[str, int, str], str]:
    return {
        (arm, seed, name): repr(found)
        for arm in arms
        for seed in study.seeds
        for name, found in study.measured[arm, seed].items()
    }


@pytest.mark.slow  # starts processes; test_comparison.py has a faster one
def test_serial_equals_parallel_in_any_order() -> None:
    """The same tables from two processes together and from one that makes each replicate alone, the
    later first, whichever scenario is named first."""
    arms = ["baseline-2013", "integrated"]
    given: dict[str, Any] = {"world": TINY, "years": (2009, 2011)}
    together = table(compare(arms, 2, 2, **given), arms)
    alone = [table(compare(reversed(arms), 1, 1, seed=seed, **given), arms) for seed in (2, 1)]
    assert together == alone[1] | alone[0]
