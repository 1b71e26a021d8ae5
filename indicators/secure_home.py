"""A secure home in the first five years: owned, or rented with at least two years left (S03)."""

import numpy as np

from indicators.groups import BREAKDOWN
from indicators.homes import HOMES, RECENT_BY_TOWN
from indicators.indicator import Indicator, Measured
from indicators.reading import read
from indicators.shares import share
from simulation.living import OWNED, SECURE_RENT, STAFFED
from simulation.recorder import Record

SECURE = (SECURE_RENT, OWNED)


def compute(record: Record) -> Measured:
    """Return the share of person-months after settlement in a secure home, of the first five years.

    Staffed places for unaccompanied minors are no part of it. By municipality: in the Decembers.
    """
    cells, towns = read(record, HOMES.name), read(record, RECENT_BY_TOWN.name)
    return share(
        record,
        cells,
        np.isin(cells["standing"], SECURE),
        (cells["recent"] == 1) & (cells["standing"] != STAFFED),
        towns=(towns, np.isin(towns["standing"], SECURE), towns["standing"] != STAFFED),
    )


INDICATORS = (
    Indicator(
        name="secure_home",
        en="In a secure home, person-months of the first five years",
        nb="I trygg bolig, personmåneder de fem første årene",
        unit="share",
        direction=1,
        source="S03; L53",
        observers=(HOMES, RECENT_BY_TOWN),
        compute=compute,
        order=45,
        digits=3,
        unit_nb="andel",
        level=("individual",),
        horizon="both",
        caveat_en=(
            "Owned, or rented with two years left and no notice; shared housing, no written contract and "
            "lodging are not. Seen at the end of each quarter. A contract on paper can be broken."
        ),
        caveat_nb=(
            "Eid, eller leid med to år igjen og uten oppsigelse; bofellesskap, muntlig avtale og "
            "midlertidig husvære er ikke trygt. Sett ved utgangen av hvert kvartal. En kontrakt kan brytes."
        ),
        breakdown=(*BREAKDOWN, "centrality", "municipality"),
        guards=("overburden", "waiting_months_all"),
    ),
)
