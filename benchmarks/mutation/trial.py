"""One trial: a copy of the project with one wrong in it, and tests in a process of their own.

The process is forked from one that has the libraries loaded, so that a trial costs what the project's own
import and the tests cost. It has a limit of seconds of the processor and of memory: a wrong that makes a
loop endless, or eats the machine, counts as noticed.
"""

import contextlib
import importlib
import io
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.mutation.operators import Mutant
from benchmarks.mutation.putting import put
from benchmarks.mutation.watching import CORE, Files, Watcher, followed, make_repeatable

# exit codes: the trial itself went wrong; a wrong cannot be put into loaded functions; the clock ran out
FAILED, UNFIT, WAITED = 99, 98, 97
COMPILING: Final = 20.0  # seconds more where kernels are compiled anew
MEMORY: Final = 3 << 30  # bytes a trial may hold
WALL: Final = 100  # times the seconds of the processor that may go by on the wall: the machine may be busy
KERNELS: Final = "simulation/kernels/"
BUILT_IN: Final = ("agents/household.py", "agents/kinds.py", "agents/refugee.py")  # see kernels/compiled.py
PROJECT: Final = (*CORE, "scenarios", "indicators", "calibration", "experiments", "workshop", "data", "tests")


@dataclass(frozen=True)
class Outcome:
    """What came of a trial: pytest's exit code (None: stopped at a limit), seconds, the first failure."""

    code: int | None
    seconds: float
    told: str


def load_libraries() -> None:
    """Load what the core and its tests import from elsewhere, once, before any fork."""
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "NUMBA_NUM_THREADS"):
        os.environ[name] = "1"
    import hypothesis.strategies  # noqa: F401
    import mesa  # noqa: F401
    import networkx  # noqa: F401
    import numba  # noqa: F401
    import numpy  # noqa: F401
    import pandas  # noqa: F401
    import pyarrow  # noqa: F401
    import pydantic  # noqa: F401
    import pytest  # noqa: F401
    import scipy.optimize
    import scipy.special  # noqa: F401


