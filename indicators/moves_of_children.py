"""Moves that children did not ask for: the household had to go (S06). Moves it chose are shown apart."""

import numpy as np

from agents.kinds import Reason
from indicators.groups import PLACED, group_sums, part, part_ratios
from indicators.indicator import Indicator, Measured
from indicators.rates import rate
from indicators.reading import ratio, read, since_policy
from simulation.observers import Observer
from simulation.recorder import Record

MOVES = Observer(
    "moves_of_children",
    "event:move",
    where=(("refugee", "==", 1), ("children", ">", 0), ("since_settled", ">=", 0)),
    measure="sum:children",
    by=("placed", "reason", "elsewhere"),
    every="year",
)
CHILDREN = Observer(
    "children",
    "households",
    where=(("refugee", "==", 1), ("months_since_settlement", ">=", 0), ("children", ">", 0)),
    measure="sum:children",
    by=("placed",),
    every="year",
)
FORCED = (
    Reason.EVICTION, Reason.CONTRACT_END, Reason.ARREARS, Reason.REVIEW, Reason.NO_HOME, Reason.FLATMATES,
    Reason.PROGRAMME_END,
)  # fmt: skip
PER = 100  # child-years


def compute(record: Record) -> Measured:
    """Return forced moves per hundred child-years; a year has as many child-years as children in its
    December."""
    moves, children = read(record, MOVES.name), read(record, CHILDREN.name)
    forced = np.isin(moves["reason"], FORCED)
    unwanted = {**moves, "value": np.where(forced, moves["value"], 0)}
    late, of = since_policy(record, unwanted), since_policy(record, children)
    years = float(of["value"].sum())
    over = group_sums(late["placed"], late["value"])
    under = group_sums(of["placed"], of["value"])
    parts = part_ratios(over, under, PER)
    every = since_policy(record, moves)
    chosen = ~np.isin(every["reason"], FORCED)
    parts[part("move", "chosen")] = PER * ratio(float(every["value"][chosen].sum()), years)
    away = late["elsewhere"] == 1
    parts[part("move", "unwanted_elsewhere")] = PER * ratio(float(late["value"][away].sum()), years)
    return rate(record, unwanted, children, PER, parts)


INDICATORS = (
    Indicator(
        name="unwanted_moves",
        en="Children's moves the family did not choose, per 100 child-years",
        nb="Barns flyttinger familien ikke valgte, per 100 barneår",
        unit="moves",
        direction=-1,
        source="S06; E43, E44",
        observers=(MOVES, CHILDREN),
        compute=compute,
        order=51,
        digits=2,
        unit_nb="flyttinger",
        level=("household",),
        horizon="both",
        bearers=("household",),
        measured_by=("SSB",),
        caveat_en=(
            "Forced: eviction, end of contract, arrears, review, no home of one's own, shared housing. A "
            "change "
            "of school is not in the model; moves to another place stand apart."
        ),
        caveat_nb=(
            "Ufrivillig: utkastelse, kontrakt ut, restanse, vurdering, uten egen bolig, bofellesskap. "
            "Skolebytte "
            "er ikke i modellen; flytting til et annet sted står for seg."
        ),
        breakdown=(*PLACED, "move"),
        guards=("crowded_children",),
        series=("patterns:move_rate_*",),
    ),
)
