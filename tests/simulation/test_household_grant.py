"""The grant as councils reckon it follows the rates, krone for krone."""

import numpy as np
import pytest

from agents.kinds import Kind, month_of
from agents.municipality import kind_weights
from scenarios.scenario import load_scenario
from simulation.household_grant import grant_change, household_grant
from tests.simulation.runs import values

MONTH = month_of(2012, 3)


def test_five_years_of_the_published_rates() -> None:
    grant = household_grant(values(), MONTH)
    assert grant[Kind.SINGLE] == 598_000 + 53_500
    assert grant[Kind.COUPLE] == 2 * 598_000
    assert grant[Kind.FAMILY] == 2 * 598_000 + 2 * 576_500
    assert grant[Kind.SINGLE_PARENT] == 598_000 + 2 * 576_500


def test_nothing_changes_while_rates_are_the_same() -> None:
    assert np.all(grant_change(values(), values(), MONTH) == 0.0)


def test_a_rate_moves_the_kinds_by_their_persons_and_so_their_weight() -> None:
    rates = list(values()["accounts.grant_year_1"])  # type: ignore[arg-type]
    rates[5] += 10_000.0
    change = grant_change(values(), values({"accounts.grant_year_1": tuple(rates)}), MONTH)
    assert change.tolist() == [10_000.0, 20_000.0, 40_000.0, 30_000.0, 10_000.0]
    rules, habit = values().rules("municipality"), np.zeros((1, len(Kind)))
    ratio = kind_weights(rules, habit, np.zeros(1), change) / kind_weights(rules, habit, np.zeros(1))
    assert ratio[0] == pytest.approx(np.exp(rules.weight_grant * change / 100_000))


def test_the_flat_grant_leaves_no_kind_with_more_than_another() -> None:
    flat = load_scenario("grant-flat").changes
    change = grant_change(values(), values(flat), MONTH)
    np.testing.assert_allclose(values().rules("municipality").vector("surplus") + change, 0.0, atol=1e-6)
