"""What a settlement case is made of: shares of paths, origins, kinds, children and family to come."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from agents.kinds import Path
from agents.parameters import Rules
from agents.refugee import FamilyTables, family_tables
from simulation.randomness import cumulative, threshold

I64 = npt.NDArray[np.int64]

LONE_MOTHERS = 0.85  # of adults alone with children, who ask for protection; assumed
GIRLS = 0.49  # of children with their parents who are there at the start; assumed


@dataclass(frozen=True)
class CaseTables:
    """Cumulative thresholds of what a case is made of."""

    kinds: dict[int, I64]  # by Path
    origins: dict[int, I64]
    children: I64
    education: I64
    regions: I64
    family: FamilyTables
    sponsor: I64  # (origins, kinds) thresholds
    family_sizes: I64


def case_tables(rules: Rules, family_rules: Rules) -> CaseTables:
    """Return the tables of the permits rules and the family rules."""
    family = family_tables(family_rules)
    return CaseTables(
        kinds={
            Path.ASYLUM: cumulative(rules.kinds_asylum),
            Path.QUOTA: cumulative(rules.kinds_quota),
            Path.COLLECTIVE: cumulative(rules.kinds_collective),
        },
        origins={
            Path.ASYLUM: cumulative(rules.origins_asylum),
            Path.QUOTA: cumulative(rules.origins_quota),
            Path.UNACCOMPANIED: cumulative(rules.origins_minors),
            Path.COLLECTIVE: cumulative(rules.origins_collective),
        },
        children=cumulative(rules.children),
        education=cumulative(rules.education),
        regions=cumulative(rules.regions),
        family=family,
        sponsor=threshold(family.sponsor_probability),
        family_sizes=cumulative(np.diff(family.size_cumulative, prepend=0.0)),
    )


def mean_size(kind_shares: npt.ArrayLike, children: npt.ArrayLike) -> float:
    """Return the mean persons of a household under the shares."""
    kids = float(np.dot(np.arange(1, 6), np.asarray(children)) / np.sum(np.asarray(children)))
    return float(np.dot(np.asarray(kind_shares), [1.0, 2.0, 2.0 + kids, 1.0 + kids, 1.0]))
