"""Work for processes to do in the tests of the engine (module-level: workers import it)."""

import os
import signal
import time
from pathlib import Path


def square(x: int) -> int:
    return x * x


def refuse(x: int) -> int:
    if x == 1:
        raise ValueError("one is refused")
    time.sleep(0.05)
    return x


def die(x: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return x


def kill_once(task: tuple[int, str]) -> int:
    """End the worker the first time task 1 is met."""
    number, flag = task
    if number == 1 and not Path(flag).exists():
        Path(flag).write_text("")
        os.kill(os.getpid(), signal.SIGKILL)
    return number * 10


def process_of(_: int) -> int:
    time.sleep(0.05)
    return os.getpid()


def linger(folder: str) -> None:
    """Tell who works here, and do so for longer than any test waits."""
    (Path(folder) / str(os.getpid())).write_text("")
    time.sleep(600)


def malloc(_: int) -> tuple[str, str]:
    """Return the thresholds of the C library's memory in this process."""
    time.sleep(0.05)
    return os.environ["MALLOC_TRIM_THRESHOLD_"], os.environ["MALLOC_MMAP_THRESHOLD_"]
