"""What moves cost in ties: how many would be left after three years if nothing grew anew (S10, IP03)."""

from indicators.groups import BREAKDOWN, group_sums
from indicators.indicator import Indicator, Measured
from indicators.reading import by_year, read, since_policy
from simulation.observers import Observer
from simulation.recorder import Record

YEARS = 3
SETTLED = (("refugee", "==", 1), ("months_since_settlement", ">=", 0))
LOST = Observer("ties_lost", "event:ties_loosened", measure="sum:lost", by=("group",), every="year")
HELD = Observer("ties_held", "households", SETTLED, "sum:ties", ("group",), "year")


def _survival(lost: float, held: float) -> float:
    """Return the share left after some years of losing as in one: what is there in December, and what was
    lost in the year."""
    return (1.0 - lost / (held + lost)) ** YEARS


def survival(record: Record) -> Measured:
    """Return the share of ties to kin and neighbours that three years of moves leave."""
    lost, held = read(record, LOST.name), read(record, HELD.name)
    late, of = since_policy(record, lost), since_policy(record, held)
    over, under = by_year(lost), by_year(held)
    yearly = {year: _survival(over.get(year, 0.0), points) for year, points in under.items() if points}
    gone, there = group_sums(late["group"], late["value"]), group_sums(of["group"], of["value"])
    parts = {name: _survival(gone.get(name, 0.0), points) for name, points in there.items() if points}
    total = float(of["value"].sum())
    value = _survival(float(late["value"].sum()), total) if total else float("nan")
    return Measured(value, yearly, parts)


INDICATORS = (
    Indicator(
        name="ties_survive",
        en="Ties that three years of moves leave",
        nb="Bånd som er igjen etter tre år med flytting",
        unit="share",
        unit_nb="andel",
        direction=1,
        source="S10; IP03, L52",
        observers=(LOST, HELD),
        compute=survival,
        order=54,
        digits=3,
        headline=False,
        level=("individual", "neighbourhood"),
        horizon="both",
        caveat_en=(
            "Bonding and bridging ties are an index, and what a move costs of it is assumed. What grows "
            "anew is not counted; to move can be worth what it costs."
        ),
        caveat_nb=(
            "Sammenbindende og brobyggende bånd er en indeks, og hva en flytting koster av den, er antatt. "
            "Det som vokser fram igjen, telles ikke; en flytting kan være verdt det den koster."
        ),
        breakdown=BREAKDOWN,
        guards=("crowded", "unwanted_moves"),
    ),
)
