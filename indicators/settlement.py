"""Places asked for and decided, and persons settled, per year."""

from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from agents.kinds import MONTHS_PER_YEAR, SEPTEMBER
from indicators.groups import BREAKDOWN, group_sums, part, parts
from indicators.indicator import Indicator, Measured
from indicators.reading import (
    by_year,
    flow_by_year,
    from_policy,
    mean,
    read,
    recorded_years,
    since_policy,
    stock_by_year,
    sums,
    where,
)
from indicators.towns import PEOPLE, by_centrality, sums_by_centrality, totals
from simulation.observers import Observer
from simulation.recorder import Record


def _stock(name: str, column: str) -> Observer:
    return Observer(name, "municipalities", measure=f"sum:{column}", by=("centrality",), every="quarter")


ASKED = _stock("asked", "requested")
ASKED_MINORS = _stock("asked_minors", "requested_minor")
DECIDED = _stock("decided", "vedtak")
DECIDED_MINORS = _stock("decided_minors", "vedtak_minor")
DECIDING = Observer("municipalities_deciding", "municipalities", where=(("vedtak", ">", 0),), every="quarter")
SETTLED = Observer(
    "settled", "event:settled", measure="sum:persons", by=("municipality", "path"), every="year"
)

SETTLED_GROUPS = Observer(
    "settled_groups", "event:settled", measure="sum:persons", by=("group",), every="year"
)


def in_september(record: Record, *observers: Observer) -> dict[str, npt.NDArray[Any]]:
    """Return the cells of the Septembers of several observers of the same keys, together.

    Requests come in October for the next year; by September nearly all have answered.
    """
    found = [read(record, one.name) for one in observers]
    every = {key: np.concatenate([one[key] for one in found]) for key in found[0]}
    return where(every, every["month"] % MONTHS_PER_YEAR == SEPTEMBER)


def places(record: Record, adults: Observer, minors: Observer) -> Measured:
    """Return places as they stood in September, adults and unaccompanied minors together; by centrality
    too."""
    cells = in_september(record, adults, minors)
    yearly = by_year(cells)
    scored = from_policy(record, yearly)
    levels = {level: total / max(len(scored), 1) for level, total in totals(record, cells).items()}
    return Measured(mean(scored), yearly, parts("centrality", levels))


def settled(record: Record) -> Measured:
    """Return persons settled by agreement with a municipality, quota and minors included; by way to
    Norway, by municipality and by group too, persons a year."""
    cells = read(record, SETTLED.name)
    yearly = flow_by_year(record, cells)
    since, years = since_policy(record, cells), max(len(from_policy(record, yearly)), 1)
    by_path, by_town = (
        {key: persons / years for key, persons in sums(since[name], since["value"]).items() if key >= 0}
        for name in ("path", "municipality")
    )
    towns = {part("municipality", str(town)): persons for town, persons in by_town.items()}
    levels = {level: total / years for level, total in sums_by_centrality(record, since).items()}
    late = since_policy(record, read(record, SETTLED_GROUPS.name))
    groups = {name: persons / years for name, persons in group_sums(late["group"], late["value"]).items()}
    shown = {**groups, **levels, **parts("path", by_path), **towns}
    return Measured(mean(from_policy(record, yearly)), yearly, shown)


def participating(record: Record) -> Measured:
    """Return the number of municipalities that settled anyone; by centrality, mean of the years."""
    cells = read(record, SETTLED.name)
    pairs = {
        (int(y), int(m))
        for y, m, v in zip(cells["year"], cells["municipality"], cells["value"], strict=True)
        if v
    }
    yearly = {year: float(sum(y == year for y, _ in pairs)) for year in recorded_years(record)}
    since = since_policy(record, cells)
    years = max(len(from_policy(record, yearly)), 1)

    def settling(some: dict[str, Any]) -> float:
        rows = zip(some["year"].tolist(), some["municipality"].tolist(), some["value"].tolist(), strict=True)
        return len({(year, town) for year, town, persons in rows if persons}) / years

    return Measured(mean(from_policy(record, yearly)), yearly, by_centrality(record, since, settling))


def deciding(record: Record) -> Measured:
    """Return the number of municipalities with places for adults and families in September."""
    yearly = stock_by_year(record, read(record, DECIDING.name), SEPTEMBER)
    return Measured(mean(from_policy(record, yearly)), yearly)


