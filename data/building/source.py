"""Reading the folder of source tables, with errors that name the file."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from data.errors import DataError

Row = dict[str, str]


@dataclass(frozen=True)
class Source:
    """The source folder; every read checks that the file and its columns are there."""

    root: Path

    def rows(
        self,
        name: str,
        columns: Sequence[str],
        *,
        delimiter: str = ",",
        encoding: str = "utf-8",
    ) -> list[Row]:
        """Read one CSV file as text.

        Parameters
        ----------
        name
            Path inside the source folder; ``.gz`` files are unpacked.
        columns
            Columns that must be present.

        Raises
        ------
        DataError
            If the file is missing, unreadable or lacks a column.
        """
        path = self.root / name
        if not path.is_file():
            raise DataError(f"The source folder has no file '{name}', which the tables need.")
        try:
            raw = gzip.decompress(path.read_bytes()) if name.endswith(".gz") else path.read_bytes()
            text = raw.decode(encoding)
        except (OSError, EOFError, UnicodeDecodeError) as error:
            raise DataError(f"The source file '{name}' cannot be read ({error}).") from error
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
        lacking = [c for c in columns if c not in (reader.fieldnames or [])]
        if lacking:
            raise DataError(f"The source file '{name}' lacks the column '{lacking[0]}'.")
        return list(reader)
