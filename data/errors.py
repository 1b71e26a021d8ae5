"""Errors a reader of the tables can act on."""

from __future__ import annotations


class DataError(Exception):
    """A table, column, code or evidence row is missing, damaged or off limits.

    The message is one sentence that names the file or the id.
    """
