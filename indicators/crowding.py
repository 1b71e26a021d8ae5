"""Crowding of settled refugee households: more persons than rooms (register definition, E49)."""

import numpy as np

from indicators.indicator import Indicator, Measured
from indicators.reading import by_year, ratio, ratios, read, since_policy
from simulation.moves import is_crowded
from simulation.observers import Observer
from simulation.recorder import Record

ROOMS_NATION = Observer(
    "persons_by_rooms_nation",
    "households",
    where=(("refugee", "==", 1), ("rooms", ">=", 1)),
    measure="sum:persons",
    by=("rooms", "persons"),
    every="quarter",
)


def compute(record: Record) -> Measured:
    """Return the share of persons in dwellings who live in one with more persons than rooms."""
    everyone = read(record, ROOMS_NATION.name)
    crowded = is_crowded(everyone["persons"], everyone["rooms"])
    tight = {**everyone, "value": np.where(crowded, everyone["value"], 0)}
    above, below = (float(since_policy(record, cells)["value"].sum()) for cells in (tight, everyone))
    value = ratio(above, below)
    return Measured(value, ratios(by_year(tight), by_year(everyone)))


INDICATORS = (
    Indicator(
        name="crowded",
        en="Person-months in crowded dwellings, 2011-16",
        nb="Personmåneder i trange boliger, 2011-16",
        unit="share",
        direction=-1,
        source="S04; E49",
        observers=(ROOMS_NATION,),
        compute=compute,
        order=50,
        digits=3,
        level=("household",),
        measured_by=("SSB",),
        unit_nb="andel",
        caveat_en=(
            "Register definition: more persons than rooms. Cheap because crowded is no gain: read"
            " with the cost of housing."
        ),
        caveat_nb=(
            "Registerdefinisjon: flere personer enn rom. Billig fordi det er trangt er ingen "
            "gevinst: les sammen med boutgifter."
        ),
        guards=("overburden", "waiting_months_all"),
        series=("patterns:housing_overcrowded_*",),
    ),
)
