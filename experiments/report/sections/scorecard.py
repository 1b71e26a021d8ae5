"""The scorecard: whose gain it is, now or later, at what cost and borne by whom; never one number."""

from dataclasses import replace

from experiments.report.document import Section, Table, Text, of_sheet
from experiments.report.material import Material
from experiments.report.words import Words
from experiments.score.card_sheets import card_sheet, context_sheet
from experiments.score.files import warning
from experiments.score.sheet import Sheet


def section(material: Material, words: Words) -> Section:
    """Return the chapter."""
    found, language = material.score, words.language
    blocks: list[Text | Table] = [Text(words("scorecard.lead")), Text(warning(found, language), "warning")]
    for arm in found.arms:
        card = found.cards[arm]
        told = found.overtaken.get(arm)
        whole = card_sheet(card, found.replicates, found.per_draw, language, told)
        if arm != found.arms[-1]:  # what is the same for all scenarios is said once
            whole = replace(whole, notes=whole.notes[: 0 if told is None else 1])
        blocks += of_sheet(whole, _widths(whole))
    for arm in found.arms:
        split = context_sheet(found.cards[arm], language)
        if split is not None:
            notes = split.notes if arm == found.arms[-1] else ()
            blocks += of_sheet(replace(split, notes=notes), (0.42, 0.14, 0.3, 0.14))
    return Section("scorecard", words("scorecard.title"), tuple(blocks))


def _widths(sheet: Sheet) -> tuple[float, ...]:
    """Return widths that leave a band on one line: a wide first column, the rest even."""
    rest = len(sheet.head) - 1
    return (0.36, *(0.64 / rest for _ in range(rest)))
