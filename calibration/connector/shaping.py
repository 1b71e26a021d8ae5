"""From a cube to rows of ours: year, geography, group, value, state, and the source's own mark."""

import re
from typing import TYPE_CHECKING, Final

import numpy as np

from calibration.connector.cube import Cube
from calibration.connector.definition import Definition
from calibration.connector.errors import ConnectorError
from calibration.connector.selecting import variable
from calibration.connector.states import SSB_SYMBOLS, known

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: Final = ("year", "geography", "group", "value", "state", "mark")
NATION: Final = "00"  # geography of a figure that has none
BETWEEN: Final = "|"  # between the codes of a group of several variables
YEAR: Final = re.compile(r"^\d{4}$")


def rows(cube: Cube, definition: Definition) -> "pd.DataFrame":
    """Return a cube as rows, one a cell, sorted by year, geography and group.

    Parameters
    ----------
    cube : Cube
        Variables that are no column of the definition have one code each.
    definition : Definition

    Raises
    ------
    ConnectorError
        If a column's variable is not there, or the periods are no years.
    """
    import pandas as pd

    columns, heading = definition.columns, cube.heading
    axes = {one.code: i for i, one in enumerate(heading.dimensions)}

    def axis(given: str) -> int:
        code = variable(given, heading)
        if code is None:
            raise ConnectorError("data_no_column", name=definition.name, column=given, known=", ".join(axes))
        return axes[code]

    grid = np.indices(cube.values.shape).reshape(len(axes), -1)
    codes = [np.array(one.codes, dtype=object) for one in heading.dimensions]
    used = {axis(one) for one in definition.mapped}
    for i, one in enumerate(heading.dimensions):
        if i not in used and len(one.codes) > 1:
            raise ConnectorError(
                "data_not_mapped", name=definition.name, variable=one.code, count=len(one.codes)
            )
    when = axis(columns.year)
    bad = [code for code in heading.dimensions[when].codes if not YEAR.match(code)]
    if bad:
        raise ConnectorError("data_no_years", name=definition.name, period=bad[0])
    group = [codes[axis(one)][grid[axis(one)]] for one in columns.group]
    cells = [
        known(None if np.isnan(value) else float(value), str(mark), {**SSB_SYMBOLS, **definition.symbols})
        for value, mark in zip(cube.values.ravel(), cube.marks.ravel(), strict=True)
    ]
    frame = pd.DataFrame(
        {
            "year": codes[when][grid[when]].astype(np.int64),
            "geography": codes[axis(columns.geography)][grid[axis(columns.geography)]]
            if columns.geography
            else NATION,
            "group": [BETWEEN.join(parts) for parts in zip(*group, strict=True)] if group else "",
            "value": np.array([value for value, _ in cells], dtype=np.float64),
            "state": [state for _, state in cells],
            "mark": cube.marks.ravel(),
        }
    )
    return tidy(frame, definition)


def tidy(frame: "pd.DataFrame", definition: Definition) -> "pd.DataFrame":
    """Return rows sorted, each cell once.

    Raises
    ------
    ConnectorError
        If a cell is there twice: no figure may be taken for another.
    """
    keys = ["year", "geography", "group"]
    double = frame[frame.duplicated(keys)]
    if len(double):
        first = double.iloc[0]
        cell = ", ".join(str(first[key]) for key in keys if first[key] != "")
        raise ConnectorError("data_twice", name=definition.name, cell=cell, count=len(double))
    return frame.sort_values(keys, kind="stable")[list(COLUMNS)].reset_index(drop=True)
