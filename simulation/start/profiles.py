"""The processes' own pace as shares, for drawing a start that does not drift."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from agents.calendar import year_row
from agents.kinds import MAY, MONTHS_PER_YEAR, Programme, month_of
from agents.parameters import Values
from agents.refugee import BAND_OF_AGE, PENSION_AGE, WORKING_AGE
from simulation.processes import integration, work
from simulation.randomness import threshold
from simulation.start import steady
from simulation.tables import Persons

I64 = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Profiles:
    """Thresholds by sex, education, age band and years since settlement.

    Attributes
    ----------
    language : int64 array, shape (education 3, years, level 5), cumulative thresholds
    employed, student : int64 arrays, shape (sex 2, education 3, age band, years), thresholds
    takeup : int64 array, shape (sex 2, family 2), thresholds of beginning the programme
    length : int
        Months of the programme.
    first_age, last_age : int
        Ages at settlement, months.
    since : int
        First month of settlement that gave a programme (the Act of September 2004).
    """

    language: I64
    employed: I64
    student: I64
    takeup: I64
    band_of_age: I64
    years: int
    length: int
    first_age: int
    last_age: int
    since: int
    tables: work.Tables

    @classmethod
    def of(cls, values: Values) -> "Profiles":
        """Return the profiles of the parameters ``integration.*``, ``work.*`` (cached)."""
        names = [n for n in values if n.startswith(("integration.", "work."))]
        return _profiles(tuple((name, values[name]) for name in names))

    def income(self, persons: Persons, month: int) -> I64:
        """Return monthly incomes as the work process books them, NOK (int64, shape (persons,))."""
        t = self.tables
        year = year_row(month, t.wage.shape[-1])
        g_year = year_row(month - MAY, len(t.g))  # the base amount changes in May
        age = (month - persons.birth.astype(np.int64)) // MONTHS_PER_YEAR
        quantile = (persons.key >> np.uint64(59)).astype(np.int64)
        sex = persons.female.astype(np.int64)
        wage = t.wage[sex, persons.education.astype(np.int64), quantile, year]
        grown = (age >= WORKING_AGE) & (persons.settled < month)
        settled_long = persons.settled <= month - 36
        income = np.where((persons.health == 1) & settled_long, t.disability[g_year], 0)
        income = np.where(persons.student == 1, t.support[year], income)
        benefit = t.benefit[(age < 25).astype(np.int64), g_year]
        income = np.where(persons.programme == Programme.ACTIVE, benefit, income)
        income = np.where(age >= PENSION_AGE, t.pension[g_year], income)
        income = np.where(persons.employed == 1, wage, income)
        return np.where(grown, income, 0)


@lru_cache(maxsize=8)
def _profiles(items: tuple[tuple[str, object], ...]) -> Profiles:
    values = Values(dict(items))  # type: ignore[arg-type]
    begin = integration.build_tables(values.rules("integration"))
    language = threshold(steady.language_profile(values))
    employed, student = steady.work_profiles(values)
    return Profiles(
        language=language,
        employed=threshold(employed),
        student=threshold(student),
        takeup=begin.takeup,
        band_of_age=BAND_OF_AGE,
        years=language.shape[1],
        length=begin.length,
        first_age=begin.first_age,
        last_age=begin.last_age,
        since=month_of(2004, 9),
        tables=work.build_tables(values.rules("work")),
    )
