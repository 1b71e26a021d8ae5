"""Which errors are the user's to mend, and so are told in one sentence without a traceback."""

import errno

from experiments.sentences import SaidError, said
from experiments.usage import in_bokmal
from scenarios.reasons import reason_of
from scenarios.sentences import Near, ScenarioError


class RequestError(SaidError, ValueError):
    """What was asked for cannot be done; the message says what can."""


FULL = tuple(getattr(errno, name) for name in ("ENOSPC", "EDQUOT", "EFBIG") if hasattr(errno, name))


def sentence(error: BaseException, language: str = "en") -> str | None:
    """Return what to tell the user, or None when the error is a fault of the program."""
    if isinstance(error, (ScenarioError, SaidError)):
        return error.said(language)
    if hasattr(error, "format_message"):  # the command line itself was wrong
        told = error.format_message()
        told = in_bokmal(told) or told if language == "nb" else told
        return said("command_line", language, said=told)
    if isinstance(error, OSError) and error.errno in FULL:
        return said("full", language, reason=reason_of(error))
    if isinstance(error, OSError) and error.filename and error.errno != errno.EPIPE:
        return f"{error.filename}: {reason_of(error).said(language)}."
    if isinstance(error, MemoryError):
        return said("memory", language)
    return _of_the_model(error, language)


def _of_the_model(error: BaseException, language: str) -> str | None:
    """Return what to tell of an error of the packages below; they are loaded here, not at every start."""
    from agents.parameters import ParameterError
    from data.errors import DamagedPosterior, DataError
    from indicators.indicator import NotRecorded
    from indicators.library import UnknownIndicator
    from simulation.recorder import RecordError

    if isinstance(error, UnknownIndicator):
        return said(error.key, language, name=error.name, hint=Near(error.near))
    if isinstance(error, DamagedPosterior):
        return said(error.key, language, draws=error.draws, manifest=error.manifest)
    if isinstance(error, (DataError, NotRecorded, ParameterError, RecordError)):
        return str(error.args[0])  # of a LookupError, str would add quotes
    return None
