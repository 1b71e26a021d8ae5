"""Rows by cell of their keys: what an observer counts and sums, near the width that codes have."""

import numpy as np
import pytest

from simulation.counting import Counted, cells_of, count

WIDTH = 1 << 31  # codes from here on do not fit in 32 bits


def told(counted: Counted) -> dict[tuple[int, ...], int]:
    keys, values = counted.keys.tolist(), counted.values.tolist()
    return {tuple(key): value for key, value in zip(keys, values, strict=True)}


@pytest.mark.parametrize("cells", [WIDTH - 1, WIDTH, WIDTH + 1])
@pytest.mark.parametrize("low", [0, -5, WIDTH - 3])
def test_a_key_as_wide_as_a_code_keeps_its_cells(cells: int, low: int) -> None:
    """One key spans them all, beside one that spans nothing, in either order."""
    wide = np.array([low, low + cells - 1, low + cells - 1])
    one = np.array([7, 7, 7])
    for keys, expected in (
        ([one, wide], {(7, low): 1, (7, low + cells - 1): 2}),
        ([wide, one], {(low, 7): 1, (low + cells - 1, 7): 2}),
    ):
        found = count(keys, None, 3)
        assert told(found) == expected
        assert found.keys.tolist() == sorted(found.keys.tolist())


def test_each_row_is_in_the_cell_of_its_keys() -> None:
    keys = [np.array([3, 1, 3, 2]), np.array([0, 5, 0, 1])]
    cells = cells_of(keys, 4)
    order = dict(zip(cells.found.tolist(), cells.keys.tolist(), strict=True))
    assert [order[cell] for cell in cells.of_row.tolist()] == [[3, 0], [1, 5], [3, 0], [2, 1]]


def test_no_rows_have_no_cells_and_no_keys_have_one() -> None:
    assert told(count([np.zeros(0, dtype=np.int64)], None, 0)) == {}
    assert told(count([], None, 4)) == {(): 4}
    assert told(count([], None, 0)) == {}
