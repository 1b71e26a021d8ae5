"""Persons in crowded dwellings, of origins outside Europe, in the survey of early 2013."""

from collections.abc import Callable
from math import nan

from calibration.roles import Figure, targets_of
from calibration.small_numbers import of_share
from calibration.targets.tenure import ANSWERS, outside_europe
from indicators.reading import ratio
from simulation.recorder import Record


def crowded(record: Record) -> Callable[[Figure], float]:
    """Return a reader of the share of persons in dwellings with more persons than rooms."""
    at = outside_europe(record)

    def of(one: Figure) -> float:
        cells, mine = at(one.year)
        housed = mine & (cells["crowding"] >= 0)
        above = housed & (cells["crowding"] == 1)
        below = float(cells["value"][housed].sum())
        return ratio(float(cells["value"][above].sum()), below) if mine.any() else nan

    return of


TARGETS = targets_of(
    [Figure("housing_overcrowded_africa_2013", 2013, of=ANSWERS)],
    name="crowded",
    read=crowded,
    se=lambda value, one: of_share(value, one.of, design=2.0, step=0.01),
    en="Persons in crowded dwellings, from outside Europe",
    nb="Personer i trange boliger, fra land utenfor Europa",
    unit="share",
    unit_nb="andel",
    transform="logit",
    discrepancy=0.40,
    allowed=(0.0, 0.05),
    why_en="A survey of all immigrants that counts singles in one room; the model is a register of refugees.",
    why_nb="Undersøkelsen spør alle innvandrere og teller enslige på ett rom; modellen er flyktninger.",
    note_en="crowding: surveyed in 2013, read at the end of 2012",
    note_nb="trangboddhet: undersøkt i 2013, lest av ved slutten av 2012",
)
