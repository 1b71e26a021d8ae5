"""The offices: places and hours hold under every rule, and nobody waits who could be proposed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.allocation.contract import Choose, Rule, Sight
from agents.allocation.names import rule_names
from agents.allocation.office import NO_HOURS, propose, within_hours
from agents.allocation.registry import allocation_rule
from tests.agents.allocation.made import IMDI, REGIONS, alone, cases, decide, towns

ALL_RULES = rule_names()


@given(st.integers(0, 10_000), st.sampled_from(ALL_RULES), st.floats(0, 80))
def test_never_over_places_or_hours_nor_where_it_was_refused(seed: int, rule: str, hours: float) -> None:
    c, t = cases(seed), towns(seed)
    before = t.places.copy()
    chosen, left = propose(c, t, np.full(REGIONS, hours), allocation_rule(rule), IMDI)
    got = chosen >= 0
    used = np.bincount(chosen[got], weights=c.persons[got], minlength=20)
    assert np.all(used <= t.places) and np.all(left >= 0)
    assert REGIONS * hours - left.sum() == pytest.approx(c.hours[got].sum())
    assert np.all(chosen[got] != c.excluded[got])
    np.testing.assert_array_equal(t.places, before)  # what was given is not changed


@given(st.integers(0, 10_000), st.sampled_from(ALL_RULES))
def test_nobody_is_left_while_a_municipality_could_take_the_case(seed: int, rule: str) -> None:
    c, t = cases(seed), towns(seed)
    chosen = decide(rule, c, t)
    free = t.places - np.bincount(chosen[chosen >= 0], weights=c.persons[chosen >= 0], minlength=20)
    for i in np.flatnonzero(chosen == -1):
        open_to = np.flatnonzero(free >= c.persons[i])
        assert set(open_to.tolist()) <= {int(c.excluded[i])}


@pytest.mark.parametrize("rule", ALL_RULES)
def test_close_family_comes_first(rule: str) -> None:
    c = cases(3, excluded=np.full(120, -1))
    chosen = decide(rule, c, towns(3, places=np.full(20, 500)))
    has = c.close_family >= 0
    np.testing.assert_array_equal(chosen[has], c.close_family[has])


@pytest.mark.parametrize("rule", ALL_RULES)
def test_without_hours_nothing_is_proposed(rule: str) -> None:
    chosen, hours = propose(cases(8), towns(8), np.zeros(REGIONS), allocation_rule(rule), IMDI)
    assert np.all(chosen[towns(8).places.max() >= cases(8).persons] == NO_HOURS) and not hours.any()


@pytest.mark.parametrize("rule", ALL_RULES)
def test_the_same_sight_gives_the_same_answer(rule: str) -> None:
    np.testing.assert_array_equal(decide(rule, cases(9), towns(9)), decide(rule, cases(9), towns(9)))


def test_hours_are_counted_office_by_office_in_order() -> None:
    office, needed = np.array([0, 1, 0, 1, 0]), np.array([1.5, 5.0, 1.5, 1.5, 1.5])
    within = within_hours(office, needed, np.array([3.0, 6.0]))
    assert within.tolist() == [True, True, True, False, False]


def test_a_rule_that_gives_away_what_is_not_there_is_stopped() -> None:
    class Generous(Rule):
        def open(self, sight: Sight) -> Choose:
            return lambda i: 0

    with pytest.raises(ValueError, match="Generous proposed where no place is open"):
        decide(Generous(), alone(3), towns(places=np.full(20, 1)))
