"""The memory bandwidth of this machine, measured by a simple triad."""

import time
from typing import Final

import numpy as np

from benchmarks.bench.rows import Row
from simulation.kernels.compiled import F64, kernel

TRIES: Final = 5
MOVED: Final = 3 * 8  # bytes of each step: two numbers read and one written, as STREAM counts them


@kernel
def triad(a: F64, b: F64, c: F64) -> None:
    """Set each of `a` to the sum of one of `b` and three times one of `c`."""
    for i in range(len(a)):
        a[i] = b[i] + 3.0 * c[i]


def bandwidth(size: int) -> float:
    """Return bytes a second that one core moves, the best of some tries.

    Parameters
    ----------
    size : int
        Numbers in each of the three arrays.
    """
    a, b, c = np.zeros(size), np.ones(size), np.ones(size)
    triad(a, b, c)
    spent = []
    for _ in range(TRIES):
        began = time.process_time()
        triad(a, b, c)
        spent.append(time.process_time() - began)
    return size * MOVED / max(min(spent), 1e-9)


def row_of(speed: float) -> Row:
    """Return the row that tells the bandwidth."""
    return Row("machine", f"bandwidth of one core (triad): {speed / 1e9:.1f} GB/s")
