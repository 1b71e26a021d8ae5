"""A user's GeoJSON file of municipalities: its features, their numbers and their polygons.

Read in one place, so that what is taken into the data folder is what a report can draw.
"""

import json
from collections.abc import Mapping
from math import isfinite
from pathlib import Path
from typing import Any

from experiments.errors import RequestError
from scenarios.reasons import reason_of

Ring = list[tuple[float, float]]


def read_features(path: Path) -> list[dict[str, Any]]:
    """Return the features of a GeoJSON FeatureCollection.

    Raises
    ------
    RequestError
        If the file cannot be read or is none.
    """
    try:
        read = json.loads(path.read_bytes())
    except OSError as error:
        raise RequestError("unreadable", path=path, reason=reason_of(error)) from None
    except (ValueError, RecursionError):
        raise RequestError("not_json", path=path) from None
    features = read.get("features") if isinstance(read, dict) else None
    if not isinstance(features, list) or not all(isinstance(one, dict) for one in features):
        raise RequestError("no_features", path=path)
    return features


def properties(feature: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is said of a feature; nothing of one without properties, which is no municipality."""
    found = feature.get("properties")
    return found if isinstance(found, dict) else {}


def code_of(value: Any) -> str:
    """Return a municipality number as four digits, whether it was written as text or as a number."""
    return str(value).strip().zfill(4)


def polygons(geometry: Any, path: Path | str) -> list[list[Ring]]:
    """Return the polygons of a geometry, each its outer ring and its holes; none of one that is null.

    Raises
    ------
    RequestError
        If it is no polygon, or its coordinates are damaged; `path` says where it came from.
    """
    if geometry is None:
        return []
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if not isinstance(kind, str):
        raise RequestError("damaged_polygon", path=path)
    if kind not in ("Polygon", "MultiPolygon"):
        raise RequestError("no_polygon", path=path, kind=kind)
    given = geometry.get("coordinates")
    try:
        made = [
            [[(float(point[0]), float(point[1])) for point in ring] for ring in polygon]
            for polygon in (given if kind == "MultiPolygon" else [given])
        ]
    except (TypeError, ValueError, IndexError, KeyError):
        raise RequestError("damaged_polygon", path=path) from None
    kept = [[ring for ring in polygon if ring] for polygon in made if polygon and polygon[0]]
    if not kept or not all(isfinite(x) and isfinite(y) for one in kept for ring in one for x, y in ring):
        raise RequestError("damaged_polygon", path=path)
    return kept
