"""All figures: every headline by years after the policy date, and by group, for all scenarios together."""

from experiments.report.document import Section, Table, Text
from experiments.report.material import Material
from experiments.report.words import Words
from experiments.score.band import Band
from experiments.score.card_sheets import horizon_sheet
from experiments.score.distribution import Spread
from experiments.score.words import banded, inline, say, settled_in
from indicators.groups import dimension_words
from indicators.groups import words as group_words
from indicators.indicator import Indicator

BESIDE = 4  # scenarios in one table


def section(material: Material, words: Words) -> Section:
    """Return the chapter."""
    found, language = material.score, words.language
    blocks: list[Text | Table] = [Text(words("figures.lead", level=words.level()))]
    for arm in found.arms:
        sheet = horizon_sheet(found.cards[arm], found.policy_years[arm], language)
        rows = tuple((row[0], *(inline(cell) for cell in row[1:])) for row in sheet.rows)
        rest = len(sheet.head) - 1
        widths = (0.28, *(0.72 / rest for _ in range(rest)))
        blocks.append(Table(f"{arm}: {sheet.title}", sheet.head, rows, widths=widths))
    for i in range(0, len(found.arms), BESIDE):
        arms = found.arms[i : i + BESIDE]
        spreads = {arm: found.distributions[arm].spreads for arm in arms}
        if any(spreads.values()):
            blocks.append(_groups(material, spreads, words))
    whole = found.distributions[found.arms[0]].whole_only
    if whole:
        listed = "; ".join(material.label(name, language) for name in whole)
        blocks.append(Text(words("figures.whole", listed=listed), "note"))
    placed = [s.indicator for s in found.distributions[found.arms[0]].spreads if s.dimension == "centrality"]
    blocks += [Text(note, "note") for note in settled_in(placed, language)]
    if material.restricted:
        blocks.append(Text(words("disclosure.held_back"), "note"))
    return Section("figures", words("figures.title"), tuple(blocks))


def _groups(material: Material, spreads: dict[str, tuple[Spread, ...]], words: Words) -> Table:
    """Return every group of every headline, a row each; a heading for each headline and dimension."""
    language, arms = words.language, tuple(spreads)
    head = (words("figures.group"), say("baseline", language).format(material.study.baseline), *arms)
    rows: list[tuple[str, ...]] = []
    for several in zip(*spreads.values(), strict=True):
        one, dimension = several[0].indicator, dimension_words([several[0].dimension], language)[0]
        title = f"{one.heading(language)}, {words('figures.by')} {dimension}"
        rows.append((title, *("" for _ in head[1:])))
        names = list(dict.fromkeys(group.name for spread in several for group in spread.groups))
        for name in names:
            groups = [next((g for g in spread.groups if g.name == name), None) for spread in several]
            level = next(g.baseline for g in groups if g is not None)
            cells = [words("common.unknown") if g is None else _cell(g.band, one, words) for g in groups]
            rows.append(
                (
                    f"– {group_words(several[0].dimension, name, language)}",
                    words.number(level, one.digits),
                    *cells,
                )
            )
        if several[0].gap == several[0].gap:
            gaps = [words.number(spread.gap, one.digits) for spread in several]
            rows.append((f"– {words('figures.gap')}", words.number(several[0].gap_before, one.digits), *gaps))
    name, level = (0.38, 0.17) if len(arms) < BESIDE / 2 else (0.25, 0.1)
    rest = (1 - name - level) / len(arms)
    return Table(words("figures.groups"), head, tuple(rows), widths=(name, level, *(rest for _ in arms)))


def _cell(found: Band, one: Indicator, words: Words) -> str:
    """Return a difference on one line, and L where the group loses clearly."""
    text = inline(banded(found, one.digits, words.language))
    lost = one.direction and found.clear and found.mean * one.direction < 0
    return f"{text} {words('figures.loss')}" if lost else text
