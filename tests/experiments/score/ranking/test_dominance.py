import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from experiments.score.ranking.dominance import dominance, dominates, first_order, second_order, undominated

values = st.floats(-3, 3).map(lambda x: round(x, 2))
tables = st.integers(1, 5).flatmap(lambda k: arrays(np.float64, (4, k), elements=values))
outcomes = st.integers(1, 8).flatmap(lambda n: arrays(np.float64, (3, n), elements=values))


def test_known_answers() -> None:
    better, same = np.array([1.0, 0.0]), np.array([0.0, 0.0])
    assert dominates(better, same) and not dominates(same, better) and not dominates(same, same)
    assert not dominates(np.array([1.0, -0.06]), same)  # worse by more than the tolerance
    assert dominates(np.array([1.0, -0.04]), same)  # worse by less
    assert not dominates(np.array([0.04, 0.0]), same)  # not better by enough
    assert not dominates(np.array([]), np.array([]))


@given(tables)
def test_without_tolerance_it_is_an_order(mean: np.ndarray) -> None:
    over = dominance(mean, 0.0)
    assert not (over & over.T).any() and not over.diagonal().any()
    reach = over.astype(int) @ over.astype(int) > 0
    assert not (reach & ~over).any()  # transitive
    best = undominated(mean, 0.0)
    assert best
    assert all(any(over[i, j] for i in best) for j in range(len(mean)) if j not in best)


def test_with_a_tolerance_it_may_go_in_a_circle() -> None:
    mean = np.array([[1.0, 0.5, 0.0], [0.0, 1.0, 0.5], [0.5, 0.0, 1.0]]) * 0.1
    assert undominated(mean, 0.06) == ()


@given(outcomes)
def test_first_order_implies_second(rows: np.ndarray) -> None:
    p, q, r = (row.tolist() for row in rows)
    if first_order(p, q):
        assert second_order(p, q) and not first_order(q, p) and np.mean(p) > np.mean(q)
    if second_order(p, q):
        assert not second_order(q, p)
        assert np.mean(p) >= np.mean(q) - 1e-12 and min(p) >= min(q)
    if first_order(p, q) and first_order(q, r):
        assert first_order(p, r)


def test_stochastic_dominance_known_answers() -> None:
    assert first_order([1, 3], [2, 1]) and not first_order([0, 4], [1, 2])
    assert second_order([2, 2], [1, 3]) and not first_order([2, 2], [1, 3])
    assert not second_order([0, 9], [1, 2])
    with pytest.raises(ValueError, match="cannot be held against"):
        first_order([1.0], [1.0, 2.0])
