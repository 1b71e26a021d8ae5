"""Answers kept in memory, packed, by what they are made of; the oldest go when there are too many bytes."""

from collections import OrderedDict
from threading import Lock
from typing import Final

MEGABYTES: Final = 48
Key = tuple[str, ...]


class Remembered:
    """Answers by key; results never change under their key.

    Parameters
    ----------
    most : int
        Bytes kept, at most.
    """

    def __init__(self, most: int = MEGABYTES * 1_000_000) -> None:
        self.most, self.size = most, 0
        self._kept: OrderedDict[Key, bytes] = OrderedDict()
        self._lock = Lock()  # threads answer

    def find(self, key: Key) -> bytes | None:
        """Return an answer; None when it is not kept."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def keep(self, key: Key, answer: bytes) -> bytes:
        """Keep an answer, and give it back; one larger than all there is room for is not kept."""
        with self._lock:
            if key not in self._kept and len(answer) <= self.most:
                self._kept[key] = answer
                self.size += len(answer)
                while self.size > self.most:
                    self.size -= len(self._kept.popitem(last=False)[1])
        return answer
