"""Still in the municipality of first settlement after five years, and where those who left went.

The published cohorts (settled 2005-07) had five years in 2010-12, but in the model the start puts them
where they live in January 2009. So the model's figure is a life table: of those settled in a municipality,
how the share still there changed from one December to the next by year since settlement, 2009-12,
multiplied up to five years. It rests on what the run did alone, and is the same whether a run ends in 2012
or later.
"""

from collections.abc import Callable
from math import nan, sqrt
from typing import Any

import numpy as np
import numpy.typing as npt

from calibration.reading import of_years
from calibration.roles import Figure, targets_of
from calibration.small_numbers import of_share
from calibration.target import Cell, Summary, Target, Vector, no_summary
from indicators.reading import read
from indicators.retention import PRINCIPAL
from simulation.observers import Observer
from simulation.recorder import Record

Array = npt.NDArray[Any]
LAST = 2012  # of the Decembers used
FIVE = 5
STAY = Observer(
    "stay_by_year",
    "persons",
    where=(
        ("years_since_settlement", ">=", 0),
        ("years_since_settlement", "<=", FIVE),
        ("path", "in", PRINCIPAL),
        ("settled_in", ">=", 0),
    ),
    by=("settlement_year", "settled_county", "same_municipality", "same_county"),
    every="year",
)
MOVED = Observer(
    "moved_away",
    "event:move",
    where=(("refugee", "==", 1), ("since_settled", ">=", 0)),
    measure="sum:persons",
    by=("from_municipality", "to_municipality", "from_county", "to_county"),
    every="year",
)
LOW = (14, 17, 18, 19, 20)  # Sogn og Fjordane, Nord-Trøndelag, Nordland, Troms, Finnmark
OSLO = 3
COHORTS = {2005: 3900, 2006: 3100, 2007: 5200}  # refugee immigration of the year, persons (national series)
BETWEEN = 0.02  # sd between cohorts that nothing in the model explains: the three differ by it


def five_years(cells: dict[str, Array], column: str = "same_municipality") -> float:
    """Return the share still there five years after settlement by the life table; NaN where a year since
    settlement has nobody.

    Parameters
    ----------
    cells : mapping
        Cells of `STAY` with their ``year``.
    column : str
        ``same_municipality`` or ``same_county``.
    """
    shares: dict[tuple[int, int], tuple[float, float]] = {}
    for cohort in np.unique(cells["settlement_year"]):
        for year in np.unique(cells["year"]):
            mine = (cells["settlement_year"] == cohort) & (cells["year"] == year)
            persons = float(cells["value"][mine].sum())
            if persons and year <= LAST:
                stayed = float(cells["value"][mine & (cells[column] == 1)].sum())
                shares[int(cohort), int(year)] = (stayed / persons, persons)
    first = [pair for (cohort, year), pair in shares.items() if cohort == year]
    steps = [_mean(first)]
    for since in range(FIVE):
        pairs = [
            (shares[cohort, year + 1][0] / share, persons)
            for (cohort, year), (share, persons) in shares.items()
            if year - cohort == since and share and (cohort, year + 1) in shares
        ]
        steps.append(_mean(pairs))
    # December of year c + k is k + 1/2 years after settlement on average
    before, after = float(np.prod(steps[:-1])), float(np.prod(steps))
    return sqrt(before * after)


def _mean(pairs: list[tuple[float, float]]) -> float:
    weight = sum(persons for _, persons in pairs)
    return sum(value * persons for value, persons in pairs) / weight if weight else nan


def after_five(record: Record) -> Callable[[Figure], float]:
    """Return a reader of the life table of the country (key None) or of some counties (key: codes)."""
    cells = read(record, STAY.name)

    def of(one: Figure) -> float:
        if one.key is None:
            return five_years(cells)
        keep = np.isin(cells["settled_county"], one.key)
        return five_years({key: values[keep] for key, values in cells.items()}, "same_county")

    return of


