"""Fans over time: what lines show, and quantiles of it over replicates."""

from dataclasses import dataclass
from math import isfinite
from types import MappingProxyType
from typing import Final

import numpy as np

from experiments.report.figures.fan import QUANTILES
from indicators.waiting_stock import WAITING
from simulation.observers import Observer
from workshop.data import observers
from workshop.data.records import F64

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


def fan(values: F64) -> dict[str, list[float | None]]:
    """Return quantiles over replicates of values of shape (replicates, months), by name."""
    found = np.quantile(values, QUANTILES, axis=0)
    return {
        name: [round(x, 3) if isfinite(x) else None for x in row.tolist()]
        for name, row in zip(NAMES, found, strict=True)
    }
