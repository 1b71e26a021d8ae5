"""What was fetched, as one file that never changes: its name holds its hash, and the lock file names it."""

import hashlib
import io
from typing import TYPE_CHECKING

from calibration.connector.shaping import COLUMNS

if TYPE_CHECKING:
    import pandas as pd


def sha256(content: bytes) -> str:
    """Return the hash of some bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def written(frame: "pd.DataFrame") -> bytes:
    """Return rows as CSV with the same bytes on every machine; a cell without a figure is empty."""
    import csv

    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for year, place, group, value, state, mark in frame[list(COLUMNS)].itertuples(index=False):
        figure = "" if value != value else str(int(value)) if value == int(value) else repr(float(value))
        writer.writerow((year, place, group, figure, state, mark))
    return text.getvalue().encode("utf-8")


def reading(content: bytes) -> "pd.DataFrame":
    """Return the rows of a snapshot; NaN where there is no figure."""
    import pandas as pd

    frame = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False, encoding="utf-8")
    frame["year"] = frame["year"].astype("int64")
    frame["value"] = pd.to_numeric(frame["value"].where(frame["value"] != "")).astype("float64")
    return frame