def in_ten(record: Record) -> Measured:
    """Return the share settled in the ten municipalities that settle most in the year."""
    cells = read(record, SETTLED.name)
    yearly = {}
    for year in recorded_years(record):
        mine = cells["year"] == year
        towns = sorted(sums(cells["municipality"][mine], cells["value"][mine]).values(), reverse=True)
        if sum(towns) > 0:
            yearly[year] = sum(towns[:10]) / sum(towns)
    return Measured(mean(from_policy(record, yearly)), yearly)


INDICATORS = (
    Indicator(
        name="settled_in_ten",
        en="Settled in the ten municipalities that settle most, mean 2011-16",
        nb="Bosatt i de ti kommunene som bosetter flest, snitt 2011-16",
        unit="share",
        direction=0,
        source="panel, panel_2024",
        observers=(SETTLED,),
        compute=in_ten,
        order=53,
        digits=3,
        headline=False,
        level=("municipality", "state"),
        measured_by=("IMDi",),
        unit_nb="andel",
        series=("settlement_panel:settled",),
    ),
    Indicator(
        name="asked",
        unbroken="places",
        en="Places asked for a year, mean 2011-16",
        nb="Plasser anmodet om i året, snitt 2011-16",
        unit="persons a year",
        direction=0,
        source="requested",
        observers=(ASKED, ASKED_MINORS, PEOPLE),
        compute=partial(places, adults=ASKED, minors=ASKED_MINORS),
        order=30,
        level=("state",),
        measured_by=("IMDi", "KS"),
        unit_nb="personer i året",
        series=("national_series:requested", "settlement_panel:requested"),
        breakdown=("centrality",),
    ),
    Indicator(
        name="decided",
        unbroken="places",
        en="Places decided a year (vedtak), mean 2011-16",
        nb="Plasser vedtatt i året, snitt 2011-16",
        unit="persons a year",
        direction=0,
        source="S13; decided",
        observers=(DECIDED, DECIDED_MINORS, PEOPLE),
        compute=partial(places, adults=DECIDED, minors=DECIDED_MINORS),
        order=31,
        level=("municipality", "state"),
        horizon="invest",
        measured_by=("IMDi", "KS"),
        unit_nb="personer i året",
        caveat_en="A promise is not a settlement; paper places count.",
        caveat_nb="Et løfte er ikke en bosetting; papirplasser teller med.",
        guards=("settled",),
        series=("national_series:decided", "settlement_panel:decided"),
        breakdown=("centrality",),
    ),
    Indicator(
        name="settled",
        en="Settled a year, mean 2011-16",
        nb="Bosatt i året, snitt 2011-16",
        unit="persons a year",
        direction=1,
        source="S13; settled_annual, settled_panel",
        observers=(SETTLED, SETTLED_GROUPS, PEOPLE),
        compute=settled,
        order=32,
        level=("municipality", "state"),
        horizon="invest",
        measured_by=("IMDi",),
        unit_nb="personer i året",
        guards=("secure_home", "others_waiting"),
        series=("national_series:settled_annual", "settlement_panel:settled"),
        breakdown=(*BREAKDOWN, "centrality", "path", "municipality"),
    ),
    Indicator(
        name="municipalities_settling",
        en="Municipalities that settle anyone in a year, mean 2011-16",
        nb="Kommuner som bosetter noen i året, snitt 2011-16",
        unit="municipalities",
        direction=1,
        source="S13; municipalities_settled",
        observers=(SETTLED, PEOPLE),
        compute=participating,
        order=33,
        level=("municipality", "state"),
        horizon="invest",
        measured_by=("IMDi",),
        unit_nb="kommuner",
        series=("national_series:municipalities_settled",),
        breakdown=("centrality",),
        unbroken="places",
    ),
    Indicator(
        name="municipalities_deciding",
        en="Municipalities that decide on places in a year, mean 2011-16",
        nb="Kommuner som vedtar plasser i året, snitt 2011-16",
        unit="municipalities",
        direction=1,
        source="S13; municipalities_decided",
        observers=(DECIDING,),
        compute=deciding,
        order=34,
        headline=False,
        level=("municipality", "state"),
        horizon="invest",
        measured_by=("IMDi",),
        unit_nb="kommuner",
        series=("national_series:municipalities_decided",),
    ),
)
