"""How long persons wait from permit to settlement: of those settled, and of all who entered.

The mean of the settled is what is reported. It can fall because some are left waiting, so the
restricted mean over all who entered the queue stands beside it (S01): the area under the survival
curve up to 36 months, those still waiting or gone from the queue counted as censored.
"""

from functools import partial

import numpy as np

from agents.kinds import Path
from indicators.indicator import Indicator, Measured
from indicators.reading import by_year, ratio, ratios, read, since_policy
from indicators.waiting_stock import WAITING
from simulation.observers import Observer
from simulation.recorder import Record

LIMIT = 36  # months
FROM_RECEPTION = (Path.ASYLUM, Path.UNACCOMPANIED, Path.COLLECTIVE)  # quota waits abroad, family with kin

SETTLED_WAIT = Observer(
    "settled_wait", "event:settled", measure="sum:persons", by=("path", "kind", "wait"), every="year"
)


def of_settled(record: Record, paths: tuple[int, ...] = FROM_RECEPTION) -> Measured:
    """Return the mean months waited by persons settled out of reception."""
    cells = read(record, SETTLED_WAIT.name, path=paths)
    months = {**cells, "value": cells["value"] * cells["wait"]}
    since, since_months = since_policy(record, cells), since_policy(record, months)
    value = ratio(float(since_months["value"].sum()), float(since["value"].sum()))
    return Measured(value, ratios(by_year(months), by_year(cells)))


def of_all(record: Record) -> Measured:
    """Return the restricted mean months of waiting over all in the queue from January 2011."""
    settled = since_policy(record, read(record, SETTLED_WAIT.name, path=FROM_RECEPTION))
    waiting = since_policy(record, read(record, WAITING.name))
    left = np.bincount(np.clip(settled["wait"], 0, LIMIT), weights=settled["value"], minlength=LIMIT + 1)
    stay = np.bincount(
        np.clip(waiting["waiting_months"], 0, LIMIT), weights=waiting["value"], minlength=LIMIT + 1
    )
    at_risk = left + stay
    if not at_risk.any():
        return Measured()
    hazard = np.divide(left, at_risk, out=np.zeros(LIMIT + 1), where=at_risk > 0)[:LIMIT]
    survival = np.cumprod(1.0 - hazard)
    return Measured(float(survival.sum()))


INDICATORS = (
    Indicator(
        name="waiting_months",
        en="Months waited, of those settled from reception 2011-16",
        nb="Måneder ventet, av bosatte fra mottak 2011-16",
        unit="months",
        direction=-1,
        source="S02; E95",
        observers=(SETTLED_WAIT,),
        compute=of_settled,
        order=20,
        digits=1,
        level=("individual", "state"),
        measured_by=("IMDi",),
        unit_nb="måneder",
        caveat_en="Of those settled only: it falls when the hard cases are left waiting.",
        caveat_nb="Bare av de bosatte: tallet faller når de vanskelige sakene blir ventende.",
        guards=("waiting_months_all",),
    ),
    Indicator(
        name="waiting_months_all",
        en="Months waited within 36, of all who entered the queue",
        nb="Måneder ventet innen 36, av alle som kom i køen",
        unit="months",
        direction=-1,
        source="S01",
        observers=(SETTLED_WAIT, WAITING),
        compute=of_all,
        order=21,
        digits=1,
        level=("individual", "state"),
        unit_nb="måneder",
        caveat_en=("Nobody publishes it: it counts those still waiting and those who left the queue."),
        caveat_nb=(
            "Ingen publiserer det: det teller også dem som fortsatt venter, og dem som gikk ut av køen."
        ),
        guards=("waiting_months", "odds_hard_to_settle"),
    ),
    Indicator(
        name="waiting_months_minors",
        en="Months waited, of unaccompanied minors settled 2011-16",
        nb="Måneder ventet, av enslige mindreårige bosatt 2011-16",
        unit="months",
        direction=-1,
        source="S02; uam_wait_months_2011",
        observers=(SETTLED_WAIT,),
        compute=partial(of_settled, paths=(Path.UNACCOMPANIED,)),
        order=22,
        digits=1,
        headline=False,
        level=("individual", "state"),
        measured_by=("IMDi",),
        unit_nb="måneder",
        series=("patterns:uam_wait_months_*",),
    ),
)
