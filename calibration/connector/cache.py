"""Answers kept on disk by what was asked and when the table was last changed; each file's name holds its
hash, so that a damaged one is fetched again and never believed."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from calibration.connector.cube import Selection
from calibration.connector.errors import ConnectorError
from calibration.connector.snapshot import sha256
from scenarios.reasons import reason_of
from simulation.whole import write_whole


def key_of(
    base: str, table: str, language: str, selection: Selection, lists: Mapping[str, str], updated: str
) -> str:
    """Return the key of a query."""
    asked = [base, table, language, [[name, list(codes)] for name, codes in selection.items()]]
    text = json.dumps([*asked, sorted(lists.items()), updated], ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


class Cache:
    """A folder of answers.

    Parameters
    ----------
    folder : Path
        Made when the first answer is kept.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> bytes | None:
        """Return the answer to a query, if it is here and whole."""
        for path in sorted(self.folder.glob(f"{key}-*.json")):
            if (content := self._read(path)) is not None:
                return content
        return None

    def named(self, file: str) -> bytes | None:
        """Return an answer by the name of its file, if it is here and whole."""
        return self._read(self.folder / file)

    def keep(self, key: str, content: bytes) -> str:
        """Keep an answer; returns the name of its file."""
        name = f"{key}-{sha256(content)}.json"
        keep_whole(self.folder / name, content)
        return name

    def _read(self, path: Path) -> bytes | None:
        try:
            content = path.read_bytes()
        except OSError:
            return None
        return content if sha256(content) == path.stem.rpartition("-")[2] else None


def keep_whole(path: Path, content: bytes | str) -> None:
    """Write a file of the data folder whole or not at all.

    Raises
    ------
    ConnectorError
        If it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
    except OSError as error:
        raise ConnectorError("unwritable", path=path, reason=reason_of(error)) from None
