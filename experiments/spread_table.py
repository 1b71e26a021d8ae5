"""The two sources of spread as a table: chance, and parameters nobody has measured."""

from math import isfinite
from typing import TYPE_CHECKING, Final

from experiments.caveat import titled
from experiments.comparison import Study
from experiments.typeset import number

if TYPE_CHECKING:
    from experiments.grid import Grid

WORDS: Final = {
    "en": {
        "title": "Spread of the paired differences over single replicates ({} draws, {} chance seeds each)",
        "columns": ("indicator", "scenario", "sd by chance", "sd by parameters", "share of parameters"),
    },
    "nb": {
        "title": "Spredning i parvise forskjeller mellom enkeltframtider ({} trekninger, {} frø i hver)",
        "columns": (
            "indikator",
            "scenario",
            "standardavvik: tilfeldigheter",
            "standardavvik: parametre",
            "parametrenes andel",
        ),
    },
}


def spread_table(study: Study, language: str = "en") -> "Grid | None":
    """Return standard deviations by source; None where the design has one chance seed a draw."""
    from experiments.grid import Grid

    if study.per_draw == 1:
        return None
    words = WORDS[language]
    draws = len(study.seeds) // study.per_draw
    title = str(words["title"]).format(draws, study.per_draw)
    table = Grid(title=titled(title, study.world, study.scale, language))
    for i, column in enumerate(words["columns"]):
        table.add_column(column, justify="left" if i < 2 else "right")
    for one in study.indicators:
        for arm in study.arms:
            found = study.difference(arm, one.name).spread
            share = f"{100 * found.share:.0f} %" if isfinite(found.share) else "-"
            sds = (number(sd, one.digits + 1, language) for sd in (found.chance, found.parameters))
            table.add_row(one.heading(language), arm, *sds, share)
    return table
