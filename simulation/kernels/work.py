"""Work, education and income, person by person; and what households live on."""

import numpy as np

from agents.kinds import NEVER, Programme, Tenure
from simulation.kernels.compiled import I8, I16, I32, I64, U64, hashed, kernel, low, top

_ACTIVE = int(Programme.ACTIVE)
_NEVER = int(NEVER)
_QUANTILE = np.uint64(59)  # the upper five bits of a key: the person's own place among 32 wages
_ELSEWHERE = (int(Tenure.RECEPTION), int(Tenure.ABROAD), int(Tenure.GONE))


@kernel
def live(
    month: int, turn: int, from_age: int, to_age: int, may: bool, stream: np.uint64,
    key: U64, household: I32, female: I8, birth: I16, origin: I8, settled: I16, present: I8,
    language: I8, health: I8, programme: I8, programme_months: I8,
    education: I8, employed: I8, student: I8, income: I32,
    row_of: I64, place: I16, children: I8, permit: I16,
    band_of_age: I64, year_group: I64, entry: I64, leave: I64, study: I64, study_end: int,
    study_completed: int, market: I64, origins: int, scar: I64, waits: int,
    wage: I64, benefit: I64, support: int, pension: int, disability: int,
) -> None:  # fmt: skip
    """Let those whose turn it is find, keep or leave work and study; book what they live on.

    Parameters
    ----------
    turn : int
        Months between two looks at a person (a power of two).
    from_age, to_age : int
        Months of age from which one works, and no longer does.
    may : bool
        The benefit of all who are in the programme changes, not only of those who begin.
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
    for i in range(len(key)):
        born = birth[i]
        due = (
            ((born ^ month) & (turn - 1)) == 0
            and born <= month - from_age
            and settled[i] < month
            and settled[i] != _NEVER
            and present[i] == 1
        )
        active = programme[i] == _ACTIVE
        if not due and not (active and (may or programme_months[i] == 0)):
            continue
        age = (month - born) // 12
        sex = np.int64(female[i])
        if due and born <= month - to_age:
            employed[i] = 0
            student[i] = 0
        elif due:
            home = row_of[household[i]]
            band = band_of_age[age]
            years = min((month - settled[i]) // 12, years_open - 1)
            group = year_group[years]
            school = sex * 3 + education[i]
            care = sex == 1 and children[home] > 0
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
                    wait = min(max((settled[i] - permit[home]) // 12, 0), waits - 1)
                enter = (enter * scar[wait * years_open + years]) >> 10
                cell = ((sex * 5 + band) * 5 + language[i]) * 2 + active
                if first < enter:
                    employed[i] = 1
                elif second < study[cell * groups + group]:
                    student[i] = 1
        if employed[i] == 1:
            income[i] = wage[(sex * 3 + education[i]) * 32 + np.int64(key[i] >> _QUANTILE)]
        elif age >= 67:
            income[i] = pension
        elif active:
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
    for i in range(len(income)):
        if income[i] > 0:  # whoever works earns
            home = row_of[household[i]]
            own[home] += income[i]
            working[home] += employed[i]
    for j in range(len(own)):
        here = refugee[j] == 1 and tenure[j] not in _ELSEWHERE
        adults = persons[j] - children[j]
        benefit[j] = children[j] * child_benefit if here else 0
        assistance[j] = 0
        if here and adults > 0:
            missing = children[j] * (child - child_benefit) + adults * further + rent[j] + first - further
            assistance[j] = max(missing - own[j], 0)
