"""Places asked for and decided (vedtak), 2012 and 2013: the country and municipalities.

Requests are inputs in every year. Decisions of 2012 per municipality are inputs and their sum is fit;
those of 2013 are held out.
"""

from collections.abc import Callable
from functools import partial
from math import nan
from typing import Any

from calibration.municipal import PLACES, known, places
from calibration.roles import Figure, targets_of
from calibration.small_numbers import of_count
from calibration.target import Target
from indicators.library import indicator
from simulation.recorder import Record

COUNTING = 0.01
GIVEN_EN = "given: decisions of 2012 are part of each municipality's start"
GIVEN_NB = "gitt: vedtakene for 2012 er del av hver kommunes start"


def yearly(name: str) -> Callable[[Record], Callable[[Figure], float]]:
    """Return a reader of an indicator by year."""

    def read(record: Record) -> Callable[[Figure], float]:
        found = indicator(name).of(record).by_year
        return lambda one: found.get(one.year, nan)

    return read


WORDS: dict[str, Any] = {"unit": "places", "unit_nb": "plasser", "persons": True, "transform": "log"}
TARGETS = (
    *targets_of(
        [Figure(f"series:decided:{year}", year) for year in (2012, 2013)],
        name="decided",
        read=yearly("decided"),
        se=lambda value, _: of_count(value, share=COUNTING),
        en="Places decided (vedtak)",
        nb="Plasser vedtatt",
        discrepancy=0.06,
        allowed=(0.10, 0.0),
        why_en="A year's politics and the state's pressure are not in the rule of the council.",
        why_nb="Årets politikk og presset fra staten er ikke med i kommunestyrets regel.",
        **WORDS,
    ),
    *targets_of(
        [Figure(f"series:requested:{year}", year) for year in (2012, 2013)],
        name="requested",
        read=yearly("asked"),
        se=lambda value, _: of_count(value, share=COUNTING),
        en="Places asked for",
        nb="Plasser anmodet om",
        allowed=(0.10, 0.0),
        **WORDS,
    ),
    Target(
        name="requested_by_municipality_given",
        en="Places asked for by municipality 2012-13",
        nb="Plasser anmodet om etter kommune 2012-13",
        role="input",
        cells=known("requested", (2012, 2013)),
        compute=partial(places, column="requested", years=(2012, 2013)),
        observers=PLACES["requested"],
        **WORDS,
    ),
    Target(
        name="decided_by_municipality_given",
        en="Places decided by municipality 2012",
        nb="Plasser vedtatt etter kommune 2012",
        role="input",
        cells=known("decided", (2012,)),
        compute=partial(places, column="decided", years=(2012,)),
        observers=PLACES["decided"],
        note_en=GIVEN_EN,
        note_nb=GIVEN_NB,
        **WORDS,
    ),
    Target(
        name="decided_by_municipality_held_out",
        en="Places decided by municipality 2013",
        nb="Plasser vedtatt etter kommune 2013",
        role="held-out",
        cells=known("decided", (2013,)),
        compute=partial(places, column="decided", years=(2013,)),
        observers=PLACES["decided"],
        **WORDS,
    ),
)
