"""Vacancies seen, each promised once by these offices."""

from itertools import chain, islice

from agents.allocation.contract import I64, NOWHERE

NATION = -1


class Vacancies:
    """Dwellings seen vacant, by size and region.

    Parameters
    ----------
    vacant : int64 array, shape (M, sizes)
    region : int64 array, shape (M,)
    free : list of int
        Places left, persons; alive.
    """

    def __init__(self, vacant: I64, region: I64, free: list[int]) -> None:
        self.free = free
        self.region: list[int] = region.tolist()
        self.left: list[list[int]] = vacant.T.tolist()
        # by size and region (-1: the nation): municipalities with a vacancy left, in order
        self.seen: list[dict[int, list[int]]] = [{} for _ in self.left]
        for able, row in zip(self.seen, self.left, strict=True):
            for m, count in enumerate(row):
                if count > 0:
                    able.setdefault(self.region[m], []).append(m)
                    able.setdefault(NATION, []).append(m)

    def take(self, size: int, region: int, persons: int, avoid: int, draw: int) -> int:
        """Promise a vacancy of `size` (rooms - 1) in the region (-1: the nation), if there is one
        where the persons have places."""
        able = self.seen[size].get(region)
        if not able:
            return NOWHERE
        # a case's own draw says where the reading of the list begins: no code comes first
        begin = draw % len(able)
        for m in chain(islice(able, begin, None), islice(able, begin)):
            if self.free[m] >= persons and m != avoid:
                self._promise(size, m)
                return m
        return NOWHERE

    def _promise(self, size: int, m: int) -> None:
        """This office will not promise it twice."""
        self.left[size][m] -= 1
        if self.left[size][m] == 0:
            self.seen[size][self.region[m]].remove(m)
            self.seen[size][NATION].remove(m)
