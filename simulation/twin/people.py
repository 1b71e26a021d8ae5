"""Who lives together: counting a household anew, leaving, ending it."""

from typing import TYPE_CHECKING

from agents.kinds import NEVER, Case, Kind, Programme, Reason, Tenure
from simulation.twin.beings import Household, Person
from simulation.twin.homes import vacate

if TYPE_CHECKING:
    from simulation.twin.model import TwinModel


def depart(person: Person) -> None:
    """Mark a person as gone (dead or emigrated); the row stays until December."""
    person.household.members.remove(person)
    person.present = 0
    person.income = 0
    person.employed = 0
    person.student = 0
    person.programme = Programme.NONE


def eldest(persons: list[Person]) -> Person:
    """Return the eldest (the first in order of uid among equals)."""
    return min(persons, key=lambda person: (person.birth, person.uid))


def recount(household: Household, month: int) -> None:
    """Bring persons, children, kind, head and `outgrown` up to date.

    An unaccompanied minor's household keeps its kind while it waits or lives in a staffed place.
    The head stays while present; else the eldest takes over. `outgrown` is the month from which
    persons exceeded rooms (L45).
    """
    members = household.members
    children = sum(not person.is_adult(month) for person in members)
    adults = len(members) - children
    looked_after = household.waits or household.tenure == Tenure.STAFFED
    if not members or (household.alone_as_minor and len(members) == 1 and looked_after):
        pass  # the kind stays
    elif adults == 0:
        household.kind = Kind.UNACCOMPANIED
    elif adults == 1:
        household.kind = Kind.SINGLE_PARENT if children else Kind.SINGLE
    else:
        household.kind = Kind.FAMILY if children else Kind.COUPLE
    household.persons, household.children = len(members), children
    if household.head not in members:
        household.head = eldest(members) if members else None
    if household.dwelling is not None:
        if household.needed_rooms <= household.dwelling.rooms:
            household.outgrown = NEVER
        elif household.outgrown == NEVER:
            household.outgrown = month


def dissolve(model: "TwinModel", household: Household) -> None:
    """End a household without members: it leaves queue and dwelling, promises are released."""
    if household.waits:
        model.events.add(
            "left_queue", household=household.uid, kind=household.kind,
            persons=max(household.persons, 1), reason=int(Reason.NONE),
        )  # fmt: skip
        household.case = Case.LEFT
    vacate(model, household)
    if household.case_dwelling is not None:
        household.case_dwelling.reserved = None
    household.case_dwelling = None
    household.tenure = Tenure.GONE
    household.since = model.month
    household.head = None
    household.persons = household.children = 0
    household.income = household.adults_working = household.rent = household.debt = 0
    household.family_pending = 0
    household.family_month = NEVER
    household.seeks_place = -1
    household.queue_since = NEVER
