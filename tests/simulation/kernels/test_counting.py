"""Rows by cell: the kernel gives NumPy's counts and sums."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from simulation.kernels import counting
from simulation.ledger import bincount_exact


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 200), st.integers(1, 20))
def test_counts_and_sums_are_the_same(seed: int, rows: int, cells: int) -> None:
    """Of weights of either sign, beyond what float64 adds exactly too."""
    random = np.random.default_rng(seed)
    cell = random.integers(0, cells, size=rows, dtype=np.int32)
    weights = random.integers(-(1 << 55), 1 << 55, size=rows)
    number, sums = np.zeros((2, cells), dtype=np.int64)
    counting.tally(cell, number)
    counting.add(cell, weights, sums)
    assert np.array_equal(number, np.bincount(cell, minlength=cells))
    assert np.array_equal(sums, bincount_exact(cell, weights, cells))
