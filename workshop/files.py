"""The page's files: a fixed table, read once. Nothing a browser sends becomes a path."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from experiments.storage import write_text

PAGE: Final = Path(__file__).parent / "page"
TYPES: Final = {
    ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8", ".json": "application/json", ".svg": "image/svg+xml",
}  # fmt: skip

GLOBALS: Final = "window.vega = vega; window.vegaLite = vegaLite; window.vegaEmbed = vegaEmbed;"


@dataclass(frozen=True)
class File:
    """A file as it is sent."""

    body: bytes
    type: str

    @property
    def tag(self) -> str:
        """What tells a browser that it has it already."""
        return f'"{sha256(self.body).hexdigest()[:16]}"'


@cache
def table() -> Mapping[str, File]:
    """Return the page's files by the name they are asked by: ``app.js``, ``modules/map.js``."""
    return {
        path.relative_to(PAGE).as_posix(): File(path.read_bytes(), TYPES[path.suffix])
        for path in sorted(PAGE.rglob("*"))
        if path.suffix in TYPES
    }


@cache
def vega(store: Path) -> File:
    """Return the Vega libraries as one script, as ``vl-convert-python`` carries them.

    Bundling takes seconds, so the bundle of a version is kept in the run store.
    """
    from importlib.metadata import version

    kept = store / f"vega-{version('vl-convert-python')}.js"
    try:
        return File(kept.read_bytes(), TYPES[".js"])
    except OSError:
        import vl_convert

        found = File(vl_convert.javascript_bundle(GLOBALS).encode(), TYPES[".js"])
        store.mkdir(parents=True, exist_ok=True)
        write_text(kept, found.body)
        return found
