"""By willingness."""

import numpy as np

from tests.agents.allocation.made import alone, decide, towns


def test_the_willing_are_asked_more_and_by_kind() -> None:
    weight = np.ones((2, 5))
    weight[1, 2] = 100.0  # the second takes families gladly
    t = towns(m=2, places=np.full(2, 60), plan=np.full(2, 60), answered=np.array([0.8, 0.4]),
              kind_weight=weight, region=np.zeros(2, dtype=np.int64))  # fmt: skip
    singles = np.bincount(decide("willingness", alone(50), t), minlength=2)
    # left x willingness is evened out: (60 - a) 0.8 = (60 - b) 0.4 with a + b = 50
    assert np.abs(singles - np.array([36.7, 13.3])).max() < 1.0
    families = decide("willingness", alone(10, kind=np.full(10, 2)), t)
    assert np.all(families == 1)


def test_who_reports_nothing_comes_last_not_never() -> None:
    t = towns(m=2, places=np.array([5, 5]), answered=np.array([0.0, 1.0]), kind_weight=np.ones((2, 5)),
              region=np.zeros(2, dtype=np.int64))  # fmt: skip
    chosen = decide("willingness", alone(10), t)
    assert np.bincount(chosen).tolist() == [5, 5] and chosen[0] == 1
