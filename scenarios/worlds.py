"""The worlds a scenario can be about: which years, and from when a policy may act.

The one list of worlds: scenario files are checked against it, and `experiments/history.py` takes
the years of a run from it. To add a world is to add a row here and a start in `simulation/start/`.
"""

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from agents.kinds import END_MONTH, FIRST_YEAR, MONTHS_PER_YEAR, START_MONTH, month_of, year_of


class WorldError(ValueError):
    """There is no world of that name; the message names the nearest."""


@dataclass(frozen=True, slots=True)
class WorldSpec:
    """One world.

    Parameters
    ----------
    name : str
        What scenario files and ``--world`` call it.
    en, nb : str
        Label.
    start : int
        First simulated month (0 is January 2007); the months before `first_year` are burn-in.
    first_year, last_year : int
        Calendar years that are recorded.
    policy : str
        Month a policy starts when a scenario names none, as ``YYYY-MM``.
    """

    name: str
    en: str
    nb: str
    start: int
    first_year: int
    last_year: int
    policy: str

    @property
    def years(self) -> tuple[int, int]:
        """First and last recorded year."""
        return self.first_year, self.last_year

    @property
    def end(self) -> int:
        """First month that is no longer run."""
        return month_of(self.last_year + 1)

    @property
    def policy_month(self) -> int:
        """Month index of the default policy date."""
        return month_index(self.policy)

    @property
    def span(self) -> tuple[str, str]:
        """First and last month a policy or a shock may name, as ``YYYY-MM``."""
        return month_text(self.start), month_text(self.end - 1)


NORWAY: Final = WorldSpec(
    "norway-2013",
    "Norway 2009-2016, 428 municipalities",
    "Norge 2009-2016, 428 kommuner",
    start=0,
    first_year=year_of(START_MONTH),
    last_year=year_of(END_MONTH) - 1,
    policy="2011-01",
)
TINY: Final = WorldSpec(
    "tiny",
    "Six invented municipalities, 300 persons, 2009-2016: for a first look and for tests",
    "Seks oppdiktede kommuner, 300 personer, 2009-2016: for et første blikk og for tester",
    start=START_MONTH,
    first_year=NORWAY.first_year,
    last_year=NORWAY.last_year,
    policy=NORWAY.policy,
)
WORLDS: Final = (NORWAY, TINY)


def world_names() -> tuple[str, ...]:
    """Return the names of all worlds, the default first."""
    return tuple(world.name for world in WORLDS)


def world_named(name: str) -> WorldSpec:
    """Return a world by name.

    Raises
    ------
    WorldError
        If there is none; the nearest name is given.
    """
    for world in WORLDS:
        if world.name == name:
            return world
    near = get_close_matches(name[:80], world_names(), n=1, cutoff=0.4)
    hint = f" Did you mean {near[0]}?" if near else ""
    raise WorldError(f"There is no world named {name[:80]!r}.{hint} Known: {', '.join(world_names())}.")


def month_index(text: str) -> int:
    """Return the month index of ``YYYY-MM`` (0 is January 2007)."""
    year, month = text.split("-")
    return month_of(int(year), int(month))


def month_text(month: int) -> str:
    """Return a month index as ``YYYY-MM``."""
    return f"{FIRST_YEAR + month // MONTHS_PER_YEAR}-{month % MONTHS_PER_YEAR + 1:02d}"
