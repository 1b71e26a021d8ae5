"""What others lose or gain: other disadvantaged households and tenants in the same market (S18)."""

from indicators.groups import part
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
)
from simulation.observers import Observer
from simulation.recorder import Record

DECEMBER = 11

LOST = Observer("lost_vacancies", "event:lost_vacancy", by=("rooms",), every="year")
QUEUE = Observer(
    "others_waiting",
    "households",
    where=(("refugee", "==", 0), ("queue_months", ">=", 0)),
    measure="sum:queue_months",
    every="quarter",
)
QUEUED = Observer(
    "others_in_queue",
    "households",
    where=(("refugee", "==", 0), ("queue_months", ">=", 0)),
    every="quarter",
)
RENT = Observer("rent_index", "places", measure="micro:rent_index", by=("place",), every="year")
SEGMENT = Observer("rental_segment", "places", measure="sum:segment", by=("place",), every="year")


def lost(record: Record) -> Measured:
    """Return municipal vacancies a year that went past other disadvantaged households."""
    yearly = flow_by_year(record, read(record, LOST.name))
    return Measured(mean(from_policy(record, yearly)), yearly)


def waiting(record: Record) -> Measured:
    """Return the mean months that other households in the municipal queue have waited so far."""
    months, households = (read(record, one.name) for one in (QUEUE, QUEUED))
    stock = stock_by_year(record, households, DECEMBER)
    yearly = {
        year: total / stock[year] for year, total in at_month(months, DECEMBER).items() if stock.get(year)
    }
    above, below = (float(since_policy(record, cells)["value"].sum()) for cells in (months, households))
    value = ratio(above, below)
    return Measured(value, yearly, {part("queue", "households"): mean(from_policy(record, stock))})


def rent(record: Record) -> Measured:
    """Return the mean of the rent index (1.0 in January 2009, above the trend), weighted by the
    dwellings of the rental segment, as a percentage above the trend."""
    index, size = read(record, RENT.name), read(record, SEGMENT.name)
    weight = dict(
        zip(zip(size["month"].tolist(), size["place"].tolist(), strict=True), size["value"], strict=True)
    )
    weights = [
        float(weight.get(key, 0))
        for key in zip(index["month"].tolist(), index["place"].tolist(), strict=True)
    ]
    totals = by_year({**index, "value": index["value"] * weights})
    shares = by_year({**index, "value": index["value"] * 0 + weights})
    yearly = {year: 100.0 * (total / shares[year] - 1.0) for year, total in totals.items() if shares[year]}
    return Measured(mean(from_policy(record, yearly)), yearly)


INDICATORS = (
    Indicator(
        name="lost_vacancies",
        unbroken="others",
        en="Vacancies lost to other disadvantaged households a year",
        nb="Ledige boliger tapt for andre vanskeligstilte i året",
        unit="dwellings a year",
        direction=-1,
        source="S18",
        observers=(LOST,),
        compute=lost,
        order=90,
        level=("society",),
        way="indirect",
        bearers=("others",),
        unit_nb="boliger i året",
        caveat_en="Who lost a vacancy may get the next one.",
        caveat_nb="Den som gikk glipp av en bolig, kan få den neste.",
    ),
    Indicator(
        name="others_waiting",
        unbroken="others",
        en="Months waited so far by other households in the municipal queue",
        nb="Måneder ventet hittil, andre husholdninger i kommunal kø",
        unit="months",
        direction=-1,
        source="S18",
        observers=(QUEUE, QUEUED),
        compute=waiting,
        order=91,
        digits=1,
        level=("society",),
        way="indirect",
        bearers=("others",),
        measured_by=("SSB (KOSTRA)",),
        unit_nb="måneder",
        breakdown=("queue",),
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
    ),
)
