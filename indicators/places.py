"""Where people came to live: children in areas of low standing, dissimilarity, and co-ethnic exposure (S11).

Exposure to one's own is given no sign: it can raise earnings and it can go with deprivation.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from indicators.groups import PLACED
from indicators.homes import HOUSED
from indicators.indicator import Indicator, Measured
from indicators.reading import from_policy, mean, read
from indicators.shares import share
from simulation.observers import Observer
from simulation.recorder import Record

Array = npt.NDArray[Any]
AREAS = Observer(
    "children_by_area",
    "households",
    where=(("refugee", "==", 1), ("tenure", "in", HOUSED), ("children", ">", 0), ("area", ">=", 0)),
    measure="sum:children",
    by=("placed", "area_decile"),
    every="year",
)
ORIGINS = Observer(
    "origin_by_place", "persons", where=(("place", ">=", 0),), by=("place", "origin"), every="year"
)
PEOPLE = Observer("population_by_place", "places", measure="sum:population", by=("place",), every="year")
WORST = 0  # decile


def low_standing(record: Record) -> Measured:
    """Return the share of children in dwellings who live in an area of the lowest tenth."""
    cells = read(record, AREAS.name)
    return share(record, cells, cells["area_decile"] == WORST)


def dissimilarity(refugees: Array, others: Array) -> float:
    """Return the share who would have to move for both groups to be spread alike over places (0-1)."""
    if not refugees.sum() or not others.sum():
        return float("nan")
    return float(0.5 * np.abs(refugees / refugees.sum() - others / others.sum()).sum())


def exposure(own: Array, everybody: Array) -> float:
    """Return the share of people of one's own origin where a person lives, mean over persons.

    Parameters
    ----------
    own : array, shape (places, origins)
    everybody : array, shape (places,)
    """
    there = np.divide(own, everybody[:, None], out=np.zeros(own.shape), where=everybody[:, None] > 0)
    return float((own * there).sum() / own.sum()) if own.sum() else float("nan")


def _tables(record: Record, year: int) -> tuple[Array, Array]:
    """Return residents by place and origin, and everybody by place, of a December."""
    found, people = read(record, ORIGINS.name), read(record, PEOPLE.name)
    found, people = ({k: v[c["year"] == year] for k, v in c.items()} for c in (found, people))
    size = int(people["place"].max()) + 1
    own = np.zeros((size, int(found["origin"].max()) + 1))
    own[found["place"], found["origin"]] = found["value"]
    everybody = np.zeros(size)
    everybody[people["place"]] = people["value"]
    return own, np.maximum(everybody, own.sum(axis=1))


def _years(record: Record) -> list[int]:
    return [int(year) for year in np.unique(read(record, ORIGINS.name)["year"])]


def segregation(record: Record) -> Measured:
    """Return dissimilarity between people of refugee background and all others over places."""
    yearly = {}
    for year in _years(record):
        own, everybody = _tables(record, year)
        refugees = own.sum(axis=1)
        yearly[year] = dissimilarity(refugees, everybody - refugees)
    return Measured(mean(from_policy(record, yearly)), yearly)


def coethnic(record: Record) -> Measured:
    """Return the mean exposure to people of one's own origin over places."""
    yearly = {year: exposure(*_tables(record, year)) for year in _years(record)}
    return Measured(mean(from_policy(record, yearly)), yearly)


BETWEEN = (
    "Between municipalities, and districts of Oslo; not between neighbourhoods.",
    "Mellom kommuner, og bydeler i Oslo; ikke mellom nabolag.",
)
INDICATORS = (
    Indicator(
        name="children_low_standing",
        en="Children in an area of the lowest tenth",
        nb="Barn i et område i den laveste tidelen",
        unit="share",
        direction=-1,
        source="S11; L54",
        observers=(AREAS,),
        compute=low_standing,
        order=55,
        digits=3,
        unit_nb="andel",
        level=("neighbourhood", "household"),
        horizon="both",
        caveat_en=(
            "The standing of areas is drawn, not measured; how far rents, prices and municipal purchases "
            "follow it is assumed. The level says little, a difference is who could pay for what."
        ),
        caveat_nb=(
            "Områdenes anseelse er trukket, ikke målt; hvor mye leie, pris og kommunale kjøp følger den, er "
            "antatt. Nivået sier lite, en forskjell er hvem som kunne betale for hva."
        ),
        breakdown=PLACED,
        guards=("ties_bridging",),
    ),
    Indicator(
        name="segregation",
        en="Dissimilarity of refugees and others over places",
        nb="Ulikhetsindeks for flyktninger og andre mellom steder",
        unit="share",
        direction=-1,
        source="S11; PR07",
        observers=(ORIGINS, PEOPLE),
        compute=segregation,
        order=56,
        digits=3,
        headline=False,
        unit_nb="andel",
        level=("neighbourhood", "municipality"),
        horizon="both",
        measured_by=("SSB",),
        caveat_en=BETWEEN[0],
        caveat_nb=BETWEEN[1],
        guards=("ties_bonding",),
        series=("refugee_stock:refugees",),
    ),
    Indicator(
        name="coethnic_exposure",
        en="Exposure to people of one's own origin",
        nb="Andel fra eget land der en bor",
        unit="share",
        direction=0,
        source="S11; E10, E11, E14",
        observers=(ORIGINS, PEOPLE),
        compute=coethnic,
        order=57,
        digits=4,
        headline=False,
        unit_nb="andel",
        level=("neighbourhood",),
        horizon="both",
        measured_by=("SSB",),
        caveat_en=BETWEEN[0] + " Good and bad effects are both documented: it has no sign.",
        caveat_nb=BETWEEN[1] + " Både gode og dårlige virkninger er vist: det har ikke fortegn.",
        guards=("ties_bonding", "ties_bridging"),
        series=("refugee_stock:refugees", "origin_mix"),
    ),
)
