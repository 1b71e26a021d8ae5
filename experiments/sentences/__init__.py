"""What can be wrong, said in one clear sentence each, in English and Bokmål.

An error carries the key of its sentence and the values in it; the words stand here only, a file an area.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from experiments.sentences.asking import ASKING
from experiments.sentences.record import RECORD
from experiments.sentences.studies import STUDIES
from experiments.sentences.tables import TABLES
from experiments.sentences.workers import WORKERS
from experiments.sentences.workshop import WORKSHOP
from scenarios.reasons import Reason
from scenarios.sentences import HINT, Near

AREAS: Final[tuple[Mapping[str, tuple[str, str]], ...]] = (
    ASKING, RECORD, STUDIES, TABLES, WORKERS, WORKSHOP,
)  # fmt: skip
SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    key: words for area in AREAS for key, words in area.items()
}


def said(key: str, language: str = "en", /, **given: Any) -> str:
    """Return a sentence by its key; a text that is no key is a sentence itself."""
    nb = language == "nb"
    words = dict(given)
    for name, value in given.items():
        if isinstance(value, Near):
            words[name] = HINT[nb].format(value.name) if value.name else ""
        elif isinstance(value, Reason):
            words[name] = value.said(language)
    return SENTENCES[key][nb].format(**words) if key in SENTENCES else key


class SaidError(Exception):
    """An error of the user's to mend: the key of a sentence, and the values in it."""

    def __init__(self, key: str, /, **given: Any) -> None:
        self.key, self.given = key, given
        super().__init__(self.said())

    def __reduce__(self) -> tuple[Any, ...]:
        return partial(type(self), self.key, **self.given), ()

    def said(self, language: str = "en") -> str:
        """Return the sentence in a language."""
        return said(self.key, language, **self.given)
