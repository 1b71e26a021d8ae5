"""Work 2 and 5 years after settlement, of persons aged 20-66 then."""

from collections.abc import Callable
from functools import partial

from indicators.groups import SEXES, part
from indicators.indicator import Indicator, Measured
from indicators.reading import ratio, ratios, read, sums, world_of
from simulation.observers import Observer
from simulation.recorder import Record
from simulation.worlds import NationalWorld

AT_WORK = Observer(
    "work_after_settlement",
    "persons",
    where=(
        ("months_since_settlement", "in", (24, 25, 26, 60, 61, 62)),  # each person once a quarter
        ("age", ">=", 20),
        ("age", "<=", 66),
    ),
    by=("years_since_settlement", "female", "employed", "settlement_year"),
    every="quarter",
)


def compute(record: Record, years: int, begin: Callable[[NationalWorld], int]) -> Measured:
    """Return the share at work `years` after settlement, cohorts settled from the year `begin` on."""
    first = begin(world_of(record))
    everyone = read(record, AT_WORK.name, years_since_settlement=years)
    working = read(record, AT_WORK.name, years_since_settlement=years, employed=1)
    below = sums(everyone["settlement_year"], everyone["value"])
    above = sums(working["settlement_year"], working["value"])
    scored = [year for year in below if year >= first]
    value = ratio(sum(above.get(year, 0.0) for year in scored), sum(below[year] for year in scored))
    parts = {}
    for female, sex in SEXES.items():
        some = (everyone["female"] == female) & (everyone["settlement_year"] >= first)
        total = float(everyone["value"][some].sum())
        at_work = float(everyone["value"][some & (everyone["employed"] == 1)].sum())
        parts[part("sex", sex)] = ratio(at_work, total)
    return Measured(value, ratios(above, below), parts)


INDICATORS = (
    Indicator(
        name="work_2_years",
        en="At work 2 years after settlement, settled 2011-14",
        nb="I arbeid 2 år etter bosetting, bosatt 2011-14",
        unit="share",
        direction=1,
        source="S08; E20, E25",
        observers=(AT_WORK,),
        compute=partial(compute, years=2, begin=lambda world: world.policy_year),
        order=70,
        digits=3,
        level=("individual", "state"),
        nature="economic",
        horizon="invest",
        measured_by=("SSB",),
        unit_nb="andel",
        caveat_en="Early jobs may not last: no gain after ten years follows from it.",
        caveat_nb="Tidlig arbeid varer ikke alltid: det følger ingen gevinst etter ti år av det.",
        guards=("language_outside_work",),
        series=("employment_by_residence:share",),
        breakdown=("sex",),
    ),
    Indicator(
        name="work_5_years",
        en="At work 5 years after settlement, settled 2009-11",
        nb="I arbeid 5 år etter bosetting, bosatt 2009-11",
        unit="share",
        direction=1,
        source="S08; E24, E25",
        observers=(AT_WORK,),
        compute=partial(compute, years=5, begin=lambda world: world.first_recorded),
        order=71,
        digits=3,
        level=("individual", "state"),
        nature="economic",
        horizon="invest",
        measured_by=("SSB",),
        unit_nb="andel",
        caveat_en="Early jobs may not last: no gain after ten years follows from it.",
        caveat_nb="Tidlig arbeid varer ikke alltid: det følger ingen gevinst etter ti år av det.",
        guards=("language_outside_work",),
        series=("employment_by_residence:share",),
        breakdown=("sex",),
    ),
)
