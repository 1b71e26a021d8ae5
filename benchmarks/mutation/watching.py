"""What tests do while they run: the lines of the core each file of them runs, and the first that fails."""

import contextlib
import functools
import gc
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import CodeType
from typing import Any, Final

CORE: Final = ("agents", "simulation")

type Files = dict[str, dict[str, Any]]  # by file of tests: seconds, and lines run by file of the core
type Lines = dict[str, set[int]]  # by file of the core


class Follower:
    """Notes the lines of the core that are run, each once, from one :meth:`anew` to the next."""

    def __init__(self, tree: Path) -> None:
        self._root = f"{tree}/"
        self._seen: Lines = {}

    def line(self, code: CodeType, number: int) -> Any:
        """Note a line; the interpreter need not tell of it again."""
        if code.co_filename.startswith(self._root):
            name = code.co_filename[len(self._root) :]
            if name.split("/", 1)[0] in CORE:
                self._seen.setdefault(name, set()).add(number)
        return sys.monitoring.DISABLE

    def anew(self) -> Lines:
        """Return the lines run since the last time, and begin anew."""
        seen, self._seen = self._seen, {}
        sys.monitoring.restart_events()
        return seen


@contextlib.contextmanager
def followed(tree: Path) -> Iterator[Follower]:
    """Follow the lines run, of files in `tree`, while the block lasts."""
    tool, monitor, follower = sys.monitoring.COVERAGE_ID, sys.monitoring, Follower(tree)
    monitor.use_tool_id(tool, "mutation")
    monitor.register_callback(tool, monitor.events.LINE, follower.line)
    monitor.set_events(tool, monitor.events.LINE)
    try:
        yield follower
    finally:
        monitor.set_events(tool, monitor.events.NO_EVENTS)
        monitor.free_tool_id(tool)


def make_repeatable() -> None:
    """Let hypothesis draw the same examples each time, and not make smaller what fails."""
    from hypothesis import Phase, settings

    given = {"derandomize": True, "database": None, "phases": [Phase.explicit, Phase.generate]}
    settings.register_profile("mutation", parent=settings(), **given)
    settings.load_profile("mutation")


class Watcher:
    """A plugin of pytest: repeatable examples that are not made smaller, and the first failure.

    With a follower it notes, for each file of tests, the seconds it took and the lines of the core it ran;
    what the tests keep between them (``functools.cache``) is let go at each new file.
    """

    def __init__(self, follower: Follower | None = None) -> None:
        self.failed = ""
        self.files: Files = {}
        self._follower = follower
        self._file, self._since = "", 0.0

    def _turn_to(self, file: str, follower: Follower) -> None:
        """Close the account of one file of tests and open that of another."""
        lines = follower.anew()
        if self._file:
            seconds = time.process_time() - self._since
            told = {name: sorted(numbers) for name, numbers in sorted(lines.items())}
            self.files[self._file] = {"seconds": seconds, "lines": told}
        for kept in gc.get_objects():
            if isinstance(kept, functools._lru_cache_wrapper) and str(kept.__module__).startswith("tests."):
                kept.cache_clear()
        self._file, self._since = file, time.process_time()

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        if self._follower and (file := nodeid.split("::", 1)[0]) != self._file:
            self._turn_to(file, self._follower)

    def pytest_sessionfinish(self) -> None:
        if self._follower:
            self._turn_to("", self._follower)

    def pytest_collection(self) -> None:
        make_repeatable()

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.failed and not self.failed:
            self.failed = report.nodeid

    def pytest_collectreport(self, report: Any) -> None:
        if report.failed and not self.failed:
            self.failed = report.nodeid
