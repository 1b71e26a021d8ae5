"""The municipality with most places left relative to a weight, found without reading them all."""

import heapq

import numpy as np

from agents.allocation.contract import F64, I64, NOWHERE

_MANY = 1 << 30


class MostLeft:
    """Municipalities by places left over a weight, in each region and in the nation.

    Parameters
    ----------
    free : list of int
        Places left, persons; alive, and only ever lowered.
    weight : array, shape (M,)
        What places left are held against (the year's plan, the population); above 0.
    region : int64 array, shape (M,)
    """

    def __init__(self, free: list[int], weight: F64 | I64, region: I64) -> None:
        self.free = free
        self.weight: list[float] = weight.tolist()
        of_region = region.tolist()
        regions = int(region.max()) + 1 if len(region) else 0
        self.nation = regions
        self.heaps: list[list[tuple[float, int]]] = [[] for _ in range(regions + 1)]
        for m in np.flatnonzero(np.asarray(free) > 0).tolist():
            entry = (-free[m] / self.weight[m], m)
            self.heaps[of_region[m]].append(entry)
            self.heaps[regions].append(entry)
        for heap in self.heaps:
            heapq.heapify(heap)
        # places only shrink: once a search for k persons has failed in a heap, so will any for k or more
        self.hopeless = [_MANY] * (regions + 1)

    def near(self, region: int, persons: int, avoid: int) -> int:
        """Return the first of the region (-1: none in particular), else of the nation."""
        m = self.best(region, persons, avoid) if region >= 0 else NOWHERE
        return m if m >= 0 else self.best(self.nation, persons, avoid)

    def best(self, desk: int, persons: int, avoid: int) -> int:
        """Return the first with room for `persons`, other than `avoid`."""
        if persons >= self.hopeless[desk]:
            return NOWHERE
        heap, free, weight = self.heaps[desk], self.free, self.weight
        aside = []
        found = NOWHERE
        avoided = False
        while heap:
            value, m = heap[0]
            if free[m] <= 0:
                heapq.heappop(heap)
                continue
            current = -free[m] / weight[m]
            if current != value:
                heapq.heapreplace(heap, (current, m))
                continue
            if free[m] < persons or m == avoid:
                avoided |= m == avoid and free[m] >= persons
                aside.append(heapq.heappop(heap))
                continue
            found = m
            break
        for entry in aside:
            heapq.heappush(heap, entry)
        if found < 0 and not avoided:
            self.hopeless[desk] = persons
        return found
