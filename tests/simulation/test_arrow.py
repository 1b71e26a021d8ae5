"""Columns for Parquet files are those pyarrow itself makes."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.arrow import numbers, plain, texts

INTEGERS = st.integers(-(2**15), 2**15 - 1)


@given(st.lists(st.none() | st.text()))
def test_texts_are_those_of_pyarrow(given_texts: list[str | None]) -> None:
    made = texts(given_texts)
    made.validate(full=True)
    assert made.equals(pa.array(given_texts, type=pa.string()))


@pytest.mark.parametrize("kind", [np.int16, np.int32, np.int64, np.float64])
@given(cells=st.lists(st.none() | INTEGERS))
def test_numbers_are_those_of_pyarrow(kind: type, cells: list[int | None]) -> None:
    known = np.array([one is not None for one in cells], dtype=bool)
    made = numbers(np.array([one or 0 for one in cells], dtype=kind), known)
    made.validate(full=True)
    assert made.equals(pa.array(cells, type=pa.from_numpy_dtype(np.dtype(kind))))


def test_a_column_that_is_not_laid_out_in_one_piece_is_copied() -> None:
    every_other = np.arange(10)[::2]
    assert numbers(every_other).to_pylist() == [0, 2, 4, 6, 8]


@given(st.lists(st.lists(INTEGERS), max_size=3))
def test_values_come_back(chunks: list[list[int]]) -> None:
    column = pa.chunked_array([numbers(np.array(c, dtype=np.int32)) for c in chunks], type=pa.int32())
    back = plain(column)
    assert back.dtype == np.int32 and back.tolist() == [one for chunk in chunks for one in chunk]
