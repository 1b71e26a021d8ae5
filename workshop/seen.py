"""What a run of the workshop records beyond the indicators: what the map plays month by month."""

from typing import Final

from indicators.homes import HERE
from simulation.observers import Observer

SETTLED: Final = Observer(
    "workshop_settled", "event:settled", measure="sum:persons", by=("municipality",), every="month"
)
PEOPLE: Final = Observer(
    "workshop_people", "households", where=HERE, measure="sum:persons", by=("municipality",), every="month"
)
OBSERVERS: Final = (SETTLED, PEOPLE)
