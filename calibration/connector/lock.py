"""The lock file: of every table which snapshot counts, with the hash of it and of all it was made from."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from calibration.connector.cache import keep_whole
from calibration.connector.definition import Definition
from calibration.connector.errors import ConnectorError
from calibration.connector.snapshot import sha256

FILE: Final = "data.lock.json"
FORMAT: Final = 1
DECIDING: Final = {
    "kind", "table", "file", "select", "codelists", "columns", "symbols", "decimal", "language", "restricted"
}  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """What a table was when it was fetched.

    Attributes
    ----------
    definition : str
        Hash of the definition it was fetched by.
    base, updated : str
        Address of the bank and when the table was last changed there; empty for a local file.
    answers : tuple of str
        Files of the cache it was put together from; each name holds its hash.
    roles : mapping
        Variables that the bank says are time, place and what is counted.
    source : str
        Hash of the local file; empty for the bank, and for microdata, of which not even that is kept.
    snapshot, hash : str
        File of the rows and its hash.
    rows : int
    states : mapping of str to int
        Number of cells by state.
    fetched : str
        Day and time, UTC.
    restricted : bool
    """

    definition: str
    base: str
    updated: str
    answers: tuple[str, ...]
    roles: Mapping[str, tuple[str, ...]]
    source: str
    snapshot: str
    hash: str
    rows: int
    states: Mapping[str, int]
    fetched: str
    restricted: bool


def fingerprint(definition: Definition) -> str:
    """Return the hash of what of a definition decides the rows."""
    kept = definition.model_dump(include=DECIDING)
    return sha256(json.dumps(kept, sort_keys=True).encode())


def read_lock(folder: Path) -> dict[str, Entry]:
    """Return the entries of the lock file by table; none when there is no lock file.

    Raises
    ------
    ConnectorError
        If it is there and cannot be read.
    """
    path = folder / FILE
    try:
        content = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        raise ConnectorError("data_lock_damaged", path=path) from None
    try:
        found = json.loads(content)
        if found["format"] != FORMAT:
            raise ValueError
        return {str(name): _entry(one) for name, one in found["tables"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ConnectorError("data_lock_damaged", path=path) from None


def write_lock(folder: Path, entries: Mapping[str, Entry]) -> None:
    """Write the lock file whole."""
    tables: dict[str, Any] = {name: asdict(entries[name]) for name in sorted(entries)}
    text = json.dumps({"format": FORMAT, "tables": tables}, indent=1, ensure_ascii=False) + "\n"
    keep_whole(folder / FILE, text)


def _entry(given: Mapping[str, Any]) -> Entry:
    roles = {str(role): tuple(held) for role, held in given["roles"].items()}
    entry = Entry(**{**given, "answers": tuple(given["answers"]), "roles": roles})
    texts = (entry.definition, entry.base, entry.updated, entry.source, entry.snapshot, entry.hash)
    if not all(isinstance(one, str) for one in (*texts, *entry.answers)):
        raise TypeError
    if any(set(one) & set("/\\:") for one in (entry.snapshot, *entry.answers)):
        raise ValueError  # a lock file may come from somebody else: it names files of its own folder only
    return entry
