"""Households that live by their own work: somebody works, and none of it is social assistance (IP01)."""

import numpy as np

from indicators.groups import BREAKDOWN
from indicators.homes import LIVING, LIVING_BY_TOWN
from indicators.indicator import Indicator, Measured
from indicators.reading import read
from indicators.shares import share
from simulation.living import ASSISTED, JOBLESS
from simulation.recorder import Record


def compute(record: Record) -> Measured:
    """Return the share of persons in dwellings whose household does, in December."""
    cells, towns = read(record, LIVING.name), read(record, LIVING_BY_TOWN.name)
    everybody = np.ones(len(towns["value"]), dtype=np.bool_)
    by_town = (towns, towns["living"] & (JOBLESS | ASSISTED) == 0, everybody)
    return share(record, cells, cells["living"] & (JOBLESS | ASSISTED) == 0, towns=by_town)


INDICATORS = (
    Indicator(
        name="self_sufficient",
        en="Persons in households that live by their own work",
        nb="Personer i husholdninger som lever av eget arbeid",
        unit="share",
        direction=1,
        source="S08; IP01, E24",
        observers=(LIVING, LIVING_BY_TOWN),
        compute=compute,
        order=75,
        digits=3,
        headline=False,
        unit_nb="andel",
        level=("household", "state"),
        nature="economic",
        horizon="invest",
        measured_by=("SSB",),
        caveat_en="Those who care for children at home are invisible in it.",
        caveat_nb="De som har omsorg for barn hjemme, er usynlige i den.",
        breakdown=(*BREAKDOWN, "centrality", "municipality"),
        guards=("jobless_households", "language_outside_work"),
    ),
)
