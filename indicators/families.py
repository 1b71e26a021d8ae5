"""Families and their dwellings: size, children in municipal dwellings, and dwellings outgrown when the family
comes."""

import numpy as np

from agents.kinds import Tenure
from indicators.homes import HERE, MEMBERS
from indicators.indicator import Indicator, Measured
from indicators.rates import rate
from indicators.reading import read
from simulation.observers import Observer
from simulation.recorder import Record

ARRIVALS = Observer("family_arrivals", "event:family_arrival", by=("outgrown",), every="year")
FAMILIES = Observer(
    "children_by_tenure", "households", (*HERE, ("children", ">", 0)), "sum:children", ("tenure",), "year"
)
HOUSEHOLDS = Observer("households_here", "households", HERE, every="year")


def too_small(record: Record) -> Measured:
    """Return the share of family arrivals to a dwelling that became too small the same day."""
    cells = read(record, ARRIVALS.name)
    return rate(record, {**cells, "value": np.where(cells["outgrown"] == 1, cells["value"], 0)}, cells)


def municipal(record: Record) -> Measured:
    """Return the share of children who live in a municipal dwelling, in December."""
    cells = read(record, FAMILIES.name)
    return rate(
        record, {**cells, "value": np.where(cells["tenure"] == Tenure.MUNICIPAL, cells["value"], 0)}, cells
    )


def size(record: Record) -> Measured:
    """Return persons per household, in December."""
    return rate(record, read(record, MEMBERS.name), read(record, HOUSEHOLDS.name))


INDICATORS = (
    Indicator(
        name="reunified_too_small",
        en="Family arrivals to a dwelling too small",
        nb="Familiegjenforeninger til en for liten bolig",
        unit="share",
        unit_nb="andel",
        direction=-1,
        source="S04; IP10, L45",
        observers=(ARRIVALS,),
        compute=too_small,
        order=51,
        digits=3,
        headline=False,
        level=("household", "municipality"),
        bearers=("household",),
        caveat_en="On the day of arrival; how long it lasts is in crowding.",
        caveat_nb="Den dagen familien kommer; hvor lenge det varer, vises i trangboddhet.",
        guards=("waiting_months_all",),
    ),
    Indicator(
        name="children_municipal",
        en="Children in municipal dwellings",
        nb="Barn i kommunale boliger",
        unit="share",
        unit_nb="andel",
        direction=0,
        source="S14; PR03",
        observers=(FAMILIES,),
        compute=municipal,
        order=44,
        digits=3,
        headline=False,
        level=("household", "municipality"),
        horizon="both",
        measured_by=("SSB",),
        caveat_en="Safer than much private rent, in areas often worse: no sign.",
        caveat_nb="Tryggere enn mye privat leie, i områder som ofte er dårligere: uten fortegn.",
        guards=("secure_home", "children_low_standing"),
    ),
    Indicator(
        name="household_size",
        en="Persons per household",
        nb="Personer per husholdning",
        unit="persons",
        unit_nb="personer",
        direction=0,
        source="S04; PR02",
        observers=(MEMBERS, HOUSEHOLDS),
        compute=size,
        order=50,
        digits=2,
        headline=False,
        level=("household",),
        measured_by=("SSB",),
        caveat_en="Context, no gain or loss.",
        caveat_nb="Bakgrunn, ingen gevinst eller tap.",
        series=("patterns:hh_size_*",),
    ),
)
