"""Municipal and private dwellings: refugees among those who move into the municipal stock, and
municipalities that use private dwellings.

How many of the settled get a municipal dwelling first is not published for these years; these two
surveys say something of it.
"""

from collections.abc import Callable
from functools import cache
from math import nan
from typing import Any

import numpy as np

from agents.kinds import Mode, Tenure
from calibration.municipal import codes
from calibration.reading import of_years
from calibration.roles import Figure, targets_of
from calibration.small_numbers import of_share
from calibration.target import Vector, no_summary
from data import municipality_frame
from indicators.first_dwelling import FIRST
from indicators.reading import ratio, read
from simulation.observers import Observer
from simulation.recorder import Record

TOWN_FIRST = Observer(
    "first_dwelling_by_municipality", "event:settled", by=("municipality", "tenure", "mode"), every="year"
)
TO_OTHERS = Observer("let_to_other", "event:let_to_other", by=("municipality",), every="year")
MOVED_IN = Observer(
    "moved_into_municipal",
    "event:move",
    where=(("refugee", "==", 1), ("to_tenure", "==", Tenure.MUNICIPAL)),
    by=("from_tenure",),
    every="year",
)
FROM_LANDLORDS = (Mode.LEASE, Mode.GUARANTEE)  # rented in, or the household's own contract with a guarantee
SIZES = {"small": (0, 5000), "medium": (5000, 20_000), "large": (20_000, 10**9)}
LARGELY = 1 / 3  # of first dwellings: what "to a fairly or very large degree" is taken to mean
YEARS = (2010, 2011, 2012)


@cache
def people() -> Vector:
    """Return inhabitants of each municipality in 2013, in the order of the model."""
    found: Vector = municipality_frame()["population_2013"].reindex(codes()).to_numpy(float)
    return found


def allotted(record: Record) -> Callable[[Figure], float]:
    """Return a reader of refugee households among those who moved into municipal dwellings in a year."""
    first, later, others = (read(record, one.name) for one in (FIRST, MOVED_IN, TO_OTHERS))

    def of(one: Figure) -> float:
        ours = float(
            first["value"][(first["tenure"] == Tenure.MUNICIPAL) & (first["year"] == one.year)].sum()
        )
        inside = (later["year"] == one.year) & (later["from_tenure"] != Tenure.MUNICIPAL)
        ours += float(later["value"][inside].sum())
        theirs = float(others["value"][others["year"] == one.year].sum())
        return ratio(ours, ours + theirs)

    return of


def private(record: Record) -> Callable[[Figure], float]:
    """Return a reader of municipalities of a size that use private dwellings largely, or not at all
    (key: size, whether not at all); of those that settled anyone 2010-12."""
    cells = of_years(record, TOWN_FIRST.name, YEARS)
    size = len(people())
    where = cells["municipality"].astype(np.intp)
    housed = np.bincount(where, np.where(cells["tenure"] == Tenure.STAFFED, 0, cells["value"]), size)[:size]
    rented = np.bincount(where, np.where(np.isin(cells["mode"], FROM_LANDLORDS), cells["value"], 0), size)[
        :size
    ]

    def of(one: Figure) -> float:
        (low, high), never = SIZES[one.key[0]], one.key[1]
        mine = (housed > 0) & (people() >= low) & (people() < high)
        if not mine.any():
            return nan
        part = rented[mine] / housed[mine]
        return float((part == 0).mean() if never else (part >= LARGELY).mean())

    return of


WORDS: dict[str, Any] = {"unit": "share", "unit_nb": "andel", "transform": "logit"}
TARGETS = (
    *targets_of(
        [Figure("mun_alloc_share_refugees_2012", 2012, of=12_000)],
        name="allotted",
        read=allotted,
        se=lambda value, one: of_share(value, one.of, step=0.02),
        en="Refugee households among those who move into municipal dwellings",
        nb="Flyktninghusholdninger blant dem som flytter inn i kommunale boliger",
        discrepancy=0.35,
        observers=(MOVED_IN, TO_OTHERS),
        why_en="Turnover of other tenants and care dwellings are known nationally, at best.",
        why_nb="Utskiftingen av andre leietakere og omsorgsboliger er i beste fall kjent for landet.",
        **WORDS,
    ),
    *targets_of(
        [
            Figure("share_large_municipalities_private_rental", 2017, "large", ("large", False), 100),
            Figure("share_medium_municipalities_private_rental", 2017, "medium", ("medium", False), 120),
            Figure(
                "share_small_municipalities_no_private_rental",
                2017,
                "small, none",
                ("small", True),
                130,
            ),
        ],
        name="private_rental",
        read=private,
        se=lambda value, one: of_share(value, one.of, step=0.01),
        en="Municipalities that use private dwellings",
        nb="Kommuner som bruker private boliger",
        summarise=no_summary,
        observers=(TOWN_FIRST,),
        why_en="A survey of 2015-17, after the years fitted, on a matter of degree: not fitted.",
        why_nb="En undersøkelse fra 2015-17, etter tilpasningsårene, om et skjønn: ikke tilpasset.",
        note_en="private dwellings: asked of 2015-17, read from 2010-12",
        note_nb="private boliger: spurt om 2015-17, lest av for 2010-12",
        **WORDS,
    ),
)
