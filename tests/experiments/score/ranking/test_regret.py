import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from experiments.score.ranking.acceptability import random_weights
from experiments.score.ranking.regret import branch_regret, regrets

tables = st.integers(1, 4).flatmap(lambda k: arrays(np.float64, (3, k), elements=st.floats(-3, 3)))


@settings(max_examples=50)
@given(tables)
def test_no_weights_are_worse_than_the_worst(mean: np.ndarray) -> None:
    families = tuple(str(i) for i in range(mean.shape[1]))
    weights = random_weights(len(families), 300)
    found = regrets(families, mean, weights)
    for name, one in enumerate(found):
        assert 0 <= one.mean <= one.worst + 1e-12 and 0 <= one.high <= one.worst + 1e-12
        k = int(one.on)
        assert one.worst == pytest.approx(mean[:, k].max() - mean[name, k])


def test_known_answer() -> None:
    found = regrets(("speed", "fit"), np.array([[0.0, 0.0], [3.0, -1.0]]), np.array([[0.5, 0.5]]))
    assert (found[0].worst, found[0].on, found[0].mean) == (3.0, "speed", 1.0)
    assert (found[1].worst, found[1].on, found[1].mean) == (1.0, "fit", 0.0)


def test_branches_of_the_truth() -> None:
    found = branch_regret({"": {"base": 0.0, "arm": 1.0}, "rents: rise": {"base": 0.0, "arm": -0.5}})
    assert found == {"base": (1.0, ""), "arm": (0.5, "rents: rise")}
