"""Every other indicator equals a slow, plain recomputation too: what needs years after settlement, money and
reasons, on small worlds that run from 2009 to 2016.

One file, for the worlds are lived, and slowly counted, once for all of it, and the last test holds that no
indicator of the catalogue is left out.
"""

import sys
from dataclasses import dataclass
from functools import cache
from math import isnan, nan
from pathlib import Path as Path_

import pytest

from agents.kinds import Account, Path, Tenure
from indicators.cohort_money import MUNICIPALITY, OBSERVERS, STATE, amounts, group_amounts
from indicators.indicator import Measured
from indicators.library import all_indicators, observers_of
from indicators.unit_costs import rates, unit_cost
from simulation.model import Phase, SettlementModel
from simulation.recorder import Record, Recorder
from simulation.start.tiny import tiny_world
from tests.indicators.plain import Witness
from tests.indicators.plain_course import Course
from tests.indicators.plain_money import Money, real
from tests.indicators.plain_more import More
from tests.indicators.plain_queue import DWELLING, Queue
from tests.simulation.runs import BEGIN, STRONG, values

POLICY = 2011
YEARS = list(range(2009, 2017))
WORLDS = ((5, 5, 90), (23, 3, 60))  # seed, municipalities, persons


@dataclass(frozen=True)
class Lived:
    """A world that was lived: what plain loops saw, and what the indicators say."""

    queue: Queue
    course: Course
    money: Money
    more: More
    witness: Witness
    record: Record
    found: dict[str, Measured]

    def value(self, name: str) -> float:
        return self.found[name].value


@cache
def lived(world: tuple[int, int, int]) -> Lived:
    seed, towns, persons = world
    changes = {
        **STRONG, "permits.surge": 1.5, "coordination.reporting_stakes": 0.8, "gaming.deferral": 0.2,
        "gaming.rent_shift": 0.1, "gaming.relabel": 0.5, "gaming.paper_plan": 0.5, "gaming.census_jobs": 0.5,
    }  # fmt: skip
    queue, course, money = Queue(YEARS, POLICY), Course(2009, POLICY), Money(YEARS, POLICY)
    more = More(YEARS, POLICY)
    recorder = Recorder(None, observers_of(all_indicators()), {"years": [YEARS[0], YEARS[-1]]})
    witness = Witness(recorder, queue, course, money, more)
    model = SettlementModel(
        tiny_world(seed, municipalities=towns, persons=persons), [Phase(0, values(changes))], seed,
        start=BEGIN, population_scale=0.002, recorder=witness,  # type: ignore[arg-type]
    )  # fmt: skip
    model.run_to(BEGIN + 12 * len(YEARS))
    record = recorder.record()
    found = {one.name: one.of(record) for one in all_indicators()}
    return Lived(queue, course, money, more, witness, record, found)


@pytest.fixture(params=WORLDS, ids=lambda world: f"seed {world[0]}")
def world(request: pytest.FixtureRequest) -> Lived:
    return lived(request.param)


def same(found: float, expected: float) -> bool:
    return (isnan(found) and isnan(expected)) or found == pytest.approx(expected, rel=1e-9, abs=1e-9)


def test_who_waits(world: Lived) -> None:
    queue = world.queue
    assert same(world.value("waiting_september"), queue.mean(queue.stock(8)))
    assert world.found["waiting_stock"].by("kind") == pytest.approx(queue.by_kind())
    assert sum(queue.by_kind().values()) == pytest.approx(world.value("waiting_stock"))
    for months in (6, 12):
        found = world.found[f"waiting_over_{months}"]
        assert same(found.value, queue.mean(queue.stock(11, months))), months
        shares = {
            str(year): longer / all_of_them
            for (year, longer), all_of_them in zip(
                queue.stock(8, months).items(), queue.stock(8).values(), strict=True
            )
            if all_of_them
        }
        assert found.by("september") == pytest.approx(shares)
    assert same(world.value("waiting_months_minors"), queue.minors_waited())
    price = unit_cost("reception_night") * real(2014)
    cost = world.found["reception_cost"]
    assert same(cost.value, queue.mean({year: n * price / 1e6 for year, n in queue.nights().items()}))
    for dimension in ("kind", "sex", "origin"):
        assert sum(cost.by(dimension).values()) == pytest.approx(cost.value), dimension
        assert sum(world.found["waiting_stock"].by(dimension).values()) == pytest.approx(
            world.value("waiting_stock")
        )
    low, high = (unit_cost("marginal_ratio", bound) for bound in ("low", "high"))  # type: ignore[arg-type]
    assert cost.by("price") == pytest.approx(
        {"average": cost.value, "marginal": cost.value * unit_cost("marginal_ratio"),
         "marginal_low": cost.value * low, "marginal_high": cost.value * high}
    )  # fmt: skip


