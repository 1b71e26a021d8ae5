"""The priors that have seen 2013."""

from agents.parameters import Status
from calibration.validation.material import Material, seen_2013
from experiments.parameter_list import sources_text
from experiments.report.document import Section, Table, Text
from experiments.report.words import Words
from scenarios.describe import status_text


def priors(m: Material, words: Words) -> Section:
    """Return the priors that have seen 2013."""
    rows = [
        (name, status_text(Status(status), words.language), source, words(f"priors.{used}"))
        for name, status, source, used in seen_2013()
    ]
    head = tuple(words(f"priors.{name}") for name in ("parameter", "status", "source", "used"))
    return Section(
        "priors", words("priors.title"),
        (
            Text(words("priors.lead"), "warning"), Table(words("priors.table"), head, tuple(rows), left=4),
            Text(sources_text(words.language), "note"),
        ),
    )  # fmt: skip
