"""Where results lie, and how a whole result is told from half a one.

A run has a folder with its Parquet files (the record and the indicators) and, written last, a manifest:
what was run, with what, and the length and hash of each file. A run without a manifest, or whose
manifest has another identity, counts as not done.
"""

import hashlib
import json
import os
import platform
import tempfile
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from experiments.sentences import SaidError
from scenarios.reasons import reason_of
from simulation.whole import MANIFEST, write_whole

ROOT: Final = Path(__file__).resolve().parent.parent
COUNTED: Final = (".py", ".toml", ".csv", ".json")
PACKAGES: Final = ("agents", "simulation", "scenarios", "indicators", "experiments", "data")
# what only asks for results or reads them: a change of its words makes no result another
# what only reads results, or says how they look
READERS: Final = (
    *(f"experiments/{name}/" for name in ("command_line", "report", "score", "stories")),
    "experiments/grid.py",
    "scenarios/units.py",
)
POSTERIOR: Final = "data/posterior/"  # a run that draws from it has its hash: the runs it is made of do not
RECORD: Final = "record.parquet"


class OutputError(SaidError, ValueError):
    """Results cannot be written where asked."""


@cache
def code_fingerprint() -> str:
    """Return a hash of the code, parameters and tables that results depend on."""
    digest = hashlib.sha256()
    for package in PACKAGES:
        walked = ((Path(folder), names) for folder, _, names in os.walk(ROOT / package))
        for path in sorted(at / name for at, names in walked for name in names if name.endswith(COUNTED)):
            name = path.as_posix().removeprefix(f"{ROOT.as_posix()}/")
            if not name.startswith((*READERS, POSTERIOR)):
                digest.update(name.encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@cache
def versions() -> Mapping[str, str]:
    """Return the versions that may change the last bit of a result: of Python, NumPy, SciPy and numba."""
    packages = ("numpy", "scipy", "numba")
    return {"python": platform.python_version()} | {name: version(name) for name in packages}


def identity(resolved: Mapping[str, Any]) -> str:
    """Return a hash of everything the bits of a run depend on: the resolved run, code and versions."""
    text = json.dumps(resolved, sort_keys=True) + code_fingerprint() + json.dumps(versions())
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
        reason = reason_of(error)
        raise OutputError("unwritable_folder", folder=folder, reason=reason) from None
    return folder


def write_text(path: Path, text: str | bytes) -> None:
    """Write a file so that it is there whole or not at all.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    try:
        write_whole(path, text)
    except OSError as error:
        raise OutputError("unwritable", path=path, reason=reason_of(error)) from None


def write_json(path: Path, content: Any) -> None:
    """Write JSON so that the file is there whole or not at all."""
    write_text(path, json.dumps(content, indent=1, ensure_ascii=False) + "\n")


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """Return the manifest of a run's folder; None when there is none, or a damaged one."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def is_done(folder: Path, wanted: str) -> bool:
    """Say whether a folder holds the result of the run with this identity."""
    found = read_manifest(folder)
    return found is not None and found.get("identity") == wanted and (folder / RECORD).is_file()
