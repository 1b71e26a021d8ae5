"""Neighbourhoods: who lives where standing is low, and whether people gather in some areas of a place (S11).

The standing of areas is drawn, and inhabitants are taken to be spread evenly over the areas of a place.
"""

import numpy as np

from indicators.groups import BREAKDOWN
from indicators.homes import HOUSED
from indicators.indicator import Indicator, Measured
from indicators.places import WORST
from indicators.reading import from_policy, mean, read
from indicators.shares import share
from simulation.observers import Observer
from simulation.recorder import Record

THERE = (("refugee", "==", 1), ("tenure", "in", HOUSED), ("area", ">=", 0))
STANDING = Observer("persons_by_area", "households", THERE, "sum:persons", ("group", "area_decile"), "year")
CONCENTRATION = Observer("area_of_persons", "households", THERE, "sum:persons", ("area",), "year")
AREAS = Observer("areas_of_places", "places", measure="sum:areas", by=("place",), every="year")


def low(record: Record) -> Measured:
    """Return the share of persons in dwellings who live in an area of the lowest tenth."""
    cells = read(record, STANDING.name)
    return share(record, cells, np.asarray(cells["area_decile"] == WORST))


def concentration(record: Record) -> Measured:
    """Return the share who would have to move within their place to be spread evenly over its areas; places
    of one area left out, the others weighted by persons."""
    cells, areas = read(record, CONCENTRATION.name), read(record, AREAS.name)
    yearly = {}
    for year in np.unique(cells["year"]).tolist():
        now, of = cells["year"] == year, areas["year"] == year
        count = np.zeros(int(areas["place"].max()) + 1)
        count[areas["place"][of]] = areas["value"][of]
        # the areas of a place are consecutive, place by place
        place = np.searchsorted(np.cumsum(count), cells["area"][now], side="right")
        persons = cells["value"][now].astype(np.float64)
        total = np.bincount(place, weights=persons, minlength=len(count))
        even = 1.0 / np.maximum(count, 1.0)
        # above the even share somewhere is as much as below it elsewhere
        above = np.maximum(persons / total[place] - even[place], 0.0)
        apart = np.bincount(place, weights=above, minlength=len(count))
        several = count > 1
        people = float(total[several].sum())
        yearly[int(year)] = float((apart * total)[several].sum()) / people if people else float("nan")
    return Measured(mean(from_policy(record, yearly)), yearly)


ASSUMED = (
    "The standing of areas is drawn and what follows it is assumed: read differences, not the level.",
    "Områdenes anseelse er trukket, og det som følger den, er antatt: les forskjeller, ikke nivået.",
)
INDICATORS = (
    Indicator(
        name="low_standing",
        en="Persons in an area of the lowest tenth",
        nb="Personer i et område i den laveste tidelen",
        unit="share",
        unit_nb="andel",
        direction=-1,
        source="S11; LK02, PR10",
        observers=(STANDING,),
        compute=low,
        order=55,
        digits=3,
        headline=False,
        level=("neighbourhood", "household"),
        caveat_en=ASSUMED[0] + " It stands for safety and for problems there, which are not in the model.",
        caveat_nb=ASSUMED[1] + " Det står for trygghet og problemer der, som ikke er i modellen.",
        breakdown=BREAKDOWN,
        guards=("overburden", "ties_bridging"),
    ),
    Indicator(
        name="area_concentration",
        en="Gathered in some areas of a place (dissimilarity)",
        nb="Samlet i noen områder på et sted (ulikhetsindeks)",
        unit="index 0-1",
        unit_nb="indeks 0-1",
        direction=0,
        source="S11; PR07, L65",
        observers=(CONCENTRATION, AREAS),
        compute=concentration,
        order=56,
        digits=3,
        headline=False,
        level=("neighbourhood", "municipality"),
        horizon="both",
        measured_by=("SSB",),
        caveat_en=(
            "Few persons in many areas look gathered by chance alone: read differences. To be near one's own "
            "can help, and can go with deprivation: without a sign."
        ),
        caveat_nb=(
            "Få personer på mange områder ser samlet ut ved ren tilfeldighet: les forskjeller. Nærhet til "
            "sine egne kan hjelpe, og kan følge med dårlige kår: uten fortegn."
        ),
        guards=("ties_bonding", "low_standing"),
    ),
)
