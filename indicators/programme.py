"""In work or education after the introduction programme, by sex (E21).

The record counts those who left the programme one to five years before, each November. The model
follows those who completed it: it begins the month after settlement and lasts two years, so year y
after it is year 2 + y after settlement.
"""

from functools import partial

import numpy as np

from agents.kinds import Programme
from indicators.groups import PLACED, group_ratios
from indicators.indicator import Indicator, Measured
from indicators.reading import from_policy, mean, ratios, read, since_policy, sums, where
from simulation.groups import decode
from simulation.observers import Observer
from simulation.recorder import Record

LENGTH = 2  # years
AFTER = (1, 2, 3, 4)
SEXES = {"women": 1, "men": 0}
BOKMAL = {"women": "kvinner", "men": "menn"}

STATUS = Observer(
    "after_programme",
    "persons",
    where=(
        ("programme", "in", (Programme.COMPLETED, Programme.LOST)),
        ("years_since_settlement", "in", tuple(LENGTH + year for year in AFTER)),
        ("age", ">=", 18),
    ),
    by=("years_since_settlement", "first_placed", "employed", "student"),
    every="year",
)


def _cells(record: Record, after: int, female: int | None) -> dict[str, np.ndarray]:
    cells = read(record, STATUS.name, years_since_settlement=LENGTH + after)
    if female is None:
        return cells
    return where(cells, decode(cells["first_placed"])["sex"] == female)


def share(record: Record, after: int, female: int | None = None) -> dict[int, float]:
    """Return the share in work or education `after` years, by calendar year (December)."""
    cells = _cells(record, after, female)
    busy = (cells["employed"] == 1) | (cells["student"] == 1)
    return ratios(sums(cells["year"], np.where(busy, cells["value"], 0)), sums(cells["year"], cells["value"]))


def compute(record: Record, after: int, female: int | None = None) -> Measured:
    """Return the mean of the years since 2011, by year, and by group over the same years."""
    yearly = share(record, after, female)
    return Measured(mean(from_policy(record, yearly)), yearly, _by_group(record, after, female))


def _by_group(record: Record, after: int, female: int | None) -> dict[str, float]:
    """Return the same of every group, by part: the mean of the years in which it has anybody."""
    cells = since_policy(record, _cells(record, after, female))
    busy = np.where((cells["employed"] == 1) | (cells["student"] == 1), cells["value"], 0)
    found: dict[str, list[float]] = {}
    for year in np.unique(cells["year"]).tolist():
        mine = cells["year"] == year
        codes, people = cells["first_placed"][mine], cells["value"][mine]
        for name, value in group_ratios(codes, busy[mine], people).items():
            found.setdefault(name, []).append(value)
    own = "sex:" if female is not None else "-"  # of one sex: itself again
    return {name: mean(values) for name, values in found.items() if not name.startswith(own)}


def _indicator(after: int, sex: str | None = None) -> Indicator:
    years = f"{after} year{'s' if after > 1 else ''}"
    english, norwegian = (f", {sex}", f", {BOKMAL[sex]}") if sex else ("", "")
    return Indicator(
        name=f"after_programme_{after}" + (f"_{sex}" if sex else ""),
        en=f"In work or education {years} after the programme, 2011-16" + (f", {sex}" if sex else ""),
        nb=f"I arbeid eller utdanning {after} år etter programmet, 2011-16"
        + (f", {BOKMAL[sex]}" if sex else ""),
        unit="share",
        direction=1,
        source="S08; E21",
        observers=(STATUS,),
        compute=partial(compute, after=after, female=SEXES[sex] if sex else None),
        order=72,
        digits=3,
        headline=after == 1,
        unit_nb="andel",
        level=("individual", "state"),
        nature="economic",
        horizon="invest",
        measured_by=("SSB", "IMDi"),
        caveat_en="Hides other gains: language, health, what parents can do for their children's school.",
        caveat_nb="Skjuler andre gevinster: språk, helse, hva foreldre kan gjøre for barnas skolegang.",
        guards=("language_outside_work",),
        series=(f"patterns:intro_workedu_{after}y_*", "programme_outcomes:share"),
        breakdown=tuple(one for one in PLACED if not (sex and one == "sex")),
        unbroken="own" if sex else "",
    )


INDICATORS = tuple(_indicator(after, sex) for after in AFTER for sex in (None, *SEXES))
