"""Flows of the month: small tables that processes append to and observers read."""

from typing import Any

import numpy as np
import numpy.typing as npt


class Events:
    """Event columns of one month, by event name; cleared after the recorder has read them.

    Every batch of one event name has the same columns. All values are stored as int64.
    """

    def __init__(self) -> None:
        self._batches: dict[str, list[dict[str, npt.NDArray[np.int64]]]] = {}

    def add(self, name: str, **columns: npt.ArrayLike) -> None:
        """Append a batch; scalars are broadcast to the longest column."""
        batch = {k: np.array(v, dtype=np.int64, ndmin=1) for k, v in columns.items()}  # copies
        sizes = set(map(len, batch.values()))
        if 0 in sizes:
            return
        if len(sizes) > 1:
            size = max(sizes)
            if sizes != {1, size}:
                raise ValueError(f"event {name}: columns of different lengths")
            for k, a in batch.items():
                if len(a) == 1:
                    batch[k] = np.full(size, a[0], dtype=np.int64)
        self._batches.setdefault(name, []).append(batch)

    def read(self, name: str) -> dict[str, npt.NDArray[np.int64]]:
        """Return the month's columns of an event (an empty dict when it did not happen)."""
        batches = self._batches.get(name, [])
        if not batches:
            return {}
        if len(batches) == 1:
            return dict(batches[0])
        return {k: np.concatenate([b[k] for b in batches]) for k in batches[0]}

    def names(self) -> list[str]:
        """Return the names of the events that happened this month."""
        return sorted(self._batches)

    def clear(self) -> None:
        """Forget the month."""
        self._batches.clear()

    def snapshot(self) -> dict[str, Any]:
        """Return the month's events (for comparison in tests)."""
        return {name: self.read(name) for name in self.names()}
