"""Who still lives in the municipality of first settlement five years on, of those in Norway.

It is no gain by itself: to stay can be fit, or want of a choice (S17).
"""

import numpy as np

from agents.kinds import Path
from indicators.groups import PLACED, group_ratios, part
from indicators.indicator import Indicator, Measured
from indicators.reading import ratio, ratios, read, sums, world_of
from simulation.observers import Observer
from simulation.recorder import Record

PRINCIPAL = (Path.ASYLUM, Path.QUOTA, Path.UNACCOMPANIED, Path.COLLECTIVE)
STAY = Observer(
    "stay_five_years",
    "persons",
    where=(
        ("months_since_settlement", ">=", 60),  # looked at once a quarter, so each person once
        ("months_since_settlement", "<=", 62),
        ("path", "in", PRINCIPAL),
        ("settled_in", ">=", 0),  # with a municipality's agreement: who left the queue has no first one
    ),
    by=("settlement_year", "same_municipality", "same_county", "first_placed"),
    every="quarter",
)


def compute(record: Record) -> Measured:
    """Return the share of the recorded cohorts together; by settlement year, that of each cohort.

    Earlier cohorts partly stand where the start put them.
    """
    first = world_of(record).first_recorded
    everyone = read(record, STAY.name)
    stayed = read(record, STAY.name, same_municipality=1)
    below = sums(everyone["settlement_year"], everyone["value"])
    above = sums(stayed["settlement_year"], stayed["value"])
    scored = [year for year in below if year >= first]
    value = ratio(sum(above.get(year, 0.0) for year in scored), sum(below[year] for year in scored))
    county = read(record, STAY.name, same_county=1)
    in_county = sums(county["settlement_year"], county["value"])
    parts = {
        part("stay", "county"): ratio(
            sum(in_county.get(y, 0.0) for y in scored), sum(below[y] for y in scored)
        )
    }
    late = everyone["settlement_year"] >= first
    stays = np.where(everyone["same_municipality"] == 1, everyone["value"], 0)
    parts |= group_ratios(everyone["first_placed"][late], stays[late], everyone["value"][late])
    return Measured(value, ratios(above, below), parts)


INDICATORS = (
    Indicator(
        name="retention",
        en="In the first municipality after 5 years, settled 2009-11",
        nb="I første kommune etter 5 år, bosatt 2009-11",
        unit="share",
        direction=0,
        source="S17; E60",
        observers=(STAY,),
        compute=compute,
        order=60,
        digits=3,
        level=("municipality", "individual"),
        nature="social",
        way="indirect",
        horizon="both",
        measured_by=("SSB", "IMDi"),
        unit_nb="andel",
        caveat_en="To stay can be fit, or want of a choice: never summed with gains.",
        caveat_nb=(
            "Å bli kan bety at det passer, eller at en ikke har noe valg: legges aldri sammen med gevinster."
        ),
        guards=("work_5_years",),
        series=("patterns:retention5_cohort_*", "patterns:c2005_all_stay"),
        breakdown=("stay", *PLACED),
    ),
)
