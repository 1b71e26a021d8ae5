"""Every lever that is not coordination has a scenario file that turns it."""

import pytest

from agents.allocation.names import rule_names
from scenarios.scenario import LIBRARY, load_scenario

LEVERS = {
    "grant share": "husbanken.grant_share_priority",
    "grant frame": "husbanken.frame",
    "startlån frame": "husbanken.startlan_refugee_share",
    "startlån practice": "household.practice_spread",
    "guarantee": "landlord.guarantee_cover",
    "reception capacity": "accounts.reception_capacity",
    "integration grant by household kind": "accounts.grant_kind_more",
    "allocation rule": "imdi.rule",
    "self-settlement": "self_settlement.allowed",
    "bofellesskap": "municipality.shared_share",
    "programme length": "integration.length",
    "programme tie": "integration.tied",
    "surge in permits": "permits.surge",
    "construction costs": "municipality.cost_factor",
    "interest": "household.interest",
}


@pytest.fixture(scope="module")
def turned() -> dict[str, list[str]]:
    """Parameters that scenarios of the library change, and which scenarios."""
    found: dict[str, list[str]] = {}
    for path in sorted(LIBRARY.glob("*.toml")):
        scenario = load_scenario(path.stem)
        for name in (*scenario.changes, *scenario.shocks):
            found.setdefault(name, []).append(path.stem)
    return found


@pytest.mark.parametrize("lever", LEVERS)
def test_every_lever_has_a_scenario(lever: str, turned: dict[str, list[str]]) -> None:
    assert turned.get(LEVERS[lever])


def test_every_allocation_rule_but_the_practice_has_a_scenario(turned: dict[str, list[str]]) -> None:
    used = {str(load_scenario(name).changes["imdi.rule"]) for name in turned["imdi.rule"]}
    assert used | {"places_left"} == set(rule_names())
