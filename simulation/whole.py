"""Files that are there whole or not at all, also when several processes write the same one.

Each writer has a name of its own for what is not finished; what writers left that were killed is
swept away by the next one.
"""

import os
import re
import secrets
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Final

MANIFEST: Final = "manifest.json"  # of a run: written last, it says that the rest is there
_LEFT: Final = re.compile(r"\.(?P<host>[^.]*)-(?P<pid>\d+)-[0-9a-f]{6}\.partial$")


def partial(path: Path) -> Path:
    """Return a name beside a file for this process to write it under."""
    return path.with_name(f"{path.name}.{_host()}-{os.getpid()}-{secrets.token_hex(3)}.partial")


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file (text as UTF-8) so that it is there whole or not at all.

    Raises
    ------
    OSError
        If it cannot be written; nothing is left of it.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    put_whole(path, lambda waiting: waiting.write_bytes(data))


def put_whole(path: Path, write: Callable[[Path], object]) -> None:
    """Let `write` make a file under another name, and put it in its place when it is there whole.

    Raises
    ------
    Exception
        What `write` raises, or OSError if the file cannot be put in its place; nothing is left of it.
    """
    waiting = partial(path)
    try:
        write(waiting)
        os.replace(waiting, path)
    except BaseException:  # also when it is stopped half-way
        waiting.unlink(missing_ok=True)
        raise


def begun(path: Path) -> bool:
    """Return whether somebody began to write a file, and has not ended."""
    return any(found.name.startswith(path.name + ".") for found in path.parent.glob("*.partial"))


def sweep(folder: Path) -> None:
    """Remove what processes of this machine left half-written that are there no more."""
    for path in folder.glob("*.partial"):
        found = _LEFT.search(path.name)
        if found and found["host"] == _host() and not _alive(int(found["pid"])):
            path.unlink(missing_ok=True)


def _host() -> str:
    return re.sub(r"[^A-Za-z0-9]+", "_", socket.gethostname())


def _alive(pid: int) -> bool:
    if os.name == "nt":  # there, signal 0 would end the process
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
