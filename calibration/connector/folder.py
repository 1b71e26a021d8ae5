"""Where a user's own tables, what was fetched and boundaries lie: in the user's data folder, never in the
program's own."""

import os
import sys
from pathlib import Path
from typing import Final

VARIABLE: Final = "BOSETTING_DATA"
SHIPPED: Final = Path(__file__).parent / "tables"


def data_folder(given: Path | None = None) -> Path:
    """Return the folder: the one given, that of the environment's BOSETTING_DATA, or the system's usual."""
    if given is not None:
        return given
    if named := os.environ.get(VARIABLE):
        return Path(named)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "bosetting"
