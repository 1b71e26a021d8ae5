"""The same money at 2, 4 and 6 %, with the cost of public funds, and over two years only: as a table."""

from typing import Final

from experiments.score.band import Band
from experiments.score.rates import Reckoned
from experiments.score.sheet import Sheet
from experiments.score.words import figure, say
from experiments.typeset import number
from indicators.indicator import Indicator
from indicators.unit_costs import unit_cost

COLUMNS: Final = ("rate:2", "rate:4", "rate:6", "funds:with", "horizon:2_years")
TEXT: Final = {
    "title": (
        "The same money reckoned otherwise: {}, a settled person's first five years",
        "De samme pengene regnet annerledes: {}, en bosatts fem første år",
    ),
    "rate:2": ("at 2 %", "med 2 %"),
    "rate:4": ("at 4 %", "med 4 %"),
    "rate:6": ("at 6 %", "med 6 %"),
    "funds:with": ("at 4 %, with the cost of public funds", "med 4 % og kostnad ved skattefinansiering"),
    "horizon:2_years": ("at 4 %, two years only", "med 4 %, bare to år"),
    "note": (
        "Real prices; the discount rate is {rate} % everywhere else. The cost of public funds adds {funds} % "
        "to what each public payer pays net, state and municipalities alike (no county pays in the model); a "
        "dash: not reckoned for this figure. Nothing is carried beyond the run: "
        "that somebody works early says little of work later (E26).",
        "Faste priser; kalkulasjonsrenten er {rate} % alle andre steder. Skattefinansieringskostnaden legger "
        "{funds} % til det hver offentlig part betaler netto, likt for stat og kommuner (ingen "
        "fylkeskommune betaler i modellen); strek: ikke regnet for dette tallet. Ingenting føres videre "
        "etter kjøringen: at noen arbeider tidlig, sier lite om arbeid senere (E26).",
    ),
}


def rates_sheet(found: tuple[Reckoned, ...], arm: str, baseline: str, language: str) -> Sheet | None:
    """Return differences at several rates; None where no figure is discounted."""
    nb = language == "nb"
    if not any(one.parts for one in found):
        return None
    head = (
        say("indicator", language), say("baseline", language).format(baseline),
        *(TEXT[key][nb] for key in COLUMNS),
    )  # fmt: skip
    rows = []
    for one in found:
        it = one.indicator
        cells = [_cell(one.parts[k][1], it, language) if k in one.parts else "–" for k in COLUMNS]
        level = one.parts["rate:4"][0] if "rate:4" in one.parts else float("nan")
        rows.append((it.heading(language), number(level, it.digits, language), *cells))
    note = TEXT["note"][nb].format(
        rate=number(100 * unit_cost("discount_rate"), 0, language),
        funds=number(100 * unit_cost("public_funds"), 0, language),
    )
    return Sheet(TEXT["title"][nb].format(arm), head, tuple(rows), (note,))


def _cell(found: Band, one: Indicator, language: str) -> str:
    """Return a median and its 5-95 %, a line each; how often it is better stands in the scorecard."""
    lines = figure(found, one, language).split("\n")
    return "\n".join(lines[: 2 if found.replicates > 1 else 1])
