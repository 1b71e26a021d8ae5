"""Who pays: each party's net, who pays whom, and what others bear."""

from collections.abc import Mapping

from experiments.report.document import Figure, Section, Table, Text, of_sheet
from experiments.report.figures.forest import Line, Mark, forest
from experiments.report.material import Material
from experiments.report.words import Words
from experiments.score.band import Band
from experiments.score.money import Net
from experiments.score.people_sheets import money_sheets, payer_sheet
from experiments.score.words import say


def section(material: Material, words: Words) -> Section:
    """Return the chapter."""
    found = material.score
    blocks: list[Text | Table | Figure] = [Text(words("payers.lead")), _figure(material, words)]
    for arm in found.arms:
        first, second = money_sheets(found.money[arm], found.baseline, words.language)
        others = payer_sheet(found.payers[arm], found.baseline, words.language)
        blocks += of_sheet(others, (0.36, 0.14, 0.28, 0.22))
        blocks += [*of_sheet(second), *of_sheet(first)]
    return Section("payers", words("payers.title"), tuple(blocks))


def _figure(material: Material, words: Words) -> Figure:
    found, language = material.score, words.language
    nets = {arm: _by_party(found.money[arm].net) for arm in found.arms}
    year = found.money[found.arms[0]].price_year
    lines = [
        Line(say(party, language), {arm: Mark.of(nets[arm][party]) for arm in found.arms})
        for party in nets[found.arms[0]]
    ]
    clear = [
        f"{arm}, {say(party, language)}: {words.number(one.mean, 1, True)} "
        f"{words.interval(one.mean_low, one.mean_high, 1)}"
        for arm in found.arms
        for party, one in nets[arm].items()
        if one.clear
    ]
    said = words("common.clear_ones", listed="; ".join(clear)) if clear else words("common.none_clear")
    return Figure(
        "payers",
        forest(lines, words("payers.unit", year=year), language),
        words("payers.alt", count=len(lines), arms=", ".join(found.arms), said=said),
        words("payers.figure", level=words.level(), baseline=found.baseline),
    )


def _by_party(nets: tuple[Net, ...]) -> Mapping[str, Band]:
    return {one.party: one.band for one in nets}
