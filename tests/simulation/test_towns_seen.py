"""What IMDi's offices see when they propose cases: no more than the rule asks for and the dials show."""

from dataclasses import replace
from typing import Any

import numpy as np

from agents.allocation.contract import Rule, Towns
from agents.allocation.names import rule_names
from agents.allocation.registry import allocation_rule
from simulation.towns_seen import towns_seen
from tests.simulation.runs import tiny_model

TOWNS = 40
ASKS_NOTHING = allocation_rule("places_left")
ASKS_ALL = allocation_rule("two_sided")


def seen(rule: Rule = ASKS_NOTHING, forecast: float = 0.0, adults: bool = True, **options: Any) -> Towns:
    model = tiny_model(world={"municipalities": TOWNS}, **options)
    model.coordination = replace(model.coordination, forecast=forecast)
    m = model.world.municipalities
    m.vacant[:], m.coming[:], m.vedtak[:], m.vedtak_minor[:] = 1, 2, 15, 3
    return towns_seen(model, rule, np.arange(TOWNS), adults, model.values.rules("work"))


def share(towns: Towns) -> float:
    """Return in what part of the municipalities vacancies are seen; the same as what is coming."""
    np.testing.assert_array_equal(towns.coming, 2 * towns.vacant)
    assert set(towns.vacant.sum(axis=1).tolist()) <= {0, 5}
    return float(np.mean(towns.vacant[:, 0]))


def test_vacancies_are_seen_as_far_as_the_forecast_covers_or_where_the_rule_asks() -> None:
    assert share(seen()) == 0.0 and share(seen(forecast=1.0)) == 1.0
    assert 0.2 < share(seen(forecast=0.5)) < 0.8
    assert share(seen(ASKS_ALL)) == 1.0
    assert share(seen(forecast=1.0, frozen=True)) == 0.0 and share(seen(forecast=-1.0)) == 0.0


def test_minors_need_no_dwelling_so_none_is_looked_for() -> None:
    young = seen(ASKS_ALL, 1.0, adults=False)
    assert share(young) == 0.0 and set(young.plan.tolist()) == {3} and set(seen().plan.tolist()) == {15}
    assert young.places.tolist() == list(range(TOWNS))


def test_local_markets_are_shown_to_a_rule_that_asks_about_places() -> None:
    blind, sighted = seen(), seen(ASKS_ALL)
    assert not blind.distance.any() and not blind.coethnic.any() and (blind.market == 1.0).all()
    model = tiny_model(world={"municipalities": TOWNS})
    first = model.world.geography.first_place
    assert sighted.distance[0, 3] == model.world.geography.distance[first[0], first[3]] == 60
    assert sighted.coethnic.sum() == model.world.places.coethnic.sum() > 0
    # the first town has two places: residents of both are its own
    np.testing.assert_array_equal(sighted.coethnic[0], model.world.places.coethnic[:2].sum(axis=0))
    assert sighted.market.mean() > 0.5 and sighted.market.max() < 2.5


def test_rules_ask_for_what_they_go_by() -> None:
    for name in rule_names():
        towns = seen(allocation_rule(name))
        assert share(towns) == (name in ("housing_fit", "employment_optimal", "two_sided")), name
        assert towns.distance.any() == (name in ("employment_optimal", "two_sided")), name
