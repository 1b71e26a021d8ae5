"""What large worlds and large studies cost, part by part: a run, its result, and sharing runs out.

Run as ``python -m benchmarks.scale``; prints JSON, seconds of the processor unless it says otherwise.
``docs/scale.md`` reckons from it. The scheduler, the workers and the engine's client each have processes of
their own, so that what each of them takes for a task can be told apart; many workers may share one process,
which then stands for many machines.

One file of more than 300 lines: half of it is those processes, which serve this measurement alone.
"""

import argparse
import asyncio
import json
import multiprocessing
import pickle
import tempfile
import time
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import AsyncExitStack, ExitStack, contextmanager
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from benchmarks.bench.twin import NATION
from benchmarks.speed import Cost, cost_of, peak_megabytes
from experiments.engine import Cluster, in_parallel
from experiments.engine.settings import SETTINGS, quiet
from experiments.history import WORLD, Run, live
from experiments.storage import RECORD
from experiments.store.manifest import manifest
from experiments.store.measured import INDICATORS, read_measured, write_measured
from experiments.store.study_file import Listed, StudyFile
from experiments.work import Task, found_done, measure
from indicators.library import all_indicators
from scenarios.scenario import BASELINE, load_scenario
from simulation.recorder import Record, Recorder

LIMIT: Final = 14.0  # GiB that a world may take: a larger one ends with a MemoryError, not with swapping
WARM: Final = 2  # tasks a worker answers before the clock starts


