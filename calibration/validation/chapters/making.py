"""How the report was made, and what it cost."""

from calibration.runs import targets_key
from calibration.validation.material import Material
from experiments.report.document import Section, Text
from experiments.report.words import Words
from experiments.storage import code_fingerprint, versions
from scenarios.parameters import posterior_key


def again(m: Material, words: Words) -> Section:
    """Return how to make it again, what it cost and with which versions."""
    each = m.cells.seconds / len(m.cells)
    facts = words(
        "again.facts", runs=len(m.cells), minutes=words.number(m.cells.seconds / 60, 1),
        each=words.number(each, 1), versions=", ".join(f"{k} {v}" for k, v in versions().items()),
        code=code_fingerprint(), targets=targets_key(),
        posterior=posterior_key("norway-2013", m.parameters) or words("common.none"),
    )  # fmt: skip
    return Section(
        "again",
        words("again.title"),
        (Text(words("again.lead")), Text(m.command, "code"), Text(facts, "note")),
    )
