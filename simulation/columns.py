"""The columns an observer may name: stored in the tables, of the month's events, or *derived*.

Derived columns (age, crowded, county, ...) are computed at most once a month, when asked for.

One file of more than 300 lines: the catalogue of derived columns is one table, and the functions before
it are its entries.
"""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from agents.kinds import (
    MONTHS_PER_YEAR,
    NEVER,
    Case,
    DwellingState,
    Owner,
    Tenure,
)
from simulation import areas, groups, living, tables, world
from simulation.ledger import FLOWS
from simulation.moves import is_crowded, needed_rooms
from simulation.past import Past, noted

if TYPE_CHECKING:
    from simulation.model import SettlementModel

Array = npt.NDArray[Any]
B = npt.NDArray[np.bool_]
Condition = tuple[str, str, Any]

TABLES: Final = ("persons", "households", "dwellings")
SOURCES: Final = (*TABLES, "ledger", "places", "municipalities")
RECENT_MONTHS: Final = 60  # the first five years, and the time before settlement
WORKS, SPEAKS, STUDIES, OWNS = 1, 2, 4, 8  # bits of the column `status`
B1: Final = 3  # the language level at which one manages alone
_FEW: Final = 8  # an eighth of the rows are few: what else is asked of them is looked up one by one
OPERATORS: Final = ("==", "!=", "<", "<=", ">", ">=", "in", "not in")


class ObserverError(ValueError):
    """An observer asks for what there is not; the message names the nearest that there is."""


def unknown(name: str, known: Any, what: str) -> str:
    near = get_close_matches(name, list(known), n=1, cutoff=0.3)
    return f"there is no {what} named {name!r}" + (f"; did you mean {near[0]!r}?" if near else "")


