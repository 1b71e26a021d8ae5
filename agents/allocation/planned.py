"""A plan made for all cases at once, kept while cases are handled one by one."""

import numpy as np

from agents.allocation.contract import I64, NOWHERE, Choose, Sight
from agents.allocation.most_left import MostLeft


def reserve_family(sight: Sight) -> tuple[I64, I64]:
    """Return a plan that holds only those who go to close family, and the places left after it.

    Parameters
    ----------
    sight : Sight

    Returns
    -------
    tuple of int64 arrays, shapes (n,) and (M,)
        Municipality per case (-1: none yet), and places left, persons.
    """
    cases, left = sight.cases, sight.towns.places.copy()
    plan = np.full(len(cases.persons), NOWHERE, dtype=np.int64)
    with_family = sight.within & (cases.close_family >= 0) & (cases.close_family != cases.excluded)
    for i in np.flatnonzero(with_family).tolist():
        m, persons = int(cases.close_family[i]), int(cases.persons[i])
        if left[m] >= persons:
            plan[i] = m
            left[m] -= persons
    return plan, left


def follow(sight: Sight, plan: I64, left: I64) -> Choose:
    """Return a choice that follows the plan; whom it leaves out goes, as in practice, to the own region
    and to where most places are left beside the plan.

    Parameters
    ----------
    plan : int64 array, shape (n,)
        Municipality per case, -1 for who is left out. Only cases within the offices' hours.
    left : int64 array, shape (M,)
        Places the plan leaves, persons.
    """
    spare: list[int] = left.tolist()
    towns, cases = sight.towns, sight.cases
    rest = MostLeft(spare, np.maximum(towns.plan, 1), towns.region)
    planned, persons = plan.tolist(), cases.persons.tolist()
    region, excluded = cases.region.tolist(), cases.excluded.tolist()

    def choose(i: int) -> int:
        m: int = planned[i]
        if m < 0:
            m = rest.near(region[i], persons[i], excluded[i])
            if m >= 0:
                spare[m] -= persons[i]
        return m

    return choose
