"""Fetching a table from the bank: metadata, then its cells in as many queries as its size takes.

What has come is kept at once, so that a fetch that was stopped goes on where it was. A table that is
changed while it is fetched is fetched anew: parts of two versions are never put together.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from math import prod
from typing import Final

from calibration.connector.api import Api, in_grouping
from calibration.connector.cache import Cache, key_of
from calibration.connector.chunking import chunks, halves
from calibration.connector.cube import Cube, Heading, Selection, asked_shape, joined
from calibration.connector.definition import Definition
from calibration.connector.errors import ConnectorError
from calibration.connector.jsonstat import parsed, read_cube
from calibration.connector.selecting import selection_of, variable
from calibration.connector.web import Refused
from scenarios.sentences import nearest

VERSIONS: Final = 3  # a table changed so often while it is fetched is left for another day
READINGS: Final = 2  # a malformed answer may be a whole one cut by something between: asked for once more


@dataclass(frozen=True)
class Fetched:
    """A table whole, and the files of the cache it was put together from."""

    cube: Cube
    updated: str
    answers: tuple[str, ...]


class _Changed(Exception):
    """The table was changed while it was being fetched."""


def heading_of(definition: Definition, api: Api) -> Heading:
    """Return a table's metadata, its groupings applied.

    Raises
    ------
    ConnectorError
        If it cannot be had, or it has no such grouping.
    """
    heading = api.metadata(definition.table or "")
    for given, name in definition.codelists.items():
        code = variable(given, heading)
        if code is None:
            known = [one.code for one in heading.dimensions]
            raise ConnectorError(
                "data_no_variable",
                name=definition.name,
                variable=given,
                hint=nearest(given, known),
                known=", ".join(known),
            )
        dimension = heading.dimension(code)
        if dimension.codelists and name not in dimension.codelists:
            raise ConnectorError(
                "data_no_codelist",
                name=definition.name,
                variable=code,
                codelist=name,
                hint=nearest(name, dimension.codelists),
            )
        grouped = in_grouping(dimension, api.codelist(name))
        heading = replace(
            heading, dimensions=tuple(grouped if one is dimension else one for one in heading.dimensions)
        )
    return heading


def fetch(
    definition: Definition,
    api: Api,
    cache: Cache,
    progress: Callable[[int, int], None] = lambda done, all: None,
) -> Fetched:
    """Return a table's cells, fetched or from the cache.

    Parameters
    ----------
    definition : Definition
        Of kind ``ssb``.
    api : Api
    cache : Cache
    progress : callable
        Told queries done and queries in all.

    Raises
    ------
    ConnectorError
        If it cannot be had whole.
    """
    for _ in range(VERSIONS):
        heading = heading_of(definition, api)
        selection = selection_of(definition.name, definition.select, definition.mapped, heading)
        try:
            return _version(definition, heading, selection, api, cache, progress)
        except _Changed:
            continue
    raise ConnectorError("data_changing", name=definition.name, times=VERSIONS)


def _version(
    definition: Definition,
    heading: Heading,
    selection: Selection,
    api: Api,
    cache: Cache,
    progress: Callable[[int, int], None],
) -> Fetched:
    lists = {variable(given, heading) or given: name for given, name in definition.codelists.items()}
    most = api.limits().cells
    todo = deque(chunks(selection, most))
    parts: list[Cube] = []
    files: list[str] = []
    progress(0, len(todo))
    while todo:
        part = todo.popleft()
        if prod(asked_shape(part)) > most:  # planned before the bank refused one of that size
            todo.extendleft(reversed(halves(part) or ()))
            continue
        key = key_of(api.base, definition.table or "", api.language, part, lists, heading.updated)
        content = cache.get(key)
        if content is not None:
            cube = read_cube(parsed(content, key), key)
        else:
            try:
                content, cube = _asked(definition, part, lists, api)
            except Refused:
                two = halves(part)
                if two is None:
                    raise ConnectorError(
                        "data_refused", where=f"{api.base}/tables/{definition.table}"
                    ) from None
                most = max(prod(asked_shape(part)) // 2, 1)
                todo.extendleft(reversed(two))
                continue
            if cube.heading.updated != heading.updated:
                raise _Changed
        joined(part, [cube], definition.name)  # exactly what was asked for, or it is not kept
        files.append(cache.keep(key, content))
        parts.append(cube)
        progress(len(parts), len(parts) + len(todo))
    whole = joined(selection, parts, definition.name)
    return Fetched(replace(whole, heading=_named(whole.heading, heading)), heading.updated, tuple(files))


def _asked(definition: Definition, part: Selection, lists: dict[str, str], api: Api) -> tuple[bytes, Cube]:
    for reading in range(READINGS):
        content = api.cells(definition.table or "", part, lists)
        where = f"{api.base}/tables/{definition.table}/data"
        try:
            return content, read_cube(parsed(content, where), where)
        except ConnectorError:
            if reading == READINGS - 1:
                raise
    raise AssertionError("unreachable")


def _named(whole: Heading, heading: Heading) -> Heading:
    """Return the heading of the whole with the metadata's title and roles."""
    there = {one.code for one in whole.dimensions}
    roles = {role: tuple(one for one in held if one in there) for role, held in heading.roles.items()}
    units = {one.code: one.units for one in heading.dimensions}
    dimensions = tuple(replace(one, units=one.units or units[one.code]) for one in whole.dimensions)
    return replace(whole, label=heading.label, roles=roles, dimensions=dimensions)
