"""Who the residents are: how long they have lived here, and the schooling they have (Zaragoza). No scenario
moves them much; they say who the other figures are about."""

from functools import partial

import numpy as np

from indicators.indicator import Indicator, Measured
from indicators.rates import rate
from indicators.reading import read
from simulation.observers import Observer
from simulation.recorder import Record

UPPER_SECONDARY = 1  # level of schooling: 0 primary or less, 1 upper secondary, 2 higher
SETTLED = Observer(
    "persons_by_residence", "persons", (("months_since_settlement", ">=", 0),), by=("recent",), every="year"
)
SCHOOLING = Observer(
    "adults_by_schooling", "persons", (("age", ">=", 20), ("age", "<=", 66), ("county", ">=", 0)),
    by=("education",), every="year",
)  # fmt: skip


def long(record: Record) -> Measured:
    """Return the share of settled persons who have lived here five years or more, in December."""
    cells = read(record, SETTLED.name)
    return rate(record, {**cells, "value": np.where(cells["recent"] == 0, cells["value"], 0)}, cells)


def schooled(record: Record) -> Measured:
    """Return the share of adults with upper secondary schooling or more, in December."""
    cells = read(record, SCHOOLING.name)
    has = cells["education"] >= UPPER_SECONDARY
    return rate(record, {**cells, "value": np.where(has, cells["value"], 0)}, cells)


_indicator = partial(
    Indicator,
    unit="share",
    unit_nb="andel",
    direction=0,
    order=79,
    digits=3,
    headline=False,
    level=("individual", "society"),
    horizon="invest",
    measured_by=("SSB", "Eurostat"),
)
INDICATORS = (
    _indicator(
        name="long_residence",
        en="Settled five years ago or more",
        nb="Bosatt for fem år siden eller mer",
        source="ZA14",
        observers=(SETTLED,),
        compute=long,
        caveat_en="Follows arrivals and emigration, which no scenario moves: who the residents are.",
        caveat_nb="Følger ankomster og utvandring, som ingen scenarioer flytter: hvem beboerne er.",
        series=("patterns:refbg_residence_*",),
    ),
    _indicator(
        name="schooling",
        en="Upper secondary schooling or more, aged 20-66",
        nb="Videregående utdanning eller mer, 20-66 år",
        source="ZA05",
        observers=(SCHOOLING,),
        compute=schooled,
        caveat_en="Drawn at arrival, and not raised by study in the model: who came, not what was gained.",
        caveat_nb=(
            "Trukket ved ankomst, og ikke hevet av studier i modellen: hvem som kom, ikke hva som ble vunnet."
        ),
    ),
)
