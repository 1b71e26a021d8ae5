"""The priors that have seen 2013."""

from calibration.validation.material import Material, seen_2013
from experiments.report.document import Section, Table, Text
from experiments.report.words import Words


def priors(m: Material, words: Words) -> Section:
    """Return the priors that have seen 2013."""
    rows = [(name, status, source, words(f"priors.{used}")) for name, status, source, used in seen_2013()]
    head = tuple(words(f"priors.{name}") for name in ("parameter", "status", "source", "used"))
    return Section(
        "priors", words("priors.title"),
        (Text(words("priors.lead"), "warning"), Table(words("priors.table"), head, tuple(rows), left=4)),
    )  # fmt: skip
