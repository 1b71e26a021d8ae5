"""Reading CSV as PX-Web writes it: long (one cell a row) or with the years as columns, with or without a
title line, separated by comma, semicolon or tab."""

import re
from typing import TYPE_CHECKING, Final

from calibration.connector.definition import Definition
from calibration.connector.errors import ConnectorError
from calibration.connector.shaping import BETWEEN, NATION, tidy
from calibration.connector.states import SSB_SYMBOLS
from calibration.connector.tabular import cell_of, code_in, selected, table_of

if TYPE_CHECKING:
    import pandas as pd

HEADING: Final = re.compile(r"^(?P<what>.*?)\s*(?P<year>\d{4})$")  # "Persons 2012", "2012"
SEPARATORS: Final = ",;\t"


def read_px_csv(definition: Definition) -> "pd.DataFrame":
    """Return the rows of a PX-Web CSV file.

    The years are columns where the file has no column of the definition's ``year``; where they then hold
    several quantities, ``value`` names one.

    Raises
    ------
    ConnectorError
        If the file cannot be read so; the message says where.
    """
    import pandas as pd

    columns = definition.columns
    stub = [one for one in (columns.geography, *columns.group) if one]
    head, lines = table_of(definition.path, SEPARATORS, stub or [columns.year])
    symbols = {**SSB_SYMBOLS, **definition.symbols}
    made = []
    if columns.year in head:
        value = columns.value or head[-1]
        values: list[tuple[int | None, str]] = [(None, value)]
        if value not in head:
            raise ConnectorError(
                "data_file_no_column", path=definition.path, column=value, hint="", known=", ".join(head[:12])
            )
    else:
        values = _years(definition, head)
    for number, row in selected(lines, definition):
        for year, column in values:
            figure, state, mark = cell_of(row[column], "", definition, symbols, number)
            made.append(
                {
                    "year": year if year is not None else year_of(row[columns.year], definition),
                    "geography": code_in(row[columns.geography]) if columns.geography else NATION,
                    "group": BETWEEN.join(row[one] for one in columns.group),
                    "value": figure,
                    "state": state,
                    "mark": mark,
                }
            )
    if not made:
        raise ConnectorError("data_empty", path=definition.path)
    return tidy(pd.DataFrame(made), definition)


def year_of(text: str, definition: Definition) -> int:
    """Return a year; other periods are refused, since the model's figures are yearly."""
    if not (len(text) == 4 and text.isdecimal()):
        raise ConnectorError("data_no_years", name=definition.name, period=text)
    return int(text)


def _years(definition: Definition, head: list[str]) -> list[tuple[int | None, str]]:
    """Return year and column of a file whose years are columns."""
    found = [(match["what"], int(match["year"]), one) for one in head if (match := HEADING.match(one))]
    wanted = definition.columns.value
    kinds = sorted({what for what, _, _ in found})
    if wanted is not None:
        found = [one for one in found if one[0] == wanted]
    if not found:
        raise ConnectorError(
            "data_file_no_column",
            path=definition.path,
            column=definition.columns.year,
            hint="",
            known=", ".join(head[:12]),
        )
    if len({what for what, _, _ in found}) > 1:
        raise ConnectorError("data_several_values", path=definition.path, known=", ".join(kinds))
    return [(year, column) for _, year, column in found]
