"""Cases go through IMDi's offices: in one compiled pass where the rule's choice tells what it does."""

import numpy as np

from agents.allocation.contract import F64, I64, Choose, Rule, Sight
from agents.allocation.family import FamilyThenMostLeft
from agents.allocation.office import one_by_one
from simulation.kernels import proposing as kernels


def all_at_once(rule: Rule, choose: Choose, sight: Sight, office: I64, hours: F64) -> tuple[I64, F64]:
    """Return what :func:`agents.allocation.office.one_by_one` does, to be given to
    :func:`agents.allocation.office.propose`."""
    if not isinstance(choose, FamilyThenMostLeft):
        return one_by_one(rule, choose, sight, office, hours)
    cases, left, free = sight.cases, hours.copy(), np.array(sight.free, dtype=np.int64)
    chosen = kernels.family_then_most_left(
        cases.persons, cases.close_family, cases.region, cases.excluded, cases.hours, office,
        left, free, choose.weight.astype(np.float64), sight.towns.region,
    )  # fmt: skip
    return chosen, left
