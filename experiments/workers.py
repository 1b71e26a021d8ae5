"""Processes that share the work of many runs, and stop cleanly when told to."""

import ctypes
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Final

_TRIM_THRESHOLD: Final = -1  # M_TRIM_THRESHOLD and M_MMAP_THRESHOLD of glibc's mallopt
_MMAP_THRESHOLD: Final = -3
_KEEP_BYTES: Final = 1 << 30


class WorkerError(RuntimeError):
    """A worker process ended before its run did."""


def cores() -> int:
    """Return the number of cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(len(os.sched_getaffinity(0)), 1)
    return max(os.cpu_count() or 1, 1)


def keep_memory() -> None:
    """Tell the C library to keep freed memory for the next month's arrays.

    Handing it back after every array makes NumPy several times slower; where the C library is
    another one, nothing happens.
    """
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        return
    mallopt(_MMAP_THRESHOLD, _KEEP_BYTES)
    mallopt(_TRIM_THRESHOLD, _KEEP_BYTES)


def _start_worker() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears Ctrl-C and ends the workers
    keep_memory()


def in_parallel[Task, Answer](
    work: Callable[[Task], Answer], tasks: Sequence[Task], workers: int
) -> Iterator[tuple[int, Answer]]:
    """Yield (index of the task, its answer) as answers come, in no fixed order.

    With one worker everything runs in this process. An interruption or an error ends the workers
    at once: what they were writing is left without its mark of completion.

    Parameters
    ----------
    work : callable
        A module-level function.
    tasks : sequence
        What each call gets.
    workers : int
        Processes to use, at most one a task.

    Raises
    ------
    WorkerError
        If a worker process dies (most often for want of memory).
    """
    workers = min(workers, len(tasks))
    if workers <= 1:
        keep_memory()
        for index, task in enumerate(tasks):
            yield index, work(task)
        return
    others = {process.pid for process in multiprocessing.active_children()}
    pool = ProcessPoolExecutor(
        workers, mp_context=multiprocessing.get_context("spawn"), initializer=_start_worker
    )
    try:
        waiting: dict[Future[Any], int] = {pool.submit(work, task): i for i, task in enumerate(tasks)}
        while waiting:
            done, _ = wait(waiting, return_when=FIRST_COMPLETED)
            for future in done:
                yield waiting.pop(future), future.result()
    except BaseException as error:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            if process.pid not in others:
                process.terminate()
        if isinstance(error, BrokenProcessPool):
            raise WorkerError(
                "A worker process ended before its run did, most often for want of memory; "
                "try fewer with --workers. Finished runs are kept."
            ) from error
        raise
    pool.shutdown()
