"""Settled within the limit: three months for unaccompanied minors and families with children, six for
others, of everybody who entered the queue (S02), and of those settled, as it is reported."""

from functools import partial
from math import nan

from indicators.groups import BREAKDOWN, HARD_BITS, part
from indicators.indicator import Indicator, Measured
from indicators.queue import OBSERVERS, Cohort, by_entry, by_group, cohort
from indicators.reading import ratio, recorded_years
from simulation.groups import decode
from simulation.recorder import Record


def share_of_all(found: Cohort) -> float:
    """Return the share settled within the limit, of all who entered."""
    return ratio(float(found.persons[found.on_time].sum()), float(found.persons.sum()))


def share_of_settled(found: Cohort) -> float:
    """Return the share settled within the limit, of those settled."""
    return share_of_all(found.where(found.settled))


def of_cohort(record: Record, of_settled: bool = False) -> Measured:
    """Return the share of those who entered since the policy year and whose limit has passed: the last
    year's cohort is left out."""
    figure = share_of_settled if of_settled else share_of_all
    found = cohort(record)
    found = found.where(found.entered < recorded_years(record)[-1])
    return Measured(figure(found), by_entry(found, figure), by_group(found, figure))


def hard(record: Record) -> Measured:
    """Return the odds of being settled on time of who is hard to settle, over the odds of all others; also
    within each kind, sex and origin."""
    found = cohort(record)
    found = found.where(found.entered < recorded_years(record)[-1])

    def odds_ratio(some: Cohort, among: Cohort) -> float:
        a, b = share_of_all(some), share_of_all(among.where(decode(among.group)["hard"] == 0))
        return a / (1.0 - a) / (b / (1.0 - b)) if 0.0 < a < 1.0 and 0.0 < b < 1.0 else nan

    def within(some: Cohort) -> float:
        """Return the odds ratio between those hard to settle and the others of one group."""
        return odds_ratio(some.where(decode(some.group)["hard"] > 0), some)

    parts = {
        part("hard", name): odds_ratio(found.of("hard", bit), found)
        for name, bit in HARD_BITS.items()
        if name != "refusers"
    }
    parts |= {name: x for name, x in by_group(found, within).items() if not name.startswith("hard:")}
    return Measured(within(found), {}, parts)


def _share(name: str, en: str, nb: str, of_settled: bool) -> Indicator:
    return Indicator(
        name=name,
        unbroken="reception",
        en=en,
        nb=nb,
        unit="share",
        direction=1,
        source="S02; E95",
        observers=OBSERVERS,
        compute=partial(of_cohort, of_settled=of_settled),
        order=23,
        digits=3,
        headline=not of_settled,
        unit_nb="andel",
        level=("individual", "state"),
        measured_by=("IMDi",) if of_settled else (),
        caveat_en=(
            "What is reported: it rises when those who waited long, or declined, are not settled at all."
            if of_settled
            else "Of everybody who entered, those who declined an offer included; says nothing of the home."
        ),
        caveat_nb=(
            "Det som rapporteres: det stiger når de som har ventet lenge eller takket nei, ikke bosettes."
            if of_settled
            else "Av alle som kom i køen, også de som takket nei; sier ikke noe om boligen."
        ),
        breakdown=BREAKDOWN,
        guards=("settled_on_time",) if of_settled else ("waiting_months_all", "secure_home"),
        series=("patterns:uam_within_3m_*",),
    )


INDICATORS = (
    _share(
        "settled_on_time",
        "Settled within the limit, of all who entered the queue",
        "Bosatt innen fristen, av alle som kom i køen",
        False,
    ),
    _share(
        "settled_on_time_reported",
        "Settled within the limit, of those settled",
        "Bosatt innen fristen, av de bosatte",
        True,
    ),
    Indicator(
        name="on_time_hard",
        unbroken="reception",
        en="Odds of being settled on time, hard to settle against others",
        nb="Odds for bosetting innen fristen, vanskelig bosatte mot andre",
        unit="odds ratio",
        direction=1,
        source="S24",
        observers=OBSERVERS,
        compute=hard,
        order=24,
        digits=2,
        unit_nb="oddsforhold",
        level=("society", "individual"),
        horizon="both",
        caveat_en=(
            "Single men, special health needs, little schooling. Limits differ between kinds, and the "
            "ratio with them."
        ),
        caveat_nb=(
            "Enslige menn, særlige helsebehov, lite skolegang. Fristene er ulike for ulike "
            "husholdninger, og forholdet med dem."
        ),
        breakdown=BREAKDOWN,
        guards=("settled_on_time",),
    ),
)
