"""Reading one embedded table, checked against its descriptor.

This is the raw reading; :mod:`data.loader` hides what is held out and is what the model uses.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from data.errors import DataError

if TYPE_CHECKING:
    import pandas as pd

TABLES: Final = Path(__file__).parent / "tables"
DESCRIPTOR: Final = "datapackage.json"


@lru_cache(maxsize=4)
def _resources(folder: Path) -> dict[str, dict[str, Any]]:
    path = folder / DESCRIPTOR
    try:
        package = json.loads(path.read_text(encoding="utf-8"))
        return {r["name"]: r for r in package["resources"]}
    except FileNotFoundError:
        raise DataError(f"The descriptor '{DESCRIPTOR}' of the tables is missing.") from None
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise DataError(f"The descriptor '{DESCRIPTOR}' is damaged ({error}).") from error


def table_names(folder: Path = TABLES) -> list[str]:
    """Return the names of all embedded tables."""
    return sorted(_resources(folder))


def descriptor(name: str, folder: Path = TABLES) -> dict[str, Any]:
    """Return the descriptor of one table: title, fields with units, sources, code year.

    Raises
    ------
    DataError
        If there is no such table; the nearest name is given.
    """
    resources = _resources(folder)
    if name not in resources:
        near = get_close_matches(name, resources, n=1)
        hint = f"; the nearest is '{near[0]}'" if near else ""
        raise DataError(f"There is no table '{name}'{hint}.")
    return json.loads(json.dumps(resources[name]))  # type: ignore[no-any-return]


def _typed(column: pd.Series, kind: str) -> pd.Series:
    import pandas as pd

    if kind == "string":
        return column
    numbers = pd.to_numeric(column.where(column != ""))
    if kind == "integer" and not numbers.isna().any():
        return numbers.astype("int64")
    return numbers.astype("float64")


def _content(name: str, folder: Path) -> tuple[dict[str, Any], bytes]:
    """Return a table's descriptor and its bytes, which are those described."""
    resource = descriptor(name, folder)
    file = str(resource["path"])
    try:
        content = (folder / file).read_bytes()
    except OSError:
        raise DataError(f"The table file '{file}' is missing or cannot be read.") from None
    if hashlib.sha256(content).hexdigest() != resource["sha256"]:
        raise DataError(f"The table file '{file}' is not the one its descriptor describes (sha256).")
    return resource, content


@lru_cache(maxsize=4)
def read_rows(name: str, folder: Path = TABLES) -> tuple[Mapping[str, str], ...]:
    """Return one table as rows of text, with nothing hidden: for a few figures, without pandas.

    Raises
    ------
    DataError
        If the file is missing or is not the one described (hash).
    """
    content = _content(name, folder)[1].decode("utf-8")
    return tuple(MappingProxyType(row) for row in csv.DictReader(io.StringIO(content, newline="")))


@lru_cache(maxsize=32)
def _frame(name: str, folder: Path) -> pd.DataFrame:
    import pandas as pd

    resource, content = _content(name, folder)
    file = str(resource["path"])
    frame = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False, encoding="utf-8")
    names = [f["name"] for f in resource["schema"]["fields"]]
    if list(frame.columns) != names:
        raise DataError(f"The table file '{file}' has other columns than its descriptor.")
    if len(frame) != resource["rows"]:
        raise DataError(
            f"The table file '{file}' has {len(frame)} rows, not {resource['rows']} as described."
        )
    return pd.DataFrame(
        {f["name"]: _typed(frame[f["name"]], f["type"]) for f in resource["schema"]["fields"]}
    )


def read_table(name: str, folder: Path = TABLES) -> pd.DataFrame:
    """Read one table with nothing hidden; every call returns a copy of its own.

    Text columns are ``str``; whole numbers ``int64`` unless cells can be empty, then ``float64``
    with NaN for what the status column explains.

    Raises
    ------
    DataError
        If the file is missing or is not the one described (hash, columns, rows).
    """
    return _frame(name, folder).copy()
