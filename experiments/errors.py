"""Which errors are the user's to mend, and so are told in one sentence without a traceback."""

import errno
import os

from agents.parameters import ParameterError
from data.errors import DataError
from experiments.engine import WorkerError
from experiments.storage import OutputError
from indicators.indicator import NotRecorded
from indicators.library import UnknownIndicator
from scenarios.scenario import ScenarioError
from simulation.recorder import RecordError


class RequestError(ValueError):
    """What was asked for cannot be done; the message says what can."""


EXPECTED = (
    DataError,
    NotRecorded,
    OutputError,
    ParameterError,
    RecordError,
    RequestError,
    UnknownIndicator,
    WorkerError,
)


FULL = tuple(getattr(errno, name) for name in ("ENOSPC", "EDQUOT", "EFBIG") if hasattr(errno, name))


def sentence(error: BaseException, language: str = "en") -> str | None:
    """Return what to tell the user, or None when the error is a fault of the program."""
    if isinstance(error, ScenarioError):
        return error.said(language)
    if isinstance(error, EXPECTED):
        return str(error.args[0])  # of a LookupError, str would add quotes
    if hasattr(error, "format_message"):  # the command line itself was wrong
        return f"{error.format_message()} See --help."
    if isinstance(error, OSError) and error.errno in FULL:
        return (
            f"Results cannot be written ({os.strerror(error.errno or 0)}); finished runs are kept, and the "
            "same command goes on with the rest when there is room."
        )
    if isinstance(error, OSError) and error.filename and error.errno != errno.EPIPE:
        return f"{error.filename}: {error.strerror}."
    if isinstance(error, MemoryError):
        return "There is not enough memory; try fewer processes with --workers."
    return None
