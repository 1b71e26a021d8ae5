"""From what a table's file asks for to codes the table has: wildcards and spans are worked out here, so
that a query says exactly which cells it wants, and a code that is not there is named before anything is
fetched."""

import re
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Final

from calibration.connector.cube import Dimension, Heading, Selection
from calibration.connector.errors import ConnectorError
from scenarios.sentences import nearest

SPAN: Final = re.compile(r"^(top|bottom|from|to|range)\((.*)\)$", re.IGNORECASE)
ROLE: Final = "role:"  # role:time, role:geo, role:metric: the variable a table itself says it is


def variable(name: str, heading: Heading) -> str | None:
    """Return the code of a variable given by code or by role; None when there is none."""
    if name.startswith(ROLE):
        held = heading.roles.get(name.removeprefix(ROLE), ())
        return held[0] if len(held) == 1 else None
    return name if name in {one.code for one in heading.dimensions} else None


def codes_of(dimension: Dimension, wanted: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """Return the codes asked for, in the order of the table, and what fits no code."""
    found: set[str] = set()
    unmet: list[str] = []
    for text in wanted:
        some = _matching(dimension.codes, text)
        found.update(some)
        if not some:
            unmet.append(text)
    return tuple(code for code in dimension.codes if code in found), unmet


def _matching(codes: tuple[str, ...], text: str) -> Sequence[str]:
    if text in codes:  # a code may look like a wildcard
        return (text,)
    if span := SPAN.match(text):
        kind, inside = span[1].lower(), [part.strip() for part in span[2].split(",")]
        if kind in ("top", "bottom"):
            if not inside[0].isdecimal() or len(inside) > 2:
                return ()
            count, skip = int(inside[0]), int(inside[1]) if len(inside) == 2 and inside[1].isdecimal() else 0
            turned = codes[::-1] if kind == "top" else codes  # PxWeb's "top": the last ones
            return turned[skip : skip + count]
        if any(one not in codes for one in inside) or len(inside) != (2 if kind == "range" else 1):
            return ()
        first = codes.index(inside[0]) if kind != "to" else 0
        last = codes.index(inside[-1]) if kind != "from" else len(codes) - 1
        return codes[first : last + 1]
    if "*" in text or "?" in text:
        plain = text.replace("[", "[[]")
        return [code for code in codes if fnmatchcase(code, plain)]
    return ()


def selection_of(
    name: str,
    wanted: Mapping[str, Sequence[str]],
    mapped: Sequence[str],
    heading: Heading,
) -> Selection:
    """Return the codes a query must ask for, checked against the table's own metadata.

    Parameters
    ----------
    name : str
        Of the table's definition, for messages.
    wanted : mapping
        Codes by variable, as the definition has them.
    mapped : sequence of str
        Variables that become columns; all others may have one code only.
    heading : Heading
        Metadata of the table, groupings applied.

    Raises
    ------
    ConnectorError
        Of the first thing that is wrong; `problems` gives all.
    """
    chosen, wrong = _chosen(name, wanted, mapped, heading)
    if wrong:
        raise wrong[0]
    return chosen


def problems(
    name: str, wanted: Mapping[str, Sequence[str]], mapped: Sequence[str], heading: Heading
) -> list[ConnectorError]:
    """Return everything in which a definition and the table's metadata differ.

    Commands stop at the first, with `selection_of`; this is for whoever writes a definition.
    """
    return _chosen(name, wanted, mapped, heading)[1]


def _chosen(
    name: str, wanted: Mapping[str, Sequence[str]], mapped: Sequence[str], heading: Heading
) -> tuple[Selection, list[ConnectorError]]:
    wrong: list[ConnectorError] = []
    known = [one.code for one in heading.dimensions]
    asked: dict[str, Sequence[str]] = {}
    columns = set()
    for given in dict.fromkeys([*wanted, *mapped]):
        code = variable(given, heading)
        if code is None:
            wrong.append(
                ConnectorError(
                    "data_no_variable",
                    name=name,
                    variable=given,
                    hint=nearest(given, known),
                    known=", ".join(known),
                )
            )
            continue
        if given in wanted:
            asked[code] = wanted[given]
        if given in mapped:
            columns.add(code)
    chosen: dict[str, tuple[str, ...]] = {}
    for dimension in heading.dimensions:
        code = dimension.code
        if code not in asked and code not in columns and (dimension.elimination or len(dimension.codes) == 1):
            if len(dimension.codes) == 1 and not dimension.elimination:
                chosen[code] = dimension.codes
            continue  # left out of the query: the bank sums over it
        codes, unmet = codes_of(dimension, asked.get(code, ["*"]))
        wrong += [
            ConnectorError(
                "data_no_code", name=name, variable=code, code=text, hint=nearest(text, dimension.codes)
            )
            for text in unmet
        ]
        if len(codes) > 1 and code not in columns:
            wrong.append(ConnectorError("data_not_mapped", name=name, variable=code, count=len(codes)))
        chosen[code] = codes
    return chosen, wrong
