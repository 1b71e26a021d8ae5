"""Processes that share the work of many runs, and stop cleanly when told to."""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool


class WorkerError(RuntimeError):
    """A worker process ended before its run did."""


def cores() -> int:
    """Return the number of cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(len(os.sched_getaffinity(0)), 1)
    return max(os.cpu_count() or 1, 1)


def _start_worker() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears Ctrl-C and ends the workers
    threading.Thread(target=_leave_with, args=(os.getppid(),), daemon=True).start()


def _leave_with(parent: int) -> None:
    """End this worker when its parent is gone (killed, so that it could not say so)."""
    while os.getppid() == parent:
        time.sleep(1.0)
    os._exit(1)


class Shares:
    """Groups of tasks dealt out to workers: a group stays with one worker, which can then reuse what
    its tasks have in common; a worker that has nothing left takes half of the longest rest.

    Parameters
    ----------
    groups : sequence of sequences of int
        Task numbers.
    workers : int
    """

    def __init__(self, groups: Sequence[Sequence[int]], workers: int) -> None:
        self._groups = [list(group) for group in groups if group]
        self._rest: list[list[int]] = [[] for _ in range(workers)]

    def next(self, worker: int) -> int | None:
        """Return the next task of a worker; None when there is nothing left to do."""
        mine = self._rest[worker]
        if not mine and self._groups:
            mine.extend(self._groups.pop(0))
        if not mine:
            longest = max(self._rest, key=len)
            half = (len(longest) + 1) // 2
            mine.extend(longest[len(longest) - half :])
            del longest[len(longest) - half :]
        return mine.pop(0) if mine else None


def in_parallel[Task, Answer](
    work: Callable[[Task], Answer],
    tasks: Sequence[Task],
    workers: int,
    groups: Sequence[Sequence[int]] | None = None,
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
    groups : sequence of sequences of int, optional
        Tasks (by index) that should stay with one worker; each by itself when left out.

    Raises
    ------
    WorkerError
        If a worker process dies (most often for want of memory).
    """
    workers = min(workers, len(tasks))
    shares = Shares(groups or [[index] for index in range(len(tasks))], max(workers, 1))
    if workers <= 1:
        while (index := shares.next(0)) is not None:
            yield index, work(tasks[index])
        return
    others = {process.pid for process in multiprocessing.active_children()}
    context = multiprocessing.get_context("spawn")
    pools = [ProcessPoolExecutor(1, context, _start_worker) for _ in range(workers)]
    running: dict[Future[Answer], tuple[int, int]] = {}

    def give(worker: int) -> None:
        if (index := shares.next(worker)) is not None:
            running[pools[worker].submit(work, tasks[index])] = (worker, index)

    try:
        for worker in range(workers):
            give(worker)
        while running:
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                worker, index = running.pop(future)
                answer = future.result()
                give(worker)
                yield index, answer
    except BaseException as error:
        for pool in pools:
            pool.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            if process.pid not in others:
                process.terminate()
        if isinstance(error, BrokenProcessPool):
            raise WorkerError(
                "A worker process ended before its run did, most often for want of memory (try fewer with "
                '--workers), or because a script compares without `if __name__ == "__main__":`. '
                "Runs finished in a folder are kept."
            ) from error
        raise
    for pool in pools:
        pool.shutdown()
