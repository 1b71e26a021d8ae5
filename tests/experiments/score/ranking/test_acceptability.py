import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from experiments.score.ranking.acceptability import DRAWS, acceptability, random_weights

shapes = st.tuples(st.integers(2, 4), st.integers(1, 4), st.integers(1, 3))
tables = shapes.flatmap(lambda shape: arrays(np.float64, shape, elements=st.integers(-2, 2).map(float)))


@settings(max_examples=40)
@given(tables)
def test_ranks_are_shared_out_whole(each: np.ndarray) -> None:
    weights = random_weights(each.shape[1], 200)
    found = acceptability(each, weights)
    assert found.ranks.sum(axis=0) == pytest.approx(1.0) and found.ranks.sum(axis=1) == pytest.approx(1.0)
    assert found.wins + found.wins.T == pytest.approx(1.0)
    known = np.isfinite(found.central).all(axis=1)
    assert (known == (found.ranks[:, 0] > 0)).all()
    assert found.central[known].sum(axis=1) == pytest.approx(1.0)


def test_known_answer() -> None:
    each = np.array([[[1.0], [0.0]], [[0.0], [1.0]], [[-1.0], [-1.0]]])  # two families, one replicate
    found = acceptability(each, random_weights(2))
    assert found.ranks[0, 0] == pytest.approx(0.5, abs=0.02) and found.ranks[2].tolist() == [0, 0, 1]
    assert found.central[0] == pytest.approx([0.75, 0.25], abs=0.01)  # the mean of weights above a half
    assert found.wins[0, 2] == 1.0


def test_weights_are_even_over_all_that_sum_to_one() -> None:
    weights = random_weights(3)
    assert weights.shape == (DRAWS, 3) and weights.sum(axis=1) == pytest.approx(1.0)
    assert weights.mean(axis=0) == pytest.approx(1 / 3, abs=0.01)
    assert weights.var(axis=0) == pytest.approx(1 / 18, abs=0.003)  # of Dirichlet(1, 1, 1)
    assert (weights == random_weights(3)).all()


def test_nothing_to_weigh() -> None:
    with pytest.raises(ValueError, match="needs a family"):
        acceptability(np.zeros((2, 0, 3)), np.zeros((5, 0)))