def world(persons: float, months: int) -> dict[str, float]:
    """Time months of a world of some size in a process of its own, within the limit of memory."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1, _limited) as pool:
        cost, seconds = pool.apply(_timed, (persons / NATION, months))
    return {**asdict(cost), "processor": seconds, "ns_a_person_month": 1e9 * cost.month / cost.persons}


def _timed(scale: float, months: int) -> tuple[Cost, float]:
    began = time.process_time()
    return cost_of(scale, months), time.process_time() - began


def _limited() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_DATA, (int(LIMIT * 2**30),) * 2)


def one_run(run: Run, folder: Path) -> dict[str, float]:
    """Live one run, write its result into a folder as a study does, and say what each part took."""
    observers, resolved = run.all_observers(), run.resolved()
    meta = {"identity": run.identity(), "years": resolved["years"], "world": run.world}
    clock = _Clock()
    with Recorder(None, observers, meta) as kept:
        live(run, kept)
    found = {"live": clock.lap()}

    def completing(record: Record) -> dict[str, Any]:
        clock.lap()
        measured = {one.name: one.of(record) for one in all_indicators()}
        found["indicators"] = clock.lap()
        files = {INDICATORS: write_measured(folder, measured)}
        return {**manifest(run.identity(), resolved, run.drawn()), "files": files}

    before, wall = time.process_time(), time.perf_counter()
    with Recorder(folder / RECORD, observers, meta, completing=completing) as book:
        book.take_over(kept)
    found["written"] = time.process_time() - before - found["indicators"]
    found["written_wall"] = time.perf_counter() - wall - found["indicators"]
    read_measured(folder)  # the first loads what reads Parquet
    clock.lap()
    answer = read_measured(folder)
    sizes = {f"bytes_{path.name}": float(path.stat().st_size) for path in sorted(folder.iterdir())}
    pickled = {"bytes_task": len(pickle.dumps(Task(run, folder))), "bytes_answer": len(pickle.dumps(answer))}
    return found | {"read": clock.lap()} | sizes | pickled | {"peak_megabytes": peak_megabytes()}


def prepared(run: Run, folder: Path, runs: int) -> dict[str, float]:
    """Time what the one who asks does for each run before the first begins, and the list of them all."""
    clock = _Clock()
    few = min(runs, 50)
    for seed in range(1, few + 1):
        one = Run(run.scenario, seed, run.last_year, run.world, run.scale)
        found_done(Task(one, folder / Listed(one.scenario.name, seed, one.identity()).place))
    each = clock.lap() / few
    listed = [Listed(run.scenario.name, seed, f"{seed:016x}") for seed in range(runs)]
    about = StudyFile.now((run.scenario.name,), run.world, run.scale, run.last_year, listed)
    clock.lap()
    about.add_to(folder)
    return {"each_run": each, "list_of_all": clock.lap()}


class _Clock:
    """Seconds of the processor since it was last asked."""

    def __init__(self) -> None:
        self._since = time.process_time()

    def lap(self) -> float:
        before, self._since = self._since, time.process_time()
        return self._since - before


def echo(number: int) -> int:
    """Return what is given: the smallest task."""
    return number


@dataclass(frozen=True)
class Shared:
    """What a task takes when runs are shared out: seconds and bytes a task; `rate` is of the wall's clock.

    `received` and `sent` are the scheduler's, to and from workers and client together.
    """

    workers: int
    processes: int
    tasks: int
    rate: float
    client: float
    scheduler: float
    worker: float
    received: float
    sent: float


def shared[T](work: Callable[[T], Any], tasks: Sequence[T], hosts: Sequence[int]) -> Shared:
    """Share tasks out by the engine.

    Parameters
    ----------
    work : callable
    tasks : sequence
        More than ``WARM`` a worker.
    hosts : sequence of int
        Workers in each process of workers.
    """
    skipped = WARM * sum(hosts)
    with _process(_schedule) as scheduler, _processes(hosts, scheduler.recv()) as pool:
        for host in pool:
            host.recv()  # its workers are known to the scheduler

        def now() -> dict[str, float]:
            scheduling, received, sent = _ask(scheduler)
            return {
                "wall": time.perf_counter(),
                "client": time.process_time(),
                "scheduler": scheduling,
                "worker": sum(_ask(host)[0] for host in pool),
                "received": received,
                "sent": sent,
            }

        before: dict[str, float] = {}
        after: dict[str, float] = {}
        for i, _ in enumerate(in_parallel(work, tasks, 1, cluster=Cluster(pool.address)), 1):
            if i == skipped:
                before = now()
            if i == len(tasks):
                after = now()
    count = len(tasks) - skipped
    each = {name: (after[name] - before[name]) / count for name in after}
    each["rate"] = 1 / each.pop("wall")
    return Shared(sum(hosts), len(hosts), count, **each)


type Facts = tuple[float, int, int]  # seconds of the processor, bytes received, bytes sent


def _ask(process: Connection) -> Facts:
    process.send("now")
    facts: Facts = process.recv()
    return facts


class _Pool(list[Connection]):
    address: str = ""


@contextmanager
def _processes(hosts: Sequence[int], address: str) -> Iterator[_Pool]:
    with ExitStack() as stack:
        pool = _Pool(stack.enter_context(_process(_work, address, count)) for count in hosts)
        pool.address = address
        yield pool


@contextmanager
def _process(target: Callable[..., None], *given: Any) -> Iterator[Connection]:
    context = multiprocessing.get_context("spawn")
    mine, its = context.Pipe()
    process = context.Process(target=target, args=(its, *given), daemon=True)
    process.start()
    try:
        yield mine
    finally:
        process.terminate()
        process.join()


def _schedule(pipe: Connection) -> None:
    """Be the scheduler, and count the bytes that pass."""
    import dask
    from distributed import Scheduler
    from tornado.iostream import IOStream

    passed = [0, 0]
    read, write = IOStream.read_from_fd, IOStream.write_to_fd

    def counted_read(self: Any, buf: Any) -> int | None:
        size = read(self, buf)
        passed[0] += size or 0
        return size

    def counted_write(self: Any, data: Any) -> int:
        size = write(self, data)
        passed[1] += size
        return size

    async def serve() -> None:
        setattr(IOStream, "read_from_fd", counted_read)  # noqa: B010  (this process does nothing else)
        setattr(IOStream, "write_to_fd", counted_write)  # noqa: B010
        async with Scheduler(host="127.0.0.1", port=0, dashboard=False, dashboard_address=":0") as scheduler:
            pipe.send(scheduler.address)
            await _answer(pipe, lambda: (time.process_time(), passed[0], passed[1]))

    with dask.config.set(SETTINGS):
        _quietly(serve)


def _work(pipe: Connection, address: str, count: int) -> None:
    """Be some workers of one thread each."""
    import dask
    from distributed import Worker

    async def serve() -> None:
        async with AsyncExitStack() as stack:
            with tempfile.TemporaryDirectory(prefix="bosetting-") as scratch:
                for _ in range(count):
                    worker = Worker(
                        address, nthreads=1, host="127.0.0.1", dashboard=False, local_directory=scratch
                    )
                    await stack.enter_async_context(worker)
                pipe.send("ready")
                await _answer(pipe, lambda: (time.process_time(), 0, 0))

    with dask.config.set(SETTINGS):
        _quietly(serve)


def _quietly(serve: Callable[[], Coroutine[Any, Any, None]]) -> None:
    quiet()
    asyncio.run(serve())


async def _answer(pipe: Connection, facts: Callable[[], Facts]) -> None:
    """Answer each question with the facts, until nobody asks any more."""
    while True:
        try:
            await asyncio.to_thread(pipe.recv)
        except EOFError:
            return
        pipe.send(facts())


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--persons", type=float, nargs="*", default=(), help="sizes of worlds: 1e6 5e6 1e7")
    parser.add_argument("--months", type=int, default=12, help="months of each world")
    parser.add_argument("--world", default=WORLD, help="world of the run")
    parser.add_argument("--last-year", type=int, default=2016)
    parser.add_argument("--runs", type=int, default=10_000, help="runs of the study")
    parser.add_argument("--tasks", type=int, default=20, help="tasks a worker, in each measurement")
    parser.add_argument(
        "--workers", nargs="*", default=("1+1", "1+1+1+1", "10", "50", "100"),
        help="workers in each process: 1+1 is two processes of one worker, 50 one process of fifty",
    )  # fmt: skip
    options = parser.parse_args(arguments)

    def tell(**found: Any) -> None:
        print(json.dumps(found), flush=True)

    for persons in options.persons:
        tell(world=world(persons, options.months))
    with tempfile.TemporaryDirectory(prefix="bosetting-") as scratch:
        run = Run(load_scenario(BASELINE), 1, options.last_year, options.world)
        done = Path(scratch) / "run"
        tell(run=one_run(run, done), months=run.end)
        tell(prepared=prepared(run, Path(scratch), options.runs), runs=options.runs)
        for named in options.workers:
            hosts = [int(count) for count in named.split("+")]
            count = options.tasks * sum(hosts)
            tell(echo=asdict(shared(echo, range(count), hosts)))
            tell(answers=asdict(shared(measure, [Task(run, done)] * count, hosts)))


if __name__ == "__main__":
    main()
