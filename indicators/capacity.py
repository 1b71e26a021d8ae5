"""Capacity: what was settled of what was asked for, and dwellings added (S13).

Additionality is what a scenario adds beyond its paired baseline: the difference of `dwellings_added` in a
comparison, run for run.
"""

import numpy as np

from agents.kinds import Mode
from indicators.effort import ADDED as ADDED_BY_TOWN
from indicators.groups import part, parts
from indicators.indicator import Indicator, Measured
from indicators.reading import (
    by_year,
    flow_by_year,
    from_policy,
    mean,
    ratio,
    ratios,
    read,
    since_policy,
    sums,
    where,
)
from indicators.settlement import ASKED, ASKED_MINORS, SETTLED, in_september
from indicators.towns import PEOPLE, sums_by_centrality, totals
from simulation.observers import Observer
from simulation.recorder import Record

ADDED = Observer("dwellings_added", "event:investment", by=("mode",), every="year")


def realised(record: Record) -> Measured:
    """Return persons settled over places asked for, years since the policy year; by centrality too."""
    asked = in_september(record, ASKED, ASKED_MINORS)
    below = by_year(asked)
    cells = read(record, SETTLED.name)
    settled = flow_by_year(record, cells)
    above = {year: settled.get(year, 0.0) for year in below}
    value = ratio(sum(from_policy(record, above)), sum(from_policy(record, below)))
    here = where(cells, np.isin(cells["year"], list(below)))
    over = sums_by_centrality(record, since_policy(record, here))
    under = parts("centrality", totals(record, asked))
    levels = {name: ratio(over.get(name, 0.0), places) for name, places in under.items() if places}
    return Measured(value, ratios(above, below), levels)


def added(record: Record) -> Measured:
    """Return dwellings that municipalities bought, converted or built a year; `parts` by mode and
    by centrality."""
    cells = read(record, ADDED.name)
    yearly = flow_by_year(record, cells)
    late = since_policy(record, cells)
    years = max(len(from_policy(record, yearly)), 1)
    modes = {
        part("mode", Mode(code).name.lower()): total / years
        for code, total in sums(late["mode"], late["value"]).items()
    }
    towns = since_policy(record, read(record, ADDED_BY_TOWN.name))
    levels = {level: total / years for level, total in sums_by_centrality(record, towns).items()}
    return Measured(mean(from_policy(record, yearly)), yearly, modes | levels)


INDICATORS = (
    Indicator(
        name="settled_of_asked",
        unbroken="places",
        en="Settled of the places asked for",
        nb="Bosatt av plassene det ble anmodet om",
        unit="share",
        direction=1,
        source="S13; E93",
        observers=(ASKED, ASKED_MINORS, SETTLED, PEOPLE),
        compute=realised,
        order=35,
        digits=3,
        unit_nb="andel",
        level=("municipality", "state"),
        horizon="invest",
        measured_by=("IMDi", "KS"),
        caveat_en="Rises when less is asked for; settled without a place (family) are not in it.",
        caveat_nb="Stiger når det anmodes om mindre; bosatte uten plass (familie) er ikke med.",
        guards=("secure_home", "others_waiting"),
        series=("national_series:requested", "national_series:settled_annual"),
        breakdown=("centrality",),
    ),
    Indicator(
        name="dwellings_added",
        en="Dwellings municipalities bought, converted or built a year",
        nb="Boliger kommunene kjøpte, bygde om eller bygde i året",
        unit="dwellings a year",
        direction=1,
        source="S13; E73, E74",
        observers=(ADDED, ADDED_BY_TOWN, PEOPLE),
        compute=added,
        order=36,
        unit_nb="boliger i året",
        level=("municipality", "state"),
        nature="economic",
        horizon="invest",
        measured_by=("Husbanken", "SSB (KOSTRA)"),
        caveat_en="Only what exceeds the paired baseline is additional; purchases take from others.",
        caveat_nb="Bare det som overstiger den parvise grunnlinjen, kommer i tillegg; kjøp tar fra andre.",
        breakdown=("mode", "centrality"),
        unbroken="places",
        guards=("rent_effect", "lost_vacancies"),
        series=("national_series:municipal_dwellings", "national_series:rental_grant_dwellings"),
    ),
)