def test_why_they_wait(world: Lived) -> None:
    months = world.queue.reasons()
    whole = sum(months.values())
    assert world.value("waiting_reasons") == whole > 0
    shares = {name.lower(): n / whole for name, n in months.items() if n}
    assert world.found["waiting_reasons"].by("reason") == pytest.approx(shares)
    lacking = sum(months[name] for name in DWELLING) / whole
    assert same(world.value("waiting_for_dwelling"), lacking)


def test_odds_of_the_hard_to_settle(world: Lived) -> None:
    seen, last = world.witness, YEARS[-1]

    def share(inside: bool, mark: str = "") -> float:
        some = [
            one for one in [*seen.outcomes, *seen.still]
            if POLICY <= one[2] < last and ("hard:others" not in one[5]) == inside
            and (not mark or mark in one[5])
        ]  # fmt: skip
        return sum(one[0] for one in some if one[4]) / sum(one[0] for one in some) if some else nan

    def odds_ratio(a: float, b: float) -> float:
        return a / (1 - a) / (b / (1 - b)) if 0 < a < 1 and 0 < b < 1 else nan

    def within(mark: str) -> float:
        """Return the odds ratio within one group: everybody in it who is hard to settle over the others."""

        def of(inside: bool) -> float:
            some = [
                one for one in [*seen.outcomes, *seen.still]
                if POLICY <= one[2] < last and mark in one[5] and ("hard:others" not in one[5]) == inside
            ]  # fmt: skip
            return sum(one[0] for one in some if one[4]) / sum(one[0] for one in some) if some else nan

        return odds_ratio(of(True), of(False))

    found = world.found["on_time_hard"]
    for dimension in ("kind", "sex", "origin"):
        for group, told in found.by(dimension).items():
            assert same(told, within(f"{dimension}:{group}")), (dimension, group)
    assert same(found.value, odds_ratio(share(True), share(False)))
    for mark, told in found.by("hard").items():
        assert same(told, odds_ratio(share(True, f"hard:{mark}"), share(False))), mark


def test_settlement(world: Lived) -> None:
    queue = world.queue
    assert same(world.value("municipalities_deciding"), queue.mean(dict(queue.deciding)))
    assert same(world.value("settled_of_asked"), queue.of_asked())
    assert same(world.value("settled_in_ten"), queue.in_ten())
    assert same(world.value("share_private"), queue.first_tenure(Tenure.PRIVATE, Tenure.UNSERIOUS))
    for dimension, seen in (("path", queue.paths), ("municipality", queue.settled)):
        told = world.found["settled"].by(dimension)
        assert sum(told.values()) == pytest.approx(world.value("settled"))
        codes = {code for year in queue.scored for code in seen[year]}
        names = {c: str(c) if dimension == "municipality" else Path(c).name.lower() for c in codes}
        years = len(queue.scored)
        expected = {names[code]: sum(seen[y][code] for y in queue.scored) / years for code in codes}
        assert told == pytest.approx(expected)
    for dimension in ("kind", "sex", "origin", "centrality"):  # each adds up to everybody who was settled
        told = world.found["settled"].by(dimension)
        assert sum(told.values()) == pytest.approx(world.value("settled")), dimension
    settling = world.found["municipalities_settling"]
    assert sum(settling.by("centrality").values()) == pytest.approx(settling.value)


def test_moves_and_stays(world: Lived) -> None:
    queue, found = world.queue, world.found["tenure_moves"]
    years = len(queue.scored)
    seen = {name: n / years for name, n in queue.moves().items()}
    assert found.by("move") == pytest.approx(seen)
    assert same(found.value, sum(n for name, n in seen.items() if not name.startswith("reception>")))
    assert same(world.value("stay_municipal"), queue.stays())
    assert same(world.value("stayers_tied"), queue.tied())


def test_reports_and_what_was_done(world: Lived) -> None:
    queue, money = world.queue, world.money
    assert same(world.value("report_order"), queue.order())
    paid = money.operation()
    hidden = {year: paid[year] + queue.hidden[year] for year in YEARS}
    assert sum(queue.hidden.values()) > 0  # upkeep is put off and costs are shifted in these worlds
    both = {
        "ledger_use": (queue.use("true_percent"), queue.use("reported_percent")),
        "ledger_on_time": (queue.on_time(False), queue.on_time(True)),
        "ledger_plan": (queue.planned(False), queue.planned(True)),
        "ledger_upkeep": (
            sum(hidden[y] / 1e8 * real(y) for y in queue.scored) / len(queue.scored),
            sum(paid[y] / 1e8 * real(y) for y in queue.scored) / len(queue.scored),
        ),
    }
    for name, (true, told) in both.items():
        assert same(world.value(name), true), name
        assert same(world.found[name].parts["ledger:true"], true), name
        assert same(world.found[name].parts["ledger:reported"], told), name


