"""The map's data: months x municipalities of one measure, or of its difference from the baseline."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import numpy as np

from data import load_table
from experiments.paired import LEVEL, quantile_of_t
from experiments.report.figures.outlines import outlines
from scenarios.worlds import NORWAY, TINY
from simulation.observers import Observer
from simulation.recorder import Record
from simulation.worlds import national
from workshop.data import observers
from workshop.data.packing import pack, pack_small
from workshop.data.records import F64, months_of, running, said, stacked

PER: Final = 1000  # inhabitants
CELLS: Final = 1000  # over the height of real boundaries
TOP: Final = 0.98  # quantile at which the colour scale ends


@dataclass(frozen=True)
class Measure:
    """What a map can show.

    Parameters
    ----------
    observer : Observer
    column : str
        Its key that holds the municipality.
    window : int
        Months that are added up; 1 for a stock.
    per_inhabitant : bool
        By 1,000 inhabitants, so that small places can be held against large ones.
    """

    observer: Observer
    column: str
    window: int
    per_inhabitant: bool
    digits: int
    label: dict[str, str]
    unit: dict[str, str]


MEASURES: Final = MappingProxyType({
    "settled": Measure(
        observers.SETTLED, "municipality", 12, True, 1,
        {"en": "Settled in the last twelve months", "nb": "Bosatt de siste tolv månedene"},
        {"en": "persons per 1,000 inhabitants", "nb": "personer per 1000 innbyggere"},
    ),
    "living": Measure(
        observers.LIVING, "municipality", 1, True, 1,
        {"en": "Live here, settled in the last five years", "nb": "Bor her, bosatt de siste fem årene"},
        {"en": "persons per 1,000 inhabitants", "nb": "personer per 1000 innbyggere"},
    ),
    "accepted": Measure(
        observers.ACCEPTED, "case_municipality", 1, False, 0,
        {"en": "Accepted here, wait for a dwelling", "nb": "Godtatt her, venter på bolig"},
        {"en": "persons", "nb": "personer"},
    ),
})  # fmt: skip


@dataclass(frozen=True)
class Places:
    """The municipalities of a world in the order of the model; `x` and `y` in cells, north upwards."""

    year: int
    codes: tuple[str, ...]
    names: tuple[str, ...]
    counties: tuple[str, ...]
    population: tuple[float, ...]
    x: tuple[float, ...]
    y: tuple[float, ...]

    def hexes(self) -> list[dict[str, Any]]:
        """Return them as plain data."""
        rows = zip(self.codes, self.names, self.counties, self.x, self.y, strict=True)
        return [
            {"code": code, "name": name, "county": county, "x": round(x, 3), "y": round(y, 3)}
            for code, name, county, x, y in rows
        ]


@cache
def places(world: str) -> Places:
    """Return the municipalities of a world; those of the invented one lie in two rows."""
    if world == TINY.name:
        from simulation.start.tiny_geography import tiny_geography

        towns = tiny_geography()
        column, row = np.arange(len(towns.name)) % 3, np.arange(len(towns.name)) // 3
        codes, names = towns.code, towns.name
        counties = tuple(str(county) for county in towns.county.tolist())
        people = tuple(float(x) for x in towns.population[:, 0])
    else:
        frame = load_table("municipalities" if world == NORWAY.name else "municipalities_2024").set_index(
            "code"
        )
        year = [name for name in frame.columns if name.startswith("population_")][-1]
        codes = tuple(str(code) for code in frame.index)
        names, counties = tuple(map(str, frame["name"])), tuple(map(str, frame["county_name"]))
        people = tuple(float(x) for x in frame[year])
        cells = load_table(f"hexagons_{national(world).code_year}").set_index("code").loc[list(codes)]
        column, row = cells["column"].to_numpy(), cells["row"].to_numpy()
    x, y = column + 0.5 * (row % 2), row * sqrt(0.75)
    return Places(
        national(world).code_year, codes, names, counties, people,
        tuple(float(v) for v in x), tuple(float(v) for v in y),
    )  # fmt: skip


def boundaries(path: Path, world: str) -> list[list[list[int]]]:
    """Return real boundaries from a GeoJSON file: for each municipality rings ``x0, y0, x1, y1, ...``.

    Raises
    ------
    RequestError
        If the file is none, or a municipality is not in it.
    """
    shapes = outlines(path, places(world).codes)
    every = np.concatenate([ring for rings in shapes for ring in rings])
    low, high = every.min(axis=0), every.max(axis=0)
    step = float((high - low).max()) / CELLS or 1.0
    return [[np.rint((ring - low) / step).astype(int).ravel().tolist() for ring in rings] for rings in shapes]


def counted(records: Sequence[Record], measure: str) -> F64:
    """Return what a map counts, in each month and municipality of every replicate.

    Returns
    -------
    array, shape (replicates, months, municipalities)
        In the order of :func:`places`; not yet added up over months, nor by inhabitants.

    Raises
    ------
    RecordError
        If the measure was not recorded.
    """
    one, where = MEASURES[measure], places(str(records[0].meta["world"]))
    return stacked(records, one.observer, np.arange(len(where.codes), dtype=np.int64), one.column)


def map_data(
    records: Sequence[Record], measure: str, baseline: Sequence[Record] | None = None, scale: float = 1.0
) -> dict[str, Any]:
    """Return a map of one scenario; with a `baseline` (the same replicates) of the paired difference.

    Raises
    ------
    RecordError
        If the measure was not recorded.
    """
    base = None if baseline is None else counted(baseline, measure)
    world, months = str(records[0].meta["world"]), months_of(records[0])
    return map_of(counted(records, measure), measure, world, months, base, scale)


def map_of(
    counts: F64,
    measure: str,
    world: str,
    months: Sequence[str],
    baseline: F64 | None = None,
    scale: float = 1.0,
) -> dict[str, Any]:
    """Return a map: the mean over replicates, month by month, with what is not clear marked.

    A level is unclear where its 5-95 % range over replicates is wider than the level itself; a paired
    difference where the 90 % interval of its mean holds zero.

    Parameters
    ----------
    counts : array, shape (replicates, months, municipalities)
        From :func:`counted`.
    measure : str
        A name of :data:`MEASURES`.
    world : str
    months : sequence of str
    baseline : array, optional
        The same replicates of another scenario: the map then shows the paired difference from it.
    scale : float
        Share of persons simulated.
    """
    one, where = MEASURES[measure], places(world)
    each = _values(counts, one, where, scale)
    if baseline is not None:
        each = each - _values(baseline, one, where, scale)
    mean = each.mean(axis=0)
    low, high = np.quantile(each, (0.05, 0.95), axis=0)
    unclear = high - low > mean if baseline is None else ~(np.abs(mean) > _half(each))
    unclear &= np.isfinite(mean)
    if len(each) < 2 and baseline is None:
        unclear[:] = False
    sizes = np.abs(mean[np.isfinite(mean)])
    largest = float(sizes.max()) if sizes.size else 0.0
    top = (
        max(float(np.quantile(sizes, TOP)) if sizes.size else 0.0, largest / 4) or 1.0
    )  # most cells may be zero
    return {
        "measure": measure,
        "world": world,
        "year": where.year,
        "months": list(months),
        "start": one.window - 1,
        "label": one.label,
        "unit": one.unit,
        "digits": one.digits,
        "diverging": baseline is not None,
        "scale": {"min": 0.0 if baseline is None else -top, "max": top},
        "replicates": len(each),
        "hexes": where.hexes(),
        "values": pack_small(mean),
        "low": pack_small(low),
        "high": pack_small(high),
        "unclear": pack(unclear, "uint8"),
        "caveats": said(world, scale),
    }


def _values(counts: F64, one: Measure, where: Places, scale: float) -> F64:
    if one.window > 1:
        counts = np.stack([running(found, one.window) for found in counts])
    if not one.per_inhabitant:
        return counts
    rates: F64 = counts * PER / (np.asarray(where.population) * scale)
    return rates


def _half(each: F64) -> F64:
    """Return the half-width of the interval for the mean over replicates; infinite with one of them."""
    pairs = len(each)
    if pairs < 2:
        return np.full(each.shape[1:], np.inf)
    error: F64 = each.std(axis=0, ddof=1) / np.sqrt(pairs)
    return quantile_of_t(LEVEL, pairs - 1) * error
