"""Persons in an owned home, of origins outside Europe.

Tenure by origin of 2001 and 2006 is drawn into the start, so it is no target; of families there is no
figure apart after 2006. What is left are surveys of *all* immigrants from Africa and Asia, refugees or
not, which lie above what refugees have: a weak target with a wide discrepancy.
"""

from collections.abc import Callable
from math import nan
from typing import Any

import numpy as np
import numpy.typing as npt

from agents.kinds import DECEMBER, Origin
from calibration.roles import Figure, targets_of
from calibration.small_numbers import of_share
from indicators.homes import HOMES
from indicators.reading import ratio, read
from simulation.groups import decode
from simulation.living import OWNED
from simulation.recorder import Record

Array = npt.NDArray[Any]
EUROPE = (Origin.BALKANS,)
ANSWERS = 1200  # of the group in a survey of living conditions; assumed
SEEN = {2013: 2012}  # a survey of early 2013 is read at the end of 2012, which every run covers


def outside_europe(record: Record) -> Callable[[int], tuple[dict[str, Array], Array]]:
    """Return a reader of the last quarter of a year, of households from outside Europe."""
    cells = read(record, HOMES.name)
    far = ~np.isin(decode(cells["group"])["origin"], EUROPE)

    def at(year: int) -> tuple[dict[str, Array], Array]:
        mine = far & (cells["year"] == SEEN.get(year, year)) & (cells["month"] % 12 == DECEMBER)
        return cells, mine

    return at


def owners(record: Record) -> Callable[[Figure], float]:
    """Return a reader of the share of persons in an owned home."""
    at = outside_europe(record)

    def of(one: Figure) -> float:
        cells, mine = at(one.year)
        own = mine & (cells["standing"] == OWNED)
        return (
            ratio(float(cells["value"][own].sum()), float(cells["value"][mine].sum())) if mine.any() else nan
        )

    return of


TARGETS = targets_of(
    [
        Figure("owner_share_asia_africa_2011", 2011, of=20_000),
        Figure("housing_owner_africa_2013", 2013, of=ANSWERS),
    ],
    name="owners",
    read=owners,
    se=lambda value, one: of_share(value, one.of, design=2.0, step=0.01),
    en="Persons in an owned home, from outside Europe",
    nb="Personer i eid bolig, fra land utenfor Europa",
    unit="share",
    unit_nb="andel",
    transform="logit",
    discrepancy=0.80,
    why_en="The record counts all immigrants from Africa and Asia, the model refugees and their families.",
    why_nb="Registeret teller alle innvandrere fra Afrika og Asia, modellen flyktninger med familie.",
    note_en="owning: mostly what was drawn in at the start; a weak check",
    note_nb="eie: for det meste det som ble trukket inn ved starten; en svak prøve",
)
