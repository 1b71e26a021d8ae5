"""The vocabulary of the model: every code that a column may hold, named once.

Codes are small integers so that columns stay narrow; the names are the field's own terms.
"""

from enum import EnumType, IntEnum, unique
from typing import Any

MONTHS_PER_YEAR = 12
QUARTER = 3  # months
JANUARY, MAY, AUGUST, SEPTEMBER, OCTOBER, DECEMBER = 0, 4, 7, 8, 9, 11  # what `month % 12` gives
# The calendar of the world norway-2013; those of others are in agents/calendar.py and simulation/worlds.py.
FIRST_YEAR = 2007  # month 0 is January 2007: two years of burn-in before the scored period
START_MONTH = 24  # in every world: month of the anchor, January 2009 or 2024, after two years of burn-in
POLICY_MONTH = 48  # January 2011: before it every arm is the same history
END_MONTH = 120  # the run ends with December 2016
NEVER = -32768  # "no month" in an int16 column
NOBODY = -1  # "no uid" in a foreign key


def month_of(year: int, month: int = 1) -> int:
    """Return the month index of a calendar month of norway-2013 (month 0 is January 2007)."""
    return (year - FIRST_YEAR) * MONTHS_PER_YEAR + month - 1


def year_of(month: int) -> int:
    """Return the calendar year of a month index of norway-2013."""
    return FIRST_YEAR + month // MONTHS_PER_YEAR


