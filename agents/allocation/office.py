"""IMDi's regional offices at work: cases in order, hours and places kept, the rule asked for a place."""

from collections.abc import Callable

import numpy as np

from agents.allocation.contract import F64, I64, MANY, NOWHERE, B, Cases, Choose, Rule, Sight, Towns
from agents.guards import NEXT_TO_NOTHING
from agents.parameters import Rules

NO_HOURS = -2

type Handle = Callable[[Rule, Choose, Sight, I64, F64], tuple[I64, F64]]


def propose(
    cases: Cases, towns: Towns, hours: F64, rule: Rule, imdi: Rules, handle: Handle | None = None
) -> tuple[I64, F64]:
    """Propose each case to a municipality.

    Parameters
    ----------
    hours : float64 array, shape (regions,)
        Officer hours left; not changed.
    handle : callable, optional
        How the cases are gone through, if not by :func:`one_by_one`: with the same answers.

    Returns
    -------
    tuple
        Municipality per case (-1: the rule found none with places, -2: no officer had hours), and
        the hours left.

    Raises
    ------
    ValueError
        If the rule names a municipality without places, or the one that said no last.
    """
    office = np.where(cases.region >= 0, cases.region, cases.draw % len(hours))
    sight = Sight(cases, towns, lambda: within_hours(office, cases.hours, hours), towns.places.tolist(), imdi)
    return (handle or one_by_one)(rule, rule.open(sight), sight, office, hours)


def one_by_one(rule: Rule, choose: Choose, sight: Sight, office: I64, hours: F64) -> tuple[I64, F64]:
    """Ask `choose` of the `rule` case by case, each office's while it has `hours`; as :func:`propose`."""
    # plain lists: the loop below reads single entries, and there are thousands of cases
    cases, free, left = sight.cases, sight.free, hours.tolist()
    chosen = [NOWHERE] * len(cases.persons)
    persons_of, desk_of = cases.persons.tolist(), office.tolist()
    hours_of, excluded = cases.hours.tolist(), cases.excluded.tolist()
    hopeless = MANY  # places only shrink: where k persons found no room, as many will find none
    for i, persons in enumerate(persons_of):
        if hopeless <= 1:
            break
        if persons >= hopeless:
            continue
        desk = desk_of[i]
        if left[desk] < hours_of[i]:
            chosen[i] = NO_HOURS
            continue
        m = choose(i)
        if m < 0:
            if max(free) < persons:
                hopeless = persons
            continue
        if free[m] < persons or m == excluded[i]:
            raise ValueError(f"the allocation rule {type(rule).__name__} proposed where no place is open")
        left[desk] -= hours_of[i]
        free[m] -= persons
        chosen[i] = m
    return np.array(chosen, dtype=np.int64), np.array(left, dtype=np.float64)


def within_hours(office: I64, needed: F64, left: F64) -> B:
    """Return which cases an office has hours for when every one before is proposed."""
    order = np.argsort(office, kind="stable")
    used = np.cumsum(needed[order])
    ordered = office[order]
    first = np.searchsorted(ordered, ordered, side="left")
    within = np.zeros(len(office), dtype=np.bool_)
    # a small margin: sums of hours are not exact
    within[order] = used - used[first] + needed[order[first]] <= left[ordered] + NEXT_TO_NOTHING
    return within
