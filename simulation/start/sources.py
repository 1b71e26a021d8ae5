"""Where the start of a world comes from: its geography, its anchor and its record."""

from collections.abc import Callable
from dataclasses import dataclass

from agents.parameters import Values
from simulation.start.anchor import Anchor, anchor
from simulation.start.geography import national_geography
from simulation.start.norway_2024.anchor import anchor_2024
from simulation.start.norway_2024.geography import national_geography_2024
from simulation.start.norway_2024.record import read_record_2024
from simulation.start.record import Record, read_record
from simulation.world import Geography
from simulation.worlds import NORWAY_2024, NationalWorld


@dataclass(frozen=True)
class Sources:
    """Three readers; each is built once per set of parameters and does not depend on the seed."""

    geography: Callable[[Values], Geography]
    anchor: Callable[[Values, tuple[str, ...]], Anchor]
    record: Callable[[tuple[str, ...]], Record]


def sources_of(world: NationalWorld) -> Sources:
    """Return the readers of a world's start."""
    if world is NORWAY_2024:
        return Sources(national_geography_2024, anchor_2024, read_record_2024)
    return Sources(national_geography, anchor, read_record)
