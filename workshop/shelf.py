"""All packs the server can give: the embedded set, and what sessions had run."""

import re
from collections import OrderedDict
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from workshop.errors import WorkshopError
from workshop.sessions import Session

if TYPE_CHECKING:
    from workshop.data.records import F64
    from workshop.pack import Pack

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
        self._lock = Lock()  # threads answer

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

    def _folder(self, key: str, session: Session) -> Path:
        if key in self.names:
            return self.embedded
        if not (KEY.fullmatch(key) and key in session.keys):
            raise WorkshopError("ws_no_pack")
        return self.folder

    def sent(self, key: str, session: Session) -> bytes:
        """Return what the browser gets of a pack as it lies in its file, packed by gzip; raises as below."""
        folder = self._folder(key, session)
        try:
            return (folder / f"{key}.json.gz").read_bytes()
        except OSError:
            raise WorkshopError("ws_no_pack") from None

    def pack(self, key: str, session: Session) -> "Pack":
        """Return a pack: an embedded one, or one that was run for this session.

        Raises
        ------
        WorkshopError
            If there is none.
        """
        from workshop.pack import read_pack

        folder = self._folder(key, session)
        with self._lock:
            found = self._open.get(key)
        found = found or read_pack(folder, key)
        if found is None:
            raise WorkshopError("ws_no_pack")
        with self._lock:
            self._open[key] = found
            self._open.move_to_end(key)
            while len(self._open) > OPEN:
                self._open.popitem(last=False)
        return found

    def counts(self, pack: "Pack") -> "dict[str, F64]":
        """Return what a pack's maps count in every replicate.

        Raises
        ------
        WorkshopError
            If it was made without.
        """
        from workshop.pack import read_counts

        return read_counts(self.embedded if pack.key in self.names else self.folder, pack.key)
