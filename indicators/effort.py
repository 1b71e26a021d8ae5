"""Municipalities where many lack a secure home and little is done about it (HB10)."""

from typing import Any

import numpy as np
import numpy.typing as npt

from indicators.homes import HOMES_BY_TOWN
from indicators.indicator import Indicator, Measured
from indicators.reading import from_policy, mean, read
from indicators.towns import PEOPLE
from simulation.living import INSECURE, KIN, NO_HOME
from simulation.observers import Observer
from simulation.recorder import Record

ADDED = Observer("dwellings_added_by_town", "event:investment", by=("municipality",), every="year")
LACKING = (NO_HOME, KIN, INSECURE)
Array = npt.NDArray[np.float64]


def ranks(values: Array) -> Array:
    """Return ranks in (0, 1): the share that is lower, and half of those equal."""
    order = np.sort(values)
    below = np.searchsorted(order, values, side="left")
    upto = np.searchsorted(order, values, side="right")
    return (below + upto) / (2.0 * len(values))


def gap(record: Record) -> Measured:
    """Return the share of municipalities among the third with most need and not among the third with most
    effort, of those where anybody lacks a secure home; mean of the years.

    Need: persons of refugee background without a secure home. Effort: dwellings obtained in the year. Both
    per inhabitant.
    """
    homes, people, added = (read(record, one.name) for one in (HOMES_BY_TOWN, PEOPLE, ADDED))
    lacks = np.isin(homes["standing"], LACKING)
    yearly = {}
    for year in np.unique(people["year"]).tolist():
        size = int(people["municipality"].max()) + 1

        def of(cells: dict[str, Any], keep: npt.NDArray[np.bool_], size: int = size) -> Array:
            there = keep & (cells["municipality"] >= 0) & (cells["municipality"] < size)
            return np.bincount(cells["municipality"][there], weights=cells["value"][there], minlength=size)

        inhabitants = of(people, people["year"] == year)
        need = of(homes, (homes["year"] == year) & lacks)
        effort = of(added, added["year"] == year)
        some = (inhabitants > 0) & (need > 0)
        if some.any():
            high = ranks(need[some] / inhabitants[some]) > 2.0 / 3.0
            much = ranks(effort[some] / inhabitants[some]) > 2.0 / 3.0
            yearly[int(year)] = float(np.mean(high & ~much))
    return Measured(mean(from_policy(record, yearly)), yearly)


INDICATORS = (
    Indicator(
        name="need_without_effort",
        en="Municipalities with much need and not much effort",
        nb="Kommuner med mye behov og ikke mye innsats",
        unit="share",
        unit_nb="andel",
        direction=-1,
        source="S13; HB10",
        observers=(HOMES_BY_TOWN, PEOPLE, ADDED),
        compute=gap,
        order=39,
        digits=3,
        headline=False,
        level=("municipality",),
        way="indirect",
        horizon="both",
        caveat_en=(
            "Need is of those who live there already, who came because the municipality settles: ranks of "
            "municipalities without adjustment for whom they received. A third of them have most need by "
            "construction."
        ),
        caveat_nb=(
            "Behovet er hos dem som bor der alt, og som kom fordi kommunen bosetter: rangering uten "
            "justering for hvem de tok imot. En tredel har størst behov per definisjon."
        ),
        guards=("secure_home", "dwellings_added"),
    ),
)
