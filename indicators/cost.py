"""Cost per settled person by payer: what each pays net from the policy year on, divided by persons settled.

A payment counts once for its payer and once, with the other sign, for its receiver. Loans and the
purchase and sale of homes change who owes what and are no cost; wages and taxes are work's, not
settlement's. Amounts are NOK of the world's price year. The level covers everyone of refugee
background, not only those settled in these years: what a comparison shows is the difference.
"""

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

import numpy as np

from agents.kinds import Account, Purpose
from indicators.groups import CENTRALITY, part, parts
from indicators.indicator import Bearer, Indicator, Level, Measured
from indicators.reading import (
    by_year,
    flow_by_year,
    from_policy,
    mean,
    ratio,
    ratios,
    read,
    since_policy,
    world_of,
)
from indicators.settlement import SETTLED
from indicators.towns import PEOPLE, sums_by_centrality
from indicators.unit_costs import real
from simulation.ledger import ORE
from simulation.observers import Observer
from simulation.recorder import Record
from simulation.worlds import NORWAY_2013

THOUSAND = 1000
MILLION = 1_000_000

FLOWS = Observer("flows", "ledger", measure="sum:ore", by=("payer", "receiver", "purpose"), every="year")
BY_LEVEL = Observer(
    "flows_by_centrality", "ledger", measure="sum:ore", by=(*FLOWS.by, "centrality"), every="year"
)
CAPITAL = {"STARTLAN", "REPAYMENT", "HOUSE_PURCHASE", "BANK_LOAN", "WAGE", "TAX"}
NO_COST = tuple(purpose.value for purpose in Purpose if purpose.name in CAPITAL)

LEVELS: Mapping[Bearer, Level] = MappingProxyType(
    {"state": "state", "municipality": "municipality", "household": "household", "landlord": "society"}
)


def net(record: Record, account: Account, centrality: int | None = None) -> dict[int, float]:
    """Return what an account paid less what it received, by year, NOK of the world's price year; of one level
    of centrality, what is booked in its municipalities (-1: what is booked in none)."""
    if centrality is None:
        cells = read(record, FLOWS.name)
    else:
        cells = read(record, BY_LEVEL.name, centrality=centrality)
    cost = ~np.isin(cells["purpose"], NO_COST)
    sign = (cells["payer"] == account).astype(np.int64) - (cells["receiver"] == account)
    nominal = by_year({**cells, "value": np.where(cost, cells["value"] * sign, 0)})
    world = world_of(record)
    return real(world, {year: ore / ORE for year, ore in nominal.items()})


def paid(record: Record, purpose: Purpose) -> Measured:
    """Return what is paid for a purpose in a year from the policy year on, million NOK of the world's price
    year."""
    nominal = flow_by_year(record, read(record, FLOWS.name, purpose=int(purpose)))
    yearly = real(world_of(record), {year: ore / ORE / MILLION for year, ore in nominal.items()})
    return Measured(mean(from_policy(record, yearly)), yearly)


def per_settled(record: Record, accounts: tuple[Account, ...]) -> Measured:
    """Return the net cost of the accounts together per person settled, in thousands.

    The cost is of everybody of refugee background, the denominator those settled in the year: the
    figure falls when more are settled, at whatever cost. It has therefore no direction. By centrality: what
    is booked in municipalities of the level, by those settled there; reception lies in none.
    """
    cells = read(record, SETTLED.name)
    settled, paid = by_year(cells), together(record, accounts)
    value = ratio(sum(from_policy(record, paid)), sum(from_policy(record, settled)))
    levels: dict[int, float] = {}
    if accounts != (Account.UDI,):
        known = read(record, PEOPLE.name)["centrality"]
        there = sums_by_centrality(record, since_policy(record, cells))
        for level in np.unique(known[known >= 0]).tolist():
            booked = sum(from_policy(record, together(record, accounts, int(level))))
            people = there.get(part("centrality", CENTRALITY[int(level)]), 0.0)
            levels[int(level)] = ratio(booked, people) / THOUSAND
    yearly = {year: one / THOUSAND for year, one in ratios(paid, settled).items()}
    return Measured(value / THOUSAND, yearly, parts("centrality", levels))


def together(record: Record, of: tuple[Account, ...], centrality: int | None = None) -> dict[int, float]:
    """Return the net payments of several accounts, as :func:`net`."""
    paid: dict[int, float] = {}
    for account in of:
        for year, amount in net(record, account, centrality).items():
            paid[year] = paid.get(year, 0.0) + amount
    return paid


def _indicator(
    name: str, en: str, nb: str, accounts: tuple[Account, ...], order: int, *bearers: Bearer
) -> Indicator:
    return Indicator(
        name=name,
        unbroken="ledger",
        en=f"Net cost per settled person: {en}",
        nb=f"Netto kostnad per bosatt person: {nb}",
        unit=f"1000 NOK of {NORWAY_2013.price_year}",
        direction=0,
        source="S15, S19, S20; C10, C20, C44",
        observers=(FLOWS, BY_LEVEL, SETTLED, PEOPLE),
        compute=partial(per_settled, accounts=accounts),
        order=order,
        unit_nb=f"1000 kr i {NORWAY_2013.price_year}-priser",
        level=tuple(dict.fromkeys(LEVELS[one] for one in bearers)),
        effect="cost",
        nature="economic",
        horizon="both",
        bearers=bearers,
        measured_by=("SSB (KOSTRA)", "IMDi") if "municipality" in bearers else (),
        caveat_en="Of everybody of refugee background, by those settled: falls when more are settled.",
        caveat_nb="For alle med flyktningbakgrunn, delt på de bosatte: faller når flere bosettes.",
        guards=("waiting_months_all", "others_waiting"),
        series=("national_series:imdi_grants_total",) if name == "cost_imdi" else (),
        breakdown=() if accounts == (Account.UDI,) else ("centrality",),
    )


STATE = (Account.UDI, Account.IMDI, Account.HUSBANKEN, Account.NAV)

INDICATORS = (
    _indicator("cost_udi", "UDI (reception)", "UDI (mottak)", (Account.UDI,), 80, "state"),
    _indicator("cost_imdi", "IMDi (grants)", "IMDi (tilskudd)", (Account.IMDI,), 81, "state"),
    _indicator(
        "cost_husbanken",
        "Husbanken (grants, allowance)",
        "Husbanken (tilskudd, bostøtte)",
        (Account.HUSBANKEN,),
        82,
        "state",
    ),
    _indicator("cost_nav", "NAV (benefits)", "NAV (ytelser)", (Account.NAV,), 83, "state"),
    _indicator(
        "cost_municipality",
        "municipalities, grants deducted",
        "kommunene, tilskudd trukket fra",
        (Account.MUNICIPALITY,),
        84,
        "municipality",
    ),
    _indicator(
        "cost_public",
        "state and municipalities together",
        "stat og kommuner samlet",
        (*STATE, Account.MUNICIPALITY),
        85,
        "state",
        "municipality",
    ),
    _indicator(
        "cost_household",
        "households, benefits deducted",
        "husholdningene, ytelser trukket fra",
        (Account.HOUSEHOLD,),
        86,
        "household",
    ),
    _indicator(
        "cost_landlord",
        "landlords (negative: they receive)",
        "utleiere (negativ: de mottar)",
        (Account.LANDLORD,),
        87,
        "landlord",
    ),
)
