"""Who has had too little to live on for three years on end (Laeken): a year is seen in its December."""

import numpy as np

from indicators.groups import PLACED
from indicators.indicator import Indicator, Measured
from indicators.reading import read
from indicators.shares import share
from simulation.observers import Observer
from simulation.past import LONGEST
from simulation.recorder import Record

STAYED = Observer(
    "persons_by_poor_years",
    "persons",
    where=(("years_here", ">=", LONGEST),),
    by=("placed", "years_poor"),
    every="year",
)


def compute(record: Record) -> Measured:
    """Return the share of those here in this and the two Decembers before it whose household had too little
    left for the minimum budget in all three, since the policy year; by year."""
    cells = read(record, STAYED.name)
    return share(record, cells, np.asarray(cells["years_poor"] >= LONGEST))


INDICATORS = (
    Indicator(
        name="persistently_poor",
        en="Too little left for the minimum budget three years on end",
        nb="For lite igjen til minstebudsjett tre år på rad",
        unit="share",
        direction=-1,
        source="S24; LA03",
        observers=(STAYED,),
        compute=compute,
        order=53,
        digits=3,
        headline=False,
        unit_nb="andel",
        level=("household", "society"),
        nature="economic",
        horizon="both",
        bearers=("household",),
        caveat_en=(
            "A year is its December: short of the minimum budget after housing, not of a poverty line. Of "
            "those who have lived here for three Decembers, in a home of their own or not; minors in staffed "
            "places are left out. Nothing is known before the run's third December."
        ),
        caveat_nb=(
            "Et år er desember: under minstebudsjettet etter bolig, ikke under en lavinntektsgrense. Av dem "
            "som bor her for tredje desember på rad, i egen bolig eller ikke; mindreårige i bemannede tiltak "
            "er ikke med. Før kjøringens tredje desember er ingenting kjent."
        ),
        breakdown=PLACED,
        guards=("jobless_households", "residual_poor"),
    ),
)
