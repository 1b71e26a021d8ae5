"""How households are housed and move on: from reception to a first dwelling, then between tenures."""

import numpy as np

from agents.kinds import Tenure
from indicators.first_dwelling import FIRST
from indicators.indicator import Indicator, Measured
from indicators.reading import flow_by_year, from_policy, mean, read, since_policy
from simulation.observers import Observer
from simulation.recorder import Record

RECEPTION = "reception"  # where the flow begins, quota refugees' stay abroad included
NOT_HOUSED = (Tenure.NONE, Tenure.RECEPTION, Tenure.ABROAD, Tenure.GONE)

MOVES = Observer(
    "moves_by_tenure",
    "event:move",
    where=(
        ("since_settled", ">=", 1),
        ("from_tenure", "not in", NOT_HOUSED),
        ("to_tenure", "not in", NOT_HOUSED),
    ),
    by=("from_tenure", "to_tenure"),
    every="year",
)


def flows(record: Record) -> Measured:
    """Return moves of settled households a year; the parts are households a year by (from, to)."""
    first, moves = read(record, FIRST.name), read(record, MOVES.name)
    yearly = flow_by_year(record, moves)
    years = len(from_policy(record, yearly))
    parts: dict[str, float] = {}
    since = since_policy(record, first)
    for to in np.unique(since["tenure"]):
        settled = float(since["value"][since["tenure"] == to].sum())
        parts[_part(RECEPTION, Tenure(int(to)).name.lower())] = settled / years
    since = since_policy(record, moves)
    for before, after in np.unique(np.stack([since["from_tenure"], since["to_tenure"]]), axis=1).T:
        chosen = (since["from_tenure"] == before) & (since["to_tenure"] == after)
        name = _part(Tenure(int(before)).name.lower(), Tenure(int(after)).name.lower())
        parts[name] = float(since["value"][chosen].sum()) / years
    return Measured(mean(from_policy(record, yearly)), yearly, parts)


def _part(before: str, after: str) -> str:
    return f"move:{before}>{after}"


INDICATORS = (
    Indicator(
        name="tenure_moves",
        en="Moves of settled households a year, 2011-16",
        nb="Flyttinger av bosatte husholdninger i året, 2011-16",
        unit="households a year",
        direction=0,
        source="S05, S10; E60",
        observers=(FIRST, MOVES),
        compute=flows,
        order=42,
        headline=False,
        level=("household", "municipality"),
        horizon="both",
        unit_nb="husholdninger i året",
        breakdown=("move",),
        caveat_en="Neither good nor bad by itself: a move may be a way up or the loss of a home.",
        caveat_nb="Verken bra eller dårlig i seg selv: en flytting kan være et steg opp eller et tapt hjem.",
    ),
)