@contextlib.contextmanager
def copied(root: Path, place: Path) -> Iterator[Path]:
    """Give a copy of the files git knows of a folder; it goes when the block ends.

    It lies in a folder of its own, always the same: numba finds compiled kernels by where their code lies.
    """
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root, capture_output=True, check=True, text=True,
    )  # fmt: skip
    tree = place.resolve() / "copy"
    shutil.rmtree(tree, ignore_errors=True)
    try:
        for name in filter(None, listed.stdout.split("\0")):
            if (root / name).is_file():
                (tree / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(root / name, tree / name)
        yield tree
    finally:
        shutil.rmtree(tree, ignore_errors=True)


class Bench:
    """A copy of the project in which trials are made, one after the other.

    Most trials are forked from this process with the project and its tests loaded, and the wrong is put into
    the functions there are. One that acts at import, or in a compiled kernel, loads them anew from files.
    """

    def __init__(self, tree: Path) -> None:
        self.tree = tree
        self.cache = tree.parent / "compiled"
        self.cache.mkdir(exist_ok=True)
        self._stamp = int(time.time())
        self._at_import: dict[str, set[int]] | None = None

    def warm(self, tests: Iterable[str]) -> None:
        """Load files of tests, and so the project, into this process."""
        _go_to(self.tree, self.cache)
        with followed(self.tree) as follower:
            with contextlib.suppress(ImportError):
                importlib.import_module("tests.conftest")
            make_repeatable()
            for name in tests:
                with contextlib.suppress(ImportError):  # a trial will tell
                    importlib.import_module(".".join(Path(name).with_suffix("").parts))
            self._at_import = follower.anew()

    def unchanged(self, tests: Sequence[str], limit: float) -> tuple[Outcome, Files]:
        """Run tests on the project as it is; return what came of it and what each file of them ran."""
        return self._run(tests, limit, self.cache, follow=True)

    def wrong(self, one: Mutant, tests: Sequence[str], limit: float) -> Outcome:
        """Run tests, until one fails, with one wrong in the project."""
        path, top, file = one.path, one.top, self.tree / one.path
        if self._at_import is not None and not top and not path.startswith(KERNELS):
            lines = range(one.lines[0], one.lines[1] + 1)
            if self._at_import.get(path, set()).isdisjoint(lines):
                outcome, _ = self._run(tests, limit, self.cache, one)
                if outcome.code != UNFIT:
                    return outcome
        kept, status = file.read_bytes(), file.stat()
        private = self.tree.parent / "private"
        shutil.rmtree(private, ignore_errors=True)
        # numba looks for changes in the file a kernel stands in, and nowhere else
        everywhere = path.startswith(KERNELS) and b"@inlined" in kept or (path in BUILT_IN and top)
        if everywhere:
            private.mkdir()
        elif path.startswith(KERNELS):
            shutil.copytree(self.cache, private)
        self._stamp += 2  # Python, too, tells a file by its second and size
        try:
            file.write_bytes(one.of(kept))
            os.utime(file, (self._stamp, self._stamp))
            if private.exists():
                return self._run(tests, limit + COMPILING, private)[0]
            return self._run(tests, limit, self.cache)[0]
        finally:
            file.write_bytes(kept)
            os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
            shutil.rmtree(private, ignore_errors=True)

    def _run(
        self,
        tests: Sequence[str],
        limit: float,
        cache: Path,
        put_in: Mutant | None = None,
        follow: bool = False,
    ) -> tuple[Outcome, Files]:
        answer = self.tree.parent / "answer.json"
        answer.unlink(missing_ok=True)
        sys.stdout.flush()
        child = os.fork()
        if child == 0:
            _child(self.tree, tests, limit, cache, answer, put_in, follow)
        code, seconds = _waited(child, limit * WALL)
        told: dict[str, Any] = json.loads(answer.read_text()) if answer.exists() else {}
        return Outcome(code, seconds, told.get("failed", "")), told.get("files", {})


def _waited(child: int, wall: float) -> tuple[int | None, float]:
    """Wait for a process; end it, and all that it started, when its time is up."""
    end = time.monotonic() + wall
    while True:
        pid, status, usage = os.wait4(child, os.WNOHANG)
        if pid or time.monotonic() > end:
            break
        time.sleep(0.02)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    if not pid:
        _, _, usage = os.wait4(child, 0)
        return WAITED, usage.ru_utime + usage.ru_stime
    return (os.WEXITSTATUS(status) if os.WIFEXITED(status) else None), usage.ru_utime + usage.ru_stime


def _go_to(tree: Path, cache: Path) -> None:
    """Make a copy of the project the one that is imported here, and a folder that of compiled kernels."""
    import numba

    os.chdir(tree)
    sys.path[:] = [str(tree), *(p for p in sys.path if p and not (Path(p) / "simulation").is_dir())]
    # of the project's copy, not of an installed one
    sys.meta_path[:] = [one for one in sys.meta_path if "editable" not in getattr(one, "__module__", "")]
    for name in [name for name in sys.modules if name.split(".", 1)[0] in PROJECT]:
        del sys.modules[name]
    os.environ["PYTHONPATH"] = str(tree)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    os.environ["NUMBA_CACHE_DIR"] = str(cache)
    # numba read its folder from the environment when it was loaded; the kernels' own, named after their
    # text, would have all of them compiled anew for a wrong in one
    setattr(numba.config, "CACHE_DIR", str(cache))  # noqa: B010
    setattr(numba.core.config._env_reloader, "update", lambda force=False: None)  # noqa: B010


def _child(
    tree: Path,
    tests: Sequence[str],
    limit: float,
    cache: Path,
    answer: Path,
    put_in: Mutant | None,
    follow: bool,
) -> None:
    """Run tests in this process and end it."""
    code = FAILED
    try:
        os.setpgid(0, 0)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_CPU, (int(limit) + 1, int(limit) + 2))
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        out = os.open(os.devnull, os.O_WRONLY)
        os.dup2(out, 1)
        os.dup2(out, 2)
        if put_in is None:
            _go_to(tree, cache)
        else:
            code = UNFIT
            put(put_in, tree)
            code = FAILED
        import pytest

        with contextlib.ExitStack() as stack:
            watcher = Watcher(stack.enter_context(followed(tree)) if follow else None)
            stack.enter_context(contextlib.redirect_stdout(io.StringIO()))
            quietly = ["-q", "--no-header", "--tb=no", "-p", "no:cacheprovider"]
            code = int(pytest.main([*tests, *quietly, *([] if follow else ["-x"])], plugins=[watcher]))
        answer.write_text(json.dumps({"failed": watcher.failed, "files": watcher.files}))
    finally:
        os._exit(code)
