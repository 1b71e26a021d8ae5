"""Records of a study, and their months as arrays."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from agents.kinds import MONTHS_PER_YEAR, START_MONTH
from experiments.caveat import caveats
from experiments.errors import RequestError
from experiments.storage import RECORD
from experiments.store.saved import SavedStudy
from experiments.typeset import LANGUAGES
from simulation.observers import Observer
from simulation.recorder import Record, read_record

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]


def records_of(saved: SavedStudy) -> dict[str, list[Record]]:
    """Return the records of the replicates in which all scenarios are done, by scenario.

    Raises
    ------
    RequestError
        If no replicate is complete.
    """
    there = {(run.scenario, run.seed): run for run in saved.done}
    names = saved.about.scenarios
    seeds = [s for s in sorted({seed for _, seed in there}) if all((name, s) in there for name in names)]
    if not seeds:
        raise RequestError("no_whole_replicate", name=saved.path.name)
    return {name: [read_record(saved.path / there[name, s].place / RECORD) for s in seeds] for name in names}


def months_of(record: Record) -> list[str]:
    """Return the months of a record as ``YYYY-MM``."""
    first, last = record.meta["years"]
    return [f"{year}-{month:02d}" for year in range(int(first), int(last) + 1) for month in range(1, 13)]


def said(world: str, scale: float) -> list[dict[str, str]]:
    """Return why figures of such a run are no answer."""
    lines = (caveats(world, scale, language) for language in LANGUAGES)
    return [dict(zip(LANGUAGES, texts, strict=True)) for texts in zip(*lines, strict=True)]


def monthly(record: Record, observer: Observer, keys: I64 | None = None, column: str = "") -> F64:
    """Return an observer by month, added up over its keys, or by the values of one of them.

    Parameters
    ----------
    record : Record
    observer : Observer
        Recorded every month.
    keys : array, optional
        Values of `column`, in the order wanted; others are left out.

    Returns
    -------
    array, shape (months,) or (months, keys)

    Raises
    ------
    RecordError
        If it was not recorded.
    """
    cells, months = record.arrays(observer.name), len(months_of(record))
    at = cells["month"].astype(np.int64) - START_MONTH
    inside = (at >= 0) & (at < months)
    if keys is None:
        return np.bincount(at[inside], weights=cells["value"][inside], minlength=months).astype(np.float64)
    order = np.argsort(keys, kind="stable")
    found = cells[column].astype(np.int64)
    place = np.minimum(np.searchsorted(keys, found, sorter=order), len(keys) - 1)
    column_at = order[place]
    inside &= keys[column_at] == found
    flat = np.bincount(
        at[inside] * len(keys) + column_at[inside],
        weights=cells["value"][inside],
        minlength=months * len(keys),
    )
    return flat.reshape(months, len(keys)).astype(np.float64)


def running(values: F64, window: int = MONTHS_PER_YEAR) -> F64:
    """Return the sum over the last `window` months, along the first axis; NaN before there are as many."""
    total = np.cumsum(values, axis=0)
    total[window:] = total[window:] - total[:-window].copy()
    total[: window - 1] = np.nan
    return total


def stacked(records: Sequence[Record], observer: Observer, keys: I64 | None = None, column: str = "") -> F64:
    """Return :func:`monthly` of every replicate, shape (replicates, months, ...)."""
    return np.stack([monthly(record, observer, keys, column) for record in records])
