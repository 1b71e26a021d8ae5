"""IMDi: requests, order of cases and the allocation rules."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.imdi import Proposals, propose, request_places, urgency
from agents.kinds import Kind
from tests.simulation.runs import values

RULES = values().rules("imdi")
ALL_RULES = ("places_left", "population_key", "housing_fit", "random")


def ask(need: float = 5000.0, n: int = 400, **changes: Any) -> Any:
    given_: dict[str, Any] = {
        "population": np.full(n, 9000.0), "settled_last_year": np.full(n, 10), "effect": np.zeros(n),
        "asked_draw": (np.arange(n) + 0.5) / n, "noise": np.zeros(n),
    }  # fmt: skip
    return request_places(RULES, need, **(given_ | changes))


def test_requests_sum_to_the_need_in_multiples_of_five() -> None:
    noise = np.random.default_rng(1).standard_normal(400)
    asked = ask(noise=noise)
    assert np.all(asked % 5 == 0)
    assert asked.sum() == pytest.approx(5000, rel=0.05)
    assert np.all(ask(need=0.0) == 0)


def test_larger_places_and_those_who_settled_are_asked_for_more() -> None:
    population = np.exp(np.linspace(7, 12, 400))
    assert np.all(np.diff(ask(20_000, population=population)) >= 0)
    assert np.all(np.diff(ask(20_000, settled_last_year=np.arange(400))) >= 0)
    ratio = ask(2e6, population=np.repeat([1e4, 1e5], 200))
    assert ratio[399] / ratio[0] == pytest.approx(10**RULES.population_elasticity, rel=0.02)


def test_the_smallest_are_often_not_asked_unless_they_settle() -> None:
    small = np.full(400, 600.0)
    none_settled = ask(population=small, settled_last_year=np.zeros(400, dtype=np.int64))
    assert 0.1 < np.mean(none_settled == 0) < 0.9
    assert np.all(ask(20_000, population=small) > 0)


def test_urgency_counts_months_over_the_target_and_stakes_leave_the_late_behind() -> None:
    kind = np.array([Kind.SINGLE, Kind.FAMILY, Kind.UNACCOMPANIED, Kind.SINGLE])
    waited = np.array([3, 3, 3, 12])
    calm = urgency(RULES, kind, waited, 0.0)
    assert calm.tolist() == [50, 100, 100, 200]
    staked = urgency(RULES, kind, waited, 1.0)
    assert staked[3] < 0 and np.array_equal(staked[:3], calm[:3])  # on time still first


def cases(seed: int = 1, n: int = 120, m: int = 20, most: int = 12, **changes: Any) -> Proposals:
    r = np.random.default_rng(seed)
    persons = 1 + r.integers(0, 5, n)
    made = Proposals(
        persons=persons,
        region=r.integers(-1, 3, n),
        close_family=np.where(r.uniform(size=n) < 0.2, r.integers(0, m, n), -1),
        need=persons,
        hours=np.where(r.uniform(size=n) < 0.1, 5.0, 1.5),
        excluded=np.where(r.uniform(size=n) < 0.2, r.integers(0, m, n), -1),
        draw=r.integers(0, 1 << 32, n),
        places=r.integers(0, most + 1, m),
        plan=np.full(m, most),
        of_region=np.arange(m) % 3,
        population=np.exp(r.uniform(7, 12, m)),
        vacant=r.integers(0, 2, (m, 5)),
    )
    return replace(made, **changes)


@given(st.integers(0, 10_000), st.sampled_from(ALL_RULES), st.floats(0, 80))
def test_never_over_places_or_hours_nor_where_it_was_refused(seed: int, rule: str, hours: float) -> None:
    c = cases(seed)
    before = c.places.copy()
    chosen, left = propose(c, np.full(3, hours), rule)
    got = chosen >= 0
    used = np.bincount(chosen[got], weights=c.persons[got], minlength=20)
    assert np.all(used <= c.places) and np.all(left >= 0)
    assert 3 * hours - left.sum() == pytest.approx(c.hours[got].sum())
    assert np.all(chosen[got] != c.excluded[got])
    np.testing.assert_array_equal(c.places, before)  # what was given is not changed


@given(st.integers(0, 10_000), st.sampled_from(ALL_RULES))
def test_nobody_is_left_while_a_municipality_could_take_the_case(seed: int, rule: str) -> None:
    c = cases(seed)
    chosen, _ = propose(c, np.full(3, 1e6), rule)
    free = c.places - np.bincount(chosen[chosen >= 0], weights=c.persons[chosen >= 0], minlength=20)
    for i in np.flatnonzero(chosen == -1):
        open_to = np.flatnonzero(free >= c.persons[i])
        assert set(open_to.tolist()) <= {int(c.excluded[i])}


@pytest.mark.parametrize("rule", ALL_RULES)
def test_close_family_comes_first(rule: str) -> None:
    c = cases(3, excluded=np.full(120, -1), places=np.full(20, 500))
    chosen, _ = propose(c, np.full(3, 1e6), rule)
    has = c.close_family >= 0
    np.testing.assert_array_equal(chosen[has], c.close_family[has])


def test_practice_prefers_the_own_region_and_the_most_places_left() -> None:
    nowhere, unseen = np.full(120, -1), np.zeros((20, 5), dtype=np.int64)
    lone = {"close_family": nowhere, "excluded": nowhere, "vacant": unseen}
    c = cases(4, **lone, region=np.arange(120) % 3, places=np.full(20, 100), plan=np.full(20, 100))
    chosen, _ = propose(c, np.full(3, 1e6), "places_left")
    np.testing.assert_array_equal(c.of_region[chosen], c.region)
    used = np.bincount(chosen, weights=c.persons, minlength=20)
    for region in range(3):
        mine = used[c.of_region == region]
        assert mine.max() - mine.min() <= 5  # evened out, up to one household


def test_fit_sends_a_case_to_a_vacancy_of_its_size_and_only_once() -> None:
    vacant = np.zeros((20, 5), dtype=np.int64)
    vacant[7, 1] = 1
    c = cases(5, n=2, persons=np.array([2, 2]), need=np.array([2, 2]), region=np.array([-1, -1]),
              close_family=np.full(2, -1), excluded=np.full(2, -1), draw=np.array([5, 6]),
              hours=np.ones(2), places=np.full(20, 30), plan=np.full(20, 30), vacant=vacant)  # fmt: skip
    chosen, _ = propose(c, np.full(3, 100.0), "housing_fit")
    assert chosen[0] == 7 and chosen[1] != 7


def test_the_random_rule_is_unbiased() -> None:
    """Also when some municipalities are full: their share is not their neighbour's."""
    n, m = 9000, 20
    places = np.where(np.arange(m) % 2 == 0, 10**6, 0)
    places[1] = 1  # open to a single household only
    c = cases(6, n=n, persons=np.full(n, 2), need=np.full(n, 2), close_family=np.full(n, -1),
              excluded=np.full(n, -1), places=places, plan=np.full(m, 10), region=np.full(n, 0),
              hours=np.zeros(n))  # fmt: skip
    chosen, _ = propose(c, np.full(3, 1.0), "random")
    counts = np.bincount(chosen, minlength=m)
    open_to = places > 1
    assert counts[~open_to].sum() == 0
    expected = n / open_to.sum()
    assert ((counts[open_to] - expected) ** 2 / expected).sum() < 27.9  # chi-square, 9 df, p = 0.001


def test_fit_does_not_favour_the_first_codes() -> None:
    n, m = 4000, 20
    c = cases(7, n=n, persons=np.ones(n, int), need=np.ones(n, int), region=np.full(n, -1),
              close_family=np.full(n, -1), excluded=np.full(n, -1), places=np.full(m, 10**6),
              plan=np.full(m, 10), vacant=np.full((m, 5), 10**6), hours=np.zeros(n))  # fmt: skip
    counts = np.bincount(propose(c, np.full(3, 1.0), "housing_fit")[0], minlength=m)
    assert ((counts - n / m) ** 2 / (n / m)).sum() < 43.8  # 19 df, p = 0.001


def test_without_hours_nothing_is_proposed() -> None:
    chosen, hours = propose(cases(8), np.zeros(3), "places_left")
    assert not np.any(chosen >= 0) and not hours.any()
