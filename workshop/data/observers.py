"""What the workshop's runs record beyond the indicators: by month and municipality, and moves by month."""

from typing import Final

from agents.kinds import Case
from indicators.tenure_moves import MOVES
from simulation.observers import Observer

SETTLED: Final = Observer(
    "settled_by_month", "event:settled", measure="sum:persons", by=("municipality",), every="month"
)
LIVING: Final = Observer(
    "living_by_month", "households",
    where=(("refugee", "==", 1), ("recent", "==", 1), ("municipality", ">=", 0)),
    measure="sum:persons", by=("municipality",), every="month",
)  # fmt: skip
ACCEPTED: Final = Observer(
    "accepted_by_month", "households",
    where=(("waiting", "==", 1), ("case", "in", (Case.ACCEPTED, Case.FOUND))),
    measure="sum:persons", by=("case_municipality",), every="month",
)  # fmt: skip
FIRST_HOME: Final = Observer("first_home_by_month", "event:settled", by=("tenure",), every="month")
MOVED: Final = Observer("moves_by_month", MOVES.source, where=MOVES.where, by=MOVES.by, every="month")
LEFT_QUEUE: Final = Observer("left_queue_by_month", "event:left_queue", every="month")
EMIGRATED: Final = Observer("emigrated_by_month", "event:emigration", every="month")

OBSERVERS: Final = (SETTLED, LIVING, ACCEPTED, FIRST_HOME, MOVED, LEFT_QUEUE, EMIGRATED)
