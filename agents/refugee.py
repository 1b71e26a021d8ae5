"""What refugees decide: look for work, study, and bring their family.

Pure functions from parameters to chances (float64); processes turn them into thresholds and draw.
Nothing here knows a scenario: a decision sees the person's own state and the local market.
"""

from dataclasses import dataclass
from math import exp, factorial, log
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from agents.kinds import Kind, Origin
from agents.parameters import Rules

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]

SEXES = 2  # 0 men, 1 women
EDUCATIONS = 3
LEVELS = 5  # of language
WORKING_AGE, PENSION_AGE = 16, 67  # years: from and until which one is of working age
AGE_BANDS = 5  # 16-19, 20-24, 25-39, 40-54, 55-66
YEARS = 30  # years since settlement, the last open
OWN, PROGRAMME, OCCUPIED, SCHOOL, RECEPTION = range(5)  # where Norwegian is learned
FAMILY_QUANTILES = 256
LARGEST_FAMILY = 8
BAND_OF_AGE = np.array([0] * 20 + [1] * 5 + [2] * 15 + [3] * 15 + [4] * 73, dtype=np.int64)  # by years, 0-127
# groups of years since settlement: 0, 1, 2, 3-4, 5-7, 8 and more
YEAR_GROUP_OF = np.array([0, 1, 2, 3, 3, 4, 4, 4] + [5] * (YEARS - 8), dtype=np.int64)


@dataclass(frozen=True)
class FamilyTables:
    """Chances of a family coming by reunification.

    sponsor_probability has shape (origins, kinds): chance that a case sponsors at all.
    size_cumulative has shape (LARGEST_FAMILY,): chance that at most 1, 2, ... members come.
    months_quantiles has shape (FAMILY_QUANTILES,): months from the permit, equal chances.
    """

    sponsor_probability: F64
    size_cumulative: F64
    months_quantiles: I64


def family_tables(rules: Rules) -> FamilyTables:
    """Return the chances of reunification (E100, E101) from the parameters ``refugee.*``."""
    kind = rules.vector("sponsor_by_kind")
    origin = rules.vector("sponsor_by_origin")
    if kind.shape != (len(Kind),) or origin.shape != (len(Origin),):
        raise ValueError("sponsor_by_kind and sponsor_by_origin take one number per kind and origin")
    sponsor = np.clip(origin[:, None] * kind[None, :], 0.0, 0.95)
    mean = float(rules.extra_members)
    size = np.cumsum([exp(-mean) * mean**k / factorial(k) for k in range(LARGEST_FAMILY)])
    size[-1] = 1.0
    middle, late = float(rules.family_median_months), float(rules.family_late_months)
    spread = log(late / middle) / NormalDist().inv_cdf(0.9)
    months = np.array(
        [
            middle * exp(spread * NormalDist().inv_cdf((i + 0.5) / FAMILY_QUANTILES))
            for i in range(FAMILY_QUANTILES)
        ]
    )
    return FamilyTables(sponsor, size, np.clip(np.rint(months), *rules.family_months_bounds).astype(np.int64))


def work_entry(rules: Rules) -> F64:
    """Return the monthly chance of finding work for one without (parameters ``work.*``).

    Shape (sex 2, education 3, language 5, age band 5, care 2, health 2, in programme 2, year
    group 6). Care: a woman with children under 18 at home. In the programme the chance is lower:
    lock-in (E20). The local market and the wait multiply it afterwards.
    """
    years = np.stack([rules.vector("entry_years_men"), rules.vector("entry_years_women")])
    table = (
        rules.vector("entry")[:, None, None, None, None, None, None, None]
        * rules.vector("entry_education")[None, :, None, None, None, None, None, None]
        * rules.vector("entry_language")[None, None, :, None, None, None, None, None]
        * rules.vector("entry_age")[None, None, None, :, None, None, None, None]
        * np.array([1.0, rules.entry_care])[None, None, None, None, :, None, None, None]
        * np.array([1.0, rules.entry_health])[None, None, None, None, None, :, None, None]
        * np.array([1.0, rules.lock_in])[None, None, None, None, None, None, :, None]
        * years[:, None, None, None, None, None, None, :]
    )
    return np.asarray(np.clip(table, 0.0, 1.0), dtype=np.float64)


def study_entry(rules: Rules) -> F64:
    """Return the monthly chance of taking up ordinary education for one without work.

    Shape (sex 2, age band 5, language 5, in programme 2, year group 6); it presupposes some
    Norwegian, and most who begin do so in the years after the programme.
    """
    table = (
        rules.vector("study")[:, None, None, None, None]
        * rules.vector("study_age")[None, :, None, None, None]
        * rules.vector("study_language")[None, None, :, None, None]
        * np.array([1.0, rules.study_in_programme])[None, None, None, :, None]
        * rules.vector("study_years")[None, None, None, None, :]
    )
    return np.asarray(np.clip(table, 0.0, 1.0), dtype=np.float64)


def work_exit(rules: Rules) -> F64:
    """Return the monthly chance of leaving work (parameters ``work.*``).

    Shape (sex 2, education 3, age band 5, health 2, years since settlement 30).
    """
    years = np.arange(YEARS, dtype=np.float64)
    rise = np.clip((years - rules.reversal_year) / 4.0, 0.0, 1.0)
    late = 1.0 + (rules.vector("reversal")[:, None] - 1.0) * rise[None, :]
    chance = (
        rules.vector("exit")[:, None, None, None, None]
        * rules.vector("exit_education")[None, :, None, None, None]
        * rules.vector("exit_age")[None, None, :, None, None]
        * np.array([1.0, rules.exit_health])[None, None, None, :, None]
        * late[:, None, None, None, :]
    )
    return np.asarray(np.clip(chance, 0.0, 1.0), dtype=np.float64)


def language_chance(rules: Rules) -> F64:
    """Return the monthly chance of the next level of Norwegian (parameters ``integration.*``).

    Shape (status 5, education 3, shared dwelling 2, health 2, level 5), the last level 0.
    """
    level = np.append(rules.vector("level_hazard"), 0.0)
    chance = (
        rules.vector("learning_status")[:, None, None, None, None]
        * rules.vector("learning_education")[None, :, None, None, None]
        * np.array([1.0, rules.learning_shared])[None, None, :, None, None]
        * np.array([1.0, rules.learning_health])[None, None, None, :, None]
        * level
    )
    return np.asarray(np.clip(chance, 0.0, 1.0), dtype=np.float64)
