"""Errors a reader of the tables can act on."""

from __future__ import annotations


class DataError(Exception):
    """A table, column, code or evidence row is missing, damaged or off limits.

    The message is one sentence that names the file or the id.
    """


class DamagedPosterior(DataError):
    """The draws of a posterior, or the manifest beside them, cannot be used.

    `key` names its sentence where it is told in other languages; the names of both files go into it.

    Parameters
    ----------
    message : str
        The sentence in English.
    key : str
    draws, manifest : str
        Names of the files.
    """

    def __init__(self, message: str, key: str, draws: str, manifest: str) -> None:
        super().__init__(message, key, draws, manifest)
        self.key, self.draws, self.manifest = key, draws, manifest

    def __str__(self) -> str:
        return str(self.args[0])
