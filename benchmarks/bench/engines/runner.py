"""Installs engines into throw-away environments and measures each task in a process of its own."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).resolve().parent
ROOT: Final = HERE.parents[2]
CHILD: Final = HERE / "child.py"
SIZES: Final = (10_000, 100_000)
STEPS: Final = 12
OLDEST: Final = 10  # Python 3 of an engine's own
STARTING: Final = 60.0  # seconds at most
INSTALLING: Final = 1800.0
RUNNING: Final = 900.0


@dataclass(frozen=True)
class Engine:
    """One that is measured.

    Parameters
    ----------
    name : str
        As the table has it.
    task : Path
        File of its task (:mod:`benchmarks.bench.engines.child` says what is in it).
    package : str
        What is installed for it; empty: it is here already.
    python : str
        The newest Python (``3.12``) that all it needs comes ready for; empty: this one.
    """

    name: str
    task: Path
    package: str = ""
    python: str = ""


ENGINES: Final = (
    Engine("this model", HERE / "bosetting_task.py"),
    Engine("Mesa, plain objects", HERE / "mesa_task.py"),
    Engine("Starsim", HERE / "starsim_task.py", "starsim"),
    Engine("Vivarium", HERE / "vivarium_task.py", "vivarium", "3.12"),  # it wants NumPy 1
    Engine("Flee", HERE / "flee_task.py", "flee"),
)


@dataclass(frozen=True)
class Measurement:
    """What one engine took for its task at one size.

    Parameters
    ----------
    engine, version, does : str
        Its name and version, and what an agent does in a step.
    agents, steps : int
    seconds : float
        Of the processor, for the steps.
    bytes : int
        By which the process grew when it built the model and lived the steps.
    """

    engine: str
    version: str
    does: str
    agents: int
    steps: int
    seconds: float
    bytes: int

    @property
    def rate(self) -> float:
        """Agent-steps a second of the processor."""
        return self.agents * self.steps / max(self.seconds, 1e-9)

    def as_data(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self) | {"agent_steps_a_second": self.rate, "bytes_an_agent": self.bytes / self.agents}


class NotMeasuredError(RuntimeError):
    """An engine was not measured; the message is a sentence that says why."""


def interpreter(engine: Engine) -> str:
    """Return the Python that an engine's environment is made with.

    Raises
    ------
    NotMeasuredError
        If it needs an older one that is not on the path.
    """
    newest = tuple(int(part) for part in engine.python.split(".")) if engine.python else sys.version_info[:2]
    if sys.version_info[:2] <= newest:
        return sys.executable
    for minor in range(newest[1], OLDEST - 1, -1):
        found = shutil.which(f"python3.{minor}")
        try:
            if found is not None:
                _run([found, "-c", "import ensurepip, venv"], STARTING)
                return found
        except (OSError, subprocess.SubprocessError):
            continue
    raise NotMeasuredError(
        f"{engine.name} takes Python {engine.python} at most, and none is on the path: not measured."
    )


def installed(engine: Engine, folder: Path) -> Path:
    """Return the Python of a new environment in a folder, in which an engine is installed.

    Raises
    ------
    NotMeasuredError
        If it cannot be installed.
    """
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--prefer-binary")
    try:
        _run([interpreter(engine), "-m", "venv", folder], INSTALLING)
        _run([python, *pip, engine.package], INSTALLING)
    except (OSError, subprocess.SubprocessError) as error:
        raise NotMeasuredError(
            f"{engine.name} could not be installed ({_reason(error)}): not measured."
        ) from None
    return python


def measured(engine: Engine, python: Path, agents: int, steps: int = STEPS) -> Measurement:
    """Return what an engine takes for its task, in a process of its own.

    Raises
    ------
    NotMeasuredError
        If the task cannot be run, or does not tell what it took.
    """
    try:
        told = _run([python, CHILD, engine.task, str(agents), str(steps)], RUNNING, here=not engine.package)
        return Measurement(engine=engine.name, **json.loads(told.splitlines()[-1]))
    except (OSError, subprocess.SubprocessError, ValueError, TypeError, IndexError) as error:
        raise NotMeasuredError(
            f"{engine.name} could not be run with {agents:,} agents ({_reason(error)}): not measured."
        ) from None


def compared(
    engines: Sequence[Engine] = ENGINES,
    sizes: Sequence[int] = SIZES,
    steps: int = STEPS,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Iterator[Measurement | str]:
    """Yield measurements, and sentences that say what could not be measured; nothing installed stays."""
    total = len(engines) * len(sizes)
    for at, engine in enumerate(engines):
        progress(at * len(sizes), total)
        with tempfile.TemporaryDirectory(prefix="bosetting-engine-") as folder:
            try:
                python = installed(engine, Path(folder)) if engine.package else Path(sys.executable)
            except NotMeasuredError as error:
                yield str(error)
                continue
            for k, agents in enumerate(sizes):
                progress(at * len(sizes) + k, total)
                try:
                    yield measured(engine, python, agents, steps)
                except NotMeasuredError as error:
                    yield str(error)


def _run(command: Sequence[str | Path], seconds: float, here: bool = False) -> str:
    """Return what a command prints; one of this project's own finds its packages."""
    own = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    one_core = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS"), "1")
    done = subprocess.run(
        [str(one) for one in command], env=own | one_core | ({"PYTHONPATH": str(ROOT)} if here else {}),
        cwd=tempfile.gettempdir(), capture_output=True, text=True, timeout=seconds, check=True,
    )  # fmt: skip
    return done.stdout


def _reason(error: Exception) -> str:
    """Return the last line of what a command said, or what else went wrong, in a few words."""
    if isinstance(error, subprocess.TimeoutExpired):
        return f"it took more than {error.timeout:.0f} s"
    if isinstance(error, subprocess.CalledProcessError):
        lines = [line for line in (error.stderr or "").splitlines() if line.strip()]
        errors = [line for line in lines if "error" in line.lower()]
        return (errors or lines or [f"exit code {error.returncode}"])[-1].strip()[:200]
    return str(error)[:200] or type(error).__name__
