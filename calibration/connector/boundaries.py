"""Real municipal boundaries for maps: a user's GeoJSON file, or Kartverket's, in the user's data folder.

They are checked (every municipality of one year's codes is there), thinned to what a screen can show, and
used by reports and the workshop page when they are there. The program itself ships hexagons.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from calibration.connector.cache import keep_whole
from calibration.connector.errors import ConnectorError
from calibration.connector.folder import data_folder
from calibration.connector.jsonstat import parsed
from calibration.connector.limits import Limits
from calibration.connector.web import Refused, Web
from experiments.geojson import Ring, code_of, polygons, properties, read_features

KARTVERKET: Final = "https://api.kartverket.no/kommuneinfo/v1"
POLITE: Final = Limits(calls=5, window=1.0)
YEARS: Final = (2013, 2024)
FETCHED_YEAR: Final = 2024  # Kartverket's service has today's municipalities only
KEY: Final = "kommunenummer"
DEGREES: Final = 360.0  # coordinates within this are longitude and latitude
STEP: Final = {True: (0.002, 0.001), False: (100.0, 100.0)}  # about 100 m: nothing a map of Norway shows


def boundaries_file(code_year: int, folder: Path | None = None) -> Path | None:
    """Return the user's file of real boundaries for the codes of a year, if there is one."""
    path = data_folder(folder) / "boundaries" / f"municipalities_{code_year}.geojson"
    return path if path.is_file() else None


def municipality_codes(year: int) -> tuple[str, ...]:
    """Return the municipality codes of 2013 or 2024."""
    from data import load_table

    return tuple(
        str(code) for code in load_table("municipalities" if year == 2013 else "municipalities_2024")["code"]
    )


def take(path: Path, folder: Path) -> tuple[Path, int]:
    """Take a GeoJSON file with all municipalities of 2013 or of 2024; returns the new file and the year.

    Raises
    ------
    RequestError
        If it is no such file; in one sentence.
    ConnectorError
        If a municipality is not in it, or has no area.
    """
    features = read_features(path)
    key, year = _key_and_year(features, path)
    shapes: dict[str, list[list[Ring]]] = {}
    for feature in features:
        code = code_of(properties(feature).get(key))
        shapes.setdefault(code, []).extend(_areas(feature.get("geometry"), path))
    return keep(shapes, year, str(path.name), folder, path), year


def fetch_boundaries(
    folder: Path,
    web: Web | None = None,
    base: str = KARTVERKET,
    progress: Callable[[int, int], None] = lambda done, all: None,
    codes: Sequence[str] | None = None,
) -> tuple[Path, int]:
    """Fetch the boundaries of the municipalities of 2024 from Kartverket, one by one.

    Raises
    ------
    RequestError
        If one is malformed.
    ConnectorError
        If they cannot be had.
    """
    web = web or Web()
    web.window.limits = POLITE
    wanted = tuple(codes) if codes is not None else municipality_codes(FETCHED_YEAR)
    shapes = {}
    for i, code in enumerate(wanted):
        where = f"{base.rstrip('/')}/kommuner/{code}/omrade"
        try:
            found = parsed(web.get(where, {"utkoordsys": "4258"}), where)
        except Refused:
            raise ConnectorError("data_refused", where=where) from None
        shapes[code] = _areas(found.get("omrade"), where)
        progress(i + 1, len(wanted))
    return keep(shapes, FETCHED_YEAR, "Kartverket", folder, base, wanted), FETCHED_YEAR


def keep(
    shapes: Mapping[str, list[list[Ring]]],
    year: int,
    source: str,
    folder: Path,
    where: Path | str,
    codes: Sequence[str] | None = None,
) -> Path:
    """Thin boundaries and write them into the data folder.

    Raises
    ------
    ConnectorError
        If a municipality of the year's codes has no polygon.
    """
    wanted = codes if codes is not None else municipality_codes(year)
    missing = [code for code in wanted if not shapes.get(code)]
    if missing:
        raise ConnectorError(
            "data_outlines_missing",
            path=where,
            missing=len(missing),
            all=len(wanted),
            year=year,
            one=missing[0],
        )
    largest = max(max(abs(x), abs(y)) for code in wanted for polygon in shapes[code] for x, y in polygon[0])
    step = STEP[largest <= DEGREES]
    features = [
        {
            "type": "Feature",
            "properties": {KEY: code},
            "geometry": {"type": "MultiPolygon", "coordinates": _thinned(shapes[code], step)},
        }
        for code in wanted
    ]
    path = folder / "boundaries" / f"municipalities_{year}.geojson"
    made = {"type": "FeatureCollection", "source": source, "code_year": year, "features": features}
    keep_whole(path, json.dumps(made, ensure_ascii=False, separators=(",", ":")))
    return path


def _key_and_year(features: list[dict[str, Any]], path: Path) -> tuple[str, int]:
    """Return the property that holds municipality numbers, and the year whose codes they are."""
    best, fit, at = "", 0.0, 0
    for year in YEARS:
        codes = set(municipality_codes(year))
        found: dict[str, set[str]] = {}
        for feature in features:
            for key, value in properties(feature).items():
                if isinstance(value, str | int) and code_of(value) in codes:
                    found.setdefault(key, set()).add(code_of(value))
        for key in sorted(found):
            share = len(found[key]) / len(codes)
            if share > fit:
                best, fit, at = key, share, year
    if not best:
        raise ConnectorError("data_no_numbers", path=path)
    return best, at


def _areas(geometry: Any, path: Path | str) -> list[list[Ring]]:
    """Return the polygons of a geometry that have an area; those of a null geometry are none."""
    found = polygons(geometry, path)
    # files that were thinned before hold islands of two points: no area, nothing to draw
    kept = [[ring for ring in polygon if len(ring) >= 4] for polygon in found if len(polygon[0]) >= 4]
    if found and not kept:
        raise ConnectorError("damaged_polygon", path=path)
    return kept


def _thinned(polygons: list[list[Ring]], step: tuple[float, float]) -> list[list[list[list[float]]]]:
    """Return polygons on a grid: neighbours keep the same border, since both are rounded to it."""
    kept = []
    for polygon in polygons:
        rings = [ring for ring in (_on_grid(ring, step) for ring in polygon) if len(ring) >= 4]
        if rings and len(_on_grid(polygon[0], step)) >= 4:
            kept.append(rings)
    if not kept:  # smaller than the grid: as it is
        kept = [[[list(point) for point in ring] for ring in polygon] for polygon in polygons]
    return kept


def _on_grid(ring: Ring, step: tuple[float, float]) -> list[list[float]]:
    points: list[list[float]] = []
    for x, y in ring:
        point = [round(round(x / step[0]) * step[0], 6), round(round(y / step[1]) * step[1], 6)]
        if not points or points[-1] != point:
            points.append(point)
    if points and points[0] != points[-1]:
        points.append(points[0])
    return points
