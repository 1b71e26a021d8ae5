"""How far a long command has come, for whoever reads it in a file: a line now and then."""

import time
from collections.abc import Callable
from typing import Final

from experiments.engine import cores

SHORT: Final = 20.0  # seconds; what takes no longer needs no lines
MINUTE: Final = 60.0
TENTHS: Final = 10
WORDS: Final = {
    "en": {"line": "{done}/{all} {what}, {took} so far, about {left} left"},
    "nb": {"line": "{done}/{all} {what}, {took} hittil, om lag {left} igjen"},
}


def minutes(seconds: float) -> str:
    """Return a duration as people read it."""
    whole = round(seconds)  # first: 119.7 seconds are 2 min 0 s, not 1 min 60 s
    return f"{whole} s" if whole < MINUTE else f"{whole // 60} min {whole % 60} s"


class Lines:
    """Progress in lines: when the first runs are done, then each tenth of them and each minute.

    The first line waits for as many runs as there are cores: one run alone would make the time left
    look too long. Runs found done take no time and are not counted in the speed.

    Parameters
    ----------
    write : callable
        Takes a line.
    what : str
        What is counted, in the plural.
    language : str
    clock : callable, optional
        Seconds, from any beginning.
    """

    def __init__(
        self,
        write: Callable[[str], None],
        what: str,
        language: str = "en",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.write, self.what, self.clock = write, what, clock
        self.words = WORDS[language]
        self.begun = self.said = clock()
        self.found: int | None = None
        self.tenth = -1

    def __call__(self, done: int, total: int) -> None:
        """Take note that `done` of `total` are done, and say so when it is time."""
        if self.found is None:
            self.found, self.begun = done, self.clock()
            return
        made = done - self.found
        if made < min(cores(), total - self.found) or made < 1:
            return
        now = self.clock()
        took = now - self.begun
        left = took / made * (total - done)
        tenth = TENTHS * done // max(total, 1)
        if took + left < SHORT or (tenth == self.tenth and now - self.said < MINUTE):
            return
        self.said, self.tenth = now, tenth
        self.write(
            self.words["line"].format(
                done=done, all=total, what=self.what, took=minutes(took), left=minutes(left)
            )
        )