class Columns:
    """The columns of one month, stored or derived; derived ones and row choices are kept.

    Parameters
    ----------
    past : Past, optional
        What is remembered of earlier Decembers; nothing when left out.
    """

    def __init__(self, model: "SettlementModel", past: Past | None = None) -> None:
        self.model = model
        self.past = Past() if past is None else past
        self.world: world.World = model.world
        self.month: int = int(model.month)
        self.rules: tuple[Any, Any] | None = None  # of money, made when first asked for
        self.cells: dict[tuple[str, tuple[Condition, ...], tuple[str, ...]], Any] = {}  # of breakdowns, too
        self._columns: dict[tuple[str, str], Array] = {}
        self._masks: dict[tuple[str, Condition], B] = {}
        self._rows: dict[tuple[str, tuple[Condition, ...]], Array] = {}
        self._gathered: dict[tuple[str, tuple[Condition, ...], str], Array] = {}
        self._events: dict[str, dict[str, Array]] = {}

    def get(self, source: str, name: str) -> Array:
        """Return one column, one entry per row of the source (dead rows included).

        Raises
        ------
        ObserverError
            If the source has no such column.
        """
        found = self._columns.get((source, name))
        if found is None:
            found = self._columns[source, name] = self._find(source, name)
        return found

    def _find(self, source: str, name: str) -> Array:
        if source.startswith("event:"):
            event = self.event(source)
            if name in event:
                return event[name]
            made = _of_event(self, event, name)
            if made is None:
                raise ObserverError(unknown(name, event, f"column of {source}"))
            return made
        some = ROWWISE.get(source, {}).get(name)
        if some is not None:
            return some(self, np.arange(len(getattr(self.world, source))))
        derived = DERIVED[source].get(name)
        if derived is not None:
            return derived(self)
        if source in TABLES:
            stored: Array = getattr(getattr(self.world, source), name)
            return stored
        head, _, index = name.partition("[")
        values = np.asarray(getattr(getattr(self.world, source), head))
        if index:
            return values[:, int(index.rstrip("]"))]
        return values if values.ndim == 1 else values.sum(axis=1)

    def event(self, source: str) -> dict[str, Array]:
        """Return the month's columns of ``event:<name>`` (empty when it did not happen)."""
        if source not in self._events:
            self._events[source] = dict(self.model.events.read(source.partition(":")[2]))
        return self._events[source]

    def put_event(self, source: str, event: dict[str, Array]) -> None:
        """Let ``event:<name>`` be these columns (those of several months)."""
        self._events[source] = event

    def rows(self, source: str, where: tuple[Condition, ...]) -> Array:
        """Return the rows of the source that are alive and fulfil all conditions, ascending."""
        found = self._rows.get((source, where))
        if found is None:
            found = self._rows[source, where] = self._narrow(source, where)
        return found

    def _narrow(self, source: str, where: tuple[Condition, ...]) -> Array:
        """Return the rows that fulfil all conditions: over whole columns while many are left (such masks
        serve other observers too), then over those left only."""
        mask = self._alive(source)
        if where:
            mask = mask & self._mask(source, where[0])
        left = list(where[1:])
        while left and ((source, left[0]) in self._masks or np.count_nonzero(mask) > len(mask) // _FEW):
            mask &= self._mask(source, left.pop(0))
        found = np.flatnonzero(mask)
        for column, operator, value in left:
            found = found[compare(self.get(source, column)[found], operator, value)]
        return found

    def of(self, source: str, where: tuple[Condition, ...], name: str) -> Array:
        """Return a column at :meth:`rows`; a key or weight of several observers is gathered once."""
        found = self._gathered.get((source, where, name))
        if found is None:
            rows, some = self.rows(source, where), ROWWISE.get(source, {}).get(name)
            if some is not None:
                found = some(self, rows)
            else:
                column = self.get(source, name)
                found = column if len(rows) == len(column) else column[rows]
            self._gathered[source, where, name] = found
        return found

    def _alive(self, source: str) -> B:
        if source == "persons":
            return self._mask(source, ("present", "==", 1))
        if source == "households":
            return self._mask(source, ("tenure", "!=", Tenure.GONE))
        if source == "dwellings":
            return self._mask(source, ("state", "!=", DwellingState.REMOVED))
        if source.startswith("event:"):
            event = self.event(source)
            size = len(next(iter(event.values()))) if event else 0
        elif source == "places":
            size = len(self.world.geography.place_municipality)
        else:
            size = self.world.geography.municipalities
        return np.ones(size, dtype=np.bool_)

    def _mask(self, source: str, condition: Condition) -> B:
        found = self._masks.get((source, condition))
        if found is None:
            column, operator, value = condition
            found = self._masks[source, condition] = compare(self.get(source, column), operator, value)
        return found


def compare(values: Array, operator: str, value: Any) -> B:
    """Return the truth of ``values operator value`` per entry."""
    if operator in ("in", "not in"):
        mask = np.zeros(len(values), dtype=np.bool_)
        for one in value:
            mask |= values == one
        return mask if operator == "in" else ~mask
    found: B = np.asarray(_COMPARE[operator](values, value))
    return found


_COMPARE: Final[Mapping[str, Callable[[Array, Any], B]]] = MappingProxyType({
    "==": np.equal, "!=": np.not_equal, "<": np.less, "<=": np.less_equal, ">": np.greater,
    ">=": np.greater_equal,
})  # fmt: skip


# ---- derived columns -----------------------------------------------------------------------


def _via(rows: Array, column: Array, missing: int = -1) -> Array:
    """Return `column` at `rows`, `missing` where the row is -1."""
    if not len(column):
        return np.full(len(rows), missing, dtype=column.dtype)
    found: Array = column[rows.astype(np.intp, copy=False)]
    if len(rows) and rows.min() < 0:
        found[np.flatnonzero(rows < 0)] = missing
    return found


def _row(table: tables.Table, uids: Array) -> Array:
    """Return the row of each uid, -1 where there is none."""
    return table.rows(uids)


def _year(columns: Columns, months: Array) -> Array:
    """Calendar year of a month column; -1 where never."""
    first = columns.world.geography.calendar.first_year
    # arithmetic for a choice: several times as fast where the cases lie mixed
    years: Array = first + 1 + months.astype(np.int32) // MONTHS_PER_YEAR
    known: Array = years * (months != NEVER) - 1
    return known


def _since(columns: Columns, months: Array) -> Array:
    """Months since a month column; -1 where never or still to come."""
    after: Array = np.maximum(columns.month + 1 - months.astype(np.int32), 0)
    known: Array = after * (months != NEVER) - 1
    return known


def _home(source: str, field: str) -> Callable[[Columns], Array]:
    def derived(c: Columns) -> Array:
        return _via(c.get(source, "municipality"), getattr(c.world.geography, field))

    return derived


def _household(name: str) -> Callable[[Columns], Array]:
    return lambda c: _via(c.get("persons", "household_row"), c.get("households", name))


def _dwelling(name: str) -> Callable[[Columns], Array]:
    return lambda c: _via(c.get("households", "dwelling_row"), getattr(c.world.dwellings, name))


def _head(name: str) -> Callable[[Columns], Array]:
    return lambda c: _via(c.get("households", "head_row"), c.get("persons", name))


def _occupant(name: str) -> Callable[[Columns], Array]:
    return lambda c: _via(c.get("dwellings", "household_row"), getattr(c.world.households, name))


def _as_settled(source: str, dimension: str) -> Callable[[Columns, Array], Array]:
    return lambda c, rows: groups.digit(c.get(source, "as_settled")[rows], dimension)


def _years(source: str) -> Callable[[Columns], Array]:
    def derived(c: Columns) -> Array:
        months = c.get(source, "months_since_settlement")
        return np.where(months >= 0, months // MONTHS_PER_YEAR, -1)

    return derived


def _same_municipality(c: Columns, rows: Array) -> Array:
    h, first = c.world.households, c.world.persons.settled_in[rows]
    now = h.municipality[h.rows(c.world.persons.household[rows])]
    same: B = (first == now) & (first >= 0)
    return same.astype(np.int8)


def _same_county(c: Columns, rows: Array) -> Array:
    h, county = c.world.households, c.world.geography.county
    first = _via(c.world.persons.settled_in[rows], county)
    now = _via(h.municipality[h.rows(c.world.persons.household[rows])], county)
    same: B = (first == now) & (first >= 0)
    return same.astype(np.int8)


def _status(c: Columns, rows: Array) -> Array:
    """Bits: at work, Norwegian at B1 or better, in ordinary education, in an owned home."""
    p, h = c.world.persons, c.world.households
    owns = h.tenure[h.rows(p.household[rows])] == Tenure.OWNED
    bits = WORKS * (p.employed[rows] == 1) + SPEAKS * (p.language[rows] >= B1)
    found: Array = (bits + STUDIES * (p.student[rows] == 1) + OWNS * owns).astype(np.int8)
    return found


def _ties(c: Columns) -> Array:
    """Bonding and bridging points of the members of each household."""
    p = c.world.persons
    # who is not here brings nothing, to whichever row
    points = (p.bonding.astype(np.int16) + p.bridging) * p.present
    home = np.maximum(c.get("persons", "household_row"), 0)
    return np.bincount(home, weights=points, minlength=len(c.world.households)).astype(np.int64)


def _waiting(c: Columns) -> B:
    case = c.world.households.case
    return (case >= Case.READY) & (case <= Case.FOUND)


def _waiting_months(c: Columns) -> Array:
    rows = np.flatnonzero(c.get("households", "waiting"))
    found = np.full(len(c.world.households), -1, dtype=np.int32)
    found[rows] = _since(c, c.world.households.permit[rows])
    return found


_PLACE: Final = {"county": "county", "home_region": "region", "centrality": "centrality"}
_homes: dict[str, dict[str, Callable[[Columns], Array]]] = {
    source: {name: _home(source, field) for name, field in _PLACE.items()}
    for source in (*TABLES, "places", "municipalities")
}

DERIVED: Final[Mapping[str, Mapping[str, Callable[[Columns], Array]]]] = MappingProxyType({
    "persons": {
        **_homes["persons"],
        "region": _home("persons", "region"),
        "household_row": lambda c: _row(c.world.households, c.world.persons.household),
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
        "months_since_settlement": lambda c: _since(c, c.world.persons.settled),
        "years_since_settlement": _years("persons"),
        "settlement_year": lambda c: _year(c, c.world.persons.settled),
        "settled_county": lambda c: _via(c.world.persons.settled_in, c.world.geography.county),
        "recent": lambda c: (c.get("persons", "months_since_settlement") < RECENT_MONTHS).astype(np.int8),
        "as_settled": lambda c: noted(c.past.settled_people, c.world.persons.uid, -1),
        "years_here": lambda c: noted(c.past.here, c.world.persons.uid, 0),
        "years_poor": lambda c: noted(c.past.poor, c.world.persons.uid, 0),
    },
    "households": {
        **_homes["households"],
        "dwelling_row": lambda c: _row(c.world.dwellings, c.world.households.dwelling),
        "head_row": lambda c: _row(c.world.persons, c.world.households.head),
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
        "area_decile": lambda c: _via(c.get("households", "area"), areas.deciles(c.world.geography)),
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
        "means_class": living.means_class,
        "ties": _ties,
        "year_months": living.household_months,
        **{f"year_{name}": living.yearly(name)
           for name in ("child_benefit", "allowance", "assistance", "rent")},
        "permit_year": lambda c: _year(c, c.world.households.permit),
        "needed_rooms": lambda c: needed_rooms(c.world.households.persons),
        "crowded": lambda c: (
            (c.get("households", "rooms") >= 0)
            & is_crowded(c.world.households.persons, c.get("households", "rooms"))
        ).astype(np.int8),
        "waiting": lambda c: _waiting(c).astype(np.int8),
        "waiting_months": _waiting_months,
        "months_since_settlement": lambda c: _since(c, c.world.households.settled),
        "years_since_settlement": _years("households"),
        "settlement_year": lambda c: _year(c, c.world.households.settled),
        "tenure_months": lambda c: _since(c, c.world.households.since),
        "outgrown_months": lambda c: _since(c, c.world.households.outgrown),
        "queue_months": lambda c: _since(c, c.world.households.queue_since),
        "seeking": lambda c: (c.world.households.seeks_place >= 0).astype(np.int8),
        "rent_percent": lambda c: (
            np.minimum(100 * c.world.households.rent.astype(np.int64)
            // np.maximum(c.world.households.income, 1), 200)
        ),
    },
    "dwellings": {
        **_homes["dwellings"],
        "region": _home("dwellings", "region"),
        "household_row": lambda c: _row(c.world.households, c.world.dwellings.household),
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
            c.world.geography.population[
                :, min(c.month // MONTHS_PER_YEAR, c.world.geography.population.shape[1] - 1)
            ]
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

# Columns that are computed for the rows that are counted only; as a condition, for all rows.
ROWWISE: Final[Mapping[str, Mapping[str, Callable[[Columns, Array], Array]]]] = MappingProxyType({
    "households": {
        "group": groups.of_refugee_households,
        "placed": groups.placed_households,
        "standing": living.standing,
        "crowding": living.crowding,
        **{f"settled_{name}": _as_settled("households", name) for name in groups.DIMENSIONS},
    },
    "persons": {
        "group": lambda c, rows: groups.at_persons(c.world, c.month, rows),
        "placed": groups.placed_persons,
        "first_placed": groups.first_placed,
        "hard": lambda c, rows: groups.at_persons(c.world, c.month, rows) % np.int16(groups.HARD),
        "status": _status,
        "same_municipality": _same_municipality,
        "same_county": _same_county,
        **{f"settled_{name}": _as_settled("persons", name) for name in groups.DIMENSIONS},
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

_PLACES: Final = ("county", "region", "centrality")  # fields of geography that an event may be counted by
_LEDGER: Final = ("payer", "receiver", "purpose", "municipality", "county", "region", "centrality", "ore")


def known_columns(source: str) -> frozenset[str] | None:
    """Return the columns an observer of `source` may name; None for events (known when they happen)."""
    if source.startswith("event:"):
        return None
    if source == "ledger":
        return frozenset(_LEDGER)
    stored: Any
    if source in TABLES:
        stored = getattr(tables, source.capitalize()).columns
    else:
        stored = getattr(world, source.capitalize()).__dataclass_fields__
    return frozenset(stored) | frozenset(DERIVED[source]) | frozenset(ROWWISE.get(source, ()))


def _of_event(c: Columns, event: Mapping[str, Array], name: str) -> Array | None:
    """County, region and centrality of an event's municipalities, as ``county`` or ``to_county``; any
    column of the event's household, its ``group`` and ``permit_year``, as they stand at the end of the
    month; the group ``placed`` where it happened, a move where it began; the months it ``waited``; whether
    a move went ``elsewhere``, to another place."""
    if "household" in event:
        if name == "elsewhere" and "from_place" in event:
            changed: Array = event["from_place"] != event["to_place"]
            return changed.astype(np.int8)
        households = c.world.households
        rows = households.rows(event["household"])
        if name in ("group", "placed"):
            code = np.where(rows < 0, -1, groups.at_households(c.world, rows))
            return code if name == "group" else groups.place(code, _event_centrality(c, event, rows))
        if name in ("waited", "permit_year"):
            permit = _via(rows, households.permit, NEVER)
            return _since(c, permit) if name == "waited" else _year(c, permit)
        if name in households.columns:
            return _via(rows, c.get("households", name))
    prefix, _, last = f"_{name}".rpartition("_")
    prefix = prefix.lstrip("_")
    municipality = event.get(f"{prefix}_municipality" if prefix else "municipality")
    if last not in _PLACES or municipality is None:
        return None
    return _via(municipality, getattr(c.world.geography, last))


def _event_centrality(c: Columns, event: Mapping[str, Array], rows: Array) -> Array:
    """Return the centrality of where an event of households `rows` happened."""
    for name in ("municipality", "from_municipality"):
        if name in event:
            return _via(event[name], c.world.geography.centrality)
    return _via(_via(rows, c.world.households.municipality), c.world.geography.centrality)


def ledger_columns(c: Columns, flows: npt.NDArray[np.int64]) -> dict[str, Array]:
    """Return the non-zero cells of a flow matrix (flows, M + 1) as columns; nowhere is -1."""
    row, column = np.nonzero(flows)
    names = np.array([(f.payer, f.receiver, f.purpose) for f in FLOWS], dtype=np.int64)
    municipality = np.where(column == flows.shape[1] - 1, -1, column)
    geography = c.world.geography
    return {
        "payer": names[row, 0], "receiver": names[row, 1], "purpose": names[row, 2],
        "municipality": municipality, "county": _via(municipality, geography.county),
        "region": _via(municipality, geography.region),
        "centrality": _via(municipality, geography.centrality), "ore": flows[row, column],
    }  # fmt: skip
