"""Reading JSON-stat 2.0, from SSB or from a file, strictly: what is malformed is refused, and where is said.

All forms the format allows are read: categories as a list or by position, values as a list or sparse,
status as a list, sparse, or one for all (json-stat.org/full).
"""

import json
from collections.abc import Mapping, Sequence
from math import isfinite, prod
from typing import Any, Final, Never

import numpy as np

from calibration.connector.cube import Cube, Dimension, Heading
from calibration.connector.errors import ConnectorError

MOST_CELLS: Final = 50_000_000  # more would not fit in the memory of an ordinary machine


def parsed(content: bytes, where: str) -> dict[str, Any]:
    """Return the object a JSON text holds.

    Raises
    ------
    ConnectorError
        If it is no JSON object.
    """
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        raise ConnectorError("data_no_json", where=where) from None
    if not isinstance(found, dict):
        raise ConnectorError("data_no_json", where=where)
    return found


def read_heading(found: Mapping[str, Any], where: str) -> Heading:
    """Return what a JSON-stat dataset says of itself: the metadata of PxWeb are one without cells.

    Raises
    ------
    ConnectorError
        If it is malformed; the message says at which key.
    """
    if found.get("class", "dataset") != "dataset":
        _refuse(where, "class")
    names, sizes, about = found.get("id"), found.get("size"), found.get("dimension")
    if not _texts(names) or not names or len(set(names)) != len(names):
        _refuse(where, "id")
    if not isinstance(sizes, list) or len(sizes) != len(names) or not all(_whole(one) for one in sizes):
        _refuse(where, "size")
    if not isinstance(about, dict):
        _refuse(where, "dimension")
    dimensions = tuple(
        _dimension(name, about.get(name), size, where) for name, size in zip(names, sizes, strict=True)
    )
    roles = found.get("role", {})
    if not isinstance(roles, dict) or not all(_texts(one) for one in roles.values()):
        _refuse(where, "role")
    kept = {str(role): tuple(one for one in held if one in names) for role, held in roles.items()}
    return Heading(_text(found.get("label")), _text(found.get("updated")), dimensions, kept)


def read_cube(found: Mapping[str, Any], where: str) -> Cube:
    """Return a JSON-stat dataset with its cells.

    Raises
    ------
    ConnectorError
        If it is malformed; the message says at which key.
    """
    heading = read_heading(found, where)
    cells = prod(heading.shape)
    if cells > MOST_CELLS:
        _refuse(where, "size")
    values = np.full(cells, np.nan)
    for i, value in _numbered(found.get("value"), cells, where, "value"):
        if value is None:
            continue
        if isinstance(value, bool) or not isinstance(value, int | float) or not _finite(value):
            _refuse(where, f"value.{i}")
        values[i] = value
    marks = np.full(cells, "", dtype=object)
    given = found.get("status")
    if isinstance(given, str):
        marks[:] = given
    elif given is not None:
        for i, mark in _numbered(given, cells, where, "status"):
            if mark is not None and not isinstance(mark, str):
                _refuse(where, f"status.{i}")
            marks[i] = mark or ""
    return Cube(heading, values.reshape(heading.shape), marks.reshape(heading.shape))


def _dimension(name: str, about: Any, size: int, where: str) -> Dimension:
    at = f"dimension.{name}"
    if not isinstance(about, dict) or not isinstance(about.get("category"), dict):
        _refuse(where, f"{at}.category")
    category, extension = about["category"], about.get("extension")
    labels = category.get("label", {})
    if not isinstance(labels, dict):
        _refuse(where, f"{at}.category.label")
    codes = _codes(category.get("index"), labels, where, at)
    if len(codes) != size or len(set(codes)) != len(codes):
        _refuse(where, f"{at}.category.index")
    extension = extension if isinstance(extension, dict) else {}
    lists = extension.get("codelists", extension.get("codeLists", []))
    return Dimension(
        name,
        _text(about.get("label")) or name,
        codes,
        tuple(_text(labels.get(code)) or code for code in codes),
        _units(category.get("unit")),
        extension.get("elimination") is True,
        tuple(str(one["id"]) for one in lists if isinstance(one, dict) and "id" in one)
        if isinstance(lists, list)
        else (),
    )


def _codes(index: Any, labels: Mapping[str, Any], where: str, at: str) -> tuple[str, ...]:
    if index is None:  # allowed where there is one category only
        return tuple(labels) if len(labels) == 1 else _refuse(where, f"{at}.category.index")
    if isinstance(index, dict):
        if sorted(map(str, index.values())) != sorted(map(str, range(len(index)))):
            _refuse(where, f"{at}.category.index")
        return tuple(sorted(index, key=lambda code: int(index[code])))
    return tuple(index) if _texts(index) else _refuse(where, f"{at}.category.index")


def _units(given: Any) -> dict[str, str]:
    if not isinstance(given, dict):
        return {}
    return {str(code): _text(unit.get("base")) for code, unit in given.items() if isinstance(unit, dict)}


def _numbered(given: Any, cells: int, where: str, key: str) -> Sequence[tuple[int, Any]]:
    """Return cells with their positions, from a list of all or a mapping of some."""
    if isinstance(given, list) and len(given) == cells:
        return list(enumerate(given))
    if isinstance(given, dict):
        try:
            pairs = [(int(place), value) for place, value in given.items()]
        except ValueError:
            _refuse(where, key)
        if all(0 <= place < cells for place, _ in pairs):
            return pairs
    _refuse(where, key)


def _finite(value: int | float) -> bool:
    try:
        return isfinite(value)
    except OverflowError:
        return False


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _refuse(where: str, key: str) -> Never:
    raise ConnectorError("data_malformed", where=where, key=key)
