"""Real boundaries from a user's GeoJSON file, as shapes for a map."""

from collections.abc import Sequence
from math import cos, radians
from pathlib import Path
from typing import Any, Final

import numpy as np

from experiments.errors import RequestError
from experiments.geojson import code_of, polygons, properties, read_features
from experiments.report.figures.hexmap import Rings
from experiments.report.material import F64

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
    features = read_features(path)
    found: dict[str, list[F64]] = {}
    key = _code_key(features, set(codes), path)
    for feature in features:
        code = code_of(properties(feature).get(key))
        if code in codes:  # one whose geometry is null is missing
            shapes = polygons(feature.get("geometry"), path)
            found.setdefault(code, []).extend(np.array(ring) for polygon in shapes for ring in polygon)
    missing = [code for code in codes if not found.get(code)]
    if missing:
        raise RequestError(
            "outlines_missing", path=path, missing=len(missing), all=len(codes), one=missing[0]
        )
    return _thinned([found[code] for code in codes])


def _code_key(features: list[dict[str, Any]], codes: set[str], path: Path) -> str:
    """Return the property that holds municipality numbers: the one that fits most often."""
    fits: dict[str, int] = {}
    for feature in features:
        for key, value in properties(feature).items():
            if isinstance(value, str | int) and code_of(value) in codes:
                fits[key] = fits.get(key, 0) + 1
    if not fits:
        raise RequestError("no_numbers", path=path)
    return max(sorted(fits), key=lambda key: fits[key])


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
