"""Disclosure control: tables of persons or households without small cells, nor a way back to them.

A count between 0 and the threshold is held back, in the margins too. Since margins are shown, the cell
could still be had by subtraction; so further cells are held back until somebody who knows all that is
shown, and that no count is below zero, can narrow no held-back cell down to one value, nor tell that a
small one is small. That is asked of what can flow between the held-back cells (:mod:`experiments.intruder`),
not of a rule of thumb.

What is restricted says so itself: a file's descriptor (the TOML or JSON beside it, or the data package it
belongs to) has ``restricted = true``. :func:`restricted_inputs` asks files, :func:`restricted_data` what
comes with the model; a study keeps the names, and so do the manifests of its runs.
"""

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from experiments.errors import RequestError
from experiments.intruder import F64, Intruder, Place
from experiments.storage import ROOT

MARK: Final = "restricted"  # what a descriptor says of a table that may only leave without small cells
PACKAGE: Final = "datapackage.json"
WITH_MODEL: Final = ("data/tables/*.json", "data/posterior/*.json")
THRESHOLD: Final = 5

B = npt.NDArray[np.bool_]


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


def suppress(counts: npt.ArrayLike, threshold: float = THRESHOLD, *, sums_known: bool = False) -> Suppressed:
    """Hold back small cells of a table, and as many others as it takes to keep them.

    Parameters
    ----------
    counts : array of one or two dimensions
        Counts (or means of counts), none below 0. All margins are taken to be published.
    threshold : float
        Counts of at least this much may be shown, and so may 0.
    sums_known : bool
        The sums along the first axis are known from elsewhere, and so never held back; none may be small.

    Raises
    ------
    ValueError
        If a count is negative or missing, the threshold is not positive, or a known sum is small.
    """
    found = np.asarray(counts, dtype=np.float64)
    if threshold <= 0 or not np.isfinite(found).all() or (found < 0).any():
        raise ValueError("disclosure control takes counts of at least 0 and a threshold above 0")
    if found.ndim not in (1, 2):
        raise ValueError("disclosure control takes tables of one or two dimensions")
    table = with_margins(found)
    small = (table > 0) & (table < threshold)
    mask = small.copy()
    sums = np.zeros(table.shape, dtype=np.bool_)
    sums[-1] = sums_known
    if (small & sums).any():
        raise ValueError("a sum that is known from elsewhere is itself small")
    todo = sorted(_places(mask), key=lambda at: float(table[at]))
    other = Intruder(table, threshold, _places(sums))
    for place in todo:
        other.hold_back(place)
    while todo:
        place = todo[-1]
        more = other.wants(place, bool(small[place]))
        if not more:
            todo.pop()
        for one in more:
            mask[one] = True
            other.hold_back(one)
        todo += more
    return Suppressed(table, mask, small)


def with_margins(counts: F64) -> F64:
    """Return a table with totals appended along every axis."""
    table = counts
    for axis in range(counts.ndim):
        table = np.concatenate([table, table.sum(axis=axis, keepdims=True)], axis=axis)
    return table


def _places(mask: B) -> list[Place]:
    return [tuple(int(i) for i in at) for at in zip(*np.nonzero(mask), strict=True)]


def _inner(mask: B) -> tuple[slice, ...]:
    return (slice(None, -1),) * mask.ndim
