"""Commands run in the process of the tests: what they say, without the start of a process for each."""

from pathlib import Path
from typing import NamedTuple, Protocol

ROOT = Path(__file__).resolve().parent.parent


class Done(NamedTuple):
    """How a command ended, as a process would tell it."""

    returncode: int
    stdout: str
    stderr: str


class Command(Protocol):
    def __call__(self, *arguments: str, cwd: Path = ROOT) -> Done: ...
