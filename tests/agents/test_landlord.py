"""Landlords: what makes an applicant worth taking."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents import landlord
from agents.kinds import Kind, Reason
from agents.parameters import Rules, collect

FOLDER = Path(landlord.__file__).parent


@pytest.fixture(scope="module")
def rules() -> Rules:
    return collect([FOLDER]).resolve().rules("landlord")


def _value(rules: Rules, cover: int = 0, delay: int = 0, percent: int = 100, rent: int = 6000) -> int:
    t = landlord.build_tables(rules)
    whole = [np.array([x]) for x in (90, 750, percent, cover, t.taste, delay, rent)]
    return int(landlord.applicant_value(*whole, t.ordinary_permille, t.loss)[0])


def _replies(rules: Rules, applicants: float, value: float, rent: float) -> float:
    """Return the chance that an applicant worth `value` NOK is taken from among `applicants`
    ordinary ones (the choice of the tables, in closed form)."""
    own = np.exp(value / rules.noise)
    none = np.exp(-rules.reservation_months * rent / rules.noise)
    return float(own / (own + applicants + none))


def _single_man(rules: Rules) -> float:
    """Return the value of a single refugee man without work or guarantee at the prior belief, NOK."""
    return float((rules.ordinary_trouble - rules.trouble_belief) * rules.loss - rules.taste)


def test_single_refugee_man_gets_fewer_positive_replies_as_found_in_norway(rules: Rules) -> None:
    """E30, shrunk by E33: 0.55-0.75 of a majority applicant's at median tightness (4-5 applicants)."""
    value = _single_man(rules)
    for others in (3.0, 4.5):
        ratio = _replies(rules, others, value, 6000) / _replies(rules, others, 0.0, 6000)
        assert 0.55 <= ratio <= 0.75


def test_the_gap_widens_with_competition_alone(rules: Rules) -> None:
    value = _single_man(rules)
    ratio = [_replies(rules, n, value, 6000) / _replies(rules, n, 0.0, 6000) for n in (0.0, 2.0, 5.0, 10.0)]
    assert all(later < earlier for earlier, later in zip(ratio, ratio[1:], strict=False))


def test_integer_value_agrees_with_the_closed_form(rules: Rules) -> None:
    assert _value(rules) == pytest.approx(_single_man(rules), abs=2)


def test_cover_lowers_believed_trouble_but_not_distaste(rules: Rules) -> None:
    t = landlord.build_tables(rules)
    bare, covered = _value(rules), _value(rules, cover=100)
    assert bare < covered
    assert covered < t.ordinary_permille * t.loss // 1000 - t.taste + 1


def test_waiting_for_papers_costs_rent(rules: Rules) -> None:
    month = _value(rules, cover=70, delay=0) - _value(rules, cover=70, delay=30)
    assert month == pytest.approx(6000 * 12 * 30 / 365, abs=2)


def test_papers_take_30_days_without_and_7_with_routines_and_longer_when_they_mislead() -> None:
    set_to = {"landlord.papers_days": 30.0, "landlord.papers_days_routines": 7.0}
    days = landlord.papers_days(
        collect([FOLDER]).resolve(set_to).rules("landlord"), np.array([-0.5, 0.0, 1.0])
    )
    assert days.tolist() == [42, 30, 7]


def test_women_couples_and_people_in_work_are_believed_less_trouble(rules: Rules) -> None:
    percent = landlord.build_tables(rules).kind_percent
    man = percent[Kind.SINGLE, 0, 0]
    assert percent[Kind.SINGLE, 1, 0] < man
    assert percent[Kind.COUPLE, 0, 0] < man
    assert np.all(percent[:, :, 1] < percent[:, :, 0])


def test_renewal_rises_with_the_tenants_worth(rules: Rules) -> None:
    assert np.all(np.diff(landlord.build_tables(rules).renewal) > 0)


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_belief_is_a_share(a: int, b: int) -> None:
    mean = int(landlord.belief_permille(np.array([a]), np.array([b]))[0])
    assert 0 <= mean <= 1000


@given(st.integers(-200_000, 200_000))
def test_every_value_has_a_cell(value: int) -> None:
    assert 0 <= landlord.value_cell(np.array([value]))[0] < landlord.CELLS


def test_prior_counts_hold_the_prior_means(rules: Rules) -> None:
    a, b, c, d = landlord.prior_counts(rules)
    assert a / (a + b) == pytest.approx(rules.trouble_belief, abs=0.01)
    assert c / (c + d) == pytest.approx(rules.honour_belief, abs=0.01)


def test_the_largest_deduction_is_the_reason_and_none_is_bad_luck() -> None:
    nothing = np.zeros(4, dtype=np.int64)
    feared, taste, late = nothing.copy(), nothing.copy(), nothing.copy()
    feared[0], taste[1], late[2] = 9000, 5000, 700
    feared[1] = late[1] = 1000
    found = landlord.refusal_reason(feared, taste, late, 30, 10_000)  # 300 NOK is feared of anybody
    assert found.tolist() == [Reason.TROUBLE, Reason.TASTE, Reason.PAPERS_LATE, Reason.BETTER_APPLICANT]
