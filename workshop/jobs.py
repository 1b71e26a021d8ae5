"""Jobs: what a session asked to be run, done by processes of its own, watched, ended at a word.

The server's event loop only reads lines. No more processes work at a time than there are cores; what waits
is begun in the order it was asked. Ending a job kills its processes at once: what they were writing is
left without its manifest, and counts as not done.
"""

import asyncio
import json
import os
import secrets
import signal
import sys
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final

from experiments.storage import ROOT
from workshop.errors import WorkshopError

Told = Mapping[str, Any]
LINE: Final = 16 * 1024 * 1024  # bytes of one answer of a worker
MOST: Final = 64  # jobs kept of a session
OVER: Final = ("done", "failed", "cancelled")


@dataclass
class Job:
    """One job.

    Parameters
    ----------
    session : str
        Whose it is.
    kind : str
        ``run``, ``report`` or ``story``.
    parts : sequence of tasks
        Done side by side.
    finish : sequence of tasks
        Done one after another when all parts are; each gets the results of those before it.
    """

    session: str
    kind: str
    parts: Sequence[Told]
    finish: Sequence[Told] = ()
    about: Told = field(default_factory=dict)
    id: str = field(default_factory=lambda: secrets.token_hex(8))
    state: str = "waiting"
    result: dict[str, Any] = field(default_factory=dict)
    error: dict[str, str] | None = None
    began: float | None = None
    found: int = 0
    progress: dict[int, tuple[int, int]] = field(default_factory=dict)
    version: int = 0
    processes: set[asyncio.subprocess.Process] = field(default_factory=set)
    task: "asyncio.Task[None] | None" = None
    turned: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def over(self) -> bool:
        """Whether it is done, failed or cancelled."""
        return self.state in OVER

    def turn(self, state: str | None = None) -> None:
        """Tell whoever watches that something changed."""
        self.state = state or self.state
        self.version += 1
        self.turned.set()
        self.turned = asyncio.Event()

    def shown(self, language: str) -> dict[str, Any]:
        """Return what the browser is told."""
        done = sum(one for one, _ in self.progress.values())
        total = sum(all_ for _, all_ in self.progress.values())
        left = None
        made = done - self.found
        if self.began is not None and made > 0 and not self.over:
            left = round((time.monotonic() - self.began) / made * (total - done))
        told = {"id": self.id, "kind": self.kind, "state": self.state, "done": done, "total": total,
                "seconds_left": left, "about": dict(self.about)}  # fmt: skip
        if self.state == "done":
            told["result"] = {k: v for k, v in self.result.items() if k in ("keys", "life", "report")}
        if self.error is not None:
            told["error"] = self.error.get(language) or self.error["en"]
        return told


class Jobs:
    """All jobs of the server.

    Parameters
    ----------
    slots : int
        Processes at work at a time.
    """

    def __init__(self, slots: int) -> None:
        self._slots = asyncio.Semaphore(slots)
        self._jobs: dict[str, Job] = {}
        self.closing = False

    def begin(self, job: Job) -> Job:
        """Begin a job.

        Raises
        ------
        WorkshopError
            If the session has one under way.
        """
        mine = [one for one in self._jobs.values() if one.session == job.session]
        if any(not one.over for one in mine):
            raise WorkshopError("ws_busy")
        for old in mine[: max(len(mine) - MOST, 0)]:
            del self._jobs[old.id]
        for i, task in enumerate(job.parts):
            job.progress[i] = (0, int(task.get("runs", 1)))
        self._jobs[job.id] = job
        job.task = asyncio.create_task(self._run(job))
        return job

    def of(self, session: str, name: str) -> Job:
        """Return a job of a session by its id.

        Raises
        ------
        WorkshopError
            If it has none such.
        """
        job = self._jobs.get(name)
        if job is None or job.session != session:
            raise WorkshopError("ws_no_job")
        return job

    async def cancel(self, job: Job) -> None:
        """End a job and its processes; returns when they are gone."""
        if not job.over:
            job.turn("cancelled")
            if job.task is not None:
                job.task.cancel()
                with suppress(asyncio.CancelledError):
                    await job.task

    async def close(self) -> None:
        """End all jobs."""
        self.closing = True
        await asyncio.gather(*(self.cancel(job) for job in list(self._jobs.values())))
        for job in self._jobs.values():
            job.turn()

    async def watch(
        self, job: Job, language: str, patience: float = 15.0
    ) -> AsyncIterator[dict[str, Any] | None]:
        """Yield what is told of a job each time it changes, and None when nothing did for a while."""
        seen = -1
        while True:
            if job.version != seen:
                seen = job.version
                yield job.shown(language)
                if job.over:
                    return
            if self.closing:
                return
            turned = job.turned
            if job.version != seen:
                continue
            try:
                await asyncio.wait_for(turned.wait(), patience)
            except TimeoutError:
                yield None

    async def _run(self, job: Job) -> None:
        try:
            done = await asyncio.gather(*(self._do(job, i, task) for i, task in enumerate(job.parts)))
            for one in done:
                job.result.update(one)
            for task in job.finish:
                job.result.update(await self._do(job, None, {**task, **job.result}))
            job.turn("done")
        except asyncio.CancelledError:
            if not job.over:
                job.turn("cancelled")
            raise
        except _Failed as failed:
            job.error = failed.told
            job.turn("failed")
        finally:
            await _end(job.processes)

    async def _do(self, job: Job, part: int | None, task: Told) -> dict[str, Any]:
        """Have one task done by a process; returns its result."""
        async with self._slots:
            if job.began is None:
                job.began = time.monotonic()
                job.turn("running")
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "workshop.worker",
                stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL, env=own_environment(), limit=LINE, start_new_session=True,
            )  # fmt: skip
            job.processes.add(process)
            assert process.stdin is not None and process.stdout is not None
            try:
                process.stdin.write((json.dumps(task) + "\n").encode())
                await process.stdin.drain()
                first = True
                async for line in process.stdout:
                    told = json.loads(line)
                    if "progress" in told and part is not None:
                        job.progress[part] = tuple(told["progress"])
                        job.found += told["progress"][0] if first else 0
                        first = False
                        job.turn()
                    elif "result" in told:
                        return dict(told["result"])
                    elif "fault" in told:
                        raise _Failed(told["failed"] or _both(WorkshopError("ws_fault", what=told["fault"])))
            except (BrokenPipeError, ConnectionResetError, ValueError):
                pass
            finally:
                await _end({process})
                job.processes.discard(process)
            raise _Failed(_both(WorkshopError("ws_gone")))


class _Failed(Exception):
    """A task could not be done; `told` says why in both languages."""

    def __init__(self, told: dict[str, str]) -> None:
        super().__init__(told["en"])
        self.told = told


def _both(error: WorkshopError) -> dict[str, str]:
    return {language: error.said(language) for language in ("en", "nb")}


def own_environment() -> dict[str, str]:
    """Return the environment of a worker: it finds the packages where this process found them."""
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


async def _end(processes: set[asyncio.subprocess.Process]) -> None:
    """Kill processes with all they began, and wait until they are gone."""
    for process in list(processes):
        if process.returncode is None:
            with suppress(ProcessLookupError, PermissionError):
                if hasattr(os, "killpg"):
                    os.killpg(process.pid, signal.SIGKILL)
                else:
                    process.kill()
            await process.wait()
