"""Months of waiting of everybody who entered the queue: restricted mean, median and ninetieth percentile.

The mean of the settled is what is reported, and it can fall because some are left waiting. Here those who
still wait and those who declined an offer or left the queue stay in (S01): the area under the survival
curve up to 36 months.
"""

from functools import partial
from math import nan

import numpy as np

from indicators.groups import BREAKDOWN
from indicators.indicator import Indicator, Measured
from indicators.queue import OBSERVERS, Cohort, by_entry, by_group, cohort, survival
from simulation.recorder import Record


def restricted_mean(found: Cohort) -> float:
    """Return the mean of the months waited, those beyond 36 counted as 36; NaN of nobody."""
    return float(survival(found).sum()) if found.persons.sum() else nan


def quantile(found: Cohort, share: float) -> float:
    """Return the months after which `share` are settled; NaN when fewer are within 36 months."""
    reached = np.flatnonzero(survival(found) <= 1.0 - share + 1e-12)
    return float(reached[0]) if len(reached) else nan


def mean_of_all(record: Record) -> Measured:
    """Return the restricted mean of those who entered since the policy year; by year of entry."""
    found = cohort(record)
    return Measured(
        restricted_mean(found), by_entry(found, restricted_mean), by_group(found, restricted_mean)
    )


def quantile_of_all(record: Record, share: float) -> Measured:
    """Return a quantile of the same; by year of entry."""
    found = cohort(record)
    figure = partial(quantile, share=share)
    return Measured(figure(found), by_entry(found, figure), by_group(found, figure))


def _quantile(share: float, en: str, nb: str) -> Indicator:
    name = f"waiting_p{round(100 * share)}"
    return Indicator(
        name=name,
        en=en,
        nb=nb,
        unit="months",
        direction=-1,
        source="S01",
        observers=OBSERVERS,
        compute=partial(quantile_of_all, share=share),
        order=21,
        digits=1,
        headline=False,
        unit_nb="måneder",
        level=("individual", "state"),
        caveat_en="Not available when fewer than that share are settled within 36 months.",
        caveat_nb="Ikke tilgjengelig når færre enn den andelen er bosatt innen 36 måneder.",
        breakdown=BREAKDOWN,
        guards=("waiting_months_all",),
    )


INDICATORS = (
    Indicator(
        name="waiting_months_all",
        unbroken="reception",
        en="Months waited within 36, of all who entered the queue",
        nb="Måneder ventet innen 36, av alle som kom i køen",
        unit="months",
        direction=-1,
        source="S01",
        observers=OBSERVERS,
        compute=mean_of_all,
        order=20,
        digits=1,
        unit_nb="måneder",
        level=("individual", "state"),
        caveat_en=(
            "Nobody publishes it. Who still waits or left the queue is counted as waiting until then; "
            "cohorts of the last years are known for few months."
        ),
        caveat_nb=(
            "Ingen publiserer det. De som fortsatt venter eller gikk ut av køen, teller som ventende "
            "til da; de siste årenes kull er kjent for få måneder."
        ),
        breakdown=BREAKDOWN,
        guards=("waiting_months", "on_time_hard"),
    ),
    _quantile(
        0.5,
        "Months until half are settled, of all who entered",
        "Måneder til halvparten er bosatt, av alle i køen",
    ),
    _quantile(0.9, "Months until nine of ten are settled", "Måneder til ni av ti er bosatt"),
)
