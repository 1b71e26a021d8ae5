"""Real boundaries from a user's GeoJSON file, as shapes for a map."""

import json
from collections.abc import Sequence
from math import cos, radians
from pathlib import Path
from typing import Any, Final

import numpy as np

from experiments.errors import RequestError
from experiments.report.figures.hexmap import Rings
from experiments.report.material import F64
from scenarios.reasons import reason_of

FINEST: Final = 1200  # cells over the height of the map: finer points are left out
DEGREES: Final = 360.0  # coordinates within this are taken for longitude and latitude


def outlines(path: Path, codes: Sequence[str]) -> list[Rings]:
    """Return the shapes of municipalities in the order of `codes`.

    Parameters
    ----------
    path : Path
        A GeoJSON FeatureCollection of polygons; some property holds the municipality's number.
    codes : sequence of str
        Four digits each.

    Raises
    ------
    RequestError
        If the file is none, or a municipality is not in it; in one sentence.
    """
    features = _features(path)
    found: dict[str, list[F64]] = {}
    key = _code_key(features, set(codes), path)
    for feature in features:
        code = _code(_properties(feature).get(key))
        if code in codes and feature.get("geometry") is not None:  # without a place it is missing
            found.setdefault(code, []).extend(_rings(feature["geometry"], path))
    missing = [code for code in codes if not found.get(code)]
    if missing:
        raise RequestError(
            "outlines_missing", path=path, missing=len(missing), all=len(codes), one=missing[0]
        )
    return _thinned([found[code] for code in codes])


def _features(path: Path) -> list[dict[str, Any]]:
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RequestError("unreadable", path=path, reason=reason_of(error)) from None
    except ValueError:
        raise RequestError("not_json", path=path) from None
    features = read.get("features") if isinstance(read, dict) else None
    if not isinstance(features, list) or not all(isinstance(one, dict) for one in features):
        raise RequestError("no_features", path=path)
    return features


def _properties(feature: dict[str, Any]) -> dict[str, Any]:
    """Return what is said of a feature; nothing of one without properties, which is no municipality."""
    found = feature.get("properties")
    return found if isinstance(found, dict) else {}


def _code(value: Any) -> str:
    """Return a municipality number as four digits, whether it was written as text or as a number."""
    return str(value).strip().zfill(4)


def _code_key(features: list[dict[str, Any]], codes: set[str], path: Path) -> str:
    """Return the property that holds municipality numbers: the one that fits most often."""
    fits: dict[str, int] = {}
    for feature in features:
        for key, value in _properties(feature).items():
            if isinstance(value, str | int) and _code(value) in codes:
                fits[key] = fits.get(key, 0) + 1
    if not fits:
        raise RequestError("no_numbers", path=path)
    return max(sorted(fits), key=lambda key: fits[key])


def _rings(geometry: Any, path: Path) -> list[F64]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if not isinstance(kind, str):
        raise RequestError("damaged_polygon", path=path)
    if kind not in ("Polygon", "MultiPolygon"):
        raise RequestError("no_polygon", path=path, kind=kind)
    try:
        given = geometry["coordinates"]
        rings = [
            np.array([point[:2] for point in ring], dtype=np.float64)
            for polygon in (given if kind == "MultiPolygon" else [given])
            for ring in polygon
        ]
    except (KeyError, TypeError, ValueError, IndexError):
        raise RequestError("damaged_polygon", path=path) from None
    if not all(ring.ndim == 2 and ring.shape[1] == 2 and np.isfinite(ring).all() for ring in rings):
        raise RequestError("damaged_polygon", path=path)
    return rings


def _thinned(shapes: list[list[F64]]) -> list[Rings]:
    """Return the shapes in a plane, without points too close to tell apart and rings too small to see."""
    every = np.concatenate([ring for rings in shapes for ring in rings])
    scale = np.ones(2)
    if np.abs(every).max() <= DEGREES:  # degrees: a degree of longitude is shorter
        scale[0] = cos(radians(float(every[:, 1].mean())))
    cell = float(np.ptp(every[:, 1])) / FINEST or 1.0
    thin: list[Rings] = []
    for rings in shapes:
        kept = []
        for ring in rings:
            grid = np.rint(ring * scale / cell)
            moved = np.ones(len(grid), dtype=np.bool_)
            moved[1:] = (np.diff(grid, axis=0) != 0).any(axis=1)
            if moved.sum() >= 4:
                kept.append(grid[moved])
        thin.append(kept or [np.rint(max(rings, key=len) * scale / cell)])
    return thin