class _ReadAsInt(EnumType):
    """Members read from the class are plain integers.

    NumPy widens a whole int8 column to int64 when it meets an ``IntEnum`` member (measured: 42
    against 3 microseconds on 100,000 rows), but not when it meets an ``int``. The member itself,
    with its name, is ``Tenure(Tenure.PRIVATE)``.
    """

    def __init__(cls, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, member in cls._member_map_.items():  # past EnumType, which guards its members
            type.__setattr__(cls, name, member.value)


class Code(IntEnum, metaclass=_ReadAsInt):
    """A code that columns hold."""


@unique
class Path(Code):
    """How a person came to Norway."""

    ASYLUM = 0
    QUOTA = 1
    FAMILY = 2
    UNACCOMPANIED = 3
    COLLECTIVE = 4
    BORN = 5  # born in Norway to a refugee household


@unique
class Kind(Code):
    """Household kind."""

    SINGLE = 0
    COUPLE = 1
    FAMILY = 2  # two adults (or more) with children
    SINGLE_PARENT = 3
    UNACCOMPANIED = 4  # an unaccompanied minor, settled in a staffed place


@unique
class Origin(Code):
    """Origin group (country of background)."""

    SOMALIA = 0
    IRAQ = 1
    AFGHANISTAN = 2
    ERITREA = 3  # with Ethiopia
    IRAN = 4
    BALKANS = 5  # Bosnia-Herzegovina, Kosovo and the other states of former Yugoslavia
    VIETNAM = 6  # with Sri Lanka: long-resident groups
    OTHER = 7


@unique
class Tenure(Code):
    """Where and on what terms a household lives."""

    NONE = 0  # other disadvantaged household outside the municipal stock: on the waiting list
    RECEPTION = 1
    ABROAD = 2  # quota household accepted, not yet arrived
    MUNICIPAL = 3
    PRIVATE = 4  # written contract with a private landlord
    UNSERIOUS = 5  # private, no written contract or poor standard
    OWNED = 6
    SHARED = 7  # bofellesskap or hybelhus
    STAFFED = 8  # staffed place for an unaccompanied minor
    TEMPORARY = 9  # temporary lodging: homeless
    RELATIVES = 10  # doubled up with kin or friends
    GONE = 11  # dissolved, emigrated or dead: left for the yearly compaction


@unique
class Case(Code):
    """Where a settlement case stands.

    A case opens with its household's row or never: a row that is appended READY to FOUND moves among these
    until it is SETTLED or has LEFT, and no row goes back. Who waits is found by that
    (:meth:`simulation.tables.Households.waiting`), without a look at all households.
    """

    NONE = 0
    READY = 1
    PROPOSED = 2
    ACCEPTED = 3
    FOUND = 4  # a dwelling is found; the household answers the offer
    SETTLED = 5
    LEFT = 6  # left public settlement: refused, or settled by own means without agreement


@unique
class Reason(Code):
    """The binding reason of a month of waiting, or of a decision."""

    NONE = 0
    NOT_PROPOSED_HOURS = 1  # IMDi's officers had no hours
    NO_PLACES = 2  # no municipality had places left
    MUNICIPALITY_NO = 3
    ANSWER_PENDING = 4
    NO_DWELLING = 5  # accepted, no suitable dwelling
    HOUSEHOLD_REFUSED = 6
    PAPERS = 7  # dwelling found, moving in
    WILLINGNESS = 8  # vedtak bound by political willingness
    DWELLINGS = 9  # vedtak bound by dwellings believed available
    SERVICES = 10  # vedtak bound by programme, school or health places
    STANDING = 11  # standing vedtak kept
    NOT_ASKED = 12
    HOURS = 13  # no hours: of the property service, or of the startlån officer
    BORROWING = 14  # procurement bound by borrowing room
    LANDLORD_NO = 15
    MARKET_EMPTY = 16  # no listing of that size
    FRAME_EXHAUSTED = 17
    INCOMPLETE = 18
    GRANTED = 19
    ARRIVAL_PENDING = 20  # quota household on its way
    # waiting for a dwelling
    SEARCH_LATER = 21  # just named: the municipality's search has not begun
    UNDER_WAY = 22  # a dwelling of the size is vacant soon, ordered, or in the pipeline
    OTHER_FIRST = 23  # a vacancy that suited went to another household
    RENT_TOO_HIGH = 24  # listings of the size, all dearer than the household can pay
    NO_WITHOUT_DWELLING = 25  # a municipality said no, and would have said yes with a dwelling in sight
    SERVICE_HOURS = 26  # found, and the refugee service has no hours to receive it
    # why a landlord did not let to an applicant
    BETTER_APPLICANT = 27  # lost also if met like anybody else
    TROUBLE = 28  # believed trouble decided
    TASTE = 29
    PAPERS_LATE = 30  # days until the guarantee's papers decided
    # why a household looks for another home, moves, or stays after having thought of it
    CONTRACT_END = 31
    CROWDED = 32
    FAMILY_ARRIVAL = 33
    WORK = 34  # better chances of work elsewhere
    TIES = 35  # people of one's own community
    HOUSING = 36  # cheaper or roomier elsewhere
    EVICTION = 37
    ARREARS = 38
    REVIEW = 39  # a municipal contract ended, and the household can manage
    PROGRAMME_END = 40
    PROGRAMME_TIE = 41  # the introduction benefit lost by leaving
    NO_HOME = 42  # in lodging, with kin, or on the waiting list
    FLATMATES = 43  # shared housing with people one did not choose
    OWN_WISH = 44
    CONTENT = 45  # nothing better was found
    BUYS = 46
    NO_FINANCE = 47  # neither bank nor startlån carries the price
    STARTLAN_UNKNOWN = 48  # not known to the household, or not used by the municipality


@unique
class Owner(Code):
    """Who disposes of a dwelling."""

    MUNICIPALITY = 0
    MUNICIPALITY_LEASED = 1  # rented in by the municipality from a landlord
    LANDLORD = 2
    HOUSEHOLD = 3


@unique
class DwellingState(Code):
    """The one state of a dwelling."""

    PIPELINE = 0  # decided, not yet there
    READYING = 1  # vacated, being made ready
    VACANT = 2  # municipal, ready to be let
    LISTED = 3  # private, on the market
    OCCUPIED = 4  # by a household of the model
    LET_ORDINARY = 5  # private, let to an ordinary tenant outside the model
    REMOVED = 6  # left the stock: row goes at the yearly compaction


@unique
class Mode(Code):
    """How a municipality obtains a dwelling."""

    EXISTING = 0
    LEASE = 1
    GUARANTEE = 2  # the household's own contract with a landlord, the municipality guaranteeing
    PURCHASE = 3
    CONVERSION = 4
    NEW_BUILD = 5


@unique
class Instrument(Code):
    """Instruments a municipality may know (the set K of the decisions)."""

    GUARANTEE = 0
    RENTAL_GRANT = 1  # Husbanken's grant for rental dwellings
    STARTLAN = 2  # its use for refugee households
    LEASE_ROUTINE = 3
    SHARED_HOUSING = 4


@unique
class Programme(Code):
    """The introduction programme."""

    NONE = 0
    ACTIVE = 1
    COMPLETED = 2
    LOST = 3


@unique
class Track(Code):
    """Settlement track of a case."""

    ADULT = 0
    FAMILY = 1
    UNACCOMPANIED = 2
    QUOTA = 3


@unique
class Account(Code):
    """Ledger accounts; every krone moves between two of them."""

    UDI = 0
    IMDI = 1
    HUSBANKEN = 2
    NAV = 3  # benefits paid and taxes received by the rest of the state
    MUNICIPALITY = 4
    HOUSEHOLD = 5
    LANDLORD = 6
    MARKET = 7  # sellers, builders, banks, employers, operators: the rest of the economy


@unique
class Purpose(Code):
    """What a krone was for."""

    RECEPTION = 0
    INTEGRATION_GRANT = 1
    MINOR_GRANT = 2
    RENTAL_GRANT = 3
    HOUSING_ALLOWANCE = 4
    INTRODUCTION_BENEFIT = 5
    SOCIAL_ASSISTANCE = 6
    RENT = 7
    MUNICIPAL_RENT = 8
    LEASE_RENT = 9
    GUARANTEE_LOSS = 10
    DWELLING_OPERATION = 11
    TURNOVER = 12
    INVESTMENT = 13
    STARTLAN = 14
    REPAYMENT = 15
    SERVICES = 16
    STAFFED_PLACE = 17
    TEMPORARY_LODGING = 18
    WAGE = 19
    TAX = 20
    HOUSE_PURCHASE = 21
    STARTLAN_LOSS = 22
    BENEFIT = 23  # state benefits: child benefit, disability, work assessment
    BANK_LOAN = 24
