"""The worlds a scenario can be about: which years, and from when a policy may act.

The one list of worlds: scenario files are checked against it, and `experiments/history.py` takes
the years of a run from it. To add a world is to add a row here, its data to `simulation/worlds.py`
and a start in `simulation/start/`.
"""

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from agents.kinds import MONTHS_PER_YEAR, START_MONTH
from simulation.worlds import NORWAY_2013, NORWAY_2024, NationalWorld, national


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
        First simulated month (0 is January of the first year of its calendar); the months before
        `first_year` are burn-in.
    first_year, last_year : int
        Calendar years that are recorded.
    policy : str
        Month a policy starts when a scenario names none, as ``YYYY-MM``.
    baseline : str
        The scenario all others about this world are held against.
    """

    name: str
    en: str
    nb: str
    start: int
    first_year: int
    last_year: int
    policy: str
    baseline: str

    @property
    def data(self) -> NationalWorld:
        """Calendar, municipality codes and parameter values; an invented world has norway-2013's."""
        return national(self.name)

    @property
    def years(self) -> tuple[int, int]:
        """First and last recorded year."""
        return self.first_year, self.last_year

    @property
    def end(self) -> int:
        """First month that is no longer run."""
        return self.data.calendar.month_of(self.last_year + 1)

    @property
    def policy_month(self) -> int:
        """Month index of the default policy date."""
        return self.index(self.policy)

    @property
    def span(self) -> tuple[str, str]:
        """First and last month a policy or a shock may name, as ``YYYY-MM``."""
        return self.text(self.start), self.text(self.end - 1)

    def index(self, text: str) -> int:
        """Return the month index of ``YYYY-MM``."""
        year, month = text.split("-")
        return self.data.calendar.month_of(int(year), int(month))

    def text(self, month: int) -> str:
        """Return a month index as ``YYYY-MM``."""
        return f"{self.data.calendar.year_of(month)}-{month % MONTHS_PER_YEAR + 1:02d}"


NORWAY: Final = WorldSpec(
    "norway-2013",
    "Norway 2009-2016, 428 municipalities",
    "Norge 2009-2016, 428 kommuner",
    start=0,
    first_year=NORWAY_2013.first_recorded,
    last_year=NORWAY_2013.last_year,
    policy="2011-01",
    baseline="baseline-2013",
)
TODAY: Final = WorldSpec(
    "norway-2024",
    "Norway 2024-2033, 357 municipalities; nothing in it is calibrated",
    "Norge 2024-2033, 357 kommuner; ingenting i den er kalibrert",
    start=0,
    first_year=NORWAY_2024.first_recorded,
    last_year=NORWAY_2024.last_year,
    policy="2025-01",
    baseline="baseline-2024",
)
TINY: Final = WorldSpec(
    "tiny",
    "Six invented municipalities, 300 persons, 2009-2016: for a first look and for tests",
    "Seks oppdiktede kommuner, 300 personer, 2009-2016: for et første blikk og for tester",
    start=START_MONTH,
    first_year=NORWAY.first_year,
    last_year=NORWAY.last_year,
    policy=NORWAY.policy,
    baseline=NORWAY.baseline,
)
WORLDS: Final = (NORWAY, TODAY, TINY)


def world_names() -> tuple[str, ...]:
    """Return the names of all worlds, the default first."""
    return tuple(world.name for world in WORLDS)


def world_named(name: str) -> WorldSpec:
    """Return a world by name.

    Raises
    ------
    WorldError
        If there is none; the names that begin so are given, or the nearest if it is close.
    """
    for world in WORLDS:
        if world.name == name:
            return world
    begun = [known for known in world_names() if name and known.startswith(name)]
    near = begun or get_close_matches(name[:80], world_names(), n=1, cutoff=0.6)
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    raise WorldError(f"There is no world named {name[:80]!r}.{hint} Known: {', '.join(world_names())}.")
