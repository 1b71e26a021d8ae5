"""Disclosure control: tables of persons or households without small cells, nor a way back to them.

A count between 0 and the threshold is held back, in the margins too. Since margins are shown, the cell
could still be had by subtraction; so further cells are held back until somebody who knows all that is
shown, and that no count is below zero, can narrow no held-back cell down to one value, nor tell that a
small one is small. That is asked of a linear programme, not of a rule of thumb.

What is restricted says so itself: a file's descriptor (the TOML or JSON beside it, or the data package it
belongs to) has ``restricted = true``. :func:`restricted_inputs` asks files, :func:`restricted_data` what
comes with the model; a study keeps the names, and so do the manifests of its runs.
"""

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from experiments.errors import RequestError
from experiments.storage import ROOT

MARK: Final = "restricted"  # what a descriptor says of a table that may only leave without small cells
PACKAGE: Final = "datapackage.json"
WITH_MODEL: Final = ("data/tables/*.json", "data/posterior/*.json")
THRESHOLD: Final = 5
SLACK: Final = 1e-6  # relative: below it two bounds are the same value

F64 = npt.NDArray[np.float64]
B = npt.NDArray[np.bool_]
Place = tuple[int, ...]


@dataclass(frozen=True)
class Suppressed:
    """A table with its margins, and what of it is held back.

    Attributes
    ----------
    table : array
        The counts; along each axis a last place for the total.
    mask : bool array
        Same shape: True where a cell or margin is held back.
    small : bool array
        Same shape: True where it is held back because it is small itself.
    """

    table: F64
    mask: B
    small: B

    @property
    def hidden(self) -> B:
        """The cells held back, without the margins."""
        return self.mask[_inner(self.mask)]

    @property
    def shown(self) -> F64:
        """The table with margins as it may leave: NaN where held back."""
        return np.where(self.mask, np.nan, self.table)


def restricted_inputs(files: Iterable[str | Path]) -> tuple[str, ...]:
    """Return the names of the files that say that they are restricted, in order, each once.

    A file says so by ``restricted = true`` in itself or in one of its tables where it is TOML or JSON (a
    target, a posterior's manifest, a data package), in the TOML or JSON of its name beside it, or in its
    entry of the data package of its folder.

    Raises
    ------
    RequestError
        If a file is not there, or what would say so cannot be read: that is not taken for a no.
    """
    found: dict[str, None] = {}
    for one in files:
        path = Path(one)
        if not path.is_file():
            raise RequestError("no_input", path=path)
        beside = {path, path.with_suffix(".toml"), path.with_suffix(".json"), path.parent / PACKAGE}
        for where in sorted(beside):
            if where.suffix not in {".toml", ".json"} or not where.is_file():
                continue
            for name in _marked(where):
                if where.name != PACKAGE or name == path.name or where == path:
                    found[name if where == path else path.name] = None
    return tuple(found)


@cache
def restricted_data() -> tuple[str, ...]:
    """Return the names of the restricted tables and posteriors that come with the model, if any."""
    files = sorted(path for pattern in WITH_MODEL for path in ROOT.glob(pattern))
    return restricted_inputs(files)


def _marked(path: Path) -> list[str]:
    """Return what a descriptor says is restricted: resources by their file, else the descriptor itself."""
    try:
        text = path.read_text(encoding="utf-8")
        said: Any = tomllib.loads(text) if path.suffix == ".toml" else json.loads(text)
    except (OSError, ValueError) as error:
        raise RequestError("unreadable", path=path, reason=error) from None
    if not isinstance(said, Mapping):
        return []
    if path.name == PACKAGE:
        return [str(one.get("path", one.get("name"))) for one in said.get("resources", ()) if one.get(MARK)]
    tables = [said, *(one for one in said.values() if isinstance(one, Mapping))]
    return [path.name] if any(one.get(MARK) for one in tables) else []


