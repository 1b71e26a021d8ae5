"""The NumPy version of :mod:`simulation.kernels.secondary_moves`."""

import numpy as np

from simulation.randomness import ONE
from tests.simulation.kernels.numpy_draws import mix_array


def thinkers(rows, month, stream, limits, cells, key, settled):
    """Return as the kernel does."""
    years = np.clip((month - settled[rows].astype(np.int64)) // 12, 0, 10)
    draw = (mix_array(key[rows] ^ stream) >> np.uint64(32)).astype(np.int64)
    thinks = draw < limits[cells[years]]
    return rows[thinks], cells[years][thinks]


def destinations(pull, near, places, origin, place, draws, found):
    """Return nothing; see the kernel."""
    n, draws = len(place), draws.reshape(-1, len(place))
    running = pull.reshape(-1, places)[origin] * near.reshape(-1, places)[place]
    np.cumsum(running, axis=1, out=running)
    running *= float(ONE) / np.maximum(running[:, -1:], 1e-300)
    table = running.astype(np.int64)
    table[:, -1] = ONE
    # each row is raised by its number times 2**33, so that one search finds the place in its row
    row = np.arange(n, dtype=np.int64)
    table += (row << 33)[:, None]
    at = np.searchsorted(table.ravel(), draws + (row << 33)[None, :], side="right")
    found[:] = (at - row[None, :] * places).ravel()
