"""The conservation laws: what must hold in every month, whatever the agents do.

Nobody and no dwelling appears or disappears unaccounted: a household has one place to live, a
dwelling one state and at most one household, every reference leads to a row.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from agents.kinds import (
    NOBODY,
    Case,
    DwellingState,
    Kind,
    Mode,
    Origin,
    Owner,
    Path,
    Programme,
    Reason,
    Tenure,
)
from simulation.people import ADULT
from simulation.tables import Table
from simulation.world import SIZES, World

B = npt.NDArray[np.bool_]

# Tenures that are a dwelling of the table, and who must dispose of it.
DISPOSES: dict[Tenure, tuple[Owner, ...]] = {
    Tenure.MUNICIPAL: (Owner.MUNICIPALITY, Owner.MUNICIPALITY_LEASED),
    Tenure.PRIVATE: (Owner.LANDLORD,),
    Tenure.UNSERIOUS: (Owner.LANDLORD,),
    Tenure.OWNED: (Owner.HOUSEHOLD,),
}
# Tenures that are never a dwelling of the table (SHARED may be either).
ELSEWHERE = (
    Tenure.NONE, Tenure.RECEPTION, Tenure.ABROAD, Tenure.STAFFED, Tenure.TEMPORARY,
    Tenure.RELATIVES, Tenure.GONE,
)  # fmt: skip


def check_world(world: World, month: int | None = None) -> list[str]:
    """Return the laws the world breaks, one sentence each with a count and an example.

    Parameters
    ----------
    world : World
    month : int or None
        With a month (the last one run), children must be the members under 18 years in that month.
        Leave it out in burn-in, when ageing rests.
    """
    laws = (_tables(world), _persons(world, month), _homes(world), _cases(world), _places(world))
    return [sentence for law in laws for sentence in law]


def _broken(where: B, law: str, table: Table) -> Iterator[str]:
    rows = np.flatnonzero(where)
    if len(rows):
        yield f"{law}: {len(rows)} {type(table).__name__.lower()}, first uid {table.uid[rows[0]]}"


def _rows(table: Table, uids: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
    """Return the row of each uid, -1 where there is none, a uid never given out included."""
    return table.rows(np.where(uids < table.next_uid, uids, NOBODY))


def _is(column: npt.NDArray[np.integer], *codes: int) -> B:
    found: B = np.zeros(len(column), dtype=np.bool_)
    for code in codes:
        found |= column == code
    return found


def _tables(world: World) -> Iterator[str]:
    """Uids and keys are unique; codes are codes; amounts are not negative."""
    for table in (world.persons, world.households, world.dwellings, world.landlords):
        name = type(table).__name__.lower()
        if len(np.unique(table.key)) != len(table):
            yield f"a key names two {name}"
        if len(table) and np.any(np.diff(table.uid) <= 0):
            yield f"uids of {name} are not in order"
        if np.any(table.rows(table.uid) != np.arange(len(table))):
            yield f"the index of {name} does not lead to their rows"
    persons, households, dwellings = world.persons, world.households, world.dwellings
    codes = (
        (persons, "origin", Origin), (persons, "path", Path), (persons, "programme", Programme),
        (households, "kind", Kind), (households, "tenure", Tenure), (households, "case", Case),
        (households, "reason", Reason), (households, "why", Reason), (dwellings, "owner", Owner),
        (dwellings, "state", DwellingState), (dwellings, "mode", Mode),
    )  # fmt: skip
    for table, column, names in codes:
        value = getattr(table, column)
        yield from _broken((value < 0) | (value >= len(names)), f"{column} is no {names.__name__}", table)
    for table, column in (
        (households, "rent"), (households, "debt"), (households, "savings"), (households, "income"),
        (households, "arrears"), (households, "family_pending"), (dwellings, "rent"),
        (dwellings, "cost"), (dwellings, "grant"), (dwellings, "empty"), (persons, "income"),
    ):  # fmt: skip
        yield from _broken(getattr(table, column) < 0, f"{column} is negative", table)
    yield from _broken((dwellings.rooms < 1) | (dwellings.rooms > SIZES), "rooms are not 1-5", dwellings)


def _persons(world: World, month: int | None) -> Iterator[str]:
    """Everyone present belongs to one living household, which counts its members right."""
    persons, households = world.persons, world.households
    present = persons.present == 1
    row = _rows(households, persons.household)
    lost = present & (row < 0)
    yield from _broken(lost, "a person present has no household", persons)
    held = np.flatnonzero(present & (row >= 0))
    gone = np.zeros(len(persons), dtype=np.bool_)
    gone[held] = households.tenure[row[held]] == Tenure.GONE
    yield from _broken(gone, "a person present belongs to a dissolved household", persons)
    foreign = np.zeros(len(persons), dtype=np.bool_)
    foreign[held] = households.refugee[row[held]] == 0
    yield from _broken(foreign, "a person belongs to a household that is counted only", persons)

    living = households.tenure != Tenure.GONE
    refugee = households.refugee == 1
    members = np.bincount(row[held], minlength=len(households))
    wrong = refugee & living & (households.persons != members)
    yield from _broken(wrong, "persons is not the number of members present", households)
    yield from _broken(living & (households.persons < 1), "a living household has no persons", households)
    yield from _broken(refugee & ~living & (members > 0), "a dissolved household has members", households)
    yield from _broken(
        living & ((households.children < 0) | (households.children > households.persons)),
        "children outnumber persons", households,
    )  # fmt: skip
    if month is not None:
        young = held[month - persons.birth[held] < ADULT]
        children = np.bincount(row[young], minlength=len(households))
        yield from _broken(
            refugee & living & (households.children != children),
            "children is not the number of members under 18", households,
        )  # fmt: skip
    head = _rows(persons, households.head)
    lives = refugee & living
    yield from _broken(lives & (head < 0), "the head is no person", households)
    checked = np.flatnonzero(lives & (head >= 0))
    elsewhere = np.zeros(len(households), dtype=np.bool_)
    elsewhere[checked] = (persons.household[head[checked]] != households.uid[checked]) | (
        persons.present[head[checked]] == 0
    )
    yield from _broken(elsewhere, "the head is not a present member", households)
    yield from _broken(
        ~refugee & (households.head != NOBODY), "a household that is counted only has a head", households
    )


def _homes(world: World) -> Iterator[str]:
    """A dwelling has one state and at most one household; a household one place to live."""
    households, dwellings, landlords = world.households, world.dwellings, world.landlords
    home = _rows(dwellings, households.dwelling)
    has = households.dwelling != NOBODY
    yield from _broken(has & (home < 0), "the dwelling of a household does not exist", households)
    sure = np.flatnonzero(has & (home >= 0))
    apart = np.zeros(len(households), dtype=np.bool_)
    apart[sure] = dwellings.household[home[sure]] != households.uid[sure]
    yield from _broken(apart, "household and dwelling do not name each other", households)
    occupant = _rows(households, dwellings.household)
    taken = dwellings.household != NOBODY
    yield from _broken(taken & (occupant < 0), "the occupant does not exist", dwellings)
    sure_homes = np.flatnonzero(taken & (occupant >= 0))
    apart_homes = np.zeros(len(dwellings), dtype=np.bool_)
    apart_homes[sure_homes] = households.dwelling[occupant[sure_homes]] != dwellings.uid[sure_homes]
    yield from _broken(apart_homes, "dwelling and household do not name each other", dwellings)
    yield from _broken(
        taken != (dwellings.state == DwellingState.OCCUPIED),
        "occupied and having an occupant differ", dwellings,
    )  # fmt: skip

    for tenure, owners in DISPOSES.items():
        lives = households.tenure == tenure
        yield from _broken(lives & ~has, f"{Tenure(tenure).name} without a dwelling", households)
        rows = sure[lives[sure]]
        wrong = np.zeros(len(households), dtype=np.bool_)
        wrong[rows] = ~_is(dwellings.owner[home[rows]], *owners)
        yield from _broken(wrong, f"{Tenure(tenure).name} in a dwelling of another owner", households)
    for tenure in ELSEWHERE:
        lives = households.tenure == tenure
        yield from _broken(lives & has, f"{Tenure(tenure).name} with a dwelling of the table", households)

    municipal = dwellings.owner <= Owner.MUNICIPALITY_LEASED
    state = dwellings.state
    yield from _broken(
        _is(state, DwellingState.VACANT, DwellingState.READYING) & ~municipal,
        "vacant or being made ready, and not municipal", dwellings,
    )  # fmt: skip
    yield from _broken(
        _is(state, DwellingState.LISTED, DwellingState.LET_ORDINARY)
        & (dwellings.owner != Owner.LANDLORD),
        "on the rental market without a landlord's disposal", dwellings,
    )  # fmt: skip
    yield from _broken(
        (dwellings.owner == Owner.HOUSEHOLD) & ~_is(state, DwellingState.OCCUPIED, DwellingState.REMOVED),
        "an owned home is neither lived in nor sold", dwellings,
    )  # fmt: skip
    let = (dwellings.owner == Owner.LANDLORD) & (state != DwellingState.REMOVED)
    yield from _broken(
        let & (_rows(landlords, dwellings.landlord) < 0), "the landlord does not exist", dwellings
    )


def _cases(world: World) -> Iterator[str]:
    """Who waits is outside every municipality; a promised dwelling and its household agree."""
    households, dwellings = world.households, world.dwellings
    refugee, living = households.refugee == 1, households.tenure != Tenure.GONE
    outside = _is(households.tenure, Tenure.RECEPTION, Tenure.ABROAD)
    yield from _broken(
        living & outside & ((households.municipality != -1) | (households.place != -1)),
        "in reception or abroad, and in a municipality", households,
    )  # fmt: skip
    yield from _broken(
        living & ~outside & ((households.municipality < 0) | (households.place < 0)),
        "a resident household has no municipality or place", households,
    )  # fmt: skip
    yield from _broken(outside & ~refugee, "in reception or abroad, and no refugee household", households)
    yield from _broken(
        (households.tenure == Tenure.NONE) & refugee, "a refugee household is nowhere", households
    )
    open_case = _is(households.case, Case.READY, Case.PROPOSED, Case.ACCEPTED, Case.FOUND)
    unread = open_case.copy()
    unread[households.waiting(Case.READY, Case.FOUND)] = False
    yield from _broken(unread, "a case opened again is missing in the queue", households)
    yield from _broken(
        refugee & living & (households.case == Case.SETTLED) & outside,
        "settled, and still in reception or abroad", households,
    )  # fmt: skip
    promised = dwellings.reserved != NOBODY
    row = _rows(households, dwellings.reserved)
    yield from _broken(promised & (row < 0), "promised to a household that does not exist", dwellings)
    sure = np.flatnonzero(promised & (row >= 0))
    apart = np.zeros(len(dwellings), dtype=np.bool_)
    apart[sure] = households.case_dwelling[row[sure]] != dwellings.uid[sure]
    yield from _broken(apart, "promised to a household that is promised another", dwellings)
    yield from _broken(
        promised & _is(dwellings.state, DwellingState.OCCUPIED, DwellingState.REMOVED),
        "promised, and occupied or removed", dwellings,
    )  # fmt: skip
    hopes = households.case_dwelling != NOBODY
    home = _rows(dwellings, households.case_dwelling)
    yield from _broken(hopes & (home < 0), "promised a dwelling that does not exist", households)
    sure_hopes = np.flatnonzero(hopes & (home >= 0))
    unkept = np.zeros(len(households), dtype=np.bool_)
    unkept[sure_hopes] = dwellings.reserved[home[sure_hopes]] != households.uid[sure_hopes]
    yield from _broken(unkept, "promised a dwelling that is not reserved", households)
    yield from _broken(hopes & ~open_case, "promised a dwelling without an open case", households)


def _places(world: World) -> Iterator[str]:
    """Every place lies in its municipality, and a household lives where its dwelling stands."""
    geography = world.geography
    m, p = geography.municipalities, len(geography.place_municipality)
    for table in (world.households, world.dwellings, world.landlords):
        place, municipality = table.place, table.municipality
        yield from _broken((place < -1) | (place >= p) | (municipality >= m), "no such place", table)
        here = np.flatnonzero((place >= 0) & (place < p))
        wrong = np.zeros(len(table), dtype=np.bool_)
        wrong[here] = geography.place_municipality[place[here]] != municipality[here]
        yield from _broken(wrong, "place lies in another municipality", table)
    dwellings, households = world.dwellings, world.households
    yield from _broken(dwellings.place < 0, "a dwelling stands nowhere", dwellings)
    first = geography.first_area[dwellings.place]
    yield from _broken(
        (dwellings.area < first) | (dwellings.area >= first + geography.areas[dwellings.place]),
        "area lies in another place", dwellings,
    )  # fmt: skip
    home = _rows(dwellings, households.dwelling)
    housed = np.flatnonzero(home >= 0)
    away = np.zeros(len(households), dtype=np.bool_)
    away[housed] = dwellings.place[home[housed]] != households.place[housed]
    yield from _broken(away, "a household lives where its dwelling does not stand", households)