def suppress(counts: npt.ArrayLike, threshold: float = THRESHOLD) -> Suppressed:
    """Hold back small cells of a table, and as many others as it takes to keep them.

    Parameters
    ----------
    counts : array of any number of dimensions
        Counts (or means of counts), none below 0. All margins are taken to be published.
    threshold : float
        Counts of at least this much may be shown, and so may 0.

    Raises
    ------
    ValueError
        If a count is negative or missing, or the threshold is not positive.
    """
    found = np.asarray(counts, dtype=np.float64)
    if threshold <= 0 or not np.isfinite(found).all() or (found < 0).any():
        raise ValueError("disclosure control takes counts of at least 0 and a threshold above 0")
    table = with_margins(found)
    small = (table > 0) & (table < threshold)
    mask = small.copy()
    todo = sorted(zip(*np.nonzero(mask), strict=True), key=lambda at: float(table[at]))
    while todo:
        place = todo[-1]
        if _safe(table, mask, small, place, threshold):
            todo.pop()  # holding back more never tells more
            continue
        more = _next(table, mask, place)
        mask[more] = True
        todo.append(more)
    return Suppressed(table, mask, small)


def with_margins(counts: F64) -> F64:
    """Return a table with totals appended along every axis."""
    table = counts
    for axis in range(counts.ndim):
        table = np.concatenate([table, table.sum(axis=axis, keepdims=True)], axis=axis)
    return table


def bounds(table: F64, mask: B, place: Place) -> tuple[float, float]:
    """Return the least and the most a held-back cell can be, to who knows the rest and no more.

    Parameters
    ----------
    table : array
        With margins.
    mask : bool array
        What is held back.
    place : tuple of int
        Of a held-back cell.
    """
    from scipy.optimize import linprog

    known, right, names = _equations(table, mask)
    objective = np.zeros(len(names))
    objective[names.index(tuple(int(i) for i in place))] = 1.0
    ends = []
    for sign in (1.0, -1.0):
        answer = linprog(sign * objective, A_eq=known, b_eq=right, bounds=(0, None), method="highs")
        if answer.status == 0:
            ends.append(sign * float(answer.fun))
        elif answer.status == 3:
            ends.append(sign * -np.inf)
        else:
            raise ArithmeticError(f"disclosure control: the bounds of {place} were not found")
    return ends[0], ends[1]


def _safe(table: F64, mask: B, small: B, place: Place, threshold: float) -> bool:
    low, high = bounds(table, mask, place)
    loose = high - low > SLACK * max(1.0, float(table[place]))
    return loose and (high >= threshold * (1 - SLACK) or not small[place])


def _equations(table: F64, mask: B) -> tuple[F64, F64, list[Place]]:
    """Return the sums that hold among the held-back cells, as matrix and right side; and their places."""
    names: list[Place] = [tuple(int(i) for i in at) for at in zip(*np.nonzero(mask), strict=True)]
    column = {at: i for i, at in enumerate(names)}
    rows, right = [], []
    for line in _lines(table.shape):
        unknown = [at for at in line if mask[at]]
        if not unknown:
            continue
        row = np.zeros(len(names))
        for at in unknown:
            row[column[at]] = -1.0 if at == line[-1] else 1.0
        parts = sum(float(table[at]) for at in line[:-1] if not mask[at])
        rows.append(row)
        right.append((0.0 if mask[line[-1]] else float(table[line[-1]])) - parts)
    return np.array(rows), np.array(right), names


def _lines(shape: tuple[int, ...]) -> Iterator[list[Place]]:
    """Return every line of a table along every axis; its last place is the total of the others."""
    for axis, size in enumerate(shape):
        rest = (*shape[:axis], 1, *shape[axis + 1 :])
        for start in np.ndindex(rest):
            yield [(*start[:axis], i, *start[axis + 1 :]) for i in range(size)]


def _next(table: F64, mask: B, place: Place) -> Place:
    """Return which cell to hold back next: on a line with it, counts before zeros, cells before margins."""
    free = [tuple(int(i) for i in at) for at in zip(*np.nonzero(~mask), strict=True)]

    def cost(at: Place) -> tuple[bool, int, bool, float, Place]:
        apart = sum(a != b for a, b in zip(at, place, strict=True)) > 1
        margins = sum(i == size - 1 for i, size in zip(at, table.shape, strict=True))
        return apart, margins, table[at] == 0, float(table[at]), at

    return min(free, key=cost)


def _inner(mask: B) -> tuple[slice, ...]:
    return (slice(None, -1),) * mask.ndim
