"""Who pays: each party's net, who pays whom, and what others bear."""

from collections.abc import Mapping
from typing import Final

from agents.parameters import Value
from experiments.report.document import Figure, Section, Table, Text, of_sheet
from experiments.report.figures.forest import Line, Mark, forest
from experiments.report.material import Material
from experiments.report.words import Words
from experiments.score.band import Band
from experiments.score.money import Net
from experiments.score.people_sheets import money_sheets, payer_sheet
from experiments.score.rates_sheet import rates_sheet
from experiments.score.words import say
from indicators.unit_costs import unit_costs
from scenarios.describe import status_text, value_text
from scenarios.units import UNITS_NB as MODEL_UNITS

LARGE: Final = 1000
UNITS_NB: Final = {  # of unit costs, which the model itself never meets
    **MODEL_UNITS,
    "NOK of 2014 per place and night": "kr (2014) per plass og natt",
    "NOK of 2016 per dwelling": "kr (2016) per bolig",
    "NOK of 2012 per dwelling and year": "kr (2012) per bolig og år",
    "per year, real": "per år, realt",
    "share": "andel",
    "share of net public payment": "andel av netto offentlig betaling",
    "percentage points per move": "prosentpoeng per flytting",
    "percentage points": "prosentpoeng",
}


def section(material: Material, words: Words) -> Section:
    """Return the chapter."""
    found = material.score
    blocks: list[Text | Table | Figure] = [Text(words("payers.lead")), _figure(material, words)]
    for arm in found.arms:
        first, second = money_sheets(found.money[arm], found.baseline, words.language)
        others = payer_sheet(found.payers[arm], found.baseline, words.language)
        blocks += of_sheet(others, (0.36, 0.14, 0.28, 0.22))
        blocks += [*of_sheet(second), *of_sheet(first)]
        rates = rates_sheet(found.reckoned[arm], arm, found.baseline, words.language)
        if rates is not None:
            blocks += of_sheet(rates, (0.24, 0.11, *(0.13 for _ in rates.head[2:])))
    blocks.append(_unit_costs(words))
    return Section("payers", words("payers.title"), tuple(blocks))


def _unit_costs(words: Words) -> Table:
    """Return the unit costs behind, and what each rests on: one that nobody could check is assumed."""
    language = words.language
    rows = []
    for one in unit_costs().values():
        low, high = _amount(one.low, words), _amount(one.high, words)
        what = one.nb if language == "nb" else one.en
        rows.append(
            (
                what,
                _amount(one.value, words),
                f"{low}\u2013{high}",
                UNITS_NB.get(one.unit, one.unit) if language == "nb" else one.unit,
                status_text(one.status, language),
                one.source,
            )
        )
    names = ("what", "value", "range", "unit_of", "status", "source")
    head = tuple(words(f"payers.{name}") for name in names)
    return Table(words("payers.costs"), head, tuple(rows), 1, (0.38, 0.12, 0.18, 0.14, 0.1, 0.08))


def _amount(value: Value, words: Words) -> str:
    """Return a value as people read it: large ones in groups of three digits."""
    if isinstance(value, float) and abs(value) >= LARGE:
        return words.number(value, 0)
    return value_text(value, words.language)


def _figure(material: Material, words: Words) -> Figure:
    found, language = material.score, words.language
    nets = {arm: _by_party(found.money[arm].net) for arm in found.arms}
    year = found.money[found.arms[0]].price_year
    lines = [
        Line(say(party, language), {arm: Mark.of(nets[arm][party]) for arm in found.arms})
        for party in nets[found.arms[0]]
    ]
    clear = [
        f"{arm}, {say(party, language)}: {words.mean(one, 1)}"
        for arm in found.arms
        for party, one in nets[arm].items()
        if one.clear
    ]
    said = words("common.clear_ones", listed="; ".join(clear)) if clear else words("common.none_clear")
    return Figure(
        "payers",
        forest(lines, words("payers.unit", year=year), language, 1),
        words("payers.alt", count=len(lines), arms=", ".join(found.arms), said=said),
        words("payers.figure", level=words.level(), baseline=found.baseline),
    )


def _by_party(nets: tuple[Net, ...]) -> Mapping[str, Band]:
    return {one.party: one.band for one in nets}
