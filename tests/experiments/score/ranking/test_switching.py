from math import isnan

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from experiments.score.ranking.switching import group_switches, switches, switching_weight

leads = st.integers(2, 5).flatmap(lambda k: arrays(np.float64, k, elements=st.floats(-3, 3)))


@given(leads)
def test_at_the_switching_weight_neither_is_ahead(lead: np.ndarray) -> None:
    weights = np.full(len(lead), 1 / len(lead))
    at = switching_weight(lead, weights, 0)
    others = lead[1:].mean()
    assume(abs(others) > 1e-6 and abs(lead[0]) > 1e-6)
    if isnan(at):
        assert others * lead[0] > 0  # both point the same way: no weight can turn it
    else:
        assert 0 <= at <= 1 and at * lead[0] + (1 - at) * others == pytest.approx(0, abs=1e-9)


def test_known_answer() -> None:
    mean = np.array([[0.0, 0.0], [3.0, -1.0]])
    found = switches(("base", "arm"), ("speed", "fit"), mean, np.array([0.5, 0.5]))
    assert [(one.ahead, one.behind, one.on, one.begun, one.at) for one in found] == [
        ("arm", "base", "speed", 0.5, 0.25),
        ("arm", "base", "fit", 0.5, 0.75),
    ]


def test_no_weight_turns_an_order_everything_agrees_on() -> None:
    mean = np.array([[0.0, 0.0], [3.0, 1.0]])
    found = switches(("base", "arm"), ("speed", "fit"), mean, np.array([0.5, 0.5]))
    assert found and not any(one.exists for one in found)
    assert not switches(("a", "b"), ("x",), np.zeros((2, 1)), np.ones(1))  # equals have no order


def test_a_group_begins_without_weight() -> None:
    mean, hard = np.array([[0.0], [1.0]]), np.array([0.0, -3.0])
    (one,) = group_switches(("base", "arm"), mean, np.ones(1), hard, "hard")
    assert (one.ahead, one.on, one.begun) == ("arm", "hard", 0.0) and one.at == pytest.approx(0.25)
