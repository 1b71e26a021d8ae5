"""The catalogue: every indicator that the sources name, and what became of it here.

Each row is *built* (by which indicators), a *proxy* (of what, and why), *not built* (and why) or *not
modellable* (and why). The rows stand in ``catalogue.csv``, edited by hand.
"""

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal

FILE: Final = Path(__file__).with_name("catalogue.csv")
State = Literal["built", "proxy", "not built", "not modellable"]
STATES: Final[tuple[State, ...]] = ("built", "proxy", "not built", "not modellable")


@dataclass(frozen=True, slots=True)
class Entry:
    """One indicator of the sources.

    Parameters
    ----------
    id : str
        Row of the evidence.
    state : str
        One of :data:`STATES`.
    indicators : tuple of str
        What measures it, or stands for it.
    level : tuple of str
        Whose gain or cost it is.
    en, nb : str
        What it is called.
    why_en, why_nb : str
        Why it is no more than that, or how to read it.
    """

    id: str
    state: State
    indicators: tuple[str, ...]
    level: tuple[str, ...]
    en: str
    nb: str
    why_en: str
    why_nb: str

    def label(self, language: str) -> str:
        """Return what it is called in ``en`` or ``nb``."""
        return self.nb if language == "nb" else self.en

    def why(self, language: str) -> str:
        """Return the reason in ``en`` or ``nb``."""
        return self.why_nb if language == "nb" else self.why_en


@cache
def catalogue() -> tuple[Entry, ...]:
    """Return every entry in the order of the file.

    Raises
    ------
    ValueError
        If a row is damaged; the message names it.
    """
    found = []
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            state = next((known for known in STATES if known == row["state"]), None)
            if state is None or (state in ("built", "proxy")) != bool(row["indicators"]):
                raise ValueError(f"{FILE.name}: {row['id']} is {row['state']!r} with {row['indicators']!r}.")
            found.append(
                Entry(
                    row["id"], state, tuple(row["indicators"].split()), tuple(row["level"].split()),
                    row["en"], row["nb"], row["why_en"], row["why_nb"],
                )
            )  # fmt: skip
    return tuple(found)


def counts(entries: Iterable[Entry]) -> dict[State, int]:
    """Return how many entries there are of each state."""
    found = Counter(one.state for one in entries)
    return {state: found[state] for state in STATES}


def entries_of(indicator: str) -> tuple[Entry, ...]:
    """Return the entries that an indicator measures or stands for."""
    return tuple(one for one in catalogue() if indicator in one.indicators)
