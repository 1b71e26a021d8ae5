"""Crowded, in the survey of living conditions of early 2013: those of 16 and over, of origins outside Europe.

The survey asks persons of 16 and over, and calls crowded who has fewer rooms than persons in the
household, or lives alone in one room. So the same are counted in the model. Its largest class is
five rooms or more, in which nobody is known to be crowded.
"""

from collections.abc import Callable
from math import nan
from typing import Any

import numpy as np
import numpy.typing as npt

from calibration.roles import Figure, targets_of
from calibration.small_numbers import of_share
from calibration.targets.tenure import EUROPE, SEEN
from indicators.homes import HOUSED
from indicators.reading import ratio, read
from simulation.moves import is_crowded
from simulation.observers import Observer
from simulation.recorder import Record

Array = npt.NDArray[Any]
ASKED = 484  # immigrants in the sample; how many of them came from outside Europe is not published
ADULTS = Observer(
    "adults_by_rooms",
    "persons",
    where=(("tenure", "in", HOUSED), ("origin", "not in", EUROPE), ("age", ">=", 16)),
    by=("household_persons", "rooms"),
    every="year",
)


def tight(persons: Array, rooms: Array) -> npt.NDArray[np.bool_]:
    """Return who is crowded as the survey has it: fewer rooms than persons, or alone in one room."""
    found: npt.NDArray[np.bool_] = is_crowded(persons, rooms) | ((persons == 1) & (rooms == 1))
    return found


def crowded(record: Record) -> Callable[[Figure], float]:
    """Return a reader of the share of those asked who live crowded."""
    cells = read(record, ADULTS.name)

    def of(one: Figure) -> float:
        mine = (cells["year"] == SEEN.get(one.year, one.year)) & (cells["rooms"] >= 1)
        above = mine & tight(cells["household_persons"], cells["rooms"])
        below = float(cells["value"][mine].sum())
        return ratio(float(cells["value"][above].sum()), below) if mine.any() else nan

    return of


TARGETS = targets_of(
    [Figure("housing_overcrowded_africa_2013", 2013, of=ASKED)],
    name="crowded",
    read=crowded,
    se=lambda value, one: of_share(value, one.of, design=2.0, step=0.01),
    en="Crowded, of those of 16 and over from outside Europe",
    nb="Bor trangt, av dem på 16 år og over fra land utenfor Europa",
    unit="share",
    unit_nb="andel",
    transform="logit",
    discrepancy=0.40,
    observers=(ADULTS,),
    allowed=(0.0, 0.05),
    why_en="A small survey of all immigrants; the model has refugees, its largest class of rooms is open.",
    why_nb="En liten undersøkelse av alle innvandrere; modellen har flyktninger, største romklasse er åpen.",
    note_en="crowding: surveyed in 2013, read at the end of 2012",
    note_nb="trangboddhet: undersøkt i 2013, lest av ved slutten av 2012",
)
