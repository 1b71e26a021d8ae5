"""For employment: the assignment of cases to dwellings that makes expected work largest.

Algorithmic matching as published (E15, L33) leaves housing out; here a case is matched to a dwelling
of the size it will need, vacant or due, in a municipality with places, and only then does the
labour market decide. Expected work of a case in a municipality is its adults, weighed by schooling
as the model's own work process weighs it, times the local market for its origin (E13, E14): what a
perfectly informed office would know, so an upper bound of the rule, not a forecast.

Close family first. Cases without a dwelling are handled as in practice, so nobody waits for the
rule. By size of dwelling this is an assignment problem, solved exactly; places tie the sizes
together. Where they do not bind the whole is optimal, too. Where they do, the cases that gain least
there are sent back into the assignment without that dwelling, until all fits.
"""

from typing import Final

import numpy as np
from scipy.optimize import linear_sum_assignment

from agents.allocation.contract import F64, I64, NOWHERE, Choose, Rule, Sight
from agents.allocation.planned import follow, reserve_family

_ROUNDS = 20  # of sending back; what then still does not fit is left to practice
_FORBIDDEN = -1e9


class EmploymentOptimal(Rule):
    """Family, then the optimal assignment to dwellings, then practice."""

    asks_vacancies = True
    asks_places = True

    def open(self, sight: Sight) -> Choose:
        """Open a round."""
        plan, left = reserve_family(sight)
        cases, towns = sight.cases, sight.towns
        some = np.flatnonzero(sight.within & (plan < 0))
        homes = towns.vacant + towns.coming
        size = np.minimum(cases.expected[some], homes.shape[1]) - 1
        gain = cases.workers[some, None] * towns.market[:, cases.origin[some]].T
        barred = left[None, :] < cases.persons[some, None]
        barred |= np.arange(len(left))[None, :] == cases.excluded[some, None]
        found = assign_dwellings(np.where(barred, _FORBIDDEN, gain), size, cases.persons[some], homes, left)
        plan[some] = found
        used = np.bincount(found[found >= 0], weights=cases.persons[some][found >= 0], minlength=len(left))
        return follow(sight, plan, left - used.astype(np.int64))


def assign_dwellings(gain: F64, size: I64, persons: I64, homes: I64, places: I64) -> I64:
    """Return the municipality of each case, -1 for none, with the largest total gain.

    Parameters
    ----------
    gain : float64 array, shape (n, M)
        -1e9 where a case may not go.
    size, persons : int64 arrays, shape (n,)
        Size of dwelling needed (rooms - 1), and persons.
    homes : int64 array, shape (M, sizes)
    places : int64 array, shape (M,)
        Persons.
    """
    open_homes = homes.copy()
    found = np.full(len(size), NOWHERE, dtype=np.int64)
    again = set(np.unique(size).tolist())
    for _ in range(_ROUNDS):
        for s in sorted(again):
            rows = np.flatnonzero(size == s)
            slots = np.repeat(np.arange(len(places)), np.minimum(open_homes[:, s], len(rows)))
            found[rows] = NOWHERE
            if len(slots):
                worth = gain[np.ix_(rows, slots)]
                at, slot = linear_sum_assignment(worth, maximize=True)
                good = worth[at, slot] > _FORBIDDEN / 2
                found[rows[at[good]]] = slots[slot[good]]
        housed = found >= 0
        used = np.bincount(found[housed], weights=persons[housed], minlength=len(places))
        over = np.flatnonzero(used > places)
        if not len(over):
            return found
        again = set()
        for m in over.tolist():
            excess = used[m] - places[m]
            here = np.flatnonzero(found == m)
            for i in here[np.argsort(gain[here, m] / persons[here], kind="stable")].tolist():
                open_homes[m, size[i]] = min(open_homes[m, size[i]], np.sum(size[here] == size[i])) - 1
                again.add(int(size[i]))
                excess -= persons[i]
                if excess <= 0:
                    break
    for m in over.tolist():
        found[found == m] = NOWHERE
    return found


RULE: Final = EmploymentOptimal()
