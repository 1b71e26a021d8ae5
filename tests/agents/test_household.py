"""Households: budgets, offers, considering, leaving, finance."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents import household
from agents.kinds import Tenure
from agents.parameters import Rules, collect

FOLDER = Path(household.__file__).parent


@pytest.fixture(scope="module")
def rules() -> Rules:
    return collect([FOLDER]).resolve().rules("household")


def _one(x: int) -> np.ndarray:
    return np.array([x], dtype=np.int64)


def test_an_offer_that_fits_is_accepted_by_nine_in_ten(rules: Rules) -> None:
    table = household.offer_acceptance(rules)
    assert table.shape == (5, 11, 2)
    assert 0.88 <= table[2, 5].mean() <= 0.96


def test_offers_are_refused_more_when_small_when_more_was_expected_and_when_the_price_is_unknown(
    rules: Rules,
) -> None:
    table = household.offer_acceptance(rules)
    assert np.all(np.diff(table, axis=0) >= 0)
    assert np.all(np.diff(table, axis=1) < 0)
    assert np.all(table[:, :, 1] > table[:, :, 0])
    assert np.all(household.offer_acceptance(rules, standard=0) < table)


def test_dialogue_moves_expectations_towards_the_truth_or_away_when_it_misleads() -> None:
    assert household.expected_standard(_one(80), _one(50), 1.0)[0] == 50
    assert household.expected_standard(_one(80), _one(50), 0.0)[0] == 80
    assert household.expected_standard(_one(80), _one(50), -0.5)[0] == 95
    assert household.expected_standard(_one(20), _one(50), 0.5)[0] == 35


def test_housing_allowance_of_a_single_on_introduction_benefit_is_about_the_mean_paid(rules: Rules) -> None:
    """bostotte_monthly_2010: 2,200 NOK a month."""
    b = household.budget(rules, 36)
    assert 500 <= household.housing_allowance(b, _one(9000), _one(1), _one(5200))[0] <= 3000
    assert household.housing_allowance(b, _one(40_000), _one(1), _one(5200))[0] == 0


@given(st.integers(0, 120_000), st.integers(1, 12), st.integers(0, 4), st.integers(0, 30_000))
def test_budgets_are_monotone(income: int, persons: int, earners: int, rent: int) -> None:
    b = household.budget(collect([FOLDER]).resolve().rules("household"), 30)
    args = (_one(persons), _one(earners))
    net = household.net_income(b, _one(income), _one(earners))[0]
    assert 0 <= net <= income
    assert household.net_income(b, _one(income + 1000), _one(earners))[0] > net
    more = household.residual_income(b, _one(income), *args, _one(rent), _one(0))
    less = household.residual_income(b, _one(income), *args, _one(rent + 1000), _one(0))
    assert less[0] <= more[0]
    assert household.saved(b, more)[0] >= 0


def test_everything_in_a_budget_follows_prices(rules: Rules) -> None:
    early, late = household.budget(rules, 0), household.budget(rules, 119)
    assert np.all(early.need < late.need)
    assert np.all(early.ceiling < late.ceiling)


def test_crowding_and_the_end_of_a_contract_make_one_consider_a_move(rules: Rules) -> None:
    p = household.consider_probability(rules, 1)
    assert p[Tenure.PRIVATE, 0] < p[Tenure.PRIVATE, 1] < p[Tenure.PRIVATE, 3]
    assert np.all(p[Tenure.GONE] == 0)
    assert 0.003 <= p[Tenure.PRIVATE, 0] <= 0.01


def test_noise_is_centred(rules: Rules) -> None:
    noise = household.gumbel(10_000.0)
    assert abs(noise.mean()) < 150
    assert np.all(np.diff(noise) >= 0)


def test_practice_is_narrowed_from_either_side_by_guidance_and_widened_when_it_misleads(rules: Rules) -> None:
    normal = np.array([-1.0, 0.0, 1.0])
    loose, tight, wide = (household.practice(rules, normal, g) for g in (0.0, 1.0, -1.0))
    assert np.allclose(tight, rules.debt_multiple)
    assert wide[0] < loose[0] < rules.debt_multiple < loose[2] < wide[2]


def test_fewer_certificates_become_purchases_when_prices_are_high(rules: Rules) -> None:
    p = household.conversion_probability(rules)
    assert np.all(np.diff(p) < 0)
    assert p[0] == pytest.approx(0.8) and p[-1] == pytest.approx(0.45)


def test_destinations_pull_with_size_and_fade_with_distance(rules: Rules) -> None:
    size = household.destination_pull(rules, np.array([[0], [0]]), np.array([1000.0, 5000.0]))
    near = household.destination_nearness(rules, np.array([[0.0, 50.0], [50.0, 0.0]]))
    assert size[1, 0] > size[0, 0]
    drawn = collect([FOLDER]).resolve({"household.destination_coethnic": 0.4}).rules("household")
    pull = household.destination_pull(drawn, np.array([[0], [100]]), np.array([1000.0, 1000.0]))
    assert pull[1, 0] > pull[0, 0]  # where a draw says that co-ethnics pull
    assert near[0, 0] > near[0, 1]


def test_an_offer_below_expectations_is_made_to_those_past_the_limit_only() -> None:
    expected, late = np.array([50, 50, 95]), np.array([False, True, True])
    assert household.offered_below(expected, 20, late).tolist() == [50, 70, 100]
    assert household.offered_below(expected, 0, late).tolist() == [50, 50, 95]
