"""The integration grant as a council reckons it: five years of a typical household of each kind."""

import numpy as np
import numpy.typing as npt

from agents.calendar import year_row
from agents.kinds import Kind
from agents.parameters import Values

F64 = npt.NDArray[np.float64]


def household_grant(values: Values, month: int) -> F64:
    """Return the grant of five years by household kind, NOK at the rates of the month's year.

    Parameters
    ----------
    values : Values
        Reads ``accounts.grant_*`` and the typical households ``municipality.kind_adults`` and
        ``municipality.kind_children``. Grants for minors alone are not among them.

    Returns
    -------
    float64 array, shape (kinds,)
    """
    rates, town = values.rules("accounts"), values.rules("municipality")
    year = year_row(month, len(rates.grant_year_1))
    adult = np.array([getattr(rates, f"grant_year_{k}")[year] for k in range(1, 6)])
    child = adult.copy()
    child[0] = max(child[0] - rates.grant_child_less[year], 0.0)
    adults, children = town.vector("kind_adults"), town.vector("kind_children")
    more = rates.vector("grant_kind_more")  # no deduction below nothing
    grant = adults * (adult.sum() + np.maximum(more, -adult[0]))
    grant += children * (child.sum() + np.maximum(more, -child[0]))
    grant[[Kind.SINGLE, Kind.UNACCOMPANIED]] += rates.grant_single_more[year]
    return np.asarray(grant, dtype=np.float64)


def grant_change(before: Values, now: Values, month: int) -> F64:
    """Return how much more a household of each kind brings in five years than at the rates the run
    began with, NOK, shape (kinds,): exactly 0 while they are the same."""
    return household_grant(now, month) - household_grant(before, month)
