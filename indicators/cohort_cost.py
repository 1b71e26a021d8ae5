"""Net cost of a settlement cohort over its first five years, by payer and consolidated (S15, S20).

Transfers between state and municipality are listed for both and netted once in the consolidated figure.
"""

from collections.abc import Callable, Mapping
from functools import partial
from math import isnan, nan

from indicators.cohort_money import (
    HORIZON,
    MUNICIPALITY,
    MUNICIPALITY_NET,
    OBSERVERS,
    STATE,
    STATE_NET,
    TRANSFERS,
    Money,
    by_purpose,
    cohorts,
    money_of_groups,
    net,
)
from indicators.groups import PLACED, part
from indicators.indicator import Bearer, Effect, Indicator, Level, Measured
from indicators.reading import mean
from indicators.unit_costs import rates, unit_cost
from simulation.recorder import Record
from simulation.worlds import NORWAY_2013

THOUSAND = 1000.0
EARLY = 2  # years
PUBLIC: Mapping[str, int] = {
    name: STATE.get(name, 0) + MUNICIPALITY.get(name, 0)
    for name in {**STATE, **MUNICIPALITY}
    if name not in TRANSFERS
}


def _mean(
    record: Record, money: Money, payers: Mapping[str, int], sign: float, horizon: int, rate: float
) -> tuple[float, dict[int, float], dict[str, float]]:
    years: dict[int, float] = {}
    purposes: dict[str, list[float]] = {}
    for cohort in cohorts(record, horizon):
        found = by_purpose(money, cohort, horizon, rate)
        if found:
            years[cohort] = sign * net(found, payers) / THOUSAND
            for name, weight in payers.items():
                purposes.setdefault(name, []).append(sign * weight * found[name] / THOUSAND)
    return mean(years.values()), years, {name: mean(values) for name, values in purposes.items()}


def of_payer(
    record: Record, payers: Mapping[str, int], nets: Mapping[str, int], sign: float = 1.0
) -> Measured:
    """Return the net cost per person over the horizon, mean of the cohorts that the run follows so long;
    by year of settlement. `parts`: by group as settled, by purpose, at other rates, over the first two years,
    and with the cost of public funds, which each public payer's net payment has (C71): those of state and
    municipality add up to that of both, since what one pays the other cancels."""
    rate = unit_cost("discount_rate")
    everybody = Money.of(record)
    value, years, purposes = _mean(record, everybody, payers, sign, HORIZON, rate)
    parts = {part("purpose", name): x for name, x in purposes.items()}
    parts |= {
        part("rate", name): _mean(record, everybody, payers, sign, HORIZON, other)[0]
        for name, other in rates().items()
    }
    parts[part("horizon", "2_years")] = _mean(record, everybody, payers, sign, EARLY, rate)[0]
    parts[part("horizon", "5_years")] = value
    parts[part("horizon", "10_years")] = nan  # beyond every run: nothing is extrapolated
    parts |= {part("funds", "without"): value, part("funds", "with"): value * (1 + unit_cost("public_funds"))}
    of_groups = {
        name: _mean(record, some, nets, sign, HORIZON, rate)[0]
        for name, some in money_of_groups(record).items()
    }
    parts |= {name: x for name, x in of_groups.items() if not isnan(x)}  # none of it was followed so long
    return Measured(value, years, parts)


CAVEAT = (
    "Purposes booked on persons and households of the cohort and its dwellings; rental grants, guarantees "
    "and "
    "reception are not. A December stands for its year; early jobs are not carried beyond the run.",
    "Formål bokført på kullets personer, husholdninger og boliger; utleietilskudd, garantier og mottak er "
    "ikke "
    "med. Desember står for sitt år; tidlig arbeid føres ikke videre etter kjøringen.",
)
NO_BACKLOG = (
    " The model has no maintenance, so no backlog: decay can look like saving.",
    " Modellen har ikke vedlikehold, så ikke etterslep: forfall kan se ut som sparing.",
)


def _indicator(
    name: str,
    labels: tuple[str, str],
    compute: Callable[[Record], Measured],
    source: str,
    order: int,
    level: tuple[Level, ...],
    bearers: tuple[Bearer, ...],
    effect: Effect = "cost",
    more: tuple[str, str] = ("", ""),
) -> Indicator:
    return Indicator(
        name=name,
        en=labels[0],
        nb=labels[1],
        unit=f"1000 NOK of {NORWAY_2013.price_year}",
        direction=1 if name == "state_balance" else -1,
        source=source,
        observers=OBSERVERS,
        compute=compute,
        order=order,
        unit_nb=f"1000 kr i {NORWAY_2013.price_year}-priser",
        level=level,
        effect=effect,
        nature="economic",
        horizon="invest" if name == "state_balance" else "both",
        bearers=bearers,
        measured_by=("Beregningsutvalget",) if "municipality" in bearers else (),
        caveat_en=CAVEAT[0] + more[0],
        caveat_nb=CAVEAT[1] + more[1],
        breakdown=("purpose", "rate", "horizon", "funds", *PLACED),
        guards=("work_5_years", "secure_home"),
        series=("national_series:municipal_cost_5yr",) if name == "cohort_municipality" else (),
    )


INDICATORS = (
    _indicator(
        "cohort_municipality",
        (
            "Municipalities' net cost of a settled person, five years",
            "Kommunenes nettokostnad per bosatt, fem år",
        ),
        partial(of_payer, payers=MUNICIPALITY, nets=MUNICIPALITY_NET),
        "S15; C20-C24, C40, C44",
        88,
        ("municipality",),
        ("municipality",),
        more=NO_BACKLOG,
    ),
    _indicator(
        "cohort_public",
        (
            "State and municipalities' net cost of a settled person, five years, transfers netted",
            "Stat og kommuners nettokostnad per bosatt, fem år, uten overføringer",
        ),
        partial(of_payer, payers=PUBLIC, nets={**STATE_NET, **MUNICIPALITY_NET}),
        "S15, S20; C05",
        89,
        ("state", "municipality"),
        ("state", "municipality"),
        more=NO_BACKLOG,
    ),
    _indicator(
        "state_balance",
        ("The state's balance of a settled person, five years", "Statens balanse per bosatt person, fem år"),
        partial(of_payer, payers=STATE, nets=STATE_NET, sign=-1.0),  # what it receives less what it pays
        "S20; C70, C71; E26",
        89,
        ("state",),
        ("state",),
    ),
)
