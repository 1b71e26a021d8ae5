"""The worlds that data exist for: which years, which municipality codes, which parameter values.

A world is data and a few figures: the code that lives it is the same. Its start is built in
`simulation/start/`; parameter values that differ from those beside their users stand in an overlay,
each with a source and status of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from agents.calendar import Calendar
from agents.kinds import FIRST_YEAR, MONTHS_PER_YEAR, START_MONTH
from agents.parameters import Parameter, collect, read_records

ROOT: Final = Path(__file__).resolve().parent.parent
START: Final = ROOT / "simulation" / "start"
FOLDERS: Final = (ROOT / "agents", ROOT / "simulation" / "processes", START)  # of parameter records
OWN: Final = "world"  # file of an overlay with the parameters that only its world has


@dataclass(frozen=True, slots=True)
class NationalWorld:
    """One world.

    Parameters
    ----------
    name : str
        What scenario files and ``--world`` call it.
    first_year : int
        Year of month 0; two years of burn-in follow.
    policy_year : int
        Headlines cover this year and those after it; a policy starts in its January when a scenario
        names no date.
    last_year : int
        The last calendar year of a run.
    code_year : int
        Year of the municipality codes.
    price_year : int
        Costs are shown in NOK of this year.
    overlay : Path or None
        Folder of parameter records that replace those of the same name (``world.toml`` adds its own).
    """

    name: str
    first_year: int
    policy_year: int
    last_year: int
    code_year: int
    price_year: int
    overlay: Path | None = None

    @property
    def calendar(self) -> Calendar:
        """The calendar of its months."""
        return Calendar(self.first_year)

    @property
    def first_recorded(self) -> int:
        """The first year that is recorded: that of the anchor."""
        return self.first_year + START_MONTH // MONTHS_PER_YEAR

    @property
    def spans(self) -> tuple[str, ...]:
        """How labels name the years of headlines, the cohorts seen two and five years on, and prices (in
        English and Bokmål)."""

        def span(first: int, last: int) -> str:
            return f"{first}-{last % 100:02d}"

        return (
            span(self.policy_year, self.last_year),
            span(self.policy_year, self.last_year - 2),
            span(self.first_recorded, self.last_year - 5),
            f"of {self.price_year}",
            f"{self.price_year}-priser",
        )


NORWAY_2013: Final = NationalWorld("norway-2013", FIRST_YEAR, 2011, 2016, 2013, 2013)
NORWAY_2024: Final = NationalWorld("norway-2024", 2022, 2025, 2033, 2024, 2024, START / "norway_2024")
NATIONAL: Final = (NORWAY_2013, NORWAY_2024)


@cache
def overlay(world: NationalWorld) -> Mapping[str, Parameter]:
    """Return the parameter records of a world that differ from those beside their users, by name."""
    if world.overlay is None:
        return MappingProxyType({})
    base = collect(FOLDERS)
    found: list[Parameter] = []
    for path in sorted(world.overlay.glob("*.toml")):
        found += read_records(path, None if path.stem == OWN else base)
    return MappingProxyType({record.name: record for record in found})


def national(name: str) -> NationalWorld:
    """Return the world of a name; invented worlds share the years of norway-2013."""
    return next((world for world in NATIONAL if world.name == name), NORWAY_2013)
