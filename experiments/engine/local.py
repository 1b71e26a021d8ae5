"""A Dask cluster of this machine: one process a worker, one thread each, heard on loopback only."""

import logging
import os
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final

from experiments.engine.errors import WorkerError
from experiments.engine.settings import in_force, quiet

if TYPE_CHECKING:
    from distributed import Client

START: Final = "300s"  # for a worker to start; a second or two where the machine has nothing else to do


@contextmanager
def local_client(workers: int) -> Iterator["Client"]:
    """Start workers, and end them however the work ends.

    Workers end by themselves when this process is killed: each holds a pipe of which this process has
    the other end. On Ctrl-C this process hears it and ends them at once; they do not hear it themselves.

    Raises
    ------
    WorkerError
        If no worker can be started.
    """
    from distributed import Client, LocalCluster
    from distributed.utils import LoopRunner

    quiet()
    with in_force(), tempfile.TemporaryDirectory(prefix="bosetting-", ignore_cleanup_errors=True) as scratch:
        runner = LoopRunner()
        with _deaf_to_interrupts():  # threads and processes started from the loop stay so
            runner.start()
        cluster: Any = None
        client: Any = None
        try:
            try:
                cluster = LocalCluster(
                    n_workers=workers,
                    threads_per_worker=1,
                    processes=True,
                    host="127.0.0.1",
                    dashboard_address=None,
                    scheduler_kwargs={"dashboard": False, "dashboard_address": "127.0.0.1:0"},
                    silence_logs=logging.CRITICAL,
                    local_directory=scratch,
                    death_timeout=START,
                    loop=runner.loop,
                )
                client = Client(cluster, set_as_default=False)
            except (RuntimeError, OSError, TimeoutError, AssertionError) as error:
                # the last is how Dask's nanny says that it gave up waiting for a worker
                raise WorkerError("no_worker_started") from error
            yield client
        except BaseException:
            if cluster is not None:
                _end_at_once(cluster)
            raise
        finally:
            for part in (client, cluster):
                if part is None:
                    continue
                try:
                    part.close(timeout=5)
                except (
                    TimeoutError
                ):  # on a busy machine: all that was asked for is done, only letting go is late
                    if cluster is not None:
                        _end_at_once(cluster)
            runner.stop()


def _end_at_once(cluster: Any) -> None:
    """End workers in the middle of what they do; nobody starts them again."""
    for nanny in list(cluster.workers.values()):
        process, nanny.status = nanny.pid, type(nanny.status).closing_gracefully
        if process is not None:
            with suppress(ProcessLookupError):
                os.kill(process, getattr(signal, "SIGKILL", signal.SIGTERM))


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
