"""IMDi: requests and the order of cases."""

from typing import Any

import numpy as np
import pytest

from agents.imdi import past_limit, request_places, urgency
from agents.kinds import Kind
from tests.simulation.runs import values

RULES = values().rules("imdi")


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


def test_the_limit_is_shorter_for_children() -> None:
    kind = np.array([Kind.SINGLE, Kind.FAMILY, Kind.UNACCOMPANIED, Kind.COUPLE])
    found = past_limit(values().rules("imdi"), kind, np.array([6, 4, 3, 7]))
    assert found.tolist() == [False, True, False, True]
