"""The page's files: a fixed table, read once. Nothing a browser sends becomes a path."""

import gzip
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Final

from workshop.errors import WorkshopError
from workshop.jobs import own_environment

PAGE: Final = Path(__file__).parent / "page"
TYPES: Final = {
    ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8", ".json": "application/json", ".svg": "image/svg+xml",
}  # fmt: skip
BUNDLING: Final = Lock()


@dataclass(frozen=True)
class File:
    """A file as it is sent."""

    body: bytes
    type: str

    @cached_property
    def tag(self) -> str:
        """What tells a browser that it has it already."""
        return f'"{sha256(self.body).hexdigest()[:16]}"'

    @cached_property
    def packed(self) -> bytes:
        """The file packed by gzip."""
        return gzip.compress(self.body, 6, mtime=0)


WHOLE: Final = (  # the sheets of the page, sent as one so that it need not ask ten times
    "style/tokens.css", "modules/base.css", "modules/scrubber.css", "modules/map.css", "modules/flow.css",
    "modules/lines.css", "modules/life.css", "modules/vote.css", "modules/scorecard.css", "style.css",
)  # fmt: skip


@cache
def table() -> Mapping[str, File]:
    """Return the page's files by the name they are asked by: ``app.js``, ``modules/map.js``, ``page.css``."""
    found = {
        path.relative_to(PAGE).as_posix(): File(path.read_bytes(), TYPES[path.suffix])
        for path in sorted(PAGE.rglob("*"))
        if path.suffix in TYPES
    }
    sheets = b"\n".join(found[name].body for name in WHOLE)
    return found | {"page.css": File(sheets, TYPES[".css"])}


@cache
def vega(store: Path) -> File:
    """Return the Vega libraries as one script, as ``vl-convert-python`` carries them.

    Bundling takes seconds, so the bundle of a version is kept in the run store.

    Raises
    ------
    WorkshopError
        If it cannot be made.
    """
    from importlib.metadata import version

    kept = store / f"vega-{version('vl-convert-python')}.js"
    with BUNDLING:  # who comes second finds what the first had made
        if not kept.is_file():
            store.mkdir(parents=True, exist_ok=True)
            command = [sys.executable, "-m", "workshop.bundle", str(kept.absolute())]
            subprocess.run(command, env=own_environment(), stdin=subprocess.DEVNULL, capture_output=True)
    try:
        return File(kept.read_bytes(), TYPES[".js"])
    except OSError:
        raise WorkshopError("ws_not_here") from None
