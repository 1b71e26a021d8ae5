"""The least and the most a held-back cell can be, by two linear programmes over all that is shown.

Slow and plain: what experiments/intruder answers is held against it.
"""

from collections.abc import Iterator

import numpy as np
from scipy.optimize import linprog

from experiments.disclosure import B
from experiments.intruder import F64, Place


def bounds(table: F64, mask: B, place: Place) -> tuple[float, float]:
    """Return what a held-back cell lies between, to who knows the rest of a table with its margins."""
    known, right, names = _equations(table, mask)
    objective = np.zeros(len(names))
    objective[names.index(tuple(int(i) for i in place))] = 1.0
    ends = []
    for sign in (1.0, -1.0):
        answer = linprog(sign * objective, A_eq=known, b_eq=right, bounds=(0, None), method="highs")
        assert answer.status in (0, 3), answer.message
        ends.append(sign * float(answer.fun) if answer.status == 0 else sign * -np.inf)
    return ends[0], ends[1]


def _equations(table: F64, mask: B) -> tuple[F64, F64, list[Place]]:
    """Return the sums that hold among the held-back cells, as matrix and right side; and their places."""
    names: list[Place] = [tuple(int(i) for i in at) for at in zip(*np.nonzero(mask), strict=True)]
    column = {at: i for i, at in enumerate(names)}
    rows, right = [], []
    for line in _lines(table.shape):
        unknown = [at for at in line if mask[at]]
        if not unknown:
            continue
        row = np.zeros(len(names))
        for at in unknown:
            row[column[at]] = -1.0 if at == line[-1] else 1.0
        parts = sum(float(table[at]) for at in line[:-1] if not mask[at])
        rows.append(row)
        right.append((0.0 if mask[line[-1]] else float(table[line[-1]])) - parts)
    return np.array(rows), np.array(right), names


def _lines(shape: tuple[int, ...]) -> Iterator[list[Place]]:
    """Return every line of a table along every axis; its last place is the total of the others."""
    for axis, size in enumerate(shape):
        rest = (*shape[:axis], 1, *shape[axis + 1 :])
        for start in np.ndindex(rest):
            yield [(*start[:axis], i, *start[axis + 1 :]) for i in range(size)]
