"""Throughput of municipal dwellings: how long households stayed, and where they went (S14)."""

import numpy as np

from agents.kinds import Tenure
from indicators.groups import PLACED, part
from indicators.indicator import Indicator, Measured
from indicators.reading import read, since_policy, sums
from indicators.shares import share
from simulation.observers import Observer
from simulation.recorder import Record

OURS = (("refugee", "==", 1),)
EXITS = Observer(
    "exits_municipal", "event:exit_municipal", where=OURS, by=("placed", "destination"), every="year"
)
STAYS = Observer("stays_municipal", "event:exit_municipal", where=OURS, by=("stay",), every="year")
GOOD = (Tenure.OWNED, Tenure.PRIVATE)
NAMES = {
    "owner": (Tenure.OWNED,),
    "private_contract": (Tenure.PRIVATE,),
    "insecure": (Tenure.UNSERIOUS, Tenure.SHARED),
    "homeless": (Tenure.TEMPORARY, Tenure.RELATIVES, Tenure.NONE),
    "left": (Tenure.GONE, Tenure.ABROAD, Tenure.RECEPTION, Tenure.STAFFED),
}


def median(months: dict[int, float]) -> float:
    """Return the weighted median; NaN of nothing."""
    half, seen = sum(months.values()) / 2.0, 0.0
    for month, count in sorted(months.items()):
        seen += count
        if seen >= half and count:
            return float(month)
    return float("nan")


def good_exits(record: Record) -> Measured:
    """Return the share of exits to an owned home or a private contract; `parts` holds every destination."""
    cells = read(record, EXITS.name)
    found = share(record, cells, np.isin(cells["destination"], GOOD))
    to = {
        part("exit", name): share(record, cells, np.isin(cells["destination"], codes)).value
        for name, codes in NAMES.items()
    }
    return Measured(found.value, found.by_year, {**found.parts, **to})


def stay(record: Record) -> Measured:
    """Return the median months of the stays that ended since the policy year; by year of exit."""
    cells = read(record, STAYS.name)
    late = since_policy(record, cells)
    yearly = {
        int(year): median(sums(cells["stay"][cells["year"] == year], cells["value"][cells["year"] == year]))
        for year in np.unique(cells["year"])
    }
    return Measured(median(sums(late["stay"], late["value"])), yearly)


INDICATORS = (
    Indicator(
        name="exits_to_good",
        en="Exits from municipal dwellings to an owned home or a private contract",
        nb="Utflyttinger fra kommunal bolig til eid bolig eller privat kontrakt",
        unit="share",
        direction=1,
        source="S14; L62",
        observers=(EXITS,),
        compute=good_exits,
        order=42,
        digits=3,
        unit_nb="andel",
        level=("municipality", "household"),
        horizon="both",
        caveat_en="Of those who left: how many leave is another matter. A private contract can be short.",
        caveat_nb="Av dem som flyttet ut; hvor mange, er en annen sak. En privat kontrakt kan være kort.",
        breakdown=(*PLACED, "exit"),
        guards=("secure_home", "unwanted_moves"),
    ),
    Indicator(
        name="stay_municipal",
        en="Median months in a municipal dwelling, of stays that ended",
        nb="Median måneder i kommunal bolig, av opphold som tok slutt",
        unit="months",
        direction=0,
        source="S14; KO08",
        observers=(STAYS,),
        compute=stay,
        order=43,
        headline=False,
        unit_nb="måneder",
        level=("municipality",),
        nature="economic",
        horizon="both",
        measured_by=("SSB (KOSTRA)",),
        caveat_en="Short stays free dwellings, and can be forced: see where they went. Long ones are unseen.",
        caveat_nb="Korte opphold frigjør boliger, og kan være tvungne: se hvor de flyttet. Lange ses ikke.",
        guards=("exits_to_good",),
    ),
)
