"""How long those who are settled had waited from permit to settlement: what is reported.

It can fall because some are left waiting, so the mean over all who entered the queue stands beside it
(`waiting_all.py`).
"""

from functools import partial

from agents.kinds import Path
from indicators.groups import PLACED, group_ratios
from indicators.indicator import Indicator, Measured
from indicators.queue import FROM_RECEPTION, OUT_SETTLED
from indicators.rates import rate
from indicators.reading import read, since_policy
from simulation.observers import Observer
from simulation.recorder import Record

SETTLED_WAIT = Observer(
    "settled_wait", "event:settled", measure="sum:persons", by=("path", "kind", "wait"), every="year"
)


def of_settled(record: Record, paths: tuple[int, ...] = FROM_RECEPTION) -> Measured:
    """Return the mean months waited by persons settled out of reception; by group, of all paths together."""
    cells = read(record, SETTLED_WAIT.name, path=paths)
    months = {**cells, "value": cells["value"] * cells["wait"]}
    parts: dict[str, float] = {}
    if paths == FROM_RECEPTION:  # recorded by group of the same persons
        groups = since_policy(record, read(record, OUT_SETTLED.name))
        waited = groups["value"] * groups["wait"]
        parts = group_ratios(groups["placed"], waited, groups["value"])
    return rate(record, months, cells, parts=parts)


INDICATORS = (
    Indicator(
        name="waiting_months",
        en="Months waited, of those settled from reception 2011-16",
        nb="Måneder ventet, av bosatte fra mottak 2011-16",
        unit="months",
        direction=-1,
        source="S02; E95",
        observers=(SETTLED_WAIT, OUT_SETTLED),
        compute=of_settled,
        order=20,
        digits=1,
        level=("individual", "state"),
        measured_by=("IMDi",),
        unit_nb="måneder",
        caveat_en="Of those settled only: it falls when the hard cases are left waiting.",
        caveat_nb="Bare av de bosatte: tallet faller når de vanskelige sakene blir ventende.",
        breakdown=PLACED,
        guards=("waiting_months_all",),
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
