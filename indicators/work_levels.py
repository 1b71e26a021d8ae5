"""Work of everybody of refugee background of working age: level, spread over counties, who is outside, and
income (Zaragoza, Laeken)."""

from functools import partial
from math import nan

import numpy as np

from indicators.indicator import Indicator, Measured
from indicators.rates import rate
from indicators.reading import from_policy, mean, ratio, read, sums, world_of
from indicators.unit_costs import real
from simulation.observers import Observer
from simulation.recorder import Record
from simulation.worlds import NORWAY_2013

ADULTS = (("age", ">=", 20), ("age", "<=", 66), ("county", ">=", 0))
STATUS = Observer("adults_by_county", "persons", ADULTS, by=("county", "employed", "student"), every="year")
INCOME = Observer("income_of_adults", "persons", ADULTS, "sum:income", every="year")
YOUTH = Observer(
    "youth_at_work_or_school",
    "persons",
    (("age", ">=", 18), ("age", "<=", 24), ("education", "==", 0)),
    by=("employed", "student"),
    every="year",
)


def employed(record: Record) -> Measured:
    """Return the share at work in December, mean of years by their numbers."""
    cells = read(record, STATUS.name)
    return rate(record, {**cells, "value": np.where(cells["employed"] == 1, cells["value"], 0)}, cells)


def outside(record: Record, observer: Observer) -> Measured:
    """Return the share neither at work nor in education in December."""
    cells = read(record, observer.name)
    idle = (cells["employed"] == 0) & (cells["student"] == 0)
    return rate(record, {**cells, "value": np.where(idle, cells["value"], 0)}, cells)


def dispersion(record: Record) -> Measured:
    """Return the coefficient of variation of the share at work over counties, each counted once."""
    cells = read(record, STATUS.name)
    yearly = {}
    for year in np.unique(cells["year"]).tolist():
        now = cells["year"] == year
        people = sums(cells["county"][now], cells["value"][now])
        at_work = sums(cells["county"][now], np.where(cells["employed"] == 1, cells["value"], 0)[now])
        shares = np.array([at_work[county] / persons for county, persons in people.items() if persons])
        yearly[int(year)] = float(shares.std() / shares.mean()) if shares.any() else nan
    return Measured(mean(from_policy(record, yearly)), yearly)


def income(record: Record) -> Measured:
    """Return the mean income of adults in December, thousand NOK a month of the world's price year."""
    money, people = read(record, INCOME.name), read(record, STATUS.name)
    total = real(world_of(record), sums(money["year"], money["value"]))
    of = sums(people["year"], people["value"])
    yearly = {year: ratio(amount, of.get(year, 0.0)) / 1000.0 for year, amount in total.items()}
    return Measured(mean(from_policy(record, yearly)), yearly)


_indicator = partial(
    Indicator,
    headline=False,
    level=("individual", "society"),
    nature="economic",
    horizon="invest",
    measured_by=("SSB", "Eurostat"),
    guards=("jobless_households",),
)
EVERYBODY = (
    "Of everybody of refugee background, most of them settled long ago: a policy moves it little.",
    "Av alle med flyktningbakgrunn, de fleste bosatt for lenge siden: et tiltak flytter det lite.",
)
INDICATORS = (
    _indicator(
        name="employment_rate",
        en="At work, aged 20-66",
        nb="I arbeid, 20-66 år",
        unit="share",
        unit_nb="andel",
        direction=1,
        source="S08; ZA01, E25",
        observers=(STATUS,),
        compute=employed,
        order=73,
        digits=3,
        caveat_en=EVERYBODY[0],
        caveat_nb=EVERYBODY[1],
        series=("employment_flukt:share",),
    ),
    _indicator(
        name="outside_work_and_school",
        en="Neither at work nor in education, aged 20-66",
        nb="Verken i arbeid eller utdanning, 20-66 år",
        unit="share",
        unit_nb="andel",
        direction=-1,
        source="S08; ZA02",
        observers=(STATUS,),
        compute=partial(outside, observer=STATUS),
        order=73,
        digits=3,
        caveat_en="Not unemployment: the model does not know who looks for work.",
        caveat_nb="Ikke arbeidsledighet: modellen vet ikke hvem som søker arbeid.",
    ),
    _indicator(
        name="youth_outside",
        en="Aged 18-24 with little schooling, neither at work nor in education",
        nb="18-24 år med lite skolegang, verken i arbeid eller utdanning",
        unit="share",
        unit_nb="andel",
        direction=-1,
        source="S08; LA08",
        observers=(YOUTH,),
        compute=partial(outside, observer=YOUTH),
        order=73,
        digits=3,
        caveat_en=EVERYBODY[0],
        caveat_nb=EVERYBODY[1],
    ),
    _indicator(
        name="employment_dispersion",
        en="Spread of the share at work over counties",
        nb="Spredning i andel i arbeid mellom fylker",
        unit="coefficient of variation",
        unit_nb="variasjonskoeffisient",
        direction=-1,
        source="S08; LA05",
        observers=(STATUS,),
        compute=dispersion,
        order=73,
        digits=3,
        caveat_en="Local markets are counties in the model; each county counts once.",
        caveat_nb="Lokale arbeidsmarkeder er fylker i modellen; hvert fylke teller én gang.",
        series=("employment_flukt:share",),
    ),
    _indicator(
        name="income_of_adults",
        en="Mean income a month, aged 20-66",
        nb="Gjennomsnittlig inntekt i måneden, 20-66 år",
        unit=f"1000 NOK of {NORWAY_2013.price_year}",
        unit_nb=f"1000 kr i {NORWAY_2013.price_year}-priser",
        direction=1,
        source="S08; ZA11",
        observers=(INCOME, STATUS),
        compute=income,
        order=73,
        digits=1,
        caveat_en="Before tax, introduction benefit and state benefits included.",
        caveat_nb="Før skatt, med introduksjonsstønad og statlige ytelser.",
        series=("patterns:income_mean_*",),
    ),
)
