"""Who does what next: groups of tasks stay with one worker, which can then reuse what they share."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence


class Shares:
    """Groups of tasks dealt out to workers that may come and go.

    A group stays with one worker; a worker that has nothing left takes half of the longest rest.

    Parameters
    ----------
    groups : sequence of sequences of int
        Task numbers.
    """

    def __init__(self, groups: Sequence[Sequence[int]]) -> None:
        self._groups = [list(group) for group in groups if group]
        self._rest: defaultdict[Hashable, list[int]] = defaultdict(list)

    def next(self, worker: Hashable) -> int | None:
        """Return the next task of a worker; None when there is nothing left to do."""
        mine = self._rest[worker]
        if not mine and self._groups:
            mine.extend(self._groups.pop(0))
        if not mine:
            longest = max(self._rest.values(), key=len)
            half = (len(longest) + 1) // 2
            mine.extend(longest[len(longest) - half :])
            del longest[len(longest) - half :]
        return mine.pop(0) if mine else None

    def keep(self, workers: Iterable[Hashable]) -> None:
        """Take back what was meant for workers that are gone."""
        here = set(workers)
        for gone in [worker for worker in self._rest if worker not in here]:
            if rest := self._rest.pop(gone):
                self._groups.insert(0, rest)
