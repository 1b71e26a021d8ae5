"""Applications: the kernels give NumPy's bits."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.landlord import CELLS, EQUAL
from simulation.kernels import rental
from tests.simulation.kernels import numpy_rental
from tests.simulation.kernels.made import ONE

markets = given(st.integers(0, 2**32), st.integers(0, 60), st.integers(1, 30))


@settings(max_examples=60, deadline=None)
@markets
def test_applications_and_their_weights_are_the_same(seed: int, applicants: int, listings: int) -> None:
    """Who applies for what, and what the landlord weighs."""
    random = np.random.default_rng(seed)
    first = random.integers(0, listings + 1, size=applicants)
    end = np.minimum(first + random.integers(0, 9, size=applicants), listings)
    who = [
        random.integers(low, high, size=applicants)
        for low, high in (
            (0, 7), (0, ONE), (2_000, 15_000), (0, 2), (20, 150), (0, 101), (0, 2), (0, 60), (1, 6),
        )
    ]  # fmt: skip
    offers = [
        random.integers(1_000, 16_000, size=listings), random.integers(0, 2, size=listings).astype(np.int8),
        random.integers(0, 1_001, size=listings), random.integers(0, 1_001, size=listings),
        random.integers(0, 2, size=listings),
    ]  # fmt: skip
    choice = np.sort(random.integers(0, 3 * EQUAL, size=CELLS))
    given = (first, end, *who, *offers, 9_000, 40, 90_000, choice)
    for ours, theirs in zip(rental.apply(*given), numpy_rental.apply(*given), strict=True):
        assert np.array_equal(ours, theirs)


@settings(max_examples=60, deadline=None)
@markets
def test_lines_and_who_would_be_let_to_are_the_same(seed: int, pairs: int, listings: int) -> None:
    """Order, running weights and edges of the lines; what the same draw had chosen."""
    random = np.random.default_rng(seed)
    listing = random.integers(0, listings, size=pairs)
    weight, equal = random.integers(0, 3 * EQUAL, size=(2, pairs))
    lines = rental.line_up(listing, weight, listings)
    for ours, theirs in zip(lines, numpy_rental.line_up(listing, weight, listings), strict=True):
        assert np.array_equal(ours, theirs)
    others, draw = random.integers(0, 9 * EQUAL, size=listings), random.integers(0, ONE, size=listings)
    given = (listing, weight, equal, others, draw, *lines)
    assert np.array_equal(rental.would_be_let(*given), numpy_rental.would_be_let(*given))
