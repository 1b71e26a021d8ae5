"""Distribution: headlines by group; who loses is said in words before any table."""

from experiments.paired import LEVEL
from experiments.report.document import Figure, Items, Section, Text
from experiments.report.figures.forest import Line, Mark, forest
from experiments.report.material import Material
from experiments.report.sections.headline import chosen, harm_sentences
from experiments.report.words import Words
from experiments.score.distribution import Spread
from indicators.groups import dimension_words
from indicators.groups import words as group_words
from indicators.indicator import Indicator

DRAWN = 4  # headlines that are drawn; the tables have them all


def section(material: Material, words: Words) -> Section | None:
    """Return the chapter; None when no headline has a breakdown."""
    found = material.score
    if not any(found.distributions[arm].spreads for arm in found.arms):
        return None
    blocks: list[Text | Items | Figure] = [Text(words("groups.lead"))]
    for arm in found.arms:
        blocks += _losers(material, arm, words)
    for one in drawn(material):
        blocks.append(_figure(material, one, words))
    if material.restricted:
        blocks.append(Text(words("disclosure.held_back"), "note"))
    return Section("distribution", words("groups.title"), tuple(blocks))


def _losers(material: Material, arm: str, words: Words) -> list[Text | Items]:
    """Return how many groups lose, then in which headlines: those that lose clearly, and those that may."""
    found = material.score.distributions[arm]
    groups = [group for one in found.losses for _, group in one.groups]
    clear = sum(group.harm == "clear" for group in groups)
    if not groups:
        return [Text(words("groups.nobody", arm=arm))]
    chance = round(found.signed * (1 - LEVEL) / 2)
    count = {"clear": clear, "leaning": len(groups) - clear, "all": found.signed, "chance": chance}
    blocks: list[Text | Items] = [Text(words("groups.count", arm=arm, **count), "warning")]
    said = harm_sentences(material, arm, words)
    titles = {True: words("groups.clearly", arm=arm), False: words("groups.perhaps", arm=arm)}
    for wanted, title in titles.items():
        listed = [text for text, one in zip(said, found.losses, strict=True) if one.clear is wanted]
        if listed:
            blocks += [Text(title, "heading"), Items(tuple(listed))]
    return blocks


def drawn(material: Material) -> list[Indicator]:
    """Return the headlines to draw: those of the sentences, then those in which somebody loses."""
    found = material.score
    flagged = [one.indicator for arm in found.arms for one in found.distributions[arm].losses]
    broken = {one.indicator.name for arm in found.arms for one in found.distributions[arm].spreads}
    wanted = [one for one in (*chosen(material), *flagged, *material.headlines()) if one.name in broken]
    return list({one.name: one for one in wanted}.values())[:DRAWN]


def _figure(material: Material, one: Indicator, words: Words) -> Figure:
    found, language = material.score, words.language
    spreads = {
        arm: [s for s in found.distributions[arm].spreads if s.indicator.name == one.name]
        for arm in found.arms
    }
    whole = {arm: Mark.of(material.study.difference(arm, one.name)) for arm in found.arms}
    lines = [Line(words("groups.all"), whole, head=True)]
    for several in zip(*spreads.values(), strict=True):
        lines += _lines(dict(zip(found.arms, several, strict=True)), language)
    clear = [
        f"{arm}, {group_words(spread.dimension, group.name, language)}: {words.mean(group.band, one.digits)}"
        for arm, listed in spreads.items()
        for spread in listed
        for group in spread.groups
        if group.band.clear
    ]
    said = words("common.clear_ones", listed="; ".join(clear)) if clear else words("common.none_clear")
    dimensions = dimension_words([spread.dimension for spread in spreads[found.arms[0]]], language)
    about = {"indicator": one.label(language), "dimension": ", ".join(dimensions)}
    return Figure(
        f"groups-{one.name.replace('_', '-')}",
        forest(lines, words.unit(one), language, one.digits),
        words("groups.alt", said=said, **about),
        words("groups.figure", level=words.level(), **about),
    )


def _lines(several: dict[str, Spread], language: str) -> list[Line]:
    """Return one line for each group of a dimension, with every scenario."""
    dimension = next(iter(several.values())).dimension
    names = list(dict.fromkeys(group.name for spread in several.values() for group in spread.groups))
    by_name = {arm: {group.name: group.band for group in spread.groups} for arm, spread in several.items()}
    title = dimension_words([dimension], language)[0]
    return [
        Line(
            group_words(dimension, name, language),
            {arm: Mark.of(bands[name]) for arm, bands in by_name.items() if name in bands},
            over=title if name == names[0] else "",
        )
        for name in names
    ]