def test_five_years_after_settlement(world: Lived) -> None:
    ratios = world.course.ratios
    assert same(world.value("retention"), ratios["retention"].value())
    assert same(world.found["retention"].parts["stay:county"], ratios["county"].value())
    for part, told in world.found["retention"].parts.items():
        if not part.startswith("stay:"):
            assert same(told, ratios["retention"].value(part)), part
    for name in ("work_5_years", "language_5_years", "owner_5_years"):
        assert ratios[name].below[""] > 0
        assert same(world.value(name), ratios[name].value()), name
        for part, told in world.found[name].parts.items():
            assert same(told, ratios[name].value(part)), (name, part)


def test_after_the_programme(world: Lived) -> None:
    for after in range(1, 5):
        name = f"after_programme_{after}"
        assert same(world.value(name), world.course.after_programme(after, (0, 1))), after
        for sex, code in (("women", 1), ("men", 0)):
            expected = world.course.after_programme(after, (code,))
            assert same(world.value(f"{name}_{sex}"), expected), (after, sex)
            assert same(world.found[name].parts[f"sex:{sex}"], expected), (after, sex)
            for part, told in world.found[f"{name}_{sex}"].parts.items():
                assert same(told, world.course.programme_of(after, part, (code,))), (after, sex, part)
        for part, told in world.found[name].parts.items():
            assert same(told, world.course.programme_of(after, part, (0, 1))), (after, part)


def test_levels_of_work_and_the_projection(world: Lived) -> None:
    course = world.course
    assert same(world.value("employment_dispersion"), course.dispersion())
    assert same(world.value("income_of_adults"), course.incomes({year: real(year) for year in YEARS}))
    found = world.found["upper_secondary"]
    for told, bounds in (
        (found.value, ("value", "value")), (found.parts["bound:low"], ("low", "high")),
        (found.parts["bound:high"], ("high", "low")),
    ):  # fmt: skip
        base, other = bounds
        expected = course.completion(
            unit_cost("upper_secondary", base), unit_cost("move_points", other),  # type: ignore[arg-type]
            unit_cost("crowding_points", other),  # type: ignore[arg-type]
        )  # fmt: skip
        assert same(told, expected), bounds
    middle = [unit_cost(one) for one in ("upper_secondary", "move_points", "crowding_points")]
    for part, told in found.parts.items():
        if not part.startswith("bound:"):
            assert same(told, course.completion(*middle, part=part)), part


def test_what_each_pays(world: Lived) -> None:
    money, state = world.money, (Account.UDI, Account.IMDI, Account.HUSBANKEN, Account.NAV)
    for account in (*state, Account.MUNICIPALITY, Account.HOUSEHOLD, Account.LANDLORD):
        name = f"cost_{Account(account).name.lower()}"
        assert same(world.value(name), money.per_settled(account)), name
    assert same(world.value("cost_public"), money.per_settled(*state, Account.MUNICIPALITY))
    assert same(world.value("operation_per_dwelling"), money.per_dwelling())
    assert same(world.value("rental_grants"), money.millions(money.grants))


