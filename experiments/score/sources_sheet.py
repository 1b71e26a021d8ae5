"""Where the band of each headline comes from, as a table: chance alone, and the parameters alone."""

from math import isfinite
from typing import Final

from experiments.score.band import Band, Range
from experiments.score.card import Card
from experiments.score.sheet import Sheet
from experiments.score.words import say
from experiments.typeset import interval, number

TEXT: Final = {
    "title": (
        "Where the band comes from: {}, 5-95 % by chance and by parameters",
        "Hvor båndet kommer fra: {}, 5-95 % av tilfeldigheter og av parametre",
    ),
    "median": ("median difference", "median forskjell"),
    "both": ("both together", "begge sammen"),
    "chance": ("chance alone", "tilfeldigheter alene"),
    "parameters": ("parameters alone", "parametre alene"),
    "note": (
        "Replicates of one draw of the parameters differ by chance; what draws differ by beyond that is the "
        "parameters'. Both bands stand around the same median. More replicates do not narrow that of the "
        "parameters: only knowing them better does.",
        "Framtider med samme trekning av parametrene skiller seg bare ved tilfeldigheter; det trekningene "
        "skiller seg med ut over det, kommer av parametrene. Begge bånd står rundt samme median. Flere "
        "framtider gjør ikke parametrenes bånd smalere: det gjør bare bedre kunnskap om dem.",
    ),
}


def sources_sheet(card: Card, per_draw: int, language: str) -> Sheet | None:
    """Return the bands by source; None where one chance seed to each draw cannot tell them apart."""
    if per_draw < 2:
        return None
    nb = language == "nb"
    head = (say("indicator", language), *(TEXT[k][nb] for k in ("median", "both", "chance", "parameters")))
    rows = tuple(
        (e.indicator.heading(language), *_bands(e.band, e.band.decimals(e.indicator.digits), language))
        for e in card.entries
        if e.band.known
    )
    return Sheet(TEXT["title"][nb].format(card.arm), head, rows, (TEXT["note"][nb],), long=True)


def _bands(found: Band, digits: int, language: str) -> tuple[str, ...]:
    ranges: tuple[Range, ...] = ((found.low, found.high), found.chance, found.parameters)
    spans = (interval(*one, digits, language) if isfinite(one[0]) else "–" for one in ranges)
    return number(found.median, digits, language, signed=True), *spans
