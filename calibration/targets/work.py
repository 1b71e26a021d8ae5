"""At work: by years of residence and origin, by sex, and by county (ages 15-74, fourth quarter)."""

from collections.abc import Callable, Iterable
from math import nan
from typing import Any

import numpy as np
import numpy.typing as npt

from agents.kinds import Origin
from calibration.roles import Figure, targets_of
from calibration.small_numbers import of_share
from calibration.target import Cell, Target, Vector
from data import employment_flukt
from data.roles import HELD_OUT
from indicators.reading import ratio, read
from simulation.observers import Observer
from simulation.recorder import Record

Array = npt.NDArray[Any]
AGES = (("age", ">=", 15), ("age", "<=", 74))
SETTLED = ("years_since_settlement", ">=", 0)
AT_WORK = Observer(
    "work_by_residence",
    "persons",
    where=(*AGES, SETTLED),
    by=("years_since_settlement", "origin", "female", "employed"),
    every="year",
)
BY_COUNTY = Observer(
    "work_by_county",
    "persons",
    where=(*AGES, SETTLED, ("county", ">=", 0)),
    by=("county", "female", "employed"),
    every="year",
)
AFRICA = (Origin.SOMALIA, Origin.ERITREA)
ASIA = (Origin.IRAQ, Origin.AFGHANISTAN, Origin.IRAN, Origin.VIETNAM)
SEX = {"women": 1, "men": 0}
YEARS = (2009, 2010, 2011, 2012)
SPANS = {"0_3": (0, 3), "4_6": (4, 6), "7plus": (7, 99)}
REGISTERED = 75_000  # refugees aged 15-74 around 2010, each a register entry
COUNTY_YEARS = YEARS


def share(cells: dict[str, Array], keep: Array) -> float:
    """Return the share at work of the cells that `keep` says."""
    below = float(cells["value"][keep].sum())
    return ratio(float(cells["value"][keep & (cells["employed"] == 1)].sum()), below)


def by_residence(record: Record) -> Callable[[Figure], float]:
    """Return a reader of the share at work; key: origins, first and last year of residence, sex."""
    cells = read(record, AT_WORK.name)

    def of(one: Figure) -> float:
        origins, (first, last), sex = one.key
        keep = (cells["year"] == one.year) & (cells["years_since_settlement"] >= first)
        keep &= cells["years_since_settlement"] <= last
        if origins is not None:
            keep &= np.isin(cells["origin"], origins)
        if sex is not None:
            keep &= cells["female"] == sex
        return share(cells, keep)

    return of


def noise(value: float, one: Figure) -> float:
    """Return the noise of a register figure of `of` persons, rounded to a percent."""
    return of_share(value, one.of, step=0.01)


CONTINENTS = [
    Figure(f"employment_{name}_{k}_{k + 1}y_2011", 2011, f"{en}, {k} years", (origins, (k, k), None), 2500)
    for name, en, origins in (("africa", "Africa", AFRICA), ("asia", "Asia", ASIA))
    for k in range(6)
]
IRAQ = [
    Figure(f"employment_iraq_{span}_{year}", year, f"Iraq, {text}", ((Origin.IRAQ,), SPANS[span], None), 5000)
    for span, text in (("0_3", "0-3 years"), ("4_6", "4-6 years"), ("7plus", "7 years or more"))
    for year in YEARS
]
ALL = [
    Figure(f"employment_refugees_{sex}_{year}", year, sex, (None, (0, 99), code), REGISTERED)
    for sex, code in SEX.items()
    for year in YEARS
]


def counties(held_out: bool) -> Iterable[Cell]:
    """Return the held-out shares by county and sex."""
    frame = employment_flukt(purpose="validation" if held_out else "model")
    frame = frame[(frame["reason"] == "refuge") & (frame["county_code"] != "00")]
    for year, county, sex in county_keys():
        row = frame[(frame["county_code"] == county) & (frame["year"] == year) & (frame["sex"] == sex)].iloc[
            0
        ]
        value, employed = float(row["share"]), float(row["employed"])
        blank = row["share_status"] in ("missing", "suppressed")
        of = employed / value if value > 0 else nan
        yield Cell(
            "table:employment_flukt:refuge", year, county, sex, value,
            of_share(value, of, step=0.01) if of > 0 else nan, "missing" if blank else "observed",
        )  # fmt: skip


def county_keys() -> list[tuple[int, str, str]]:
    """Return year, county and sex of each cell."""
    codes = [f"{code:02d}" for code in range(1, 21) if code != 13]
    return [(year, county, sex) for year in COUNTY_YEARS for county in codes for sex in SEX]


def of_counties(record: Record) -> Vector:
    """Return the shares by county and sex of one run."""
    cells = read(record, BY_COUNTY.name)
    return np.array(
        [
            share(
                cells,
                (cells["year"] == year) & (cells["county"] == int(county)) & (cells["female"] == SEX[sex]),
            )
            for year, county, sex in county_keys()
        ]
    )


# Counties add up to the country: what keeps the best model from the country keeps it from them as well.
ALL_DISCREPANCY = 0.15
ALL_WHY = (
    "Work of residents of 2009 is drawn at the start; the break in the series is not modelled.",
    "Arbeid blant dem som bodde her i 2009, er trukket ved starten; bruddet i serien er ikke med.",
)
WORDS: dict[str, Any] = {"unit": "share", "unit_nb": "andel", "transform": "logit"}
TARGETS = (
    *targets_of(
        IRAQ,
        name="work_by_residence",
        read=by_residence,
        se=noise,
        en="At work by years of residence",
        nb="I arbeid etter botid",
        discrepancy=0.30,
        observers=(AT_WORK,),
        why_en="Residence is counted from arrival on record, from settlement in the model.",
        why_nb="Botid regnes fra ankomst i registeret, fra bosetting i modellen.",
        **WORDS,
    ),
    *targets_of(
        CONTINENTS,
        name="work_by_continent",
        read=by_residence,
        se=noise,
        en="At work by years of residence, all immigrants",
        nb="I arbeid etter botid, alle innvandrere",
        discrepancy=1.0,
        observers=(AT_WORK,),
        why_en="The record counts those who came to work or to a spouse, too, who begin at once.",
        why_nb="Registeret teller også dem som kom for å arbeide eller til ektefelle, og de begynner straks.",
        **WORDS,
    ),
    *targets_of(
        ALL,
        name="work",
        read=by_residence,
        se=noise,
        en="At work, of refugees",
        nb="I arbeid, av flyktninger",
        discrepancy=ALL_DISCREPANCY,
        observers=(AT_WORK,),
        why_en=ALL_WHY[0],
        why_nb=ALL_WHY[1],
        **WORDS,
    ),
    Target(
        name="work_by_county_held_out",
        en="At work, of refugees by county and sex 2009-12",
        nb="I arbeid, av flyktninger etter fylke og kjønn 2009-12",
        role=HELD_OUT,
        cells=counties,
        compute=of_counties,
        discrepancy=ALL_DISCREPANCY,
        observers=(BY_COUNTY,),
        why_en=ALL_WHY[0],
        why_nb=ALL_WHY[1],
        **WORDS,
    ),
)
