"""Secondary moves: who thinks of leaving, and where those look."""

import numpy as np

from agents.kinds import MONTHS_PER_YEAR
from simulation.kernels.compiled import F64, I16, I64, U64, hashed, kernel, top

_ONE = 1 << 32


@kernel
def thinkers(
    rows: I64, month: int, stream: np.uint64, limits: I64, cells: I64, key: U64, settled: I16
) -> tuple[I64, I64]:
    """Return who of households `rows` thinks of leaving the municipality, and the cell of their years.

    Parameters
    ----------
    rows : array
        Settled households whose turn it is.
    stream : uint64
        What this month's draws hash keys with.
    limits : array, shape (cells,); cells : array, shape (11,)
        Thresholds, and the cell of each number of years since settlement.
    key, settled : arrays, shape (households,)
    """
    n = len(rows)
    some, cell, kept = np.empty(n, dtype=np.int64), np.empty(n, dtype=np.int64), 0
    for j in rows:
        years = min(max((month - settled[j]) // MONTHS_PER_YEAR, 0), len(cells) - 1)
        some[kept], cell[kept] = j, cells[years]
        kept += top(hashed(key[j], stream)) < limits[cell[kept]]
    return some[:kept].copy(), cell[:kept].copy()


@kernel
def destinations(pull: F64, near: F64, places: int, origin: I64, place: I64, draws: I64, found: I64) -> None:
    """Fill `found` with where households look.

    Parameters
    ----------
    pull : flat array, shape (origins, places); near : flat array, shape (places, places)
    origin, place : arrays, shape (n,)
    draws, found : flat arrays, shape (k, n)
        32-bit draws, and one place for each.
    """
    n, running = len(place), np.empty(places, dtype=np.float64)
    table = np.empty(places, dtype=np.int64)
    for i in range(n):
        to, here = origin[i] * places, place[i] * places
        total = 0.0
        for p in range(places):
            total += pull[to + p] * near[here + p]
            running[p] = total
        scale = float(_ONE) / max(total, 1e-300)
        for p in range(places):
            table[p] = np.int64(running[p] * scale)  # truncated: cumulative 32-bit thresholds
        table[places - 1] = _ONE
        for k in range(len(draws) // n):
            found[k * n + i] = np.searchsorted(table, draws[k * n + i], side="right")
