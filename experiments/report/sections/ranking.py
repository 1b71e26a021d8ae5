"""Rankings, always all of them together: none of them is the answer."""

from experiments.report.document import Section, Table, Text, of_sheet
from experiments.report.material import Material
from experiments.report.words import Words
from experiments.score.ranking_sheets import ranking_sheets


def section(material: Material, words: Words) -> Section | None:
    """Return the chapter; None where there is nothing to rank."""
    found = material.score.ranking
    if found is None:
        return None
    blocks: list[Text | Table] = [Text(words("ranking.lead"))]
    for sheet in ranking_sheets(found, words.language):
        blocks += of_sheet(sheet)
    return Section("ranking", words("ranking.title"), tuple(blocks))
