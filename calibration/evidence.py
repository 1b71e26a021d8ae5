"""What a piece of evidence may be used for, and single figures of the record, by its id."""

from math import nan
from typing import Final

import data
from data import national_series, pattern
from data.roles import HELD_OUT, Role

CONNECTOR: Final = "connector:"  # before the name of a table of the user's own


def role_of(evidence: str) -> Role:
    """Return what a piece of evidence may be used for.

    Of ``connector:<table>`` that stands in the table's own file, of all other ids in ``data/held_out.toml``.

    Raises
    ------
    DataError
        If no evidence has the id.
    ConnectorError
        If there is no such table.
    """
    if not evidence.startswith(CONNECTOR):
        return data.role_of(evidence)
    from calibration.connector.folder import data_folder
    from calibration.connector.store import Store

    return Store(data_folder(None)).definition(evidence.removeprefix(CONNECTOR)).role


def figure(evidence: str, *, held_out: bool = False) -> float:
    """Return a row of ``patterns.csv``, or of ``national_series.csv`` as ``series:<id>:<year>``; a table of
    the user's own is read row by row instead (:mod:`calibration.own_table`).

    NaN when it is held out and `held_out` is not set.
    """
    if role_of(evidence) == HELD_OUT and not held_out:
        return nan
    purpose = "validation" if held_out else "model"
    if evidence.startswith("series:"):
        _, name, year = evidence.split(":")
        return national_series(name, purpose=purpose)[int(year)]  # type: ignore[arg-type]
    return float(pattern(evidence, purpose=purpose)["value"])  # type: ignore[arg-type]
