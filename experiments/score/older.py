"""A study that another version of the code made: its figures stand, but today's code may give others."""

from typing import Final

from experiments.storage import code_fingerprint
from experiments.store.study_file import StudyFile

SAID: Final = {
    "en": "This study was made by version {made} of the model; today's is {now}. Its figures are of then: "
    "the command that makes them again may give others.",
    "nb": "Denne studien ble laget av versjon {made} av modellen; dagens er {now}. Tallene er fra den gang: "
    "kommandoen som lager dem på nytt, kan gi andre.",
}


def older(about: StudyFile, language: str) -> str | None:
    """Return what to say of a study that other code made; None where it is today's."""
    now = code_fingerprint()
    return None if about.code == now else SAID[language].format(made=about.code, now=now)
