"""The key by population."""

import numpy as np

from tests.agents.allocation.made import alone, decide, towns


def test_places_fill_so_that_those_left_follow_population() -> None:
    t = towns(m=3, places=np.array([40, 40, 40]), population=np.array([1e3, 2e3, 4e3]),
              region=np.zeros(3, dtype=np.int64))  # fmt: skip
    chosen = decide("population_key", alone(50), t)
    left = t.places - np.bincount(chosen, minlength=3)
    # 70 places left per 7,000 inhabitants: 10, 20, 40
    assert left.tolist() == [10, 20, 40]
