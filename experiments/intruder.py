"""What somebody who knows all that is shown of a table can tell of the cells held back, and what would help.

They know every count and total that is shown, and that no count is below zero: a held-back cell can be
whatever it is in some table that agrees with all of it. It is safe when those tables do not agree about it
and, if it is small, when it is large enough in one of them.

That is a question of flow. Lines (a row, a column) are nodes, and a cell is an arc between the two it is in:
inside the table it leads from its line along the first axis to that along the second, as the total of a line
back; then as much enters a line as leaves it. Any held-back cell can grow without end, and shrink to zero. So
one can grow by just what can be sent from its end back to its start through the others: the answer is exact,
and takes no linear programme. Whatever is sent is another table that agrees, and shows each cell on its way
to be safe as well. Where too little can be sent, the cheapest way for the rest through cells not yet held
back is what to hold back. Holding back more never tells more, so what was once found safe stays so.
"""

from collections.abc import Collection, Mapping
from heapq import heappop, heappush
from typing import Final

import numpy as np
import numpy.typing as npt

SLACK: Final = 1e-6  # relative: below it two values are the same
NOTHING: Final = 1e-9  # what is left of a count after rounding
HIDDEN: Final = 1e-3  # what it costs to go through a cell that is held back already: the shortest way first
# what it costs to hold a cell back, as many counts inside the table: an empty one protects badly, for it may
# be known why it is empty; totals are what others work with
EMPTY: Final = 4.0
TOTAL: Final = 1000.0

F64 = npt.NDArray[np.float64]
Place = tuple[int, ...]
Line = tuple[int, int]  # the axis it runs along, and which of those it is
Walk = list[tuple[Place, bool]]  # cells, and whether each grows


class Intruder:
    """Somebody who knows a table except the cells that are held back.

    Parameters
    ----------
    table : array of one or two dimensions
        Counts with their totals at the end of every axis.
    threshold : float
        What a small cell must possibly reach.
    known : places
        Of what is known from elsewhere: it is no use to hold it back.
    """

    def __init__(self, table: F64, threshold: float, known: Collection[Place] = ()) -> None:
        self.enough = threshold * (1 - SLACK)
        self.value: dict[Place, float] = {at: float(one) for at, one in np.ndenumerate(table)}
        self.hidden: set[Place] = set()
        self.loose: set[Place] = set()  # what is known to be no single value
        self.large: set[Place] = set()  # what is known to be large enough in some table
        whole = max(1.0, max(self.value.values()))
        self.ends: dict[Place, tuple[Line, Line]] = {}
        self.cost: dict[Place, float] = {}  # of going through a cell
        self.arcs: dict[Line, list[tuple[Place, Line, bool]]] = {}  # cell, other end, whether it leads there
        self.hidden_arcs: dict[Line, list[tuple[Place, Line, bool]]] = {}
        for at, value in self.value.items():
            totals = sum(i == size - 1 for i, size in zip(at, table.shape, strict=True))
            # a single line leads to a second node, which has nothing else
            first, second = ((0, at[1]), (1, at[0])) if table.ndim == 2 else ((0, 0), (1, 0))
            self.ends[at] = (second, first) if totals % 2 else (first, second)
            cost = totals * TOTAL + (1.0 if value > 0 else EMPTY) + value / whole
            self.cost[at] = np.inf if at in known else cost
            self._add(self.arcs, at)

    def _add(self, arcs: dict[Line, list[tuple[Place, Line, bool]]], place: Place) -> None:
        start, end = self.ends[place]
        arcs.setdefault(start, []).append((place, end, True))
        arcs.setdefault(end, []).append((place, start, False))

    def hold_back(self, place: Place) -> None:
        """Let a cell be unknown from now on."""
        self.hidden.add(place)
        self.cost[place] = HIDDEN
        self._add(self.hidden_arcs, place)

    def wants(self, place: Place, small: bool) -> list[Place]:
        """Return what else to hold back, so that a held-back cell is safe; nothing where it is so already.

        Parameters
        ----------
        place : tuple of int
            A held-back cell.
        small : bool
            Whether it must possibly be large enough, beside being no single value.

        Raises
        ------
        ArithmeticError
            If nothing would: only where totals are known from elsewhere, as they can grow without end.
        """
        value = self.value[place]
        least = 2 * SLACK * max(1.0, value)
        need = max(least, self.enough - value) if small else least
        if place in self.loose and (place in self.large or not small):
            return []
        more, sent = self._sent(place, need)
        self._learn(more)
        if not small and place not in self.loose:  # it may shrink instead
            self._learn(self._sent(place, -min(least, value))[0])
        if place in self.loose and (place in self.large or not small):
            return []
        way = self._way(place, True, more, need - sent, self.arcs)
        found = [cell for cell, _ in way if cell not in self.hidden]
        if not found:
            raise ArithmeticError(f"disclosure control: nothing there is to hold back protects {place}")
        return found

    def _learn(self, more: Mapping[Place, float]) -> None:
        """Take what each cell has more in another table that agrees with all that is shown."""
        for place, change in more.items():
            if abs(change) > SLACK * max(1.0, self.value[place]):
                self.loose.add(place)
            if self.value[place] + change >= self.enough - NOTHING:
                self.large.add(place)

    def _sent(self, place: Place, need: float) -> tuple[dict[Place, float], float]:
        """Let a cell grow so much (shrink, where negative), or as much as it can.

        Returns what each cell has more then, and by how much it grew or shrank.
        """
        more: dict[Place, float] = {}
        sent = 0.0
        while abs(need) - sent > NOTHING:
            way = self._way(place, need > 0, more, NOTHING, self.hidden_arcs)
            if not way:
                break
            rooms = [self.value[cell] + more.get(cell, 0.0) for cell, grows in way if not grows]
            part = min([abs(need) - sent, *rooms])
            for cell, grows in way:
                more[cell] = more.get(cell, 0.0) + (part if grows else -part)
            sent += part
        more[place] = sent if need > 0 else -sent
        return more, sent

    def _way(
        self,
        place: Place,
        grows: bool,
        more: Mapping[Place, float],
        room: float,
        arcs: Mapping[Line, list[tuple[Place, Line, bool]]],
    ) -> Walk:
        """Return the cheapest way through others by which a cell grows or shrinks by `room`; none: empty."""
        start, end = self.ends[place]
        source, sink = (end, start) if grows else (start, end)
        came: dict[Line, tuple[Line, Place, bool]] = {}
        least = {source: 0.0, sink: np.inf}
        ahead = [(0.0, source)]
        while ahead:
            spent, line = heappop(ahead)
            if spent > least[line]:
                continue
            for cell, there, leads in arcs.get(line, ()):
                cost = spent + self.cost[cell]
                if cost >= least[sink] or cost >= least.get(there, np.inf) or cell == place:
                    continue
                if leads or self.value[cell] + more.get(cell, 0.0) > room:
                    least[there] = cost
                    came[there] = line, cell, leads
                    heappush(ahead, (cost, there))
        way: Walk = []
        while sink in came:
            sink, cell, leads = came[sink]
            way.append((cell, leads))
        return way