def destinations(record: Record) -> Callable[[Figure], float]:
    """Return a reader of where moves between municipalities 2010-12 went."""
    cells = of_years(record, MOVED.name, (2010, 2011, 2012))
    away = cells["from_municipality"] != cells["to_municipality"]
    same = cells["from_county"] == cells["to_county"]
    oslo = cells["to_county"] == OSLO
    where = {"same county": same, "Oslo": oslo & ~same, "other county": ~same & ~oslo}
    total = float(cells["value"][away].sum())
    return lambda one: float(cells["value"][away & where[one.group]].sum()) / total if total else nan


def mean_of_cohorts(target: Target, cells: tuple[Cell, ...]) -> list[Summary]:
    """Return one summary: the cohorts are the same question asked three times."""
    value = float(np.mean([cell.value for cell in cells]))
    noise = sqrt(float(np.mean([cell.se**2 for cell in cells])) / len(cells) + BETWEEN**2 / len(cells))
    return [
        Summary("retention:2010-12", target.name, target.transform, value, noise, target.discrepancy, _first)
    ]


def _first(cells: Vector) -> float:
    return float(cells[0])


TARGETS = (
    *targets_of(
        [
            Figure(f"retention5_cohort_{cohort}", cohort + FIVE, f"settled {cohort}", of=n)
            for cohort, n in COHORTS.items()
        ],
        name="retention",
        read=after_five,
        se=lambda value, one: of_share(value, one.of, design=2.5, step=0.01),
        en="In the first municipality after five years",
        nb="I første kommune etter fem år",
        unit="share",
        unit_nb="andel",
        transform="logit",
        discrepancy=0.12,
        allowed=(0.0, 0.05),
        observers=(STAY,),
        summarise=mean_of_cohorts,
        why_en="The life table of 2009-12 is no cohort, and leaving the country is drawn apart.",
        why_nb="Tallet er satt sammen av årene 2009-12 og følger ikke et kull; utvandring trekkes for seg.",
        note_en="retention: the model's figure is a life table of 2009-12, the same for each cohort",
        note_nb="bofasthet: modellens tall er satt sammen av årene 2009-12 og likt for hvert kull",
    ),
    *targets_of(
        [
            Figure(
                "retention_low_counties_2005_2014_min", 2014, "five counties, at least", LOW, of=900, bound=1
            ),
            Figure(
                "retention_low_counties_2005_2014_max", 2014, "five counties, at most", LOW, of=900, bound=-1
            ),
            Figure("retention5_finnmark_2005", 2010, "Finnmark, more than", (20,), of=200, bound=1),
        ],
        name="retention_county",
        read=after_five,
        se=lambda value, one: of_share(value, one.of, design=2.5, step=0.05),
        en="In the county of first settlement after five years",
        nb="I det første fylket etter fem år",
        unit="share",
        unit_nb="andel",
        transform="logit",
        summarise=no_summary,
        observers=(STAY,),
        why_en="Bounds of a range in a report's text, not figures: not fitted.",
        why_nb="Grenser fra teksten i en rapport, ikke tall: ikke tilpasset.",
    ),
    *targets_of(
        [
            Figure("mover_destination_other_county_2005_2014", 2014, "other county", of=3000),
            Figure("mover_destination_same_county_2005_2014", 2014, "same county", of=3000),
            Figure("mover_destination_oslo_2005_2014", 2014, "Oslo", of=3000),
        ],
        name="destinations",
        read=destinations,
        se=lambda value, one: of_share(value, one.of, design=2.5, step=0.05),
        en="Where those who move to another municipality go",
        nb="Hvor de som flytter til en annen kommune, drar",
        unit="share",
        unit_nb="andel",
        transform="logit",
        discrepancy=0.30,
        observers=(MOVED,),
        why_en="Pull of a place is distance, size, rent and ties: work and schools there are not in it.",
        why_nb="Et steds trekk er avstand, størrelse, leie og bånd: arbeid og skoler der er ikke med.",
        note_en="destinations: moves of 2005-14 on record, of 2010-12 in the model",
        note_nb="mål: flyttinger 2005-14 i registeret, 2010-12 i modellen",
    ),
)
