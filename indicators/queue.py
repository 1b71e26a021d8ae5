"""What became of everybody who entered the settlement queue: the cohort that waiting is measured on.

Recorded are the ends of waiting - settled, or gone from the queue, after how many months - and who still
waits in December. Nobody drops out of it: who declined an offer, or left for another reason, stays in
the denominator as somebody who was not settled.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from agents.kinds import MONTHS_PER_YEAR, Path, Tenure
from indicators.groups import HARD_BITS, NAMES, part
from indicators.reading import read, recorded_years, world_of
from simulation.groups import decode
from simulation.observers import Observer
from simulation.recorder import Record

Array = npt.NDArray[Any]
FROM_RECEPTION: Final = (Path.ASYLUM, Path.UNACCOMPANIED, Path.COLLECTIVE)  # quota waits abroad
LIMIT: Final = 36  # months

OUT_SETTLED: Final = Observer(
    "queue_settled",
    "event:settled",
    where=(("path", "in", FROM_RECEPTION),),
    measure="sum:persons",
    by=("placed", "wait", "permit_year", "on_time"),
    every="year",
)
OUT_LEFT: Final = Observer(
    "queue_left",
    "event:left_queue",
    where=(("path", "in", FROM_RECEPTION),),
    measure="sum:persons",
    by=("group", "waited", "permit_year", "reason"),
    every="year",
)
STILL: Final = Observer(
    "queue_waiting",
    "households",
    where=(("waiting", "==", 1), ("tenure", "==", Tenure.RECEPTION), ("path", "in", FROM_RECEPTION)),
    measure="sum:persons",
    by=("group", "waiting_months", "permit_year"),
    every="year",
)
OBSERVERS: Final = (OUT_SETTLED, OUT_LEFT, STILL)


@dataclass(frozen=True)
class Cohort:
    """Persons who entered the queue, by what became of them: one entry per cell, arrays of one length.

    `wait` is the months until the end, or so far; `entered` the calendar year of the permit.
    """

    group: Array
    wait: Array
    entered: Array
    persons: Array
    settled: Array  # bool
    on_time: Array  # bool
    reason: Array  # why they left the queue, -1 for others

    def where(self, keep: Array) -> "Cohort":
        """Return the part of the cohort that `keep` says."""
        return Cohort(
            self.group[keep],
            self.wait[keep],
            self.entered[keep],
            self.persons[keep],
            self.settled[keep],
            self.on_time[keep],
            self.reason[keep],
        )

    def of(self, dimension: str, code: int) -> "Cohort":
        """Return the part in one group along a dimension of ``group``; of ``hard``, a bit."""
        keys = decode(self.group)[dimension]
        if dimension == "hard":
            return self.where((keys >= 0) & (keys & code > 0))
        return self.where(keys == code)


def cohort(record: Record, first_year: int | None = None) -> Cohort:
    """Return everybody who entered the queue from the policy year on (or from `first_year` on)."""
    first = world_of(record).policy_year if first_year is None else first_year
    settled, left, still = (read(record, one.name) for one in OBSERVERS)
    last = still["month"] == _last_december(record)
    still = {key: values[last] for key, values in still.items()}
    sizes = [len(one["value"]) for one in (settled, left, still)]
    whole = Cohort(
        group=np.concatenate([settled["placed"], left["group"], still["group"]]),
        wait=np.concatenate([settled["wait"], left["waited"], still["waiting_months"]]).astype(np.int64),
        entered=np.concatenate([settled["permit_year"], left["permit_year"], still["permit_year"]]),
        persons=np.concatenate([settled["value"], left["value"], still["value"]]).astype(np.float64),
        settled=np.repeat([True, False, False], sizes),
        on_time=np.concatenate([settled["on_time"] == 1, np.zeros(sizes[1] + sizes[2], dtype=np.bool_)]),
        reason=np.concatenate([np.full(sizes[0], -1), left["reason"], np.full(sizes[2], -1)]),
    )
    return whole.where(whole.entered >= first)


def _last_december(record: Record) -> int:
    return (recorded_years(record)[-1] - world_of(record).first_year + 1) * MONTHS_PER_YEAR - 1


def survival(found: Cohort) -> Array:
    """Return the share not yet settled after 0, 1, ... 35 months (Kaplan-Meier), shape (36,).

    Who left the queue, or still waits, is censored at the months waited so far: counted as waiting until
    then, and no longer.
    """
    wait = np.clip(found.wait, 0, LIMIT)
    out = np.bincount(wait[found.settled], weights=found.persons[found.settled], minlength=LIMIT + 1)
    ends = np.bincount(wait, weights=found.persons, minlength=LIMIT + 1)
    at_risk = np.cumsum(ends[::-1])[::-1]
    hazard = np.divide(out, at_risk, out=np.zeros(LIMIT + 1), where=at_risk > 0)[:LIMIT]
    share: Array = np.cumprod(1.0 - hazard)
    return share


def by_group(found: Cohort, figure: Callable[[Cohort], float]) -> dict[str, float]:
    """Return a figure of every group that anybody of the cohort is in, by part.

    Those who declined an offer have none of their own, being by definition not settled; they count in
    every other group they belong to.
    """
    measured: dict[str, float] = {}
    groups = [
        (dimension, code, name)
        for dimension in ("kind", "sex", "origin")
        for code, name in NAMES[dimension].items()
    ]
    groups += [("hard", bit, name) for name, bit in HARD_BITS.items() if name != "refusers"]
    for dimension, code, name in groups:
        some = found.of(dimension, code)
        if some.persons.sum():
            measured[part(dimension, name)] = figure(some)
    others = found.where(decode(found.group)["hard"] == 0)
    if others.persons.sum():
        measured[part("hard", "others")] = figure(others)
    return measured


def by_entry(found: Cohort, figure: Callable[[Cohort], float]) -> dict[int, float]:
    """Return a figure of those who entered in each year."""
    years = np.unique(found.entered[found.persons > 0]).tolist()
    return {int(year): figure(found.where(found.entered == year)) for year in years}
