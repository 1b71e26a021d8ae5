"""The columns that are derived of the tables: which there are, and what each is made of.

A column is made of the month's :class:`simulation.columns.Columns`, for all rows of its source or, where few
rows are counted of many, for those rows only. One file of more than 300 lines: it is one table of
columns, each with the few lines it is made by.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from agents.calendar import year_row
from agents.kinds import MONTHS_PER_YEAR, NEVER, Case, Owner, Tenure
from simulation import areas, groups, living
from simulation.moves import is_crowded, needed_rooms
from simulation.past import noted

if TYPE_CHECKING:
    from simulation.columns import Columns

Array = npt.NDArray[Any]
B = npt.NDArray[np.bool_]
Derived = Callable[["Columns"], Array]
OfRows = Callable[["Columns", Array], Array]

RECENT_MONTHS: Final = 60  # the first five years, and the time before settlement
WORKS, SPEAKS, STUDIES, OWNS = 1, 2, 4, 8  # bits of the column `status`
B1: Final = 3  # the language level at which one manages alone


def via(rows: Array, column: Array, missing: int = -1) -> Array:
    """Return `column` at `rows`, `missing` where the row is -1."""
    if not len(column):
        return np.full(len(rows), missing, dtype=column.dtype)
    found: Array = column[rows.astype(np.intp, copy=False)]
    if len(rows) and rows.min() < 0:
        found[np.flatnonzero(rows < 0)] = missing
    return found


def year_of(columns: "Columns", months: Array) -> Array:
    """Calendar year of a month column; -1 where never."""
    short = months.astype(np.int16, copy=False)  # half the width takes half the time
    first = np.int16(columns.world.geography.calendar.first_year + 1)
    # arithmetic for a choice: several times as fast where the cases lie mixed
    known: Array = (first + short // np.int16(MONTHS_PER_YEAR)) * (short != NEVER) - np.int16(1)
    return known


def since(columns: "Columns", months: Array) -> Array:
    """Months since a month column; -1 where never or still to come."""
    short = months.astype(np.int16, copy=False)
    # NEVER is the least number there is: less it, a month wraps to far below 0, as if it were still to come
    known: Array = np.maximum(np.int16(columns.month + 1) - short, np.int16(0)) - np.int16(1)
    return known


def _home(source: str, field: str) -> Derived:
    def derived(c: "Columns") -> Array:
        return via(c.get(source, "municipality"), getattr(c.world.geography, field))

    return derived


def _household(name: str) -> Derived:
    return lambda c: via(c.get("persons", "household_row"), c.get("households", name))


def _member_of(name: str) -> OfRows:
    return lambda c, rows: via(c.at("persons", rows, "household_row"), getattr(c.world.households, name))


def _living_in(field: str) -> OfRows:
    return lambda c, rows: via(c.at("persons", rows, "municipality"), getattr(c.world.geography, field))


def _dwelling(name: str) -> Derived:
    return lambda c: via(c.get("households", "dwelling_row"), getattr(c.world.dwellings, name))


def _head(name: str) -> Derived:
    return lambda c: via(c.get("households", "head_row"), c.get("persons", name))


def _occupant(name: str) -> Derived:
    return lambda c: via(c.get("dwellings", "household_row"), getattr(c.world.households, name))


def _as_settled(source: str, dimension: str) -> OfRows:
    return lambda c, rows: groups.digit(c.get(source, "as_settled")[rows], dimension)


def _years(source: str) -> Derived:
    def derived(c: "Columns") -> Array:
        months = c.get(source, "months_since_settlement")
        return np.where(months >= 0, months // MONTHS_PER_YEAR, -1)

    return derived


def _same_municipality(c: "Columns", rows: Array) -> Array:
    first = c.world.persons.settled_in[rows]
    now = c.at("persons", rows, "municipality")
    same: B = (first == now) & (first >= 0)
    return same.astype(np.int8)


def _same_county(c: "Columns", rows: Array) -> Array:
    first = c.at("persons", rows, "settled_county")
    now = c.at("persons", rows, "county")
    same: B = (first == now) & (first >= 0)
    return same.astype(np.int8)


def _status(c: "Columns", rows: Array) -> Array:
    """Bits: at work, Norwegian at B1 or better, in ordinary education, in an owned home."""
    p = c.world.persons
    owns = c.at("persons", rows, "tenure") == Tenure.OWNED
    bits = WORKS * (p.employed[rows] == 1) + SPEAKS * (p.language[rows] >= B1)
    found: Array = (bits + STUDIES * (p.student[rows] == 1) + OWNS * owns).astype(np.int8)
    return found


def _ties(c: "Columns") -> Array:
    """Bonding and bridging points of the members of each household."""
    p = c.world.persons
    # who is not here brings nothing, to whichever row
    points = (p.bonding.astype(np.int16) + p.bridging) * p.present
    home = np.maximum(c.get("persons", "household_row"), 0)
    return np.bincount(home, weights=points, minlength=len(c.world.households)).astype(np.int64)


def _waiting(c: "Columns") -> Array:
    found = np.zeros(len(c.world.households), dtype=np.int8)
    found[in_queue(c)] = 1
    return found


def _waiting_months(c: "Columns", rows: Array) -> Array:
    h = c.world.households
    waits = (h.case[rows] >= Case.READY) & (h.case[rows] <= Case.FOUND)
    found: Array = np.where(waits, since(c, h.permit[rows]), -1)
    return found


def in_queue(c: "Columns") -> Array:
    """Return the rows of the households that wait in the queue, ascending."""
    return c.world.households.waiting(Case.READY, Case.FOUND)


_PLACE: Final = {"county": "county", "home_region": "region", "centrality": "centrality"}
_homes: dict[str, dict[str, Derived]] = {
    source: {name: _home(source, field) for name, field in _PLACE.items()}
    for source in ("persons", "households", "dwellings", "places", "municipalities")
}

DERIVED: Final[Mapping[str, Mapping[str, Derived]]] = MappingProxyType({
    "persons": {
        **_homes["persons"],
        "region": _home("persons", "region"),
        "household_row": lambda c: c.world.households.rows(c.world.persons.household),
        "municipality": _household("municipality"),
        "place": _household("place"),
        "tenure": _household("tenure"),
        "household_kind": _household("kind"),
        "household_persons": _household("persons"),
        "household_income": _household("income"),
        "rooms": _household("rooms"),
        "crowded": _household("crowded"),
        "case": _household("case"),
        "age": lambda c: (c.month - c.world.persons.birth.astype(np.int32)) // MONTHS_PER_YEAR,
        "adult": lambda c: (c.get("persons", "age") >= 18).astype(np.int8),
        "months_since_settlement": lambda c: since(c, c.world.persons.settled),
        "years_since_settlement": _years("persons"),
        "settlement_year": lambda c: year_of(c, c.world.persons.settled),
        "settled_county": lambda c: via(c.world.persons.settled_in, c.world.geography.county),
        "recent": lambda c: (c.get("persons", "months_since_settlement") < RECENT_MONTHS).astype(np.int8),
        "as_settled": lambda c: noted(c.past.settled_people, c.world.persons.uid, -1),
        "years_here": lambda c: noted(c.past.here, c.world.persons.uid, 0),
        "years_poor": lambda c: noted(c.past.poor, c.world.persons.uid, 0),
    },
    "households": {
        **_homes["households"],
        "dwelling_row": lambda c: c.world.dwellings.rows(c.world.households.dwelling),
        "head_row": lambda c: c.world.persons.rows(c.world.households.head),
        "rooms": _dwelling("rooms"),
        "owner": _dwelling("owner"),
        "mode": _dwelling("mode"),
        "standard": _dwelling("standard"),
        "area": _dwelling("area"),
        "head_age": _head("age"),
        "head_female": _head("female"),
        "head_employed": _head("employed"),
        "as_settled": lambda c: noted(c.past.settled_homes, c.world.households.uid, -1),
        "year_net_of_state": living.homes_net_of_state,
        "year_net_of_municipality": living.homes_net_of_municipality,
        "area_decile": lambda c: via(c.get("households", "area"), areas.deciles(c.world.geography)),
        "recent": lambda c: (c.get("households", "months_since_settlement") < RECENT_MONTHS).astype(np.int8),
        "own_income": living.own_income,
        "household_tax": living.household_tax,
        "child_benefit": living.child_benefit,
        "allowance": living.allowance,
        "assistance": living.assistance,
        "housing_cost": living.housing_cost,
        "living": living.living,
        "disposable": living.disposable,
        "minimum": living.minimum,
        "shortfall": living.shortfall,
        "ties": _ties,
        "year_months": living.household_months,
        **{f"year_{name}": living.yearly(name)
           for name in ("child_benefit", "allowance", "assistance", "rent")},
        "permit_year": lambda c: year_of(c, c.world.households.permit),
        "needed_rooms": lambda c: needed_rooms(c.world.households.persons),
        "crowded": lambda c: (
            (c.get("households", "rooms") >= 0)
            & is_crowded(c.world.households.persons, c.get("households", "rooms"))
        ).astype(np.int8),
        "waiting": _waiting,
        "months_since_settlement": lambda c: since(c, c.world.households.settled),
        "years_since_settlement": _years("households"),
        "settlement_year": lambda c: year_of(c, c.world.households.settled),
        "tenure_months": lambda c: since(c, c.world.households.since),
        "outgrown_months": lambda c: since(c, c.world.households.outgrown),
        "queue_months": lambda c: since(c, c.world.households.queue_since),
        "seeking": lambda c: (c.world.households.seeks_place >= 0).astype(np.int8),
        "rent_percent": lambda c: (
            np.minimum(100 * c.world.households.rent.astype(np.int64)
            // np.maximum(c.world.households.income, 1), 200)
        ),
    },
    "dwellings": {
        **_homes["dwellings"],
        "region": _home("dwellings", "region"),
        "household_row": lambda c: c.world.households.rows(c.world.dwellings.household),
        "occupant_refugee": _occupant("refugee"),
        "occupant_kind": _occupant("kind"),
        "occupant_persons": _occupant("persons"),
        "municipal": lambda c: (c.world.dwellings.owner <= Owner.MUNICIPALITY_LEASED).astype(np.int8),
    },
    "municipalities": {
        **_homes["municipalities"],
        "region": _home("municipalities", "region"),
        "municipality": lambda c: np.arange(c.world.geography.municipalities),
        "population": lambda c: np.rint(
            c.world.geography.population[:, year_row(c.month, c.world.geography.population.shape[1])]
        ).astype(np.int64),
    },
    "places": {
        **_homes["places"],
        "region": _home("places", "region"),
        "municipality": lambda c: c.world.geography.place_municipality,
        "population": lambda c: np.rint(
            c.get("municipalities", "population")[c.world.geography.place_municipality]
            * c.world.geography.place_share
        ).astype(np.int64),
        "place": lambda c: np.arange(len(c.world.geography.place_municipality)),
        "areas": lambda c: c.world.geography.areas.astype(np.int64),
    },
})  # fmt: skip

# Columns that are computed for the rows that are counted only; those of DERIVED, too, where these are few.
ROWWISE: Final[Mapping[str, Mapping[str, OfRows]]] = MappingProxyType({
    "households": {
        "group": groups.of_refugee_households,
        "placed": groups.placed("households"),
        "waiting_months": _waiting_months,
        "standing": living.standing,
        "crowding": living.crowding,
        "means_class": living.means_class,
        **{f"settled_{name}": _as_settled("households", name) for name in groups.DIMENSIONS},
    },
    "persons": {
        "household_row": lambda c, rows: c.world.households.rows(c.world.persons.household[rows]),
        **{name: _member_of(name) for name in ("municipality", "tenure")},
        **{name: _living_in(_PLACE[name]) for name in ("county", "centrality")},
        "settled_county": lambda c, rows: via(c.world.persons.settled_in[rows], c.world.geography.county),
        "settlement_year": lambda c, rows: year_of(c, c.world.persons.settled[rows]),
        "group": groups.of_persons,
        "placed": groups.placed("persons"),
        "first_placed": groups.first_placed,
        "hard": lambda c, rows: c.at("persons", rows, "group") % np.int16(groups.HARD),
        "status": _status,
        "same_municipality": _same_municipality,
        "same_county": _same_county,
        **{f"settled_{name}": _as_settled("persons", name) for name in groups.DIMENSIONS},
        "year_months": living.person_months,
        **{f"year_{name}": living.yearly_of(monthly) for name, monthly in (
            ("tax", living.tax), ("state_benefit", living.state_benefit),
            ("introduction_benefit", living.introduction_benefit),
        )},
        "year_integration_grant": living.integration_grant,
        "year_services": living.services,
        "year_minor_grant": living.minor_grant,
        "year_net_of_state": living.net_of_state,
        "year_net_of_municipality": living.net_of_municipality,
        "year_staffed_place": living.staffed_place,
    },
})  # fmt: skip

# Conditions that few rows fulfil, which the tables can name without looking through all.
LISTED: Final[Mapping[tuple[str, tuple[str, str, Any]], Derived]] = MappingProxyType(
    {("households", ("waiting", "==", 1)): in_queue}
)
