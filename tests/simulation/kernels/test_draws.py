"""Draws: the kernels give NumPy's bits."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from simulation.kernels import draws
from tests.simulation.kernels import numpy_draws


@given(st.integers(0, 2**32), st.integers(0, 50), st.booleans())
def test_hashes_and_keys_are_the_same(seed: int, size: int, single: bool) -> None:
    """Whatever the keys; ordinals one for each, or one for all."""
    random = np.random.default_rng(seed)
    keys = random.integers(0, 1 << 64, size=size, dtype=np.uint64, endpoint=False)
    stream, golden = random.integers(0, 1 << 63, size=2, dtype=np.uint64)
    assert np.array_equal(draws.mixed(keys), numpy_draws.mix_array(keys))
    assert np.array_equal(draws.high(keys, stream), numpy_draws.both(keys, stream)[0])
    assert np.array_equal(draws.both(keys, stream), numpy_draws.both(keys, stream))
    ordinals = random.integers(0, 1 << 40, size=1 if single else size)
    found = draws.derived(keys, stream, ordinals, golden)
    assert np.array_equal(found, numpy_draws.derived(keys, stream, ordinals, golden))
