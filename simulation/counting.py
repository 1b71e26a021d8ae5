"""What an observer counts or sums in a month: cells of keys and integer values."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

import numpy as np
import numpy.typing as npt

from simulation.columns import Array, Columns, ObserverError, compare
from simulation.kernels import counting as kernels
from simulation.observers import MICRO, Observer

I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]

_DENSE = 1 << 14  # cells of a breakdown that may be counted in a dense array
_NARROW = 1 << 31  # fewer cells can be told apart in 32 bits, and so can the rows of any one key


@dataclass(frozen=True)
class Counted:
    """One observer's cells of one period: keys (cells, len(by)) and values (cells,)."""

    keys: I64
    values: I64


@dataclass(frozen=True)
class Cells:
    """A breakdown of rows: the cell of each row, what the cells are, and how many rows each holds.

    Attributes
    ----------
    of_row : int32 array, shape (rows,)
    size : int
        Cells that `of_row` may name.
    found : array
        Those that hold rows, ascending.
    keys : array, shape (found, keys)
    number : array, shape (size,)
    """

    of_row: I32
    size: int
    found: I64
    keys: I64
    number: I64


def cells_of(keys: list[Array], size: int) -> Cells:
    """Return the cells of `size` rows, one a distinct combination of keys, in ascending order of the keys."""
    if not size or not keys:
        found = np.arange(min(size, 1))  # without keys one cell holds all
        none = np.zeros((len(found), len(keys)), dtype=np.int64)
        return Cells(np.zeros(0, dtype=np.int32), 1, found, none, np.array([size], dtype=np.int64))
    lows = [int(key.min()) for key in keys]
    spans = [int(key.max()) - low + 1 for key, low in zip(keys, lows, strict=True)]
    most = prod(spans)
    # half the width takes half the time; what does not fit on the way comes right again at the end
    width = np.int32 if most < _NARROW else np.int64
    code: Array = keys[0].astype(width)
    lowest = lows[0]
    for key, low, span in zip(keys[1:], lows[1:], spans[1:], strict=True):
        code *= width(span)
        code += key.astype(width, copy=False)
        lowest = lowest * span + low
    code -= np.array(lowest).astype(width)
    if most > max(_DENSE, 4 * size):  # sparse: number the combinations that occur
        rest, numbered = np.unique(code, return_inverse=True)
        rest, of_row, most = rest.astype(np.int64), numbered.astype(np.int32), len(rest)
        number = _rows(of_row, most)
        found = np.arange(most)
    else:
        of_row = code
        number = _rows(of_row, most)
        rest = found = np.flatnonzero(number)
    decoded = np.empty((len(found), len(keys)), dtype=np.int64)
    for i in range(len(keys) - 1, -1, -1):
        rest, decoded[:, i] = np.divmod(rest, spans[i])
        decoded[:, i] += lows[i]
    return Cells(of_row, most, found, decoded, number)


def _rows(of_row: I32, size: int) -> I64:
    number = np.zeros(size, dtype=np.int64)
    kernels.tally(of_row, number)
    return number


def summed(cells: Cells, weights: Array | None, micro: bool = False) -> Counted:
    """Count rows by cell, or sum up their weights: in millionths those of a fractional column (`micro`)."""
    if weights is None:
        sums = cells.number
    elif not cells.keys.shape[1]:
        sums = np.array([_total(weights, micro)], dtype=np.int64)
    elif micro:
        fractions = np.bincount(cells.of_row, weights=weights, minlength=cells.size)
        sums = np.rint(fractions * MICRO).astype(np.int64)
    else:
        sums = np.zeros(cells.size, dtype=np.int64)
        kernels.add(cells.of_row, np.ascontiguousarray(weights, dtype=np.int64), sums)
    return Counted(cells.keys, sums[cells.found])


def _total(weights: Array, micro: bool) -> int:
    if micro:
        return int(np.rint(weights.sum() * MICRO))
    return int(weights.sum(dtype=np.int64))


def count(keys: list[Array], weights: Array | None, size: int, micro: bool = False) -> Counted:
    """Count or sum rows per distinct combination of keys, in ascending order of the keys.

    Parameters
    ----------
    keys : list of integer arrays, each of shape (size,)
    weights : array or None
        What to sum; None counts. With `micro` a fractional column, summed in millionths.
    """
    return summed(cells_of(keys, size), weights, micro)


def evaluate(observer: Observer, columns: Columns) -> Counted:
    """Return the cells of an observer of a table or an event."""
    source, where = observer.source, observer.where
    kind, _, name = observer.measure.partition(":")
    weights = columns.of(source, where, name) if name else None
    if weights is not None and (weights.dtype.kind == "f") != (kind == "micro"):
        right = "micro" if weights.dtype.kind == "f" else "sum"
        raise ObserverError(f"the column {name!r} is measured by {right}:{name}")
    cells = columns.cells.get((source, where, observer.by))
    if cells is None:
        keys = [columns.of(source, where, key) for key in observer.by]
        cells = cells_of(keys, len(columns.rows(source, where)))
        columns.cells[source, where, observer.by] = cells
    return summed(cells, weights, kind == "micro")


def of_ledger(observer: Observer, cells: Mapping[str, Array]) -> Counted:
    """Return the cells of an observer of the ledger: `cells` are a period's columns."""
    mask = np.ones(len(cells["ore"]), dtype=np.bool_)
    for column, operator, value in observer.where:
        mask &= compare(cells[column], operator, value)
    keys = [cells[name][mask] for name in observer.by]
    return count(keys, cells["ore"][mask], int(mask.sum()))
