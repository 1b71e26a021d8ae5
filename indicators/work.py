"""Work 2, 5 and 10 years after settlement, of persons aged 20-66 then; and what others can do (S08, S09).

Of those who do not work, Norwegian at B1 or better says what they can do by themselves: a gain that the
share at work does not show.
"""

from collections.abc import Callable
from functools import partial

import numpy as np

from indicators.groups import PLACED, group_ratios
from indicators.indicator import Indicator, Measured
from indicators.reading import ratio, ratios, read, sums, world_of
from simulation.derived import OWNS, SPEAKS, WORKS
from simulation.observers import Observer
from simulation.recorder import Record
from simulation.worlds import NationalWorld

AT_WORK = Observer(
    "work_after_settlement",
    "persons",
    where=(
        # each person once a quarter
        ("months_since_settlement", "in", (24, 25, 26, 60, 61, 62, 120, 121, 122)),
        ("age", ">=", 20),
        ("age", "<=", 66),
    ),
    by=("years_since_settlement", "first_placed", "status", "settlement_year"),
    every="quarter",
)
Begin = Callable[[NationalWorld], int]


def from_policy_year(world: NationalWorld) -> int:
    """Return the first cohort settled under the policy."""
    return world.policy_year


def from_record(world: NationalWorld) -> int:
    """Return the first cohort that the model settles itself."""
    return world.first_recorded


def from_start(world: NationalWorld) -> int:
    """Return a cohort before every other: residents of the start are included."""
    return 0


def of_cohorts(record: Record, years: int, begin: Begin, bit: int, unless: int = 0) -> Measured:
    """Return the share with the bit of status `years` after settlement, cohorts settled from the year
    `begin` on; those with a bit of `unless` are left out."""
    first = begin(world_of(record))
    cells = read(record, AT_WORK.name, years_since_settlement=years)
    keep = cells["status"] & unless == 0
    cells = {key: values[keep] for key, values in cells.items()}
    has = np.where(cells["status"] & bit > 0, cells["value"], 0)
    below = sums(cells["settlement_year"], cells["value"])
    above = sums(cells["settlement_year"], has)
    scored = cells["settlement_year"] >= first
    value = ratio(float(has[scored].sum()), float(cells["value"][scored].sum()))
    parts = group_ratios(cells["first_placed"][scored], has[scored], cells["value"][scored])
    return Measured(value, ratios(above, below), parts)


EARLY = (
    "Early jobs may not last: no gain after ten years follows from it.",
    "Tidlig arbeid varer ikke alltid: det følger ingen gevinst etter ti år av det.",
)
RESIDENTS = (
    "Of cohorts settled before the run: the start placed them, a policy hardly reaches them.",
    "Av kull bosatt før kjøringen: starten plasserte dem, et tiltak når dem knapt.",
)


def _work(years: int, en: str, nb: str, begin: Begin, source: str, headline: bool = True) -> Indicator:
    caveat = EARLY if years < 10 else RESIDENTS
    return Indicator(
        name=f"work_{years}_years",
        en=en,
        nb=nb,
        unit="share",
        direction=1,
        source=source,
        observers=(AT_WORK,),
        compute=partial(of_cohorts, years=years, begin=begin, bit=WORKS),
        order=70 if years == 2 else 71,
        digits=3,
        headline=headline,
        unit_nb="andel",
        level=("individual", "state"),
        nature="economic",
        horizon="invest",
        measured_by=("SSB",),
        caveat_en=caveat[0],
        caveat_nb=caveat[1],
        breakdown=PLACED,
        guards=("language_outside_work", "jobless_households"),
        series=("employment_by_residence:share",),
    )


INDICATORS = (
    _work(
        2,
        "At work 2 years after settlement, settled 2011-14",
        "I arbeid 2 år etter bosetting, bosatt 2011-14",
        from_policy_year,
        "S08; E20, E25",
    ),
    _work(
        5,
        "At work 5 years after settlement, settled 2009-11",
        "I arbeid 5 år etter bosetting, bosatt 2009-11",
        from_record,
        "S08; E24, E25",
    ),
    _work(
        10,
        "At work 10 years after settlement, of earlier cohorts",
        "I arbeid 10 år etter bosetting, av tidligere kull",
        from_start,
        "S08; E26",
        headline=False,
    ),
    Indicator(
        name="language_outside_work",
        en="Of those not at work, Norwegian at B1 two years after settlement",
        nb="Av dem uten arbeid, norsk på B1 to år etter bosetting",
        unit="share",
        direction=1,
        source="S09; E23",
        observers=(AT_WORK,),
        compute=partial(of_cohorts, years=2, begin=from_policy_year, bit=SPEAKS, unless=WORKS),
        order=74,
        digits=3,
        unit_nb="andel",
        level=("individual",),
        horizon="both",
        measured_by=("IMDi",),
        caveat_en=(
            "Only language: organised activity and school contact are not in the model. Who stays outside "
            "work "
            "changes when more find work."
        ),
        caveat_nb=(
            "Bare språk: organisert aktivitet og skolekontakt er ikke i modellen. Hvem som står utenfor, "
            "endres når flere får arbeid."
        ),
        breakdown=PLACED,
        guards=("work_2_years",),
    ),
    Indicator(
        name="language_5_years",
        en="Norwegian at B1 five years after settlement, settled 2009-11",
        nb="Norsk på B1 fem år etter bosetting, bosatt 2009-11",
        unit="share",
        direction=1,
        source="S09; MI03, IM07",
        observers=(AT_WORK,),
        compute=partial(of_cohorts, years=5, begin=from_record, bit=SPEAKS),
        order=75,
        digits=3,
        headline=False,
        unit_nb="andel",
        level=("individual",),
        horizon="invest",
        measured_by=("IMDi",),
        caveat_en="Of all who have lived here five years, not of those who take a test.",
        caveat_nb="Av alle med fem års botid, ikke av dem som tar en prøve.",
        breakdown=PLACED,
        guards=("language_outside_work",),
    ),
    Indicator(
        name="owner_5_years",
        en="In an owned home 5 years after settlement, settled 2009-11",
        nb="I eid bolig 5 år etter bosetting, bosatt 2009-11",
        unit="share",
        direction=0,
        source="S22; E46, E47",
        observers=(AT_WORK,),
        compute=partial(of_cohorts, years=5, begin=from_record, bit=OWNS),
        order=98,
        digits=3,
        unit_nb="andel",
        level=("household",),
        nature="economic",
        horizon="invest",
        measured_by=("SSB", "IMDi"),
        caveat_en=(
            "Owning is no gain by itself: lending to households that cannot carry it is a loss later. The "
            "model "
            "has no defaults on loans."
        ),
        caveat_nb=(
            "Å eie er ingen gevinst i seg selv: lån til husholdninger som ikke bærer dem, blir tap senere. "
            "Modellen har ikke mislighold av lån."
        ),
        breakdown=PLACED,
        guards=("overburden", "secure_home"),
        series=("patterns:housing_owner_*", "patterns:tenure_own_*"),
    ),
)
