"""The NumPy version of :mod:`simulation.kernels.demography`."""

import numpy as np

from agents.kinds import Tenure
from tests.simulation.kernels.numpy_draws import mix_array


def due(rows, streams, limits, key, household, row_of, tenure):
    """Return as the kernel does."""
    homes = row_of[household[rows]]
    may = np.zeros(len(rows), dtype=np.int8)
    for bit, (stream, limit) in enumerate(zip(streams, limits, strict=True)):
        draw = (mix_array(key[rows] ^ stream) >> np.uint64(32)).astype(np.int64)
        may |= (draw < limit).astype(np.int8) << np.int8(bit)
    kept = (may != 0) & (tenure[homes] != Tenure.ABROAD)
    return rows[kept], homes[kept], may[kept]