def test_housing_allowance_is_that_of_the_households(world: Lived) -> None:
    """With what municipalities shift to it by higher rents, which the accounts note."""
    shifted = {year: sum(e["ore"] for e in world.queue.events["cost_shifted", year]) // 100 for year in YEARS}
    paid = world.money.allowance.copy()
    for year in YEARS:
        paid[year] += shifted[year]
    assert same(world.value("allowance_paid"), world.money.millions(paid))


def test_groups_of_a_cohort_add_up_to_it(world: Lived) -> None:
    """The groups of a dimension together pay, are paid, live in municipal dwellings and are as many as all:
    of every cohort, in every year."""
    whole = {one.name.removeprefix("cohort_"): amounts(world.record, one) for one in OBSERVERS}
    expected = {"people": whole["people"], "months": whole["municipal_months"]}
    for name, payers in (("net_of_state", STATE), ("net_of_municipality", MUNICIPALITY)):
        expected[name] = {
            cohort: {
                year: sum(
                    sign * whole[purpose].get(cohort, {}).get(year, 0)
                    for purpose, sign in payers.items() if purpose != "dwellings"
                )
                for year in yearly
            }
            for cohort, yearly in whole["people"].items()
        }  # fmt: skip
    for name, totals in expected.items():
        groups = group_amounts(world.record, name)
        assert any(sum(yearly.values()) for yearly in totals.values()), name
        for dimension in ("kind", "sex", "origin", "centrality"):
            mine = [yearly for part, yearly in groups.items() if part.startswith(f"{dimension}:")]
            for cohort, by_year in totals.items():
                for year, total in by_year.items():
                    assert sum(one.get(cohort, {}).get(year, 0) for one in mine) == total, (name, dimension)


def test_what_a_cohort_costs(world: Lived) -> None:
    money = world.money
    for name, who in (("cohort_municipality", "municipality"), ("cohort_public", "public"),
                      ("state_balance", "state")):  # fmt: skip
        found = world.found[name]
        assert not isnan(found.value)
        assert same(found.value, money.of_cohorts(who)), name
        assert same(found.parts["horizon:2_years"], money.of_cohorts(who, horizon=2)), name
        for percent, rate in rates().items():
            assert same(found.parts[f"rate:{percent}"], money.of_cohorts(who, rate=rate)), (name, percent)
        dearer = money.of_cohorts(who) * (1 + unit_cost("public_funds"))
        assert same(found.parts["funds:with"], dearer), name
        groups = {part for _, part in money.people if part}
        for part in groups:
            expected = money.of_cohorts(who, part=part)
            assert same(found.parts.get(part, nan), expected), (name, part)
        assert len({part.partition(":")[0] for part in found.parts if part in groups}) == 5
    sign = {"integration_grant": -1, "services": 1, "municipal_rent": -1, "dwellings": 1}
    for purpose, by in sign.items():
        told = world.found["cohort_municipality"].parts[f"purpose:{purpose}"]
        assert same(told, by * money.per_person(purpose, 5, 0.04)), purpose


def test_plans(world: Lived) -> None:
    more = world.more
    assert same(world.value("plan_miss"), more.miss())
    assert same(world.found["plan_miss"].parts["plan:nation"], more.miss(nation=True))
    assert same(world.value("plan_begun"), more.ratios["plan_begun"].value())
    assert same(world.value("need_without_effort"), more.neglect())


def test_means_neighbourhoods_and_tenancies(world: Lived) -> None:
    more = world.more
    for name in ("poverty_gap", "low_standing", "list_given_up", "price_to_income", "shared_exits",
                 "long_residence", "schooling", "persistently_poor"):  # fmt: skip
        ratio, found = more.ratios[name], world.found[name]
        assert same(found.value, ratio.value()), name
        for part, told in found.parts.items():
            assert same(told, ratio.value(part)), (name, part)
    assert same(world.value("quintile_ratio"), more.fifths())
    assert same(world.value("area_concentration"), more.mean(more.areas))
    assert same(world.value("lock_in"), more.locked())
    assert same(world.value("guarantee_claims"), world.money.of_guarantees())


def test_ties_that_moves_leave(world: Lived) -> None:
    found = world.found["ties_survive"]
    assert 0 < found.value < 1 and same(found.value, world.more.survive())
    for part, told in found.parts.items():
        assert same(told, world.more.survive(part)), part


def test_work_as_it_is_reported(world: Lived) -> None:
    found, census = world.found["ledger_work"], world.more.census
    yearly = {
        year: sum(those) / len(those)
        for year in YEARS
        if (those := [x for sex in (0, 1) for x in world.course.programme.get((1, year, sex), [])])
    }
    told = {year: x + (1 - x) * census[year] for year, x in yearly.items()}
    assert max(census.values()) > 0
    assert same(found.parts["ledger:true"], world.queue.mean(yearly))
    assert same(found.parts["ledger:reported"], world.queue.mean(told))


def test_nothing_is_left_out() -> None:
    """Every indicator is held against a plain recomputation, here or in ``test_recomputed.py``."""
    from tests.indicators import test_recomputed

    texts = [Path_(module.__file__ or "").read_text() for module in (test_recomputed, sys.modules[__name__])]
    named = set(test_recomputed.COUNTS)
    for seen in map(lived, WORLDS):  # what happens to nobody in one happens in another
        named |= {*seen.witness.ratios, *seen.more.ratios, *seen.course.ratios}
    for one in all_indicators():
        stem = one.name.rpartition("_")[0]
        families = {"after_programme", "waiting_over", "cost", *(f"after_programme_{n}" for n in range(1, 5))}
        there = any(f'"{one.name}"' in text for text in texts)
        assert one.name in named or there or stem in families, one.name
