import pytest

from agents.kinds import Kind, month_of
from indicators.library import indicator
from tests.indicators.made import group, record


def test_nights_and_their_cost_on_average_and_at_the_margin() -> None:
    months = [(month, Kind.SINGLE, 3, 1000) for month in range(month_of(2013), month_of(2014))]
    groups = [(month, group(female=month % 2), 1000) for month, *_ in months]
    made = record({"waiting": months, "waiting_groups": groups}, years=(2013, 2013))
    nights = indicator("reception_nights").of(made)
    assert nights.by_year == {2013: pytest.approx(365.25)} and nights.value == pytest.approx(365.25)
    cost = indicator("reception_cost").of(made)
    assert cost.value == pytest.approx(365.25 * 1000 * 500 * 95.9 / 97.9 / 1e6)  # from prices of 2014
    assert cost.parts["price:marginal"] == pytest.approx(0.5 * cost.value)
    assert cost.by("sex") == {sex: pytest.approx(cost.value / 2) for sex in ("women", "men")}
    assert cost.by("kind") == {"single": pytest.approx(cost.value)}
    assert cost.parts["price:marginal_low"] < cost.parts["price:marginal"] < cost.parts["price:marginal_high"]
