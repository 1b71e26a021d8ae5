"""All packs the server can give: the embedded set, and what sessions had run."""

import re
from collections import OrderedDict
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from workshop.data.records import F64
from workshop.errors import WorkshopError
from workshop.pack import Pack, read_counts, read_pack
from workshop.sessions import Session

EMBEDDED: Final = Path(__file__).parent / "embedded"
OPEN: Final = 32  # packs held in memory
KEY: Final = re.compile(r"[0-9a-f]{24}")


class Shelf:
    """Packs by key.

    Parameters
    ----------
    embedded : Path
        Folder of the embedded set.
    folder : Path
        Folder of the packs that runs left.
    """

    def __init__(self, embedded: Path, folder: Path) -> None:
        self.embedded, self.folder = embedded, folder
        self._open: OrderedDict[str, Pack] = OrderedDict()

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """What the embedded set says of itself; empty when there is none."""
        import json

        try:
            found = json.loads((self.embedded / "manifest.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    @property
    def names(self) -> list[str]:
        """Keys of the embedded packs."""
        return [str(name) for name in self.manifest.get("scenarios", [])]

    def pack(self, key: str, session: Session) -> Pack:
        """Return a pack: an embedded one, or one that was run for this session.

        Raises
        ------
        WorkshopError
            If there is none.
        """
        inside = key in self.names
        if not inside and not (KEY.fullmatch(key) and key in session.keys):
            raise WorkshopError("ws_no_pack")
        if key in self._open:
            self._open.move_to_end(key)
            return self._open[key]
        found = read_pack(self.embedded if inside else self.folder, key)
        if found is None:
            raise WorkshopError("ws_no_pack")
        self._open[key] = found
        while len(self._open) > OPEN:
            self._open.popitem(last=False)
        return found

    def counts(self, pack: Pack) -> dict[str, F64]:
        """Return what a pack's maps count in every replicate.

        Raises
        ------
        WorkshopError
            If it was made without.
        """
        return read_counts(self.embedded if pack.key in self.names else self.folder, pack.key)
