import pytest

from agents.parameters import Status
from indicators.unit_costs import (
    in_price_year,
    present_value,
    price_levels,
    rates,
    real,
    unit_cost,
    unit_costs,
)
from simulation.worlds import NORWAY_2013, NORWAY_2024


def test_every_unit_cost_says_what_it_rests_on() -> None:
    for one in unit_costs().values():
        assert one.source and one.en and one.nb and isinstance(one.status, Status)
        assert unit_cost(one.name.partition(".")[2], "low") <= unit_cost(one.name.partition(".")[2])
    assert unit_costs()["reception_night"].status is Status.ASSUMED  # from memory


def test_prices_of_one_year_in_those_of_another() -> None:
    assert in_price_year(NORWAY_2013, 100.0, 2015) == pytest.approx(95.9)
    assert real(NORWAY_2013, {2015: 100.0}) == {2015: pytest.approx(95.9)}
    assert price_levels(NORWAY_2024)[2024] == pytest.approx(133.6)


def test_discounting() -> None:
    assert present_value({2012: 100.0, 2013: 104.0}, 2012, 0.04) == pytest.approx(200.0)
    assert rates() == {"2": 0.02, "4": 0.04, "6": 0.06}
