"""Nights without a home of one's own after settlement: in temporary lodging, or doubled up (S23)."""

import numpy as np

from indicators.groups import BREAKDOWN, part
from indicators.homes import HOMES, HOMES_BY_TOWN
from indicators.indicator import Indicator, Measured
from indicators.reading import read
from indicators.shares import share
from simulation.living import KIN, NO_HOME
from simulation.recorder import Record

NIGHTS = 365.25


def compute(record: Record) -> Measured:
    """Return nights without a home of one's own per person-year."""
    cells, towns = read(record, HOMES.name), read(record, HOMES_BY_TOWN.name)
    everybody = np.ones(len(towns["value"]), dtype=np.bool_)
    found = share(
        record,
        cells,
        np.isin(cells["standing"], (NO_HOME, KIN)),
        scale=NIGHTS,
        towns=(towns, np.isin(towns["standing"], (NO_HOME, KIN)), everybody),
    )
    own = {
        part("lodging", name): share(record, cells, cells["standing"] == code, scale=NIGHTS).value
        for name, code in (("temporary", NO_HOME), ("with_kin", KIN))
    }
    return Measured(found.value, found.by_year, {**found.parts, **own})


INDICATORS = (
    Indicator(
        name="homeless_nights",
        en="Nights in temporary lodging or doubled up per person-year",
        nb="Netter i midlertidig husvære eller hos andre per personår",
        unit="nights",
        direction=-1,
        source="S23; E111",
        observers=(HOMES, HOMES_BY_TOWN),
        compute=compute,
        order=46,
        digits=1,
        unit_nb="netter",
        level=("individual", "society"),
        bearers=("household", "municipality"),
        measured_by=("NIBR", "Husbanken"),
        caveat_en=(
            "Counts fall on a day in surveys, on the end of a quarter here. Young people who leave home "
            "lodge with kin until they find a dwelling, and count."
        ),
        caveat_nb=(
            "Undersøkelser teller én dag, her er det utgangen av hvert kvartal. Unge som flytter "
            "hjemmefra, bor hos slekt til de finner bolig, og teller med."
        ),
        breakdown=(*BREAKDOWN, "centrality", "municipality", "lodging"),
        guards=("settled_on_time",),
        series=("patterns:homeless_*", "national_series:homeless"),
    ),
)
