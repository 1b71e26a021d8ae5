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


def test_years_since_settlement_fall_in_the_cells_they_are_said_to() -> None:
    assert household.year_cells().tolist() == [0, 1, 2, 3, 3, 4, 4, 4, 4, 4, 5]


PLAIN = household.Budget(
    need=np.array([8000] + [8000 + 2000 * n for n in range(8)]),
    ceiling=np.array([5000] + [5000 + 500 * n for n in range(8)]),
    own=np.array([1000] * 9), floor=np.array([10_000] * 9), tax_free=4000, tax_permille=250,
    share_permille=700, taper_permille=300, rent_permille=400, saving_permille=100, amortisation=240,
    interest=4000,
)  # fmt: skip


def test_a_month_of_round_figures_can_be_reckoned_by_hand() -> None:
    """A quarter is taxed above 4,000 an earner; seven tenths of the rent between one's own share, 1,000 and
    three tenths of what is earned above 10,000, and the ceiling is paid as allowance."""
    assert household.net_income(PLAIN, _one(24_000), _one(1))[0] == 19_000
    assert household.net_income(PLAIN, _one(24_000), _one(2))[0] == 20_000
    assert household.net_income(PLAIN, _one(24_000), _one(0))[0] == 19_000
    assert household.net_income(PLAIN, _one(3000), _one(1))[0] == 3000

    def allowance(income: int, persons: int, rent: int) -> int:
        return int(household.housing_allowance(PLAIN, _one(income), _one(persons), _one(rent))[0])

    assert allowance(9000, 1, 4000) == 2100 and allowance(9000, 1, 9000) == 2800
    assert allowance(12_000, 1, 4000) == 1680 and allowance(9000, 3, 9000) == 3500
    assert allowance(9000, 8, 20_000) == allowance(9000, 20, 20_000) == 5250
    assert allowance(9000, 1, 900) == 0
    # 40 % of what is left of 12,000 after tax, and the allowance at the ceiling of one
    assert household.affordable_rent(PLAIN, _one(12_000), _one(1), _one(1))[0] == 4000 + 2380

    def left(rent: int, debt: int) -> int:
        found = household.residual_income(PLAIN, _one(24_000), _one(2), _one(1), _one(rent), _one(debt))
        return int(found[0])

    # 19,000 after tax less 10,000 to live on; a loan of 240,000 costs 960 of interest and 1,000
    assert left(0, 0) == 9000 and left(5000, 0) == 4000 and left(0, 240_000) == 9000 - 1960
    poor = household.residual_income(PLAIN, _one(9000), _one(1), _one(1), _one(4000), _one(1))
    assert poor[0] == 7750 - 4000 - 8000  # who has a loan gets no allowance for rent
    assert household.saved(PLAIN, np.array([-500, 0, 5000])).tolist() == [0, 0, 500]


def test_what_makes_one_consider_a_move_adds_up(rules: Rules) -> None:
    """Each flag has a bit of its own, in every tenure of those who are housed."""
    hazard = -np.log(1.0 - household.consider_probability(rules, 1))
    base = rules.vector("consider_base")
    names = ("crowded", "contract", "arrears", "programme", "work")
    extra = [getattr(rules, f"consider_{name}") for name in names]
    for row, tenure in enumerate(household.HOUSED):
        for cell in range(32):
            flags = [cell & 1 > 0, cell & 2 > 0, cell & 4 > 0, cell & 8 > 0, cell & 16 > 0]
            expected = base[row] + sum(more for more, on in zip(extra, flags, strict=True) if on)
            assert hazard[tenure, cell] == pytest.approx(expected)
    quarter = household.consider_probability(rules, 3)
    assert 1.0 - quarter == pytest.approx((1.0 - household.consider_probability(rules, 1)) ** 3)


def test_cells_of_an_offer(rules: Rules) -> None:
    rooms, persons = np.array([1, 3, 5, 5, 1, 5]), np.array([5, 3, 1, 9, 2, 4])
    gap, tenth = household.accept_offer_cell(rooms, persons, np.array([0, 9, 10, 55, 99, 100]))
    assert gap.tolist() == [0, 2, 4, 2, 1, 3] and tenth.tolist() == [0, 0, 1, 5, 9, 10]
    table = household.offer_acceptance(rules)
    assert np.array_equal(table[3], table[4])  # one room more is as good as two


def test_noise_has_the_spread_of_its_scale() -> None:
    """A Gumbel's quartiles lie 1.5725 scales apart, its median 0.2107 below its mean."""
    noise = household.gumbel(10_000.0)
    assert len(noise) == 1024
    assert noise[768] - noise[256] == pytest.approx(15_725, rel=0.01)
    assert noise[511:513].mean() == pytest.approx(-2107, rel=0.01)


def test_destinations_closer_than_five_kilometres_are_equally_near(rules: Rules) -> None:
    near = household.destination_nearness(rules, np.array([0.0, 4.0, 5.0, 10.0]))
    assert near[0] == near[1] == near[2] > near[3]
    assert near[3] / near[2] == pytest.approx(0.5**rules.destination_distance)
    pull = household.destination_pull(rules, np.array([[0], [0]]), np.array([1000.0, 4000.0]))
    assert pull[1, 0] / pull[0, 0] == pytest.approx(4.0**rules.destination_size)


def test_a_price_between_ordinary_and_double_lets_certificates_through_in_proportion(rules: Rules) -> None:
    p = household.conversion_probability(rules)
    assert len(p) == 21 and p[10] == pytest.approx((p[0] + p[20]) / 2)


def test_amounts_in_force_are_those_of_the_year(rules: Rules) -> None:
    """Of 8,000 a month free of tax and 4.8 % interest a year, at nine tenths of today's prices."""
    old = collect([FOLDER]).resolve(
        {"household.price_level": (0.9,) * 10, "household.tax_free": 8000.0, "household.interest": 0.048}
    )
    b = household.budget(old.rules("household"), 0)
    assert b.tax_free == 7200 and b.interest == 4000
    now = old.rules("household").vector("need")
    assert b.need[1:].tolist() == np.rint(0.9 * now).astype(int).tolist() and b.need[0] == b.need[1]
    assert household.year_value(np.array([1.0, 2.0, 3.0]), 13) == 2.0
    assert household.year_value(np.array([1.0, 2.0, 3.0]), 500) == 3.0  # the last is kept
