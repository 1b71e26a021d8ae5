"""Reading a local file, whichever kind it is."""

from pathlib import Path
from typing import TYPE_CHECKING

from calibration.connector.definition import Definition
from calibration.connector.errors import ConnectorError
from calibration.connector.imdicsv import read_imdi_csv
from calibration.connector.jsonstat import parsed, read_cube
from calibration.connector.pxcsv import read_px_csv
from calibration.connector.restricted import controlled, read_microdata
from calibration.connector.shaping import rows
from calibration.connector.snapshot import sha256
from scenarios.reasons import reason_of

if TYPE_CHECKING:
    import pandas as pd


def local_rows(definition: Definition) -> "pd.DataFrame":
    """Return the rows of a local file; small cells held back where it is restricted."""
    if definition.kind == "json-stat2":
        where = str(definition.path)
        frame = rows(read_cube(parsed(bytes_of(definition.path), where), where), definition)
    elif definition.kind == "px-csv":
        frame = read_px_csv(definition)
    elif definition.kind == "imdi-csv":
        frame = read_imdi_csv(definition)
    else:
        frame = read_microdata(definition)
    return controlled(frame, definition.name) if definition.restricted else frame


def bytes_of(path: Path) -> bytes:
    """Return what is in a file.

    Raises
    ------
    ConnectorError
        If it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise ConnectorError("unreadable", path=path, reason=reason_of(error)) from None


def hash_of(path: Path) -> str:
    """Return the hash of a file."""
    return sha256(bytes_of(path))
