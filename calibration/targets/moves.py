"""Moves into each municipality in 2013, of immigrants from Africa and Asia.

Of role fit, but without summaries: a run that is fitted ends in 2012. Validation holds it against a
gravity model. The record counts all immigrants from Africa and Asia, the model refugees: compare shares.
"""

from collections.abc import Iterable

import numpy as np

from calibration.municipal import codes
from calibration.reading import of_years
from calibration.small_numbers import of_count
from calibration.target import Cell, Target, Vector, no_summary
from calibration.targets.retention import MOVED
from data import moves
from simulation.recorder import Record

YEAR = 2013


def cells(held_out: bool) -> Iterable[Cell]:
    """Return moves in per municipality."""
    frame = moves()
    rows = frame[frame["year"] == YEAR].set_index("code").reindex(codes())
    for code, value in zip(rows.index, rows["moves_in_africa_asia"].astype(float), strict=True):
        blank = value != value
        noise = float("nan") if blank else of_count(value)
        yield Cell("table:moves", YEAR, str(code), "", value, noise, "missing" if blank else "observed")


def compute(record: Record) -> Vector:
    """Return persons who moved in from another municipality; NaN when the year was not run."""
    first, last = record.meta["years"]
    if not first <= YEAR <= last:
        return np.full(len(codes()), np.nan)
    found = of_years(record, MOVED.name, (YEAR,))
    away = found["from_municipality"] != found["to_municipality"]
    where = found["to_municipality"][away].astype(np.intp)
    size = len(codes())
    counted: Vector = np.bincount(where, found["value"][away].astype(float), size)[:size]
    return counted


TARGETS = (
    Target(
        name="moves_in",
        en="Moves into each municipality 2013",
        nb="Flyttinger inn i hver kommune 2013",
        unit="persons",
        unit_nb="personer",
        role="fit",
        cells=cells,
        compute=compute,
        observers=(MOVED,),
        persons=True,
        transform="log",
        summarise=no_summary,
        note_en="moves: all immigrants from Africa and Asia on record, refugees in the model; not fitted",
        note_nb="flytting: alle innvandrere fra Afrika og Asia i registeret, flyktninger i modellen",
    ),
)
