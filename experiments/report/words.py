"""The words of a report, in English and Bokmål, from ``words/<language>.toml``."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from experiments.paired import LEVEL, Paired
from experiments.score.band import Band
from experiments.typeset import checked_language, interval, number, telling, with_interval
from indicators.indicator import Indicator

FOLDER: Final = Path(__file__).resolve().parent / "words"


@dataclass(frozen=True)
class Words:
    """Sentences by name (``section.name``), and figures as the language writes them."""

    language: str
    known: dict[str, str]

    def __call__(self, name: str, **given: Any) -> str:
        """Return a sentence with its blanks filled in."""
        return self.known[name].format(**given)

    def get(self, name: str, other: str) -> str:
        """Return a word, or another where there is none of that name."""
        return self.known.get(name, other)

    def number(self, value: float, digits: int, signed: bool = False) -> str:
        """Return a number as people read it."""
        return number(value, digits, self.language, signed)

    def unit(self, one: Indicator) -> str:
        """Return the unit of an indicator."""
        return one.unit_in(self.language)

    def interval(self, low: float, high: float, digits: int, signed: bool = True) -> str:
        """Return an interval in brackets; nothing where there is none."""
        return interval(low, high, digits, self.language, signed)

    def difference(self, found: Paired, digits: int) -> str:
        """Return a difference with its interval on one line."""
        return with_interval(found, digits, self.language)

    def mean(self, found: Band, digits: int) -> str:
        """Return a mean with its interval on one line, with telling decimals."""
        digits = telling(digits, found.clear, found.mean_low, found.mean_high)
        value = self.number(found.mean, digits, True)
        return f"{value} {self.interval(found.mean_low, found.mean_high, digits)}".strip()

    def better(self, found: Paired) -> str:
        """Say in how many paired futures it was better; nothing where no direction is."""
        if found.better is None or not found.pairs:
            return ""
        return self("common.better", count=found.better, pairs=found.pairs)

    def level(self) -> str:
        """Return the coverage of intervals in per cent."""
        return f"{100 * LEVEL:.0f}"


@cache
def words_in(language: str) -> Words:
    """Return the words of a language.

    Raises
    ------
    RequestError
        If there are none.
    """
    return read_words(FOLDER, language)


def read_words(folder: Path, language: str) -> Words:
    """Return the words of a language that lie in a folder, one file a language.

    Raises
    ------
    RequestError
        If there are none.
    """
    path = folder / f"{checked_language(language)}.toml"
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    known = {f"{section}.{key}": text for section, found in read.items() for key, text in found.items()}
    return Words(language, known)
