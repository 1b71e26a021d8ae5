"""Two ledgers: what was done and what was reported, and how far the one is from the other."""

from experiments.report.document import Section, Table, Text, of_sheet
from experiments.report.material import Material
from experiments.report.words import Words
from experiments.score.displacement_sheet import audit_sheet, displacement_sheet


def section(material: Material, words: Words) -> Section | None:
    """Return the chapter; None when the study does not hold both ledgers."""
    found = material.score
    told = [one for arm in found.arms if (one := found.displacement[arm]) is not None]
    if not told:
        return None
    note = Text(words("ledgers.note", level=words.level()), "note")
    blocks: list[Text | Table] = [Text(words("ledgers.lead")), note]
    for one in told:
        blocks += of_sheet(displacement_sheet(one, words.language), (0.22, 0.1, 0.12, 0.28, 0.28))
    if audits := audit_sheet(found.displacement, found.audits, words.language):
        blocks += of_sheet(audits)
    return Section("ledgers", words("ledgers.title"), tuple(blocks))
