"""What an observer counts or sums in a month: cells of keys and integer values."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from simulation.columns import Array, Columns, ObserverError, compare
from simulation.kernels import counting as kernels
from simulation.observers import MICRO, Observer

I64 = npt.NDArray[np.int64]

_DENSE = 1 << 14  # cells of a breakdown that may be counted in a dense array


@dataclass(frozen=True)
class Counted:
    """One observer's cells of one period: keys (cells, len(by)) and values (cells,)."""

    keys: I64
    values: I64


def count(keys: list[Array], weights: Array | None, size: int, micro: bool = False) -> Counted:
    """Count or sum rows per distinct combination of keys, in ascending order of the keys.

    Parameters
    ----------
    keys : list of integer arrays, each of shape (size,)
    weights : array or None
        What to sum; None counts. With `micro` a fractional column, summed in millionths.
    """
    if not size:
        return Counted(np.zeros((0, len(keys)), dtype=np.int64), np.zeros(0, dtype=np.int64))
    if not keys:
        total = size if weights is None else _total(weights, micro)
        return Counted(np.zeros((1, 0), dtype=np.int64), np.array([total], dtype=np.int64))
    lows = [int(key.min()) for key in keys]
    spans = [int(key.max()) - low + 1 for key, low in zip(keys, lows, strict=True)]
    cells = 1
    for span in spans:
        cells *= span
    code, lowest = keys[0].astype(np.intp), lows[0]
    for key, low, span in zip(keys[1:], lows[1:], spans[1:], strict=True):
        code *= span
        code += key.astype(np.intp)
        lowest = lowest * span + low
    code -= lowest
    if cells > max(_DENSE, 4 * size):  # sparse: number the combinations that occur
        rest, code = np.unique(code, return_inverse=True)
        number, sums = _tally(code, weights, len(rest), micro)
        found = np.arange(len(rest))
    else:
        number, sums = _tally(code, weights, cells, micro)
        rest = found = np.flatnonzero(number)
    values = sums[found]
    decoded = np.empty((len(found), len(keys)), dtype=np.int64)
    for i in range(len(keys) - 1, -1, -1):
        rest, decoded[:, i] = np.divmod(rest, spans[i])
        decoded[:, i] += lows[i]
    return Counted(decoded, values)


def _tally(code: I64, weights: Array | None, cells: int, micro: bool) -> tuple[I64, I64]:
    """Return the rows of each cell, and what they add up to: themselves where there are no weights."""
    if weights is None or micro:
        number = np.bincount(code, minlength=cells)
        if weights is None:
            return number, number
        sums = np.rint(np.bincount(code, weights=weights, minlength=cells) * MICRO)
        return number, sums.astype(np.int64)
    number, whole = np.zeros((2, cells), dtype=np.int64)
    kernels.tally(code, np.ascontiguousarray(weights, dtype=np.int64), number, whole)
    return number, whole


def _total(weights: Array, micro: bool) -> int:
    if micro:
        return int(np.rint(weights.sum() * MICRO))
    return int(weights.sum(dtype=np.int64))


def evaluate(observer: Observer, columns: Columns) -> Counted:
    """Return the cells of an observer of a table or an event."""
    source = observer.source
    rows = columns.rows(source, observer.where)
    keys = [columns.of(source, observer.where, name) for name in observer.by]
    kind, _, name = observer.measure.partition(":")
    weights = columns.of(source, observer.where, name) if name else None
    if weights is not None and (weights.dtype.kind == "f") != (kind == "micro"):
        right = "micro" if weights.dtype.kind == "f" else "sum"
        raise ObserverError(f"the column {name!r} is measured by {right}:{name}")
    return count(keys, weights, len(rows), kind == "micro")


def of_ledger(observer: Observer, cells: Mapping[str, Array]) -> Counted:
    """Return the cells of an observer of the ledger: `cells` are a period's columns."""
    mask = np.ones(len(cells["ore"]), dtype=np.bool_)
    for column, operator, value in observer.where:
        mask &= compare(cells[column], operator, value)
    keys = [cells[name][mask] for name in observer.by]
    return count(keys, cells["ore"][mask], int(mask.sum()))
