"""The municipality with most places left relative to a weight, found without reading them all."""

import heapq

import numpy as np

from agents.allocation.contract import F64, I64, MANY, NOWHERE


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
        left = np.asarray(free)
        some = np.flatnonzero(left > 0)
        value = -left[some] / weight[some]
        first = np.lexsort((some, value))  # what is sorted is a heap already
        for entry in zip(value[first].tolist(), some[first].tolist(), strict=True):
            self.heaps[of_region[entry[1]]].append(entry)
            self.heaps[regions].append(entry)
        # places only shrink: once a search for k persons has failed in a heap, so will any for k or more
        self.hopeless = [MANY] * (regions + 1)

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
