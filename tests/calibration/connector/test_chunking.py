"""Whatever the table and the limit: cut up, answered in any form and put together, it is the same table."""

from itertools import product
from math import prod
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calibration.connector.cache import Cache
from calibration.connector.chunking import chunks, halves
from calibration.connector.cube import asked_shape, joined
from calibration.connector.errors import ConnectorError
from calibration.connector.fetching import fetch
from calibration.connector.jsonstat import read_cube
from tests.calibration.connector.bank import Bank, Time, opened
from tests.calibration.connector.conftest import api_of, defined

SHAPES = st.lists(st.integers(1, 7), min_size=1, max_size=4)
FIGURES = st.one_of(st.none(), st.integers(-5, 10**12), st.floats(allow_nan=False, allow_infinity=False))
MARKS = st.sampled_from(["", "", "", ":", "..", ".", "-", "p"])


def codes(shape: list[int]) -> dict[str, tuple[str, ...]]:
    return {f"V{i}": tuple(f"c{k}" for k in range(size)) for i, size in enumerate(shape)}


@given(SHAPES, st.integers(1, 400))
def test_chunks_hold_every_cell_once_and_none_is_too_large(shape: list[int], most: int) -> None:
    selection = codes(shape)
    made = chunks(selection, most)
    cells = [cell for one in made for cell in product(*one.values())]
    assert sorted(cells) == sorted(product(*selection.values()))
    assert max(prod(asked_shape(one)) for one in made) <= most
    if prod(shape) <= most:
        assert made == [selection]


@given(SHAPES)
def test_halves_hold_every_cell_once(shape: list[int]) -> None:
    selection = codes(shape)
    two = halves(selection)
    if prod(shape) == 1:
        assert two is None
    else:
        assert two is not None
        cells = [cell for one in two for cell in product(*one.values())]
        assert sorted(cells) == sorted(product(*selection.values()))


def test_few_queries_for_a_table_of_norway() -> None:
    selection = codes([428, 2, 106, 40])
    assert len(chunks(selection, 800_000)) == 5  # 3,629,440 cells: fewer than five cannot be


@given(st.data())
def test_random_tables_survive_chunks_in_any_form(data: st.DataObject) -> None:
    shape = data.draw(SHAPES)
    dimensions = codes(shape)
    keys = list(product(*dimensions.values()))
    cells = dict(zip(keys, data.draw(st.lists(FIGURES, min_size=len(keys), max_size=len(keys))), strict=True))
    marks = dict(zip(keys, data.draw(st.lists(MARKS, min_size=len(keys), max_size=len(keys))), strict=True))
    bank = Bank(dimensions, cells, marks, roles={}, sparse=data.draw(st.booleans()))
    parts = []
    for one in chunks(dimensions, data.draw(st.integers(1, 60))):
        bank.turned = data.draw(st.booleans())
        parts.append(read_cube(bank.dataset(dict(one)), "here"))
    cube = joined(dimensions, data.draw(st.permutations(parts)), "people")
    want = np.array([np.nan if cells[key] is None else float(cells[key] or 0) for key in keys])
    assert np.array_equal(cube.values.ravel(), want, equal_nan=True)
    assert list(cube.marks.ravel()) == [marks[key] for key in keys]


def test_a_table_over_http_in_chunks_of_any_size_is_the_same(tmp_path: Path) -> None:
    dimensions = {"Region": ("0301", "1103", "4601"), "Kjonn": ("1", "2"), "ContentsCode": ("P",)}
    dimensions["Tid"] = ("2010", "2011")
    cells: dict[tuple[str, ...], float | None] = {
        key: 0.1 * i for i, key in enumerate(product(*dimensions.values()))
    }
    with opened(Bank(dimensions, cells)) as bank:
        found = []
        for most in (1, 2, 5, 12):
            bank.most = most
            got = fetch(defined(), api_of(bank, Time()), Cache(tmp_path / str(most)))
            found.append(got.cube.values.tobytes())
    assert len(set(found)) == 1 and len(bank.queries) == 12 + 6 + 3 + 1


def test_a_cell_that_came_twice_is_no_table() -> None:
    dimensions = codes([2, 2])
    bank = Bank(dimensions, dict.fromkeys(product(*dimensions.values()), 1.0), roles={})
    part = read_cube(bank.dataset(dimensions), "here")
    with pytest.raises(ConnectorError, match="that came twice: 4"):
        joined(dimensions, [part, part], "people")
