"""Many runs, each made once: what decompositions, branches of the truth and searches ask for.

A run lies in the pool under the hash of everything it depends on, so whoever asks for the same run
finds it: another study, or the same one after it was stopped.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from experiments.comparison import Progress
from experiments.engine import Cluster, cores, in_parallel
from experiments.history import Run
from experiments.storage import writable_folder
from experiments.store.compact import Shelf
from experiments.work import Task, found_done, measure
from indicators.indicator import Measured

POOL: Final = "pool"


class Pool:
    """Runs by what they depend on, below one folder of results.

    Parameters
    ----------
    out : Path
        Folder for results; the runs lie in ``<out>/pool/<identity>/``.
    workers : int, optional
        Processes; all cores when left out.
    progress : callable, optional
        Called with (runs done, runs in all) of everything asked for so far, or expected.
    cluster : Cluster, optional
        An existing Dask cluster; `out` must then be a folder its workers share with this machine.
    told : callable, optional
        Called with (runs, whether fewer may do) when whoever asks has said how many runs it will take.

    Attributes
    ----------
    asked, found
        Different runs asked for, and how many of them were there already.
    """

    def __init__(
        self,
        out: str | Path,
        workers: int | None = None,
        progress: Progress | None = None,
        cluster: Cluster | None = None,
        told: Callable[[int, bool], None] | None = None,
    ) -> None:
        self.folder = writable_folder(Path(out) / POOL).absolute()
        self.cluster = cluster
        self.workers = workers or cores()
        self.progress = progress
        self.told = told
        self.asked = self.found = self.expected = 0
        self._known: dict[str, Mapping[str, Measured]] = {}
        self._shelf = Shelf()

    def expect(self, runs: int, *, most: bool = False) -> None:
        """Take note of how many runs will be asked for in all; with `most`, fewer may do."""
        self.expected = runs
        if self.told is not None:
            self.told(runs, most)

    def measured(self, runs: Sequence[Run]) -> list[Mapping[str, Measured]]:
        """Return the indicators of each run, in the order asked; equal runs are made once.

        Raises
        ------
        OutputError, WorkerError
            In one sentence; runs that were finished are kept.
        """
        names = [run.identity() for run in runs]
        new = {name: run for name, run in zip(names, runs, strict=True) if name not in self._known}
        tasks = {name: Task(run, self.folder / name) for name, run in new.items()}
        there = {
            name: self._shelf.kept(found)
            for name, task in tasks.items()
            if (found := found_done(task)) is not None
        }
        self._known.update(there)
        before = self.asked
        self.asked += len(new)
        self.found += len(there)
        rest = [name for name in new if name not in there]
        self._show(before + len(there))
        groups = _kin([new[name] for name in rest])
        answers = in_parallel(measure, [tasks[name] for name in rest], self.workers, groups, self.cluster)
        for done, (index, answer) in enumerate(answers, len(there) + 1):
            self._known[rest[index]] = self._shelf.kept(answer)
            self._show(before + done)
        return [self._known[name] for name in names]

    def _show(self, done: int) -> None:
        if self.progress is not None and self.asked:
            self.progress(done, max(self.asked, self.expected))


def _kin(runs: Sequence[Run]) -> list[list[int]]:
    """Return the runs in groups that share the years before the policy: one worker lives them once."""
    groups: dict[str, list[int]] = {}
    for index, run in enumerate(runs):
        before = (run.seed, run.scenario.branch_month, run.world, run.scale, sorted(run.overrides.items()))
        groups.setdefault(repr(before), []).append(index)
    return list(groups.values())
