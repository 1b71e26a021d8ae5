"""The words of the validation report, in English and Bokmål, from ``words/<language>.toml``."""

from functools import cache
from pathlib import Path
from typing import Final

from experiments.report.words import Words, read_words

FOLDER: Final = Path(__file__).resolve().parent / "words"


@cache
def words_in(language: str) -> Words:
    """Return the words of a language.

    Raises
    ------
    RequestError
        If there are none.
    """
    return read_words(FOLDER, language)
