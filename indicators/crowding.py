"""Crowding of refugee households: more persons than rooms (register definition, E49), persons and
children apart."""

from functools import partial

import numpy as np

from indicators.groups import BREAKDOWN
from indicators.homes import CHILDREN_HOUSED, HOMES, HOMES_BY_TOWN
from indicators.indicator import Indicator, Measured
from indicators.reading import read
from indicators.shares import share
from simulation.observers import Observer
from simulation.recorder import Record


def of_persons(record: Record) -> Measured:
    """Return the share of persons in dwellings who live in one with more persons than rooms."""
    cells, towns = read(record, HOMES.name), read(record, HOMES_BY_TOWN.name)
    return share(
        record,
        cells,
        cells["crowding"] == 1,
        cells["crowding"] >= 0,
        towns=(towns, towns["crowding"] == 1, towns["crowding"] >= 0),
    )


def of_children(record: Record, observer: Observer) -> Measured:
    """Return the same of children under 18."""
    cells = read(record, observer.name)
    return share(record, cells, cells["crowding"] == 1, np.asarray(cells["crowding"] >= 0))


def _indicator(name: str, en: str, nb: str, observers: tuple[Observer, ...], headline: bool) -> Indicator:
    return Indicator(
        name=name,
        en=en,
        nb=nb,
        unit="share",
        direction=-1,
        source="S04; E49",
        observers=observers,
        compute=of_persons if headline else partial(of_children, observer=CHILDREN_HOUSED),
        order=50,
        digits=3,
        headline=headline,
        unit_nb="andel",
        level=("household",),
        measured_by=("SSB",),
        caveat_en=(
            "Register definition: more persons than rooms; nobody in five rooms or more is known to be "
            "crowded. Cheap because crowded is no gain: read with the cost of housing."
        ),
        caveat_nb=(
            "Registerdefinisjon: flere personer enn rom; i fem rom eller flere er ingen kjent som "
            "trangbodde. Billig fordi det er trangt er ingen gevinst: les sammen med boutgifter."
        ),
        breakdown=(*BREAKDOWN, "centrality", "municipality") if headline else BREAKDOWN,
        guards=("overburden", "waiting_months_all"),
        series=("patterns:housing_overcrowded_*",),
    )


INDICATORS = (
    _indicator(
        "crowded",
        "Person-months in crowded dwellings, 2011-16",
        "Personmåneder i trange boliger, 2011-16",
        (HOMES, HOMES_BY_TOWN),
        True,
    ),
    _indicator(
        "crowded_children",
        "Children's months in crowded dwellings, 2011-16",
        "Barns måneder i trange boliger, 2011-16",
        (CHILDREN_HOUSED,),
        False,
    ),
)
