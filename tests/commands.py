"""Commands run in the process of the tests: what they say, without the start of a process for each."""

import io
from pathlib import Path
from typing import Any, NamedTuple, Protocol

ROOT = Path(__file__).resolve().parent.parent


class Done(NamedTuple):
    """How a command ended, as a process would tell it."""

    returncode: int
    stdout: str
    stderr: str


class Command(Protocol):
    def __call__(self, *arguments: str, cwd: Path = ROOT) -> Done: ...


def shown(what: Any, width: int) -> str:
    """Return what a terminal of so many columns shows of something that is printed."""
    from rich.console import Console

    file = io.StringIO()
    Console(file=file, width=width, color_system=None).print(what)
    return file.getvalue()
