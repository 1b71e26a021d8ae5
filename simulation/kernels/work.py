"""Work, education and income, person by person; and what households live on."""

import numpy as np

from agents.kinds import MONTHS_PER_YEAR, NEVER, Programme, Tenure
from agents.refugee import PENSION_AGE
from simulation.kernels.compiled import I8, I16, I32, I64, U64, hashed, kernel, low, top

_ACTIVE = int(Programme.ACTIVE)
_NEVER = int(NEVER)
_QUANTILE = np.uint64(59)  # the upper five bits of a key: the person's own place among 32 wages
_RECEPTION, _ABROAD, _GONE = int(Tenure.RECEPTION), int(Tenure.ABROAD), int(Tenure.GONE)


@kernel
def live(
    due: I64, begun: I64, month: int, to_age: int, stream: np.uint64,
    key: U64, household: I32, female: I8, birth: I16, origin: I8, settled: I16, language: I8, health: I8,
    programme: I8,
    education: I8, employed: I8, student: I8, income: I32,
    row_of: I64, place: I16, children: I8, permit: I16,
    band_of_age: I64, year_group: I64, entry: I64, leave: I64, study: I64, study_end: int,
    study_completed: int, market: I64, origins: int, scar: I64, waits: int,
    wage: I64, benefit: I64, support: int, pension: int, disability: int,
) -> None:  # fmt: skip
    """Let those whose turn it is find, keep or leave work and study; book what they live on.

    Parameters
    ----------
    due, begun : arrays
        Rows of persons whose turn it is, and of those whose benefit begins or changes.
    to_age : int
        Months of age from which one no longer works.
    stream : uint64
        What this month's draws hash keys with.
    key ... income : arrays, shape (persons,)
        Columns of persons; the last four are changed.
    row_of : array, shape (household uids + 1,)
    place, children, permit : arrays, shape (households,)
    band_of_age : array, shape (years of age,)
    year_group : array, shape (years since settlement,)
    entry, leave, study : flat arrays
        Thresholds over a turn: (sex, education, language 5, age band 5, care 2, health 2, active 2, year
        group), (sex, education, age band, health, year) and (sex, age band, language, active, year group).
    market : flat array, shape (places, origins); scar : flat array, shape (waits, years)
        Factors in 1024ths on finding work.
    wage : flat array, shape (sex, education, quantile 32); benefit : array, shape (under 25 2,)
        NOK a month, as `support`, `pension` and `disability`.
    """
    years_open = len(year_group)
    groups = year_group[years_open - 1] + 1
    for i in due:
        if birth[i] <= month - to_age:
            employed[i] = 0
            student[i] = 0
        else:
            home = row_of[household[i]]
            active = programme[i] == _ACTIVE
            sex = np.int64(female[i])
            band = band_of_age[(month - birth[i]) // MONTHS_PER_YEAR]
            years = min((month - settled[i]) // MONTHS_PER_YEAR, years_open - 1)
            group = year_group[years]
            school = sex * 3 + education[i]
            drawn = hashed(key[i], stream)
            first, second = top(drawn), low(drawn)
            works, studies = employed[i] == 1, student[i] == 1
            if works and first < leave[((school * 5 + band) * 2 + health[i]) * years_open + years]:
                employed[i] = 0
            if studies and first < study_end:
                student[i] = 0
                if second < study_completed:
                    education[i] = min(education[i] + 1, 2)
            if not works and not studies:
                care = sex == 1 and children[home] > 0
                cell = ((school * 5 + language[i]) * 5 + band) * 2 + care
                enter = entry[((cell * 2 + health[i]) * 2 + active) * groups + group]
                enter = (enter * market[max(place[home], 0) * origins + origin[i]]) >> 10
                wait = 0
                if permit[home] != _NEVER:
                    wait = min(max((settled[i] - permit[home]) // MONTHS_PER_YEAR, 0), waits - 1)
                enter = (enter * scar[wait * years_open + years]) >> 10
                cell = ((sex * 5 + band) * 5 + language[i]) * 2 + active
                if first < enter:
                    employed[i] = 1
                elif second < study[cell * groups + group]:
                    student[i] = 1
    for rows in (due, begun):
        for i in rows:
            age = (month - birth[i]) // MONTHS_PER_YEAR
            if employed[i] == 1:
                school = np.int64(female[i]) * 3 + education[i]
                income[i] = wage[school * 32 + np.int64(key[i] >> _QUANTILE)]
            elif age >= PENSION_AGE:
                income[i] = pension
            elif programme[i] == _ACTIVE:
                income[i] = benefit[1 if age < 25 else 0]
            elif student[i] == 1:
                income[i] = support
            elif health[i] == 1 and settled[i] <= month - 36 and age >= 18:
                income[i] = disability
            else:
                income[i] = 0


@kernel
def means(
    household: I32, income: I32, employed: I8, row_of: I64,
    refugee: I8, tenure: I8, persons: I8, children: I8, rent: I32,
    first: int, further: int, child: int, child_benefit: int,
    own: I32, benefit: I32, assistance: I32, working: I32,
) -> None:  # fmt: skip
    """Add up what each household lives on: its own incomes, child benefit, social assistance.

    Parameters
    ----------
    household, income, employed : arrays, shape (persons,)
    row_of : array, shape (household uids + 1,)
    refugee, tenure, persons, children, rent : arrays, shape (households,)
    first, further, child, child_benefit : int
        NOK of the norm for the first adult, each further adult and each child; NOK a child.
    own, benefit, assistance, working : int32 arrays, shape (households,)
        Filled.
    """
    for j in range(len(own)):
        own[j] = 0
        working[j] = 0
    # who earns lies mixed with who does not: told apart without a branch
    rows, n = np.empty(len(income), dtype=np.uint32), 0
    for i in range(len(income)):  # whoever works earns
        rows[n] = i
        n += income[i] > 0
    for k in range(n):
        i = rows[k]
        home = row_of[household[i]]
        own[home] += income[i]
        working[home] += employed[i]
    for j in range(len(own)):
        form = tenure[j]
        here = (refugee[j] == 1) & (form != _RECEPTION) & (form != _ABROAD) & (form != _GONE)
        adults = persons[j] - children[j]
        benefit[j] = here * children[j] * child_benefit
        missing = children[j] * (child - child_benefit) + adults * further + rent[j] + first - further
        assistance[j] = (here & (adults > 0)) * max(missing - own[j], 0)
