"""At random."""

import numpy as np

from tests.agents.allocation.made import alone, decide, towns


def test_it_is_unbiased() -> None:
    """Also when some municipalities are full: their share is not their neighbour's."""
    n, m = 9000, 20
    places = np.where(np.arange(m) % 2 == 0, 10**6, 0)
    places[1] = 1  # open to a single household only
    c = alone(n, persons=np.full(n, 2), region=np.zeros(n, dtype=np.int64), hours=np.zeros(n))
    counts = np.bincount(decide("random", c, towns(places=places)), minlength=m)
    open_to = places > 1
    assert counts[~open_to].sum() == 0
    expected = n / open_to.sum()
    assert ((counts[open_to] - expected) ** 2 / expected).sum() < 27.9  # chi-square, 9 df, p = 0.001
