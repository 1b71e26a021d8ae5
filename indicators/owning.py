"""Owned homes and moves of everybody of refugee background: what the published figures count."""

import numpy as np

from indicators.groups import BREAKDOWN
from indicators.homes import HOMES, HOMES_BY_TOWN, MEMBERS
from indicators.indicator import Indicator, Measured
from indicators.rates import rate
from indicators.reading import read
from indicators.shares import share
from simulation.living import OWNED
from simulation.observers import Observer
from simulation.recorder import Record

MOVES = Observer(
    "persons_moved",
    "event:move",
    (("refugee", "==", 1), ("since_settled", ">=", 0)),
    "sum:persons",
    every="year",
)


def owners(record: Record) -> Measured:
    """Return the share of persons who live in an owned home, seen each quarter."""
    cells, towns = read(record, HOMES.name), read(record, HOMES_BY_TOWN.name)
    everybody = np.ones(len(towns["value"]), dtype=np.bool_)
    return share(
        record, cells, cells["standing"] == OWNED, towns=(towns, towns["standing"] == OWNED, everybody)
    )


def moves(record: Record) -> Measured:
    """Return moves per hundred person-years after settlement."""
    return rate(record, read(record, MOVES.name), read(record, MEMBERS.name), 100.0)


INDICATORS = (
    Indicator(
        name="owner_share",
        en="Persons in an owned home",
        nb="Personer i eid bolig",
        unit="share",
        direction=0,
        source="S22; IM14, E47",
        observers=(HOMES, HOMES_BY_TOWN),
        compute=owners,
        order=98,
        digits=3,
        headline=False,
        unit_nb="andel",
        level=("household", "municipality"),
        nature="economic",
        horizon="invest",
        measured_by=("SSB", "IMDi"),
        caveat_en="What was drawn in at the start, for the most part. Security is the goal, owning one way.",
        caveat_nb="For det meste det som ble trukket inn ved starten. Trygghet er målet, å eie er én vei.",
        breakdown=(*BREAKDOWN, "centrality", "municipality"),
        guards=("secure_home", "overburden"),
        series=("patterns:housing_owner_*", "patterns:tenure_own_*"),
    ),
    Indicator(
        name="moves",
        en="Moves per 100 person-years",
        nb="Flyttinger per 100 personår",
        unit="moves",
        direction=0,
        source="S06; PR01",
        observers=(MOVES, MEMBERS),
        compute=moves,
        order=51,
        digits=1,
        headline=False,
        unit_nb="flyttinger",
        level=("household",),
        horizon="both",
        measured_by=("SSB",),
        caveat_en="Moves to something better are gains, forced ones losses: without a sign.",
        caveat_nb="Flytting til noe bedre er gevinst, tvungen flytting tap: uten fortegn.",
        guards=("unwanted_moves",),
        series=("patterns:move_rate_*",),
    ),
)
