"""How Dask is set for this work.

Trap: Dask's nanny starts workers with ``MALLOC_TRIM_THRESHOLD_`` of 64 kB, which makes the C library
give memory back to the system after almost every NumPy temporary and fetch it again for the next:
the same run takes several times as long. Both thresholds are set high instead, so that a worker keeps
what it has used (``python -m benchmarks.engine`` measures it).
"""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

RETRIES: Final = 3  # how often a run is made again whose worker was killed
MALLOC: Final = {
    "MALLOC_TRIM_THRESHOLD_": str(1 << 30),
    "MALLOC_MMAP_THRESHOLD_": str(1 << 25),  # glibc refuses more
}
WORKERS_LOG: Final = {"DASK_LOGGING__DISTRIBUTED": "critical"}  # read when a worker imports Dask
LOGGERS: Final = ("distributed", "distributed.client", "distributed.gc", "tornado.application", "asyncio")
SETTINGS: Final[dict[str, Any]] = {
    "distributed.scheduler.allowed-failures": RETRIES,
    "distributed.scheduler.work-stealing": False,  # dealt out by Shares, which knows what belongs together
    "distributed.scheduler.active-memory-manager.start": False,
    "distributed.worker.multiprocessing-method": "spawn",
    "distributed.worker.profile.enabled": False,  # would stop the run every 10 ms to look at it
    "distributed.worker.memory.target": False,  # nothing is kept in workers, so nothing to spill
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.pause": False,
    "distributed.worker.memory.terminate": 0.95,  # of the worker's even share of the memory
    "distributed.diagnostics.nvml": False,
    "distributed.admin.tick.limit": "1h",  # a busy machine is no reason for a warning
}


@contextmanager
def in_force() -> Iterator[None]:
    """Set Dask for the time of a local cluster, and leave the environment as it was.

    A variable of the environment goes before Dask's settings, so a threshold set there holds.
    """
    import dask

    before = dict(os.environ)
    born_with = {f"distributed.nanny.pre-spawn-environ.{k}": v for k, v in (MALLOC | WORKERS_LOG).items()}
    try:
        with dask.config.set(SETTINGS | born_with):
            yield
    finally:
        for name in set(os.environ) - set(before):
            del os.environ[name]
        os.environ.update(before)


def quiet() -> None:
    """Say nothing of Dask's own: what a user needs to know, a `WorkerError` says.

    Trap: ``silence_logs`` of a cluster holds only until it begins to close, and a connection that is cut
    while workers are ended is then told with a traceback. Levels set here stay.
    """
    import distributed  # noqa: F401  (sets levels when it is first imported)

    for name in LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
