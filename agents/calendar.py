"""Which calendar year a month index stands for.

Month 0 is January of a world's first year; two years of burn-in later (`START_MONTH`) the recorded
years begin. Yearly lists among the parameters begin with the first year too, so the place of a month
in such a list does not depend on the world.
"""

from dataclasses import dataclass

from agents.kinds import FIRST_YEAR, MONTHS_PER_YEAR


@dataclass(frozen=True, slots=True)
class Calendar:
    """The calendar of a world whose month 0 is January of `first_year`."""

    first_year: int = FIRST_YEAR

    def year_of(self, month: int) -> int:
        """Return the calendar year of a month index."""
        return self.first_year + month // MONTHS_PER_YEAR

    def month_of(self, year: int, month: int = 1) -> int:
        """Return the index of a calendar month (1-12)."""
        return (year - self.first_year) * MONTHS_PER_YEAR + month - 1


def year_row(month: int, years: int) -> int:
    """Return the position of a month's year in a yearly list of `years` entries.

    The list begins with the world's first year; before it the first entry holds, after the last
    one the last goes on.
    """
    return min(max(month // MONTHS_PER_YEAR, 0), years - 1)
