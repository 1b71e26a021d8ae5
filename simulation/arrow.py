"""Columns for Parquet files, made without pandas, which ``pyarrow.array`` loads to look for its types."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa


def numbers(values: np.ndarray, known: np.ndarray | None = None) -> Any:
    """Return numbers as an Arrow array of the same type; where `known` is False they are null."""
    values = np.ascontiguousarray(values)
    return pa.Array.from_buffers(
        pa.from_numpy_dtype(values.dtype), len(values), [_bits(known), pa.py_buffer(values)]
    )


def texts(values: Sequence[str | None]) -> Any:
    """Return texts as an Arrow array of strings; None is null."""
    written = [(value or "").encode() for value in values]
    ends = np.zeros(len(values) + 1, dtype=np.int32)
    np.cumsum([len(one) for one in written], out=ends[1:])
    known = _bits(np.array([value is not None for value in values], dtype=bool))
    return pa.Array.from_buffers(
        pa.string(), len(values), [known, pa.py_buffer(ends), pa.py_buffer(b"".join(written))]
    )


def _bits(known: np.ndarray | None) -> Any:
    """Return which values are known as Arrow keeps it: a bit each; None when all are."""
    if known is None or known.all():
        return None
    return pa.py_buffer(np.packbits(known, bitorder="little"))


def plain(column: Any) -> np.ndarray:
    """Return the numbers of a column without nulls, not to be written to."""
    parts = [np.from_dlpack(chunk) for chunk in column.chunks]
    if len(parts) == 1:
        return parts[0]
    return np.concatenate(parts) if parts else np.zeros(0, dtype=column.type.to_pandas_dtype())
