"""The scorecard: whose gain it is, now or later, at what cost and borne by whom; never one number."""

from collections.abc import Sequence
from dataclasses import replace

from experiments.report.document import Section, Table, Text, cells, of_sheet
from experiments.report.material import Material
from experiments.report.words import Words
from experiments.score.card import Card
from experiments.score.card_sheets import card_sheet, context_sheet
from experiments.score.files import warning
from experiments.score.sheet import Sheet
from experiments.score.words import say


def section(material: Material, words: Words) -> Section:
    """Return the chapter."""
    found, language = material.score, words.language
    blocks: list[Text | Table] = [Text(words("scorecard.lead")), Text(warning(found, language), "warning")]
    for arm in found.arms:
        card = found.cards[arm]
        whole = covered(card_sheet(card, found.replicates, found.per_draw, language), card, language)
        if arm != found.arms[-1]:
            whole = replace(whole, notes=())  # the same for all scenarios: said once
        blocks += of_sheet(whole, _widths(whole))
    for arm in found.arms:
        split = context_sheet(found.cards[arm], language)
        if split is not None:
            notes = split.notes if arm == found.arms[-1] else ()
            blocks += of_sheet(replace(split, notes=notes), (0.42, 0.14, 0.3, 0.14))
    return Section("scorecard", words("scorecard.title"), tuple(blocks))


def covered(sheet: Sheet, card: Card, language: str) -> Sheet:
    """Return the sheet with the years that the run has of its last horizon, as the long table says them."""
    instead: dict[str, str] = {}
    for over in card.entries[0].over if card.entries else ():
        if over.horizon.coverage == "part":
            span = say("years", language).format(over.horizon.name)
            years = dict.fromkeys((over.horizon.years[0], over.horizon.years[-1]))
            part = say("part", language).format("-".join(map(str, years)))
            instead[f"({span})"] = f"({span}: {part})"

    rows: Sequence[Sequence[str]] = sheet.rows
    for short, long in instead.items():
        rows = [[cell.replace(short, long) for cell in row] for row in rows]
    return replace(sheet, rows=cells(rows))


def _widths(sheet: Sheet) -> tuple[float, ...]:
    """Return widths that leave a band on one line: a wide first column, the rest even."""
    rest = len(sheet.head) - 1
    return (0.36, *(0.64 / rest for _ in range(rest)))
