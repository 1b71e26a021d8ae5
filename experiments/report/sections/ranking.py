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
    *sheets, switches = ranking_sheets(found, words.language, tuple(material.score.overtaken.values()))
    for sheet in sheets:
        blocks += of_sheet(sheet)
    blocks += of_sheet(switches, (0.17, 0.17, 0.42, 0.08, 0.16))
    return Section("ranking", words("ranking.title"), tuple(blocks))
