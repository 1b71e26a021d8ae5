"""The work of many runs, dealt out, gathered as it comes, and made again when a worker was killed."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from experiments.engine.deal import Shares
from experiments.engine.errors import WorkerError
from experiments.engine.local import local_client
from experiments.engine.place import Cluster
from experiments.engine.remote import remote_client
from experiments.engine.settings import RETRIES

if TYPE_CHECKING:
    from distributed import Client, Future

LOOK: Final = 1.0  # seconds until the list of workers is looked at again
ALONE: Final = 120.0  # seconds without any worker before giving up


def in_parallel[Task, Answer](
    work: Callable[[Task], Answer],
    tasks: Sequence[Task],
    workers: int,
    groups: Sequence[Sequence[int]] | None = None,
    cluster: Cluster | None = None,
) -> Iterator[tuple[int, Answer]]:
    """Yield (index of the task, its answer) as answers come, in no fixed order.

    With one worker everything runs in this process, without Dask. An interruption or an error ends
    local workers at once: what they were writing is left without its manifest. No more tasks are under
    way than there are workers, and answers are let go of when they have come: what memory they take is
    what the caller keeps of them.

    Parameters
    ----------
    work : callable
        A module-level function.
    tasks : sequence
        What each call gets.
    workers : int
        Processes to use, at most one a task. An existing cluster uses its own.
    groups : sequence of sequences of int, optional
        Tasks (by index) that should stay with one worker; each by itself when left out.
    cluster : Cluster, optional
        An existing cluster.

    Raises
    ------
    WorkerError
        If a task's workers were killed again and again (most often for want of memory), or a cluster
        cannot be used.
    """
    workers = min(workers, len(tasks))
    shares = Shares(groups or [[index] for index in range(len(tasks))])
    if cluster is None and workers <= 1:
        while tasks and (index := shares.next(0)) is not None:
            yield index, work(tasks[index])
        return
    if not tasks:
        return
    with remote_client(cluster) if cluster is not None else local_client(workers) as client:
        yield from _gather(client, work, tasks, shares)


def _gather[Task, Answer](
    client: "Client", work: Callable[[Task], Answer], tasks: Sequence[Task], shares: Shares
) -> Iterator[tuple[int, Answer]]:
    """Keep every worker busy with one task, and yield answers.

    A task is tied to its worker: Dask would let another take it over when the worker is gone, but not
    when that worker is one that came later. So it is taken back and dealt out again here.
    """
    from distributed import wait
    from distributed.scheduler import KilledWorker

    running: dict[Future[Any], tuple[int, str]] = {}
    again: list[int] = []
    begun = [0] * len(tasks)
    seen = time.monotonic()
    left = len(tasks)
    try:
        while left:
            here = list(client.nthreads())
            shares.keep(here)
            for lost in [future for future, (_, worker) in running.items() if worker not in here]:
                if not lost.done():
                    client.cancel([lost], force=True)
                    again.append(running.pop(lost)[0])
            for worker in sorted(set(here) - {worker for _, worker in running.values()}):
                if (index := again.pop() if again else shares.next(worker)) is None:
                    continue
                if begun[index] > RETRIES:
                    raise WorkerError("begun_again", times=begun[index])
                begun[index] += 1
                running[client.submit(work, tasks[index], workers=[worker], pure=False)] = (index, worker)
            if here:
                seen = time.monotonic()
            elif time.monotonic() - seen > ALONE:
                raise WorkerError("alone", seconds=ALONE)
            if not running:
                time.sleep(0.1)
                continue
            with suppress(TimeoutError), client.as_current():
                wait(list(running), timeout=LOOK, return_when="FIRST_COMPLETED")
            for future in [one for one in running if one.done()]:
                index, _ = running.pop(future)
                try:
                    answer = future.result()
                except KilledWorker:
                    again.append(index)
                    continue
                left -= 1
                yield index, answer
    finally:
        if running:
            client.cancel(list(running), force=True)
