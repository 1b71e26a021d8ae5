"""Figures of every municipality: cells of the panel, and the same of one run."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Literal

import numpy as np

from calibration.small_numbers import of_count
from calibration.target import Cell, Vector
from data import municipality_frame, settlement_panel
from indicators.reading import read
from indicators.settlement import SETTLED, in_september
from simulation.observers import Observer
from simulation.recorder import Record

Column = Literal["requested", "decided", "settled"]
PLACES: dict[str, tuple[Observer, Observer]] = {
    column: (
        Observer(
            f"{column}_by_municipality",
            "municipalities",
            where=((stored, ">", 0),),
            measure=f"sum:{stored}",
            by=("municipality",),
            every="quarter",
        ),
        Observer(
            f"{column}_by_municipality_minors",
            "municipalities",
            where=((f"{stored}_minor", ">", 0),),
            measure=f"sum:{stored}_minor",
            by=("municipality",),
            every="quarter",
        ),
    )
    for column, stored in (("requested", "requested"), ("decided", "vedtak"))
}


@cache
def codes() -> tuple[str, ...]:
    """Return the codes of the municipalities of 2013 in the order of the model."""
    return tuple(municipality_frame().index)


@cache
def counties() -> tuple[str, ...]:
    """Return the county of each municipality in the order of the model."""
    return tuple(municipality_frame()["county_code"])


def known(column: Column, years: Iterable[int]) -> Callable[[bool], Iterable[Cell]]:
    """Return the cells of a column of the panel.

    Settled: a municipality without a figure settled nobody (the published number of municipalities that
    settled is that of figures given), so it is 0 and observed. Requested and decided: a blank is
    not a zero, and stays missing.
    """
    chosen = tuple(years)

    def cells(held_out: bool) -> Iterable[Cell]:
        purpose = "validation" if held_out else "model"
        frame = settlement_panel(held_out=held_out, purpose=purpose)  # type: ignore[arg-type]
        for year in chosen:
            rows = frame[frame["year"] == year].set_index("code").reindex(codes())
            for code, value, state in zip(
                rows.index, rows[column].astype(float), rows[f"{column}_status"], strict=True
            ):
                blank = state == "missing"
                if blank and column == "settled":
                    value, blank = 0.0, False
                evidence = f"panel:{column}:{year}"
                yield Cell(
                    evidence, year, str(code), "",
                    float(value), float("nan") if blank else of_count(float(value)),
                    "missing" if blank else "observed",
                )  # fmt: skip

    return cells


def settled(record: Record, years: Iterable[int]) -> Vector:
    """Return persons settled per municipality, one year after the other; NaN for years not run."""
    return _by_town(record, years, read(record, SETTLED.name))


def places(record: Record, column: Column, years: Iterable[int]) -> Vector:
    """Return places as they stood in September, minors included, one year after the other."""
    return _by_town(record, years, in_september(record, *PLACES[column]))


def _by_town(record: Record, years: Iterable[int], cells: dict[str, Vector]) -> Vector:
    first, last = record.meta["years"]
    size = len(codes())
    found = []
    for year in years:
        if not first <= year <= last:
            found.append(np.full(size, np.nan))
            continue
        mine = cells["year"] == year
        found.append(
            np.bincount(
                cells["municipality"][mine].astype(np.intp),
                weights=cells["value"][mine].astype(np.float64),
                minlength=size,
            )[:size]
        )
    return np.concatenate(found)


def by_county(values: Vector) -> dict[str, float]:
    """Return the sums of one year's municipalities by county."""
    found = dict.fromkeys(sorted(set(counties())), 0.0)
    for county, value in zip(counties(), values, strict=True):
        found[county] += float(value)
    return found
