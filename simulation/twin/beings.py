"""Who and what there is, as plain objects: persons, households, dwellings, landlords.

The attributes are the columns of ``simulation/tables.py`` (units and meaning stand there) and hold
plain integers. Where a column holds a uid, an attribute here holds the being itself, or None.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agents.kinds import NEVER, Kind, Owner, Programme, Tenure
from agents.meeting_mesa import mesa
from simulation.people import ADULT

if TYPE_CHECKING:
    from simulation.twin.model import TwinModel


class Person(mesa.Agent):  # type: ignore[misc]
    """A person of refugee background."""

    def __init__(
        self,
        model: "TwinModel",
        uid: int,
        key: int,
        household: "Household",
        *,
        female: int = 0,
        birth: int = 0,
        origin: int = 0,
        path: int = 0,
        settled: int = NEVER,
        settled_in: int = -1,
        education: int = 0,
        health: int = 0,
        language: int = 0,
        programme: int = Programme.NONE,
        programme_months: int = 0,
        employed: int = 0,
        student: int = 0,
        income: int = 0,
        wellbeing: int = 0,
        bonding: int = 0,
        bridging: int = 0,
        linking: int = 0,
        present: int = 1,
    ) -> None:
        super().__init__(model)
        self.uid = uid
        self.key = key
        self.household = household
        self.female = int(female)
        self.birth = int(birth)
        self.origin = int(origin)
        self.path = int(path)
        self.settled = int(settled)
        self.settled_in = int(settled_in)
        self.education = int(education)
        self.health = int(health)
        self.language = int(language)
        self.programme = int(programme)
        self.programme_months = int(programme_months)
        self.employed = int(employed)
        self.student = int(student)
        self.income = int(income)
        self.wellbeing = int(wellbeing)
        self.bonding = int(bonding)
        self.bridging = int(bridging)
        self.linking = int(linking)
        self.present = int(present)

    def months_old(self, month: int) -> int:
        """Return the age in months."""
        return month - self.birth

    def is_adult(self, month: int) -> bool:
        """Return whether the person is 18 or older."""
        return self.birth <= month - ADULT


@dataclass(eq=False, slots=True)
class Household:
    """A refugee household (its persons are `members`), or another disadvantaged household, which
    is counted only (``refugee == 0``, no members)."""

    uid: int
    key: int
    refugee: int = 1
    kind: int = 0
    path: int = 0
    origin: int = 0
    head: Person | None = None
    persons: int = 0
    children: int = 0
    municipality: int = -1
    place: int = -1
    dwelling: "Dwelling | None" = None
    tenure: int = 0
    since: int = NEVER
    contract_end: int = NEVER
    rent: int = 0
    debt: int = 0
    startlan: int = 0
    savings: int = 0
    income: int = 0
    adults_working: int = 0
    moves: int = 0
    arrears: int = 0
    settled: int = NEVER
    permit: int = NEVER
    case: int = 0
    case_since: int = NEVER
    case_municipality: int = -1
    case_dwelling: "Dwelling | None" = None
    reason: int = 0
    why: int = 0
    refusals: int = 0
    region: int = 0
    health: int = 0
    file_complete: int = 0
    family_pending: int = 0
    family_month: int = NEVER
    family_known: int = 0
    expectation: int = 0
    knows_startlan: int = 0
    close_family: int = -1
    outgrown: int = NEVER
    seeks_place: int = -1
    seeks_since: int = NEVER
    guaranteed: int = 0
    queue_since: int = NEVER
    members: list[Person] = field(default_factory=list)  # present, in order of uid

    @property
    def needed_rooms(self) -> int:
        """Rooms the household needs: one a person, at most five."""
        return min(self.persons, 5)

    @property
    def waits(self) -> bool:
        """Whether it waits in reception or abroad."""
        return self.tenure in (Tenure.RECEPTION, Tenure.ABROAD)

    @property
    def alone_as_minor(self) -> bool:
        """Whether it is an unaccompanied minor."""
        return self.kind == Kind.UNACCOMPANIED


@dataclass(eq=False, slots=True)
class Dwelling:
    """A dwelling: one state, at most one household."""

    uid: int
    key: int
    municipality: int = 0
    place: int = 0
    area: int = 0
    rooms: int = 0
    owner: int = 0
    state: int = 0
    household: Household | None = None
    reserved: Household | None = None
    landlord: "Landlord | None" = None
    due: int = NEVER
    rent: int = 0
    standard: int = 1
    mode: int = 0
    grant: int = 0
    cost: int = 0
    empty: int = 0
    guaranteed: int = 0

    @property
    def municipal(self) -> bool:
        """Whether the municipality disposes of it (owned or rented in)."""
        return self.owner <= Owner.MUNICIPALITY_LEASED


@dataclass(eq=False, slots=True)
class Landlord:
    """A private landlord and what it believes."""

    uid: int
    key: int
    municipality: int = 0
    place: int = 0
    professional: int = 0
    unserious: int = 0
    trouble_a: int = 0
    trouble_b: int = 0
    honour_a: int = 0
    honour_b: int = 0
    dwellings: int = 0
