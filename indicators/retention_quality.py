"""What staying and leaving meant: leavers who chose to, stayers held by the programme (S17).

It splits the share who stay, which is no gain by itself.
"""

import numpy as np

from agents.kinds import Reason
from indicators.groups import PLACED
from indicators.indicator import Indicator, Measured
from indicators.rates import rate
from indicators.reading import read
from indicators.shares import share
from simulation.observers import Observer
from simulation.recorder import Record

LEAVERS = Observer(
    "leavers",
    "event:move",
    where=(("refugee", "==", 1), ("elsewhere", "==", 1), ("since_settled", ">=", 0)),
    measure="sum:persons",
    by=("placed", "reason"),
    every="year",
)
STAYERS = Observer(
    "considered_leaving",
    "event:considered",
    where=(
        ("choice", "==", 0),
        ("why", "==", Reason.OWN_WISH),
        ("reason", "in", (Reason.PROGRAMME_TIE, Reason.CONTENT)),
    ),
    by=("reason",),
    every="year",
)
CHOSEN = (Reason.WORK, Reason.TIES, Reason.HOUSING, Reason.OWN_WISH, Reason.BUYS, Reason.CROWDED,
          Reason.FAMILY_ARRIVAL)  # fmt: skip


def chose(record: Record) -> Measured:
    """Return the share of persons who left for another place whose household chose to."""
    cells = read(record, LEAVERS.name)
    return share(record, cells, np.isin(cells["reason"], CHOSEN))


def tied(record: Record) -> Measured:
    """Return the share of those who thought of a move and stayed whom the programme held."""
    cells = read(record, STAYERS.name)
    held = {**cells, "value": np.where(cells["reason"] == Reason.PROGRAMME_TIE, cells["value"], 0)}
    return rate(record, held, cells)


INDICATORS = (
    Indicator(
        name="leavers_chose",
        en="Of those who moved to another place, by own choice",
        nb="Av dem som flyttet til et annet sted, etter eget valg",
        unit="share",
        direction=0,
        source="S17; E62, E63",
        observers=(LEAVERS,),
        compute=chose,
        order=61,
        digits=3,
        headline=False,
        unit_nb="andel",
        level=("individual", "municipality"),
        way="indirect",
        horizon="both",
        caveat_en="The reason it had when it began to look; moves between districts of Oslo count.",
        caveat_nb="Grunnen husholdningen hadde da den begynte å lete; flytting mellom bydeler i Oslo teller.",
        breakdown=PLACED,
        guards=("retention",),
    ),
    Indicator(
        name="stayers_tied",
        en="Of those who considered a move and stayed, held by the programme",
        nb="Av dem som vurderte å flytte og ble, holdt igjen av programmet",
        unit="share",
        direction=0,
        source="S17; L73",
        observers=(STAYERS,),
        compute=tied,
        order=62,
        digits=3,
        headline=False,
        unit_nb="andel",
        level=("individual", "municipality"),
        way="indirect",
        horizon="both",
        caveat_en="Would leave if free: only the introduction programme is counted as a tie.",
        caveat_nb="Ville flyttet om de kunne: bare introduksjonsprogrammet regnes som binding.",
        guards=("retention",),
    ),
)
