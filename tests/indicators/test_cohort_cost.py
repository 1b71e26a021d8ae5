from math import isnan

import pytest

from agents.kinds import month_of
from indicators.cohort_money import money_of_groups
from indicators.library import indicator
from indicators.unit_costs import in_price_year, unit_cost
from simulation.recorder import Record
from simulation.worlds import NORWAY_2013
from tests.indicators.made import Cell, record

PERSONS = 10
YEARS = range(2012, 2017)  # the one cohort that a run to 2016 follows for five years, beside 2011
LEVEL = {2012: 93.9, 2013: 95.9, 2014: 97.9, 2015: 100.0, 2016: 103.6}


def yearly(amount: int) -> list[Cell]:
    return [(month_of(year, 12), 2012, amount) for year in YEARS]


def made(**purposes: int) -> Record:
    cells = {f"cohort_{name}": yearly(amount) for name, amount in purposes.items()}
    return record({"cohort_people": [(month_of(2012, 12), 2012, PERSONS)], **cells})


def expected(rate: float = 0.04) -> float:
    """Return thousands per person of a nominal million a year."""
    return sum(
        1e6 * LEVEL[2013] / LEVEL[year] / (1 + rate) ** (year - 2012) for year in YEARS
    ) / PERSONS / 1000  # fmt: skip


def test_each_payer_pays_its_purposes_in_real_prices_discounted() -> None:
    found = indicator("cohort_municipality").of(made(services=1_000_000))
    assert found.value == pytest.approx(expected()) and found.by_year == {2012: found.value}
    assert found.parts["rate:2"] == pytest.approx(expected(0.02))
    assert found.parts["rate:2"] > found.value > found.parts["rate:6"]
    assert found.parts["purpose:services"] == found.value
    assert isnan(found.parts["horizon:10_years"])


def test_a_grant_is_the_states_cost_the_municipalitys_income_and_nothing_consolidated() -> None:
    money = made(integration_grant=1_000_000, minor_grant=500_000)
    values = {name: indicator(name).of(money).value for name in
              ("cohort_municipality", "state_balance", "cohort_public")}  # fmt: skip
    assert values["cohort_municipality"] == pytest.approx(-1.5 * expected())
    assert values["state_balance"] == pytest.approx(-1.5 * expected())
    assert values["cohort_public"] == 0.0


def test_taxes_are_the_states_and_public_funds_have_a_cost_beside() -> None:
    found = indicator("state_balance").of(made(tax=1_000_000, allowance=400_000))
    assert found.value == pytest.approx(0.6 * expected())
    assert found.parts["funds:with"] == pytest.approx(1.2 * found.value)
    assert found.parts["funds:without"] == found.value


def test_the_cost_of_public_funds_of_each_payer_adds_up() -> None:
    money = made(integration_grant=1_000_000, services=2_000_000, tax=300_000)
    names = ("cohort_municipality", "state_balance", "cohort_public")
    town, state, both = (indicator(name).of(money).parts["funds:with"] for name in names)
    assert town == pytest.approx(1.2 * expected()) and both == pytest.approx(town - state)


def test_a_dwelling_costs_operation_and_interest() -> None:
    found = indicator("cohort_municipality").of(made(municipal_months=12 * PERSONS)).value
    year = in_price_year(NORWAY_2013, unit_cost("dwelling_operation"), 2012)
    year += 0.04 * in_price_year(NORWAY_2013, unit_cost("dwelling_cost"), 2016)
    assert found == pytest.approx(sum(year / 1.04**k for k in range(5)) / 1000)


def test_what_the_run_does_not_follow_for_five_years_is_left_out() -> None:
    money = record({"cohort_people": [(month_of(2014, 12), 2014, 5)],
                    "cohort_services": [(month_of(2014, 12), 2014, 1000)]})  # fmt: skip
    assert isnan(indicator("cohort_municipality").of(money).value)


def test_what_a_group_costs_is_divided_by_those_settled_in_it() -> None:
    men, women = (0, 0, 1), (2, 1, 0)  # kind, sex (1: women), hard to settle
    somalia, iraq = (0, 0), (1, 3)  # origin, centrality
    money = {
        "cohort_people_by_kind": [(month_of(2012, 12), 2012, *men, 8), (month_of(2012, 12), 2012, *women, 2)],
        "cohort_people_by_origin": [
            (month_of(2012, 12), 2012, *somalia, 5), (month_of(2012, 12), 2012, *iraq, 5),
        ],
        "cohort_net_of_municipality_of_persons_by_kind": [
            cell for one, n in ((men, 300_000), (women, 700_000)) for cell in grouped(one, n)
        ],
        "cohort_net_of_municipality_of_homes_by_kind": grouped(men, 100_000),
        "cohort_net_of_state_of_persons_by_origin": grouped(iraq, 500_000),
        "cohort_net_of_state_of_homes_by_origin": grouped(iraq, 500_000),
    }  # fmt: skip
    made_of = record({"cohort_people": [(month_of(2012, 12), 2012, PERSONS)], **money})
    found = indicator("cohort_municipality").of(made_of)
    each = expected() * PERSONS  # thousands for a nominal million a year
    assert found.by("sex") == {"women": pytest.approx(0.7 * each / 2), "men": pytest.approx(0.4 * each / 8)}
    assert found.by("hard") == {"single_men": found.by("sex")["men"], "others": found.by("sex")["women"]}
    assert found.by("kind")["family"] == found.by("sex")["women"]
    state = indicator("state_balance").of(made_of)
    assert state.by("origin") == {"somalia": 0.0, "iraq": pytest.approx(-each / 5)}
    assert state.by("centrality") == {"level_0": 0.0, "level_3": pytest.approx(-each / 5)}
    both = indicator("cohort_public").of(made_of)
    assert both.by("sex") == pytest.approx(found.by("sex"))  # the state is given by origin only here
    assert both.by("origin")["iraq"] == pytest.approx(each / 5)


def grouped(keys: tuple[int, ...], amount: int) -> list[Cell]:
    return [(month_of(year, 12), 2012, *keys, amount) for year in YEARS]


def test_groups_are_read_once_of_a_record_for_all_payers_and_anew_of_another() -> None:
    read, payers = money_of_groups.cache_info, ("cohort_municipality", "cohort_public", "state_balance")
    before = read().misses
    for amount in (1_000_000, 2_000_000):
        of = (0, 0, 1)
        cells: dict[str, list[Cell]] = {
            "cohort_people": [(month_of(2012, 12), 2012, PERSONS)],
            "cohort_people_by_kind": [(month_of(2012, 12), 2012, *of, 8)],
            "cohort_net_of_municipality_of_persons_by_kind": grouped(of, amount),
        }
        one = record(cells)
        found = [indicator(name).of(one).by("sex")["men"] for name in payers]
        each = expected() * PERSONS * amount / 1_000_000 / 8
        assert found == [pytest.approx(each), pytest.approx(each), 0.0]
    assert read().misses == before + 2
