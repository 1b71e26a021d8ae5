"""Tenancies: contracts, trouble, arrears, the other households."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.household import budget
from agents.kinds import NEVER, Tenure
from simulation.conservation import check_world
from simulation.processes import tenancies
from simulation.processes.tenancies import Tenancies
from tests.simulation.housing_model import housing_model


def _run(model: object, months: range) -> Tenancies:
    process = Tenancies()
    process.prepare(model)  # type: ignore[arg-type]
    for month in months:
        model.month = month  # type: ignore[attr-defined]
        process.run(model)  # type: ignore[arg-type]
    return process


@given(st.integers(1, 10))
def test_every_law_holds_for_years(seed: int) -> None:
    model = housing_model(seed=seed, persons=120, municipalities=4)
    process = Tenancies()
    process.prepare(model)
    for month in range(24, 36):
        model.month = month
        process.run(model)
        assert check_world(model.world) == []


def test_a_tenant_without_renewal_who_finds_nothing_is_put_out_after_three_months() -> None:
    model = housing_model({"tenancies.unserious_renewed": 0.0})
    h = model.world.households
    row = np.flatnonzero(h.tenure == Tenure.UNSERIOUS)[:1]
    h.contract_end[row], h.since[row] = 24, 20
    process = _run(model, range(24, 25))
    assert h.seeks_place[row] == h.place[row]
    assert h.dwelling[row] >= 0
    for month in (25, 26, 27):
        model.month = month
        process.run(model)
    assert h.tenure[row] in (Tenure.TEMPORARY, Tenure.RELATIVES)
    assert h.dwelling[row] == -1
    assert h.uid[row][0] in model.events.read("eviction")["household"]
    assert h.uid[row][0] in model.events.read("homeless")["household"]
    assert h.queue_since[row] == 27


def test_municipal_review_lets_those_in_need_stay_and_sends_the_able_to_seek() -> None:
    model = housing_model()
    h = model.world.households
    rows = np.flatnonzero((h.tenure == Tenure.MUNICIPAL) & (h.refugee == 1))[:2]
    h.contract_end[rows], h.since[rows] = 24, 24
    h.income[rows] = [8000, 90_000]
    _run(model, range(24, 25))
    assert h.contract_end[rows[0]] == 24 + 36
    assert h.seeks_place[rows[0]] == -1
    assert h.seeks_place[rows[1]] == h.place[rows[1]]
    _run(model, range(27, 28))  # found nothing: stays on, is not put out
    assert h.tenure[rows[1]] == Tenure.MUNICIPAL
    assert h.contract_end[rows[1]] == 27 + 12


def test_arrears_grow_when_the_rent_is_out_of_reach_and_fall_when_it_is_not() -> None:
    b = budget(housing_model().values.rules("household"), 24)
    income, persons = np.array([9000, 40_000]), np.array([1, 1])
    change = tenancies.arrears_change(b, income, persons, np.array([0, 1]), np.array([9000, 9000]), 5)
    assert change.tolist() == [1, -1]


def test_trouble_is_between_four_and_ten_percent_and_rises_with_guarantee_and_arrears() -> None:
    values = housing_model().values
    t = tenancies.build_tables(values.rules("tenancies"), values.rules("landlord"), 1.0)
    p = t.trouble / 2**32
    assert 0.04 <= p[1] <= p[0] <= 0.10
    assert p[4] > p[0] and p[2] > p[0] and p[8] > p[0]


def test_follow_up_lowers_true_trouble_by_at_most_thirty_percent_and_can_raise_it() -> None:
    rules = housing_model().values.rules("tenancies")
    assert tenancies.follow_up_factor(rules, 1.0) == pytest.approx(0.7)
    assert tenancies.follow_up_factor(rules, 0.0) == 1.0
    assert tenancies.follow_up_factor(rules, -0.5) > 1.0


def test_frozen_tenants_are_untouched_by_follow_up() -> None:
    strong = {"coordination.housing_follow_up": 1.0, "channels.follow_up": 1.0}
    frozen, none = Tenancies(), Tenancies()
    frozen.prepare(housing_model(strong, frozen=True))
    none.prepare(housing_model({"coordination.housing_follow_up": 0.0}))
    assert np.array_equal(frozen.tables.trouble, none.tables.trouble)


def test_landlords_learn_by_one_count_a_tenancy_year_and_guarantees_are_claimed() -> None:
    model = housing_model({"tenancies.trouble": [0.3, 0.3], "tenancies.honoured": 1.0})
    w = model.world
    h, d = w.households, w.dwellings
    rows = np.flatnonzero((h.tenure == Tenure.PRIVATE) & (h.refugee == 1))
    h.since[rows] = 12  # a year in January 2009
    d.guaranteed[d.rows(h.dwelling[rows])] = 1
    before = int(w.landlords.trouble_a.sum() + w.landlords.trouble_b.sum())
    hearsay = Tenancies()
    hearsay.prepare(model)
    hearsay.hearsay_weight = 0
    hearsay.run(model)
    others = np.flatnonzero(h.tenure == Tenure.UNSERIOUS)
    learned = int(w.landlords.trouble_a.sum() + w.landlords.trouble_b.sum()) - before
    assert learned % 100 == 0
    assert 100 * len(rows) <= learned <= 100 * (len(rows) + len(others) + len(h))
    loss = model.events.read("guarantee_loss")
    assert 0 < len(loss["amount"]) <= len(rows)
    assert np.all(loss["amount"] == 32_000)


def test_other_households_leave_municipal_dwellings_at_the_rate_set_and_come_by_population() -> None:
    model = housing_model(others=400, others_waiting=50, municipalities=3)
    h = model.world.households
    housed = np.count_nonzero((h.tenure == Tenure.MUNICIPAL) & (h.refugee == 0))
    rows = len(h)
    _run(model, range(24, 36))
    exits = model.events.read("exit_municipal")
    share = np.count_nonzero(exits["refugee"] == 0) / housed
    assert 0.09 <= share <= 0.17
    assert {Tenure.GONE, Tenure.PRIVATE, Tenure.OWNED} <= set(exits["destination"].tolist())
    people = model.world.geography.population[:, 2].sum()
    assert len(h) - rows == pytest.approx(people * 4.2 / 1000, rel=0.15)
    new = np.arange(rows, len(h))
    assert np.all((h.tenure[new] == Tenure.NONE) | (h.tenure[new] == Tenure.GONE))
    assert np.all(h.refugee[new] == 0)


def test_in_temporary_lodging_one_seeks_and_waits_for_a_municipal_dwelling() -> None:
    model = housing_model()
    h, d = model.world.households, model.world.dwellings
    row = np.flatnonzero(h.tenure == Tenure.PRIVATE)[:1]
    home = d.rows(h.dwelling[row])
    d.household[home], d.state[home] = -1, 3
    h.dwelling[row], h.tenure[row] = -1, Tenure.TEMPORARY
    h.contract_end[row] = NEVER
    _run(model, range(24, 25))
    assert h.seeks_place[row] == h.place[row]
    assert h.queue_since[row] == 24


def test_a_municipal_tenant_put_out_is_reported() -> None:
    model = housing_model({"tenancies.trouble": [0.3, 0.3], "tenancies.evicted": [0.0, 1.0]})
    h = model.world.households
    rows = np.flatnonzero((h.tenure == Tenure.MUNICIPAL) & (h.refugee == 1))
    h.since[rows] = 12
    _run(model, range(24, 25))
    out = rows[h.tenure[rows] != Tenure.MUNICIPAL]
    assert len(out)
    assert set(model.events.read("eviction")["household"].tolist()) == set(h.uid[out].tolist())


def test_other_households_incomes_lie_between_a_low_a_median_and_a_high() -> None:
    """Straight from the one to the other: half of the 64 quantiles on either side of the median."""
    values = housing_model({"tenancies.other_income": [8_000.0, 16_000.0, 48_000.0]}).values
    tables = tenancies.build_tables(values.rules("tenancies"), values.rules("landlord"), 1.0)
    assert len(tables.income) == 64
    assert tables.income[[0, 31, 32, 63]].tolist() == [8_125, 15_875, 16_500, 47_500]
    assert set(np.diff(tables.income[:32])) == {250} and set(np.diff(tables.income[32:])) == {1000}


def test_what_makes_trouble_adds_up_and_follow_up_takes_its_part_of_all() -> None:
    values = housing_model().values
    rules = values.rules("tenancies")
    landlord = values.rules("landlord")
    whole, less = (tenancies.build_tables(rules, landlord, factor).trouble / 2**32 for factor in (1.0, 0.5))
    base, other = rules.vector("trouble")
    added = (rules.trouble_arrears, rules.moral_hazard, rules.trouble_other)
    for cell in range(16):
        on = (cell & 2 > 0, cell & 4 > 0, cell & 8 > 0)
        expected = (other if cell & 1 else base) + sum(x for x, flag in zip(added, on, strict=True) if flag)
        assert whole[cell] == pytest.approx(expected) and less[cell] == pytest.approx(expected / 2)
