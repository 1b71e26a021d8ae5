"""The words of the validation report, in English and Bokmål, from ``words/<language>.toml``."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

from experiments.report.words import Words
from experiments.typeset import checked_language

FOLDER: Final = Path(__file__).resolve().parent / "words"


@cache
def words_in(language: str) -> Words:
    """Return the words of a language.

    Raises
    ------
    RequestError
        If there are none.
    """
    path = FOLDER / f"{checked_language(language)}.toml"
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    known = {f"{section}.{key}": text for section, found in read.items() for key, text in found.items()}
    return Words(language, known)
