"""What housing costs a household: overburdened, or too little left for the minimum budget (S05); and
households where nobody works (S08, Laeken)."""

from functools import partial
from typing import Literal

import numpy as np

from indicators.groups import BREAKDOWN
from indicators.homes import LIVING, LIVING_BY_TOWN
from indicators.indicator import Indicator, Level, Measured
from indicators.reading import read
from indicators.shares import share
from simulation.living import ELIGIBLE, JOBLESS, OVERBURDENED, POOR
from simulation.recorder import Record


def compute(record: Record, bit: int) -> Measured:
    """Return the share of persons in dwellings whose household is so, in the Decembers since the policy
    year."""
    cells, towns = read(record, LIVING.name), read(record, LIVING_BY_TOWN.name)
    everybody = np.ones(len(towns["value"]), dtype=np.bool_)
    return share(
        record, cells, cells["living"] & bit > 0, towns=(towns, towns["living"] & bit > 0, everybody)
    )


def _indicator(
    name: str,
    bit: int,
    labels: tuple[str, str],
    caveats: tuple[str, str],
    source: str,
    order: int,
    direction: Literal[-1, 0],
    measured_by: tuple[str, ...],
    guards: tuple[str, ...],
    level: tuple[Level, ...] = ("household",),
    headline: bool = True,
) -> Indicator:
    return Indicator(
        name=name,
        en=labels[0],
        nb=labels[1],
        unit="share",
        direction=direction,
        source=source,
        observers=(LIVING, LIVING_BY_TOWN),
        compute=partial(compute, bit=bit),
        order=order,
        digits=3,
        headline=headline,
        unit_nb="andel",
        level=level,
        nature="economic",
        bearers=("household",),
        measured_by=measured_by,
        caveat_en=caveats[0],
        caveat_nb=caveats[1],
        breakdown=(*BREAKDOWN, "centrality", "municipality"),
        guards=guards,
    )


INDICATORS = (
    _indicator(
        "overburden",
        OVERBURDENED,
        (
            "Housing cost above 40 % of income, less allowance",
            "Boutgift over 40 % av inntekt, etter bostøtte",
        ),
        (
            "Misses families who pay little because they live crowded: read with crowding. Seen in December; "
            "instalments count as cost.",
            "Fanger ikke familier som betaler lite fordi de bor trangt: les sammen med trangboddhet. Sett i "
            "desember; avdrag regnes som utgift.",
        ),
        "S05; E80",
        47,
        -1,
        ("SSB (EU-SILC)", "Eurostat"),
        ("crowded", "residual_poor"),
    ),
    _indicator(
        "residual_poor",
        POOR,
        (
            "Too little left for the minimum budget after housing",
            "For lite igjen til minstebudsjett etter bolig",
        ),
        (
            "The budget is the model's own minimum; poverty lines would need the incomes of others.",
            "Budsjettet er modellens eget minimum i årets priser; fattigdomsgrenser krever andres inntekter.",
        ),
        "S05; LA01",
        48,
        -1,
        (),
        ("crowded", "overburden"),
    ),
    _indicator(
        "jobless_households",
        JOBLESS,
        ("Persons in households where nobody works", "Personer i husholdninger der ingen arbeider"),
        (
            "Work growth can pass by households without work: always beside the share at work.",
            "Vekst i arbeid kan gå forbi husholdninger uten arbeid: alltid ved siden av andelen i arbeid.",
        ),
        "S08; LA07",
        76,
        -1,
        ("SSB", "Eurostat"),
        ("work_5_years",),
        ("household", "society"),
    ),
    _indicator(
        "allowance_need",
        ELIGIBLE,
        ("Eligible for housing allowance", "Har rett til bostøtte"),
        (
            "Without a sign: fewer eligible may mean fewer who need it, or that rents or household sizes put "
            "more beyond its limits. Need, not reach: the model pays everybody who is eligible, so reach is "
            "not modelled.",
            "Uten fortegn: færre med rett kan bety at færre trenger den, eller at leie og husholdningens "
            "størrelse setter flere utenfor grensene. Behov, ikke dekning: modellen utbetaler til alle som "
            "har rett, så dekning er ikke modellert.",
        ),
        "S21",
        95,
        0,
        ("Husbanken",),
        ("overburden",),
    ),
)
