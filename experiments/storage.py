"""Where results lie, and how a whole result is told from half a one.

A run has a folder ``<out>/<study>/<scenario>/<seed>/`` with the resolved scenario, the record and,
written last by the recorder, a mark of completion that carries the identity of what was run. A run
without the mark, or whose mark has another identity, counts as not done.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
PACKAGES: Final = ("agents", "simulation", "scenarios", "indicators", "experiments", "data")
RECORD: Final = "record.parquet"
RESOLVED: Final = "scenario.json"
MARK: Final = "record.done.json"


class OutputError(ValueError):
    """Results cannot be written where asked."""


@cache
def code_fingerprint() -> str:
    """Return a hash of the code, parameters and tables that results depend on."""
    digest = hashlib.sha256()
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*")):
            if path.suffix in {".py", ".toml", ".csv", ".json"}:
                digest.update(str(path.relative_to(ROOT)).encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def identity(resolved: Mapping[str, Any]) -> str:
    """Return a hash of everything a run depends on: the resolved run and the code."""
    text = json.dumps(resolved, sort_keys=True) + code_fingerprint()
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def writable_folder(folder: Path) -> Path:
    """Make a folder and prove that it can be written to.

    Raises
    ------
    OutputError
        If it cannot; the message names the folder and the reason.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder):
            pass
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(f"Results cannot be written to {folder} ({reason}).") from None
    return folder


def write_text(path: Path, text: str) -> None:
    """Write a file so that it is there whole or not at all.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    partial = path.with_name(path.name + ".partial")
    try:
        partial.write_text(text, encoding="utf-8")
        os.replace(partial, path)
    except OSError as error:
        raise OutputError(f"{path} cannot be written ({error.strerror or error}).") from None


def write_json(path: Path, content: Any) -> None:
    """Write JSON so that the file is there whole or not at all."""
    write_text(path, json.dumps(content, indent=1, ensure_ascii=False) + "\n")


def is_done(folder: Path, wanted: str) -> bool:
    """Say whether a folder holds the whole result of the run with this identity."""
    try:
        mark = json.loads((folder / MARK).read_text(encoding="utf-8"))
        found = mark["meta"]["identity"]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return bool(found == wanted and (folder / RECORD).is_file())
