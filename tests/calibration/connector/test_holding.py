"""Held back so that nobody who knows all that is shown, and the sums, can tell a small cell: the linear
programme of experiments/disclosure is asked."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calibration.connector.holding import held_back
from experiments.disclosure import THRESHOLD, bounds, with_margins

TABLES = st.integers(2, 6).flatmap(
    lambda places: st.integers(1, 4).flatmap(
        lambda groups: st.lists(
            st.lists(st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 8, 30]), min_size=groups, max_size=groups),
            min_size=places,
            max_size=places,
        )
    )
)


@given(TABLES)
def test_every_small_cell_could_as_well_be_no_small_one(given_rows: list[list[int]]) -> None:
    table = np.array(given_rows, dtype=np.float64)
    sums = table.sum(axis=0)
    table[0, (sums > 0) & (sums < THRESHOLD)] += THRESHOLD
    hidden, whole = held_back(table)
    assert hidden[(table > 0) & (table < THRESHOLD)].all()
    margins = with_margins(table)
    mask = np.zeros(margins.shape, dtype=np.bool_)
    mask[:-1, :-1] = hidden
    mask[:-1, -1] = whole
    for i, j in zip(*np.nonzero(hidden), strict=True):
        low, high = bounds(margins, mask, (int(i), int(j)))
        if 0 < table[i, j] < THRESHOLD:
            assert high >= THRESHOLD - 1e-6
        if table[i, j] > 0:
            assert high - low > 1e-6


def test_a_table_without_small_cells_is_shown_whole() -> None:
    hidden, whole = held_back(np.array([[0.0, 7.0], [12.0, 5.0]]))
    assert not hidden.any() and not whole.any()


def test_a_small_cell_takes_three_others_with_it_and_no_more() -> None:
    table = np.array([[3.0, 50.0, 60.0], [70.0, 80.0, 90.0], [75.0, 85.0, 95.0]])
    hidden, whole = held_back(table)
    assert hidden.sum() == 4 and hidden[:2, :2].all() and not whole.any()


def test_a_group_too_small_for_any_place_is_refused() -> None:
    with pytest.raises(ValueError):
        held_back(np.array([[3.0, 50.0], [0.0, 80.0]]))


def test_all_of_norway_is_held_back_in_a_moment_and_not_for_the_most_part() -> None:
    draw = np.random.default_rng(3)
    table = draw.negative_binomial(0.4, 0.4 / 6.4, (428, 3)).astype(np.float64)
    hidden, _ = held_back(table)
    small = (table > 0) & (table < THRESHOLD)
    assert hidden[small].all() and hidden.sum() < 3 * small.sum()
