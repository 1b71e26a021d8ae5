"""What local CSV files have in common: encoding, separator, and figures as Norwegians write them."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from calibration.connector.cube import Dimension
from calibration.connector.definition import Definition
from calibration.connector.errors import ConnectorError
from calibration.connector.selecting import codes_of
from calibration.connector.states import known
from scenarios.reasons import reason_of
from scenarios.sentences import nearest

SPACES: Final = dict.fromkeys(map(ord, " \u00a0\u2009\u202f"))  # between thousands
FIGURE: Final = re.compile(r"^-?\d+(?:[.,]\d+)?$")
THOUSANDS: Final = re.compile(r"^-?\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?:[.,]\d+)?$")
EITHER: Final = re.compile(r"^-?[1-9]\d{0,2}[.,]\d{3}$")  # 1.234: one and a bit, or more than a thousand?
CODE: Final = re.compile(r"^(\d{2,6})(?:\s|$)")
Row = Mapping[str, str]


def text_of(path: Path) -> str:
    """Return a file's text, UTF-8 or, where it is not that, ISO-8859-1."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ConnectorError("unreadable", path=path, reason=reason_of(error)) from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def table_of(path: Path, separators: str, needed: Sequence[str]) -> tuple[list[str], list[tuple[int, Row]]]:
    """Return the names of a file's columns and its rows with their line numbers.

    Parameters
    ----------
    path : Path
    separators : str
        Characters that may part the cells.
    needed : sequence of str
        Columns that must be there: lines above the first that has them (a title) are passed over.

    Raises
    ------
    ConnectorError
        If no line has them, or a row has more cells than there are columns.
    """
    text = text_of(path)
    if not text.strip():
        raise ConnectorError("data_empty_file", path=path)
    seen: list[str] = []
    for separator in separators:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        try:
            lines = [(reader.line_num, [cell.strip() for cell in line]) for line in reader]
        except csv.Error as error:
            raise ConnectorError("unreadable", path=path, reason=error) from None
        for i, (_, head) in enumerate(lines):
            if set(needed) <= set(head):
                return head, _rows(path, head, lines[i + 1 :])
            if len(head) > len(seen):
                seen = head
    missing = next((one for one in needed if one not in seen), needed[0])
    raise ConnectorError(
        "data_file_no_column",
        path=path,
        column=missing,
        hint=nearest(missing, seen),
        known=", ".join(seen[:12]),
    )


def _rows(path: Path, head: list[str], lines: list[tuple[int, list[str]]]) -> list[tuple[int, Row]]:
    rows: list[tuple[int, Row]] = []
    for number, cells in lines:
        if not any(cells):
            continue
        if len(cells) != len(head):
            raise ConnectorError("data_ragged", path=path, line=number, cells=len(cells), columns=len(head))
        rows.append((number, dict(zip(head, cells, strict=True))))
    return rows


def selected(rows: list[tuple[int, Row]], definition: Definition) -> list[tuple[int, Row]]:
    """Return the rows a definition's ``select`` asks for.

    Raises
    ------
    ConnectorError
        If a column is not there or no row has what is asked for.
    """
    for column, wanted in definition.select.items():
        if rows and column not in rows[0][1]:
            known_columns = list(rows[0][1])
            raise ConnectorError(
                "data_file_no_column",
                path=definition.path,
                column=column,
                hint=nearest(column, known_columns),
                known=", ".join(known_columns[:12]),
            )
        there = tuple(dict.fromkeys(row[column] for _, row in rows))
        codes, unmet = codes_of(Dimension(column, column, there, there), wanted)
        if unmet:
            raise ConnectorError(
                "data_no_code",
                name=definition.name,
                variable=column,
                code=unmet[0],
                hint=nearest(unmet[0], there),
            )
        rows = [(number, row) for number, row in rows if row[column] in codes]
    return rows


def cell_of(
    text: str, mark: str, definition: Definition, symbols: Mapping[str, str], line: int
) -> tuple[float, str, str]:
    """Return figure, state and mark of a cell.

    Parameters
    ----------
    text, mark : str
        What stands in the cell, and in the column of marks beside it, if there is one.
    symbols : mapping
        What marks mean.
    line : int
        Where it stands, for the message.

    Raises
    ------
    ConnectorError
        If it is no figure and no mark that is known, or a figure that can be read in two ways.
    """
    text = text.strip().replace("\u2212", "-")
    if FIGURE.match(text) or THOUSANDS.match(text):
        if definition.decimal is None and EITHER.match(text):
            raise ConnectorError("data_two_ways", path=definition.path, line=line, text=text)
        plain = text.translate(SPACES)
        if definition.decimal is not None:
            other = "," if definition.decimal == "." else "."
            plain = plain.replace(other, "")
        value, state = known(float(plain.replace(",", ".")), mark, symbols)
        return value, state, mark
    if text and text.lower() not in symbols:
        raise ConnectorError("data_no_figure", path=definition.path, line=line, text=text[:60])
    value, state = known(None, text or mark, symbols)
    return value, state, text or mark


def code_in(text: str) -> str:
    """Return the code at the head of a label (0301 Oslo), a municipality's with its leading zero."""
    found = CODE.match(text)
    code = found[1] if found else text
    return code.zfill(4) if code.isdecimal() and len(code) == 3 else code
