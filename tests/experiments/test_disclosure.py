import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from experiments.disclosure import (
    THRESHOLD,
    restricted_data,
    restricted_inputs,
    suppress,
    with_margins,
)
from experiments.errors import RequestError
from tests.experiments.linear_programme import bounds

TABLES = arrays(
    np.int64,
    array_shapes(min_dims=1, max_dims=2, min_side=1, max_side=6),
    elements=st.one_of(st.integers(0, 7), st.integers(0, 60)),
)


def test_one_small_cell_takes_a_second_with_it() -> None:
    found = suppress([3, 40, 12, 0])
    assert found.hidden.tolist() == [True, False, True, False]
    assert found.shown[-1] == 55  # the total may be told


def test_a_cell_inside_takes_a_rectangle_with_it() -> None:
    found = suppress([[2, 30, 40], [50, 20, 60], [70, 80, 90]])
    assert found.hidden.sum() == 4
    assert (found.hidden.sum(axis=0)[found.hidden.any(axis=0)] >= 2).all()
    assert (found.hidden.sum(axis=1)[found.hidden.any(axis=1)] >= 2).all()
    assert not found.mask[-1].any() and not found.mask[:, -1].any()


def test_a_small_total_is_held_back_too() -> None:
    found = suppress([[2, 0], [40, 50]])
    assert np.isnan(found.shown[0, -1])


def test_two_small_cells_are_not_enough_when_they_cannot_be_large() -> None:
    found = suppress([1, 2, 50, 60])  # 1 and 2 alone: their sum, 3, tells that both are small
    assert found.hidden.tolist() == [True, True, True, False]


def test_nothing_is_held_back_where_nothing_is_small() -> None:
    assert not suppress([[5, 0], [12, 7]]).mask.any()


@settings(max_examples=40, deadline=None)
@given(TABLES)
def test_no_held_back_cell_or_margin_can_be_had_by_subtraction(counts: np.ndarray) -> None:
    found = suppress(counts)
    table = with_margins(counts.astype(np.float64))
    assert np.array_equal(found.table, table)
    small = (table > 0) & (table < THRESHOLD)
    assert (found.mask | ~small).all()
    for at in zip(*np.nonzero(found.mask), strict=True):
        low, high = bounds(table, found.mask, at)
        assert low - 1e-6 <= table[at] <= high + 1e-6
        assert high - low > 1e-9
        assert high >= THRESHOLD - 1e-4 or not small[at]


@settings(max_examples=40, deadline=None)
@given(TABLES)
def test_what_is_shown_is_true_and_does_not_fix_the_rest_as_equations(counts: np.ndarray) -> None:
    """The plain attack, without inequalities: is a held-back cell the same in all solutions?"""
    found = suppress(counts)
    shown = found.shown
    assert np.array_equal(shown[~found.mask], found.table[~found.mask])
    places = list(zip(*np.nonzero(found.mask), strict=True))
    if not places:
        return
    rows = []
    for axis in range(counts.ndim):
        moved = np.moveaxis(np.arange(found.table.size).reshape(found.table.shape), axis, -1)
        for line in moved.reshape(-1, moved.shape[-1]):
            row = np.zeros(found.table.size)
            row[line[:-1]], row[line[-1]] = 1.0, -1.0
            rows.append(row[found.mask.ravel()])
    free = np.linalg.svd(np.array(rows))[2]
    rank = np.linalg.matrix_rank(np.array(rows))
    assert (np.abs(free[rank:]).sum(axis=0) > 1e-9).all()  # every one of them moves in some solution


@settings(max_examples=40, deadline=None)
@given(TABLES)
def test_sums_that_are_known_are_not_held_back_and_tell_nothing(counts: np.ndarray) -> None:
    table = with_margins(counts.astype(np.float64))
    sums = table[-1] if counts.ndim == 2 else table[-1:]
    if ((sums > 0) & (sums < THRESHOLD)).any():
        with pytest.raises(ValueError, match="known"):
            suppress(counts, sums_known=True)
        return
    found = suppress(counts, sums_known=True)
    assert not found.mask[-1].any()
    for at in zip(*np.nonzero(found.mask), strict=True):
        low, high = bounds(table, found.mask, at)
        assert high - low > 1e-9 and (high >= THRESHOLD - 1e-4 or not found.small[at])


@pytest.mark.parametrize("shape", [(428, 2), (428, 3)])
def test_of_all_of_norway_not_much_more_is_held_back_than_is_small(shape: tuple[int, int]) -> None:
    draw = np.random.default_rng(3)
    table = draw.negative_binomial(0.4, 0.4 / 6.4, shape)
    found = suppress(table, sums_known=True)
    assert found.hidden.sum() < 2 * found.small.sum()
    assert table[found.hidden].sum() < 0.5 * table.sum()


@pytest.mark.parametrize("wrong", [[-1, 2], [float("nan"), 2], 3, [[[1]]]])
def test_what_is_no_table_of_counts_is_refused(wrong: object) -> None:
    with pytest.raises(ValueError):
        suppress(wrong)


def put(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_says_that_it_is_restricted_in_itself_beside_itself_or_in_its_package(tmp_path: Path) -> None:
    target = put(tmp_path / "target.toml", 'name = "mine"\nrestricted = true\n')
    nested = put(tmp_path / "nested.toml", "[table]\nid = 1\nrestricted = true\n")
    posterior = put(tmp_path / "posterior.json", '{"draws": 3, "restricted": true}')
    beside = put(tmp_path / "micro.csv", "id;a\n1;2\n")
    put(tmp_path / "micro.toml", "restricted = true\n")
    listed, free = put(tmp_path / "listed.csv", "a\n"), put(tmp_path / "free.csv", "a\n")
    said = {"resources": [{"name": "x", "path": "listed.csv", "restricted": True}, {"path": "free.csv"}]}
    package = put(tmp_path / "datapackage.json", json.dumps(said))
    every = [target, nested, posterior, beside, listed, free]
    assert restricted_inputs(every) == (
        "target.toml", "nested.toml", "posterior.json", "micro.csv", "listed.csv",
    )  # fmt: skip
    assert restricted_inputs([package]) == ("listed.csv",)
    assert restricted_inputs([free]) == restricted_inputs([]) == ()
    assert restricted_data() == ()  # the tables of the repository are open


def test_what_cannot_be_read_is_not_taken_for_open(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="There is no file"):
        restricted_inputs([tmp_path / "gone.csv"])
    file = put(tmp_path / "micro.csv", "a\n")
    put(tmp_path / "micro.toml", "restricted = ")
    with pytest.raises(RequestError, match="cannot be read"):
        restricted_inputs([file])
