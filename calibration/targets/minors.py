"""Unaccompanied minors: settled a year, months waited, and who still waits."""

from collections.abc import Callable
from math import nan
from typing import Any

import numpy as np

from agents.kinds import AUGUST, DECEMBER, SEPTEMBER, Kind, Path
from calibration.roles import Figure, targets_of
from calibration.small_numbers import of_count, of_share
from indicators.library import indicator
from indicators.reading import by_year, ratio, read
from indicators.settlement import SETTLED
from indicators.waiting_months import SETTLED_WAIT
from indicators.waiting_stock import WAITING
from simulation.recorder import Record

THREE = 3  # months
SPREAD = 4.0  # months: the sd of waits of a group that waits five months or so; assumed


def settled(record: Record) -> Callable[[Figure], float]:
    """Return a reader of minors settled by year."""
    found = by_year(read(record, SETTLED.name, path=int(Path.UNACCOMPANIED)))
    return lambda one: found.get(one.year, nan)


def months(record: Record) -> Callable[[Figure], float]:
    """Return a reader of mean months waited by minors settled in a year."""
    found = indicator("waiting_months_minors").of(record).by_year
    return lambda one: found.get(one.year, nan)


def within(record: Record) -> Callable[[Figure], float]:
    """Return a reader of the share of minors settled in a year who waited three months at most."""
    cells = read(record, SETTLED_WAIT.name, path=int(Path.UNACCOMPANIED))

    def of(one: Figure) -> float:
        mine = cells["year"] == one.year
        soon = np.where(cells["wait"] <= THREE, cells["value"], 0)[mine]
        return ratio(float(soon.sum()), float(cells["value"][mine].sum()))

    return of


def stock(record: Record) -> Callable[[Figure], float]:
    """Return a reader of minors waiting in a month, all (key: year, month) or for more than three
    months (key: year, month, True)."""
    cells = read(record, WAITING.name, kind=int(Kind.UNACCOMPANIED))

    def of(one: Figure) -> float:
        year, month, *longer = one.key
        mine = (cells["year"] == year) & (cells["month"] % 12 == month)
        if longer:
            mine &= cells["waiting_months"] > THREE
        first, last = record.meta["years"]
        return float(cells["value"][mine].sum()) if first <= year <= last else nan

    return of


WHY: dict[str, Any] = {
    "why_en": "Minors are settled in staffed places by a rule of their own, with few figures behind it.",
    "why_nb": "Mindreårige bosettes i bemannede plasser etter en egen regel med få tall bak.",
}
PERSONS: dict[str, Any] = {"unit": "persons", "unit_nb": "personer", "persons": True, "transform": "log"}
TARGETS = (
    *targets_of(
        [Figure(f"series:uam_settled:{year}", year) for year in (2009, 2011)],
        name="minors_settled",
        read=settled,
        se=lambda value, _: of_count(value, dispersion=1.0, share=0.03),
        en="Unaccompanied minors settled",
        nb="Enslige mindreårige bosatt",
        discrepancy=0.15,
        **PERSONS,
        **WHY,
    ),
    *targets_of(
        [Figure(f"uam_wait_months_{year}", year, of=600) for year in (2010, 2011)],
        name="minors_months",
        read=months,
        se=lambda value, one: SPREAD / one.of**0.5 + 0.1,
        en="Months waited by unaccompanied minors settled in the year",
        nb="Måneder ventet av enslige mindreårige bosatt i året",
        unit="months",
        unit_nb="måneder",
        transform="log",
        discrepancy=0.20,
        allowed=(0.20, 0.0),
        **WHY,
    ),
    *targets_of(
        [Figure(f"uam_within_3m_{year}", year, of=600) for year in (2010, 2011)],
        name="minors_within_3",
        read=within,
        se=lambda value, one: of_share(value, one.of, step=0.01),
        en="Unaccompanied minors settled within three months",
        nb="Enslige mindreårige bosatt innen tre måneder",
        unit="share",
        unit_nb="andel",
        transform="logit",
        discrepancy=0.50,
        **WHY,
    ),
    *targets_of(
        [
            Figure("waiting_uam_aug_2009", 2009, "August", (2009, AUGUST)),
            Figure("waiting_uam_aug_2011", 2011, "August", (2011, AUGUST)),
            Figure("uam_waiting_gt3m_jan_2011", 2010, "over 3 months, December", (2010, DECEMBER, True)),
            Figure("uam_waiting_gt3m_sep_2011", 2011, "over 3 months, September", (2011, SEPTEMBER, True)),
        ],
        name="minors_waiting",
        read=stock,
        se=lambda value, _: of_count(value, dispersion=1.0, share=0.05),
        en="Unaccompanied minors waiting",
        nb="Enslige mindreårige som venter",
        discrepancy=0.40,
        **PERSONS,
        **WHY,
    ),
)
