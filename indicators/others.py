"""What others lose or gain: other disadvantaged households and tenants in the same market (S18)."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from agents.kinds import DECEMBER
from indicators.groups import part, parts
from indicators.indicator import Indicator, Measured
from indicators.reading import (
    at_month,
    by_year,
    flow_by_year,
    from_policy,
    mean,
    ratio,
    read,
    since_policy,
    stock_by_year,
    where,
)
from indicators.towns import PEOPLE, totals, yearly_by_centrality
from simulation.observers import Observer
from simulation.recorder import Record

LOST = Observer("lost_vacancies", "event:lost_vacancy", by=("rooms", "centrality"), every="year")
QUEUE = Observer(
    "others_waiting",
    "households",
    where=(("refugee", "==", 0), ("queue_months", ">=", 0)),
    measure="sum:queue_months",
    by=("centrality",),
    every="quarter",
)
QUEUED = Observer(
    "others_in_queue",
    "households",
    where=(("refugee", "==", 0), ("queue_months", ">=", 0)),
    by=("centrality",),
    every="quarter",
)
RENT = Observer("rent_index", "places", measure="micro:rent_index", by=("place", "centrality"), every="year")
SEGMENT = Observer(
    "rental_segment", "places", measure="sum:segment", by=("place", "centrality"), every="year"
)


def lost(record: Record) -> Measured:
    """Return municipal vacancies a year that went past other disadvantaged households; by centrality too."""
    cells = read(record, LOST.name)
    yearly = flow_by_year(record, cells)
    return Measured(mean(from_policy(record, yearly)), yearly, yearly_by_centrality(record, cells))


def waiting(record: Record) -> Measured:
    """Return the mean months that other households in the municipal queue have waited so far; by centrality
    too."""
    months, households = (read(record, one.name) for one in (QUEUE, QUEUED))
    stock = stock_by_year(record, households, DECEMBER)
    yearly = {
        year: total / stock[year] for year, total in at_month(months, DECEMBER).items() if stock.get(year)
    }
    above, below = (float(since_policy(record, cells)["value"].sum()) for cells in (months, households))
    value = ratio(above, below)
    over, under = totals(record, months), totals(record, households)
    levels = {level: over.get(level, 0.0) / queued for level, queued in under.items() if queued}
    size = {part("queue", "households"): mean(from_policy(record, stock))}
    return Measured(value, yearly, size | parts("centrality", levels))


def rent(record: Record) -> Measured:
    """Return the mean of the rent index (1.0 in January 2009, above the trend), weighted by the
    dwellings of the rental segment, as a percentage above the trend; by centrality too."""
    index, size = read(record, RENT.name), read(record, SEGMENT.name)
    weight = dict(
        zip(zip(size["month"].tolist(), size["place"].tolist(), strict=True), size["value"], strict=True)
    )
    weights = [
        float(weight.get(key, 0))
        for key in zip(index["month"].tolist(), index["place"].tolist(), strict=True)
    ]
    cells = {**index, "weight": np.array(weights)}
    yearly = _above_trend(cells)
    levels = {
        int(level): mean(from_policy(record, _above_trend(where(cells, cells["centrality"] == level))))
        for level in np.unique(cells["centrality"]).tolist()
    }
    return Measured(mean(from_policy(record, yearly)), yearly, parts("centrality", levels))


def _above_trend(cells: Mapping[str, npt.NDArray[Any]]) -> dict[int, float]:
    """Return how much the weighted index is above one, per cent, by year."""
    over = by_year({**cells, "value": cells["value"] * cells["weight"]})
    under = by_year({**cells, "value": cells["weight"]})
    return {year: 100.0 * (total / under[year] - 1.0) for year, total in over.items() if under[year]}


INDICATORS = (
    Indicator(
        name="lost_vacancies",
        unbroken="others",
        en="Vacancies lost to other disadvantaged households a year",
        nb="Ledige boliger tapt for andre vanskeligstilte i året",
        unit="dwellings a year",
        direction=-1,
        source="S18",
        observers=(LOST, PEOPLE),
        compute=lost,
        order=90,
        level=("society",),
        way="indirect",
        bearers=("others",),
        unit_nb="boliger i året",
        caveat_en="Who lost a vacancy may get the next one.",
        caveat_nb="Den som gikk glipp av en bolig, kan få den neste.",
        breakdown=("centrality",),
    ),
    Indicator(
        name="others_waiting",
        unbroken="others",
        en="Months waited so far by other households in the municipal queue",
        nb="Måneder ventet hittil, andre husholdninger i kommunal kø",
        unit="months",
        direction=-1,
        source="S18",
        observers=(QUEUE, QUEUED, PEOPLE),
        compute=waiting,
        order=91,
        digits=1,
        level=("society",),
        way="indirect",
        bearers=("others",),
        measured_by=("SSB (KOSTRA)",),
        unit_nb="måneder",
        breakdown=("queue", "centrality"),
    ),
    Indicator(
        name="rent_effect",
        unbroken="others",
        en="Rents above the trend, mean 2011-16",
        nb="Leier over trenden, snitt 2011-16",
        unit="per cent",
        direction=-1,
        source="S18; E70-E72",
        observers=(RENT, SEGMENT),
        compute=rent,
        order=92,
        digits=2,
        level=("society",),
        nature="economic",
        way="indirect",
        bearers=("household", "others"),
        measured_by=("SSB",),
        unit_nb="prosent",
        caveat_en=(
            "Owners gain what tenants lose; the sign of the effect of settlement is unknown (E70-E72)."
        ),
        caveat_nb=(
            "Eiere vinner det leietakere taper; fortegnet på virkningen av bosetting er ukjent (E70-E72)."
        ),
        series=("rents:rent_nok",),
        breakdown=("centrality",),
    ),
)
