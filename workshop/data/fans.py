"""Fans over time: quantiles over replicates of two scenarios, and of their paired difference."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from types import MappingProxyType
from typing import Any, Final

import numpy as np

from experiments.report.figures.fan import QUANTILES
from indicators.waiting_stock import WAITING
from simulation.observers import Observer
from simulation.recorder import Record
from workshop.data import observers
from workshop.data.records import F64, months_of, running, said, stacked

NAMES: Final = ("q05", "q25", "q50", "q75", "q95")


@dataclass(frozen=True)
class Line:
    """What a fan can show: an observer added up over its keys; `window` months of it for a flow."""

    observer: Observer
    window: int
    direction: int
    title: dict[str, str]
    unit: dict[str, str]


PERSONS: Final = {"en": "persons", "nb": "personer"}
YEARLY: Final = {"en": "persons, last twelve months", "nb": "personer, siste tolv måneder"}
LINES: Final = MappingProxyType({
    "waiting": Line(WAITING, 1, -1, {"en": "Waiting in reception", "nb": "Venter i mottak"}, PERSONS),
    "settled": Line(observers.SETTLED, 12, 1, {"en": "Settled", "nb": "Bosatt"}, YEARLY),
    "accepted": Line(
        observers.ACCEPTED, 1, -1,
        {"en": "Accepted by a municipality, without a dwelling", "nb": "Godtatt av en kommune, uten bolig"},
        PERSONS,
    ),
})  # fmt: skip


def fan_data(
    name: str,
    baseline: Sequence[Record],
    arm: Sequence[Record] | None = None,
    labels: tuple[dict[str, str], dict[str, str]] | None = None,
    policy: int | None = None,
    scale: float = 1.0,
) -> dict[str, Any]:
    """Return one panel of lines.

    Parameters
    ----------
    name : str
        A name of :data:`LINES`.
    baseline, arm : sequences of Record
        The same replicates of both.
    labels : pair of labels, optional
        What the two are called; their scenarios' names when left out.
    policy : int, optional
        Index of the month from which they differ.
    scale : float
        Share of persons simulated.

    Raises
    ------
    RecordError
        If the line was not recorded.
    """
    line = LINES[name]
    ground = _series(baseline, line, scale)
    named = [dict.fromkeys(("en", "nb"), str(one[0].meta["scenario"])) for one in (baseline, arm) if one]
    said_as = list(labels or named)
    found: dict[str, Any] = {
        "name": name,
        "times": months_of(baseline[0]),
        "policy": policy,
        "title": line.title,
        "unit": line.unit,
        "digits": 0,
        "direction": line.direction,
        "replicates": len(baseline),
        "a": {"label": said_as[0], **fan(ground)},
        "b": None,
        "difference": None,
        "caveats": said(str(baseline[0].meta["world"]), scale),
    }
    if arm is not None:
        ours = _series(arm, line, scale)
        found |= {"b": {"label": said_as[1], **fan(ours)}, "difference": fan(ours - ground)}
    return found


def fan(values: F64) -> dict[str, list[float | None]]:
    """Return quantiles over replicates of values of shape (replicates, months), by name."""
    found = np.quantile(values, QUANTILES, axis=0)
    return {
        name: [round(x, 3) if isfinite(x) else None for x in row.tolist()]
        for name, row in zip(NAMES, found, strict=True)
    }


def _series(records: Sequence[Record], line: Line, scale: float) -> F64:
    found = stacked(records, line.observer)
    summed: F64 = (
        np.stack([running(one, line.window) for one in found]) / scale if line.window > 1 else found / scale
    )
    return summed
