"""Reading CSV as IMDi gives it out: semicolons, ISO-8859-1, one figure a row, small cells blank or marked."""

from typing import TYPE_CHECKING, Final

from calibration.connector.definition import Definition
from calibration.connector.errors import ConnectorError
from calibration.connector.pxcsv import year_of
from calibration.connector.shaping import BETWEEN, NATION, tidy
from calibration.connector.states import IMDI_SYMBOLS
from calibration.connector.tabular import cell_of, code_in, selected, table_of

if TYPE_CHECKING:
    import pandas as pd

SEPARATORS: Final = ";\t,"


def read_imdi_csv(definition: Definition) -> "pd.DataFrame":
    """Return the rows of an IMDi CSV file.

    ``value`` is the column of figures; ``mark``, where the definition has it, the one that says why a
    figure is not there. A blank cell without a mark is missing, never zero.

    Raises
    ------
    ConnectorError
        If the file cannot be read so; the message says where.
    """
    import pandas as pd

    columns = definition.columns
    value = columns.value or ""
    needed = [*definition.mapped, value, *([columns.mark] if columns.mark else [])]
    _, lines = table_of(definition.path, SEPARATORS, needed)
    symbols = {**IMDI_SYMBOLS, **definition.symbols}
    made = []
    for number, row in selected(lines, definition):
        mark = row[columns.mark] if columns.mark else ""
        figure, state, kept = cell_of(row[value], mark, definition, symbols, number)
        made.append(
            {
                "year": year_of(row[columns.year], definition),
                "geography": code_in(row[columns.geography]) if columns.geography else NATION,
                "group": BETWEEN.join(row[one] for one in columns.group),
                "value": figure,
                "state": state,
                "mark": kept,
            }
        )
    if not made:
        raise ConnectorError("data_empty", path=definition.path)
    return tidy(pd.DataFrame(made), definition)
