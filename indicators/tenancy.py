"""Tenancies that end badly, and offers that are declined: evictions, refusals, dwellings below standard."""

import numpy as np

from agents.kinds import Tenure
from indicators.groups import KINDS, part
from indicators.homes import HOUSED
from indicators.indicator import Indicator, Measured
from indicators.rates import rate
from indicators.reading import read, since_policy, sums
from simulation.observers import Observer
from simulation.recorder import Record

RENTED = (Tenure.MUNICIPAL, Tenure.PRIVATE, Tenure.UNSERIOUS)
EVICTIONS = Observer("evictions", "event:eviction", (("refugee", "==", 1),), by=("tenure",), every="year")
TENANCIES = Observer(
    "tenancies", "households", (("refugee", "==", 1), ("tenure", "in", RENTED)), by=("tenure",), every="year"
)
REFUSED = Observer("offers_refused", "event:refused", by=("kind",), every="year")
TAKEN = Observer(
    "offers_taken", "event:settled", (("tenure", "!=", Tenure.STAFFED),), by=("kind",), every="year"
)
STANDARD = Observer(
    "homes_by_standard",
    "households",
    (("refugee", "==", 1), ("tenure", "in", HOUSED), ("standard", ">=", 0)),
    "sum:persons",
    ("standard",),
    "year",
)


def evictions(record: Record) -> Measured:
    """Return evictions per thousand tenancies a year, by tenure too."""
    ended, lasting = read(record, EVICTIONS.name), read(record, TENANCIES.name)
    over, under = (since_policy(record, cells) for cells in (ended, lasting))
    above, below = sums(over["tenure"], over["value"]), sums(under["tenure"], under["value"])
    parts = {
        part("tenure", Tenure(code).name.lower()): 1000.0 * above.get(code, 0.0) / total
        for code, total in below.items()
        if total
    }
    return rate(record, ended, lasting, 1000.0, parts)


def refusals(record: Record) -> Measured:
    """Return the share of offers answered that were declined, by household kind too."""
    no, yes = read(record, REFUSED.name), read(record, TAKEN.name)
    offers = {key: np.concatenate([no[key], yes[key]]) for key in ("year", "kind", "value")}
    late, of = since_policy(record, no), since_policy(record, offers)
    above, below = sums(late["kind"], late["value"]), sums(of["kind"], of["value"])
    parts = {
        part("kind", KINDS[kind]): above.get(kind, 0.0) / total for kind, total in below.items() if total
    }
    return rate(record, no, offers, 1.0, parts)


def below_standard(record: Record) -> Measured:
    """Return the share of persons in dwellings who live in one below standard, in December."""
    cells = read(record, STANDARD.name)
    return rate(record, {**cells, "value": np.where(cells["standard"] == 0, cells["value"], 0)}, cells)


INDICATORS = (
    Indicator(
        name="evictions",
        en="Evictions per 1000 tenancies a year",
        nb="Utkastelser per 1000 leieforhold i året",
        unit="evictions",
        unit_nb="utkastelser",
        direction=-1,
        source="S03; HB07",
        observers=(EVICTIONS, TENANCIES),
        compute=evictions,
        order=49,
        digits=1,
        headline=False,
        level=("municipality", "household"),
        bearers=("household", "municipality"),
        measured_by=("Namsmannen", "Husbanken"),
        caveat_en="Carried out, not petitioned; short leases that expire are no eviction.",
        caveat_nb="Gjennomført, ikke begjært; korte kontrakter som løper ut, er ingen utkastelse.",
        breakdown=("tenure",),
        guards=("secure_home",),
    ),
    Indicator(
        name="refusals",
        en="Offers of a first dwelling that are declined",
        nb="Tilbud om første bolig som det takkes nei til",
        unit="share",
        unit_nb="andel",
        direction=-1,
        source="S02, S24; IP13",
        observers=(REFUSED, TAKEN),
        compute=refusals,
        order=25,
        digits=3,
        headline=False,
        level=("individual",),
        measured_by=("IMDi",),
        caveat_en="A no can be reasonable when the offer is bad; who declines loses programme and help.",
        caveat_nb=(
            "Et nei kan være fornuftig når tilbudet er dårlig; den som takker nei, mister program og hjelp."
        ),
        breakdown=("kind",),
        guards=("waiting_months_all",),
    ),
    Indicator(
        name="below_standard",
        en="Persons in dwellings below standard",
        nb="Personer i boliger under standard",
        unit="share",
        unit_nb="andel",
        direction=-1,
        source="S04; LK01",
        observers=(STANDARD,),
        compute=below_standard,
        order=50,
        digits=3,
        headline=False,
        level=("household",),
        measured_by=("SSB",),
        caveat_en="One mark for damp, noise and lacks together, drawn at the start: assumed.",
        caveat_nb="Ett merke for fukt, støy og mangler samlet, trukket ved starten: antatt.",
        guards=("crowded",),
        series=("patterns:housing_rot_*", "patterns:housing_noise_*"),
    ),
)
