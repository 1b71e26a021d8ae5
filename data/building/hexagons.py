"""The map of equal hexagons: one per municipality, so that small places stay visible.

Municipalities start at their centroids, give way until none covers another, draw nearer to
their neighbours, and take the free cells of a grid of hexagons so that all together move least.
"""

from __future__ import annotations

from collections import defaultdict
from math import cos, radians, sin
from typing import Final

import numpy as np
import numpy.typing as npt

from data.building.municipalities import municipalities
from data.building.source import Source
from data.building.table import LICENCE_IMDIKATOR, Cell, Field, Table

F64 = npt.NDArray[np.float64]

EARTH_KM: Final = 6371.0
MERIDIAN: Final = 15.0  # degrees east: the middle of the country
ROW: Final = 0.75**0.5  # distance of rows in a grid whose cells are one apart
SPACING_KM: Final = 31.0  # country on the map at the start of the relaxation: one cell
NEAR: Final = 1.7  # neighbours further apart than this are drawn together
STEPS: Final = 200
REPEL: Final = 0.5  # each of two that overlap moves by half of the overlap
ATTRACT: Final = 0.06
HOME: Final = 0.004  # pull towards where it really lies
MARGIN: Final = 3  # empty cells round the map


def projected(longitude: F64, latitude: F64) -> F64:
    """Return places in the plane (N, 2), km east and north (transverse Mercator on a sphere)."""
    east = np.radians(longitude - MERIDIAN)
    north = np.radians(latitude)
    b = np.cos(north) * np.sin(east)
    x = EARTH_KM * np.arctanh(b)
    y = EARTH_KM * np.arctan2(np.tan(north), np.cos(east))
    return np.column_stack((x, y))


def relaxed(start: F64) -> F64:
    """Move places (N, 2), in cells, until hardly any lies within one cell of another."""
    from scipy.spatial import Delaunay

    edges = Delaunay(start).simplices
    pairs = np.unique(
        np.sort(np.concatenate((edges[:, [0, 1]], edges[:, [1, 2]], edges[:, [0, 2]])), axis=1), axis=0
    )
    # edges along the outline join places that are no neighbours
    length = np.linalg.norm(start[pairs[:, 0]] - start[pairs[:, 1]], axis=1)
    pairs = pairs[length < 4.0 * np.median(length)]
    at = start.copy()
    first, second = np.triu_indices(len(at), 1)
    for step in range(STEPS):
        force = HOME * (start - at)
        between = at[pairs[:, 1]] - at[pairs[:, 0]]
        apart = np.linalg.norm(between, axis=1)
        pull = np.where(apart > NEAR, ATTRACT * (apart - NEAR), 0.0) / np.maximum(apart, 1e-9)
        for axis in range(2):
            part = pull * between[:, axis]
            force[:, axis] += np.bincount(pairs[:, 0], part, len(at)) - np.bincount(
                pairs[:, 1], part, len(at)
            )
        gap = at[second] - at[first]
        distance = np.linalg.norm(gap, axis=1)
        close = distance < 1.0
        push = REPEL * (1.0 - distance[close]) / np.maximum(distance[close], 1e-6)
        for axis in range(2):
            part = push * gap[close, axis]
            force[:, axis] += np.bincount(second[close], part, len(at)) - np.bincount(
                first[close], part, len(at)
            )
        at += force * (1.0 - 0.5 * step / STEPS)
    return at


def in_cells(at: F64) -> npt.NDArray[np.int64]:
    """Give each place (N, 2) a cell of its own, (column, row), so that all move least together."""
    from scipy.optimize import linear_sum_assignment

    low = np.floor(at.min(axis=0)) - MARGIN
    high = np.ceil(at.max(axis=0)) + MARGIN
    rows = np.arange(int((high[1] - low[1]) / ROW))
    columns = np.arange(int(high[0] - low[0]))
    row, column = (part.ravel() for part in np.meshgrid(rows, columns, indexing="ij"))
    centre = np.column_stack((low[0] + column + 0.5 * (row % 2), low[1] + row * ROW))
    square = ((at[:, None, :] - centre[None, :, :]) ** 2).sum(axis=2)
    _, taken = linear_sum_assignment(square)
    cells = np.column_stack((column[taken], row[taken]))
    # an even number of rows is cut off below, so that odd rows stay the shifted ones
    cells[:, 1] -= cells[:, 1].min() // 2 * 2
    cells[:, 0] -= cells[:, 0].min()
    return cells.astype(np.int64)


def layout(longitude: F64, latitude: F64) -> npt.NDArray[np.int64]:
    """Return the cell (N, 2) of each place: column, and row from the south."""
    return in_cells(relaxed(projected(longitude, latitude) / SPACING_KM))


def _places(source: Source) -> dict[str, tuple[float, float, int]]:
    """Return longitude, latitude and population 2013 by code of 2013."""
    table = municipalities(source)
    names = [field.name for field in table.fields]
    i, j, k = (names.index(name) for name in ("longitude", "latitude", "population_2013"))
    return {str(row[0]): (float(row[i] or 0), float(row[j] or 0), int(row[k] or 0)) for row in table.rows}


def _later(source: Source) -> dict[str, tuple[float, float]]:
    """Return where the municipalities of 2024 lie: the mean of their parts, by where people live.

    Averaged on the sphere, so that it does not matter where the degrees are counted from.
    """
    from data.building.codes import crosswalk_2024

    places = _places(source)
    sums: dict[str, F64] = defaultdict(lambda: np.zeros(3))
    for row in crosswalk_2024(source).rows:
        longitude, latitude, persons = places[str(row[0])]
        east, north = radians(longitude), radians(latitude)
        point = np.array([cos(north) * cos(east), cos(north) * sin(east), sin(north)])
        sums[str(row[1])] += point * persons * float(row[3] or 0)
    return {
        code: (
            float(np.degrees(np.arctan2(v[1], v[0]))),
            float(np.degrees(np.arcsin(v[2] / np.linalg.norm(v)))),
        )
        for code, v in sums.items()
    }


def _table(year: int, places: dict[str, tuple[float, float]]) -> Table:
    codes = sorted(places)
    cells = layout(*(np.array([places[code][axis] for code in codes]) for axis in range(2)))
    rows: list[tuple[Cell, ...]] = [
        (code, int(column), int(row)) for code, (column, row) in zip(codes, cells.tolist(), strict=True)
    ]
    return Table(
        f"hexagons_{year}",
        f"Map of hexagons, municipalities of {year}",
        "One hexagon per municipality on a grid whose odd rows are shifted half a cell to the east, laid "
        "out from centroids by the project's own script: near is near, size and outline say nothing.",
        "this project, from centroids of Kartverket and IMDi",
        LICENCE_IMDIKATOR,
        ("imdikator boundaries 2013 (centroids)",),
        (
            Field("code", "string", "", f"municipality code of {year}, four digits"),
            Field("column", "integer", "cells", "from the west"),
            Field("row", "integer", "rows", "from the south"),
        ),
        rows,
        code_year=year,
    )


def hexagons_2013(source: Source) -> Table:
    """Lay out the municipalities of 2013."""
    return _table(2013, {code: place[:2] for code, place in _places(source).items()})


def hexagons_2024(source: Source) -> Table:
    """Lay out the municipalities of 2024."""
    return _table(2024, _later(source))
