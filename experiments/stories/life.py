"""The lives that a trace noted: for each household, month by month, how it lives and what happened."""

from dataclasses import dataclass, replace
from typing import Any

from agents.calendar import Calendar
from agents.kinds import NEVER, Case, Reason, Tenure
from simulation.trace import Trace


@dataclass(frozen=True)
class Event:
    """Something that happened to the household; columns an event has not are -1 (None for a town)."""

    name: str
    town: str | None
    to_town: str | None
    from_tenure: int
    to_tenure: int
    persons: int
    reason: int
    why: int
    landlord: int
    choice: int


@dataclass(frozen=True)
class Month:
    """How a household lives at the end of a month."""

    month: int
    kind: int
    persons: int
    case: int
    reason: int  # the binding reason, while it waits
    why: int  # why it looks for another home
    landlord: int  # why landlords said no this month, 0 when none did
    tenure: int
    town: str | None
    case_town: str | None  # municipality asked, or that has accepted
    rooms: int  # -1 without a dwelling of the table
    seeks: bool
    events: tuple[Event, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether it waits for settlement, in reception or abroad."""
        return Case.READY <= self.case <= Case.FOUND

    @property
    def place(self) -> tuple[int, str | None]:
        """Where and on what terms it lives: what a difference between two lives is measured by."""
        return self.tenure, self.town


@dataclass(frozen=True)
class Life:
    """The months of one household, in order; `left` is the first month after the last, when the run went
    on without it."""

    key: int
    months: tuple[Month, ...]
    left: int | None = None
    calendar: Calendar = Calendar()

    @property
    def waited(self) -> int:
        """Months of waiting for settlement."""
        return sum(month.waits for month in self.months)

    def reasons(self) -> dict[int, int]:
        """Return the months of waiting by binding reason: they sum to :attr:`waited`."""
        found: dict[int, int] = {}
        for month in self.months:
            if month.waits:
                found[month.reason] = found.get(month.reason, 0) + 1
        return found

    @property
    def moves(self) -> int:
        """Moves after settlement."""
        return sum(event.name == "move" for month in self.months for event in month.events)


def lives(trace: Trace, end: int) -> dict[int, Life]:
    """Return the life of each household a trace followed, by key, in the trace's order.

    Parameters
    ----------
    end : int
        First month that was not run.
    """
    happened: dict[tuple[int, int], list[Event]] = {}
    for row in _rows(trace.table("events")):
        happened.setdefault((int(row["key"]), int(row["month"])), []).append(_event(row, trace.towns))
    months: dict[int, list[Month]] = {}
    known: set[tuple[int, int]] = set()
    for row in _rows(trace.table()):
        key = int(row["key"])
        if row["tenure"] != Tenure.GONE:
            events = tuple(
                one for one in happened.get((key, int(row["month"])), ())
                if one.name != "no_purchase" or _new(known, (key, one.reason))
            )  # fmt: skip
            months.setdefault(key, []).append(_month(row, events, trace))
    for lived in months.values():
        lived[1:] = [_with_new(now, before) for before, now in zip(lived, lived[1:], strict=False)]
    found = {}
    for key in trace.keys.tolist():
        if key in months:
            last = months[key][-1].month + 1
            left = last if last < end else None
            found[key] = Life(key, tuple(months[key]), left, trace.calendar)
    return found


def _with_new(now: Month, before: Month) -> Month:
    """Return the month with an event for those who joined the household other than by reunification."""
    arrived = sum(one.persons for one in now.events if one.name == "family_arrival")
    more = now.persons - before.persons - arrived
    if more <= 0:
        return now
    joins = Event("joins", now.town, None, -1, now.tenure, more, -1, -1, -1, -1)
    return replace(now, events=(joins, *now.events))


def _new(known: set[tuple[int, int]], what: tuple[int, int]) -> bool:
    """Return whether it is told for the first time: a household looks for a home to buy again and
    again, and the same hindrance is said once."""
    if what in known:
        return False
    known.add(what)
    return True


def _rows(table: dict[str, Any]) -> list[dict[str, Any]]:
    names = list(table)
    columns = [table[name].tolist() for name in names]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def _town(index: int, towns: tuple[str, ...]) -> str | None:
    return towns[index] if index >= 0 else None


def _event(row: dict[str, Any], towns: tuple[str, ...]) -> Event:
    binding = row["binding"] if row["binding"] > 0 else row["reason"]
    tenure = row["to_tenure"] if row["to_tenure"] >= 0 else row["tenure"]
    town, to_town = (_town(row[name], towns) for name in ("municipality", "to_municipality"))
    # a council that says no, and one that gives back a case it had accepted, are noted under one name
    back = row["event"] == "municipality_no" and row["reason"] == Reason.NO_DWELLING
    return Event(
        name="handed_back" if back else row["event"], town=town, to_town=to_town,
        from_tenure=row["from_tenure"], to_tenure=tenure,
        persons=row["persons"], reason=binding, why=row["why"], landlord=row["landlord"],
        choice=row["choice"],
    )  # fmt: skip


def _month(row: dict[str, Any], events: tuple[Event, ...], trace: Trace) -> Month:
    landlord = max((one.landlord for one in events if one.name == "no_home_found"), default=0)
    waits = Case.READY <= row["case"] <= Case.FOUND
    return Month(
        month=row["month"], kind=row["kind"], persons=row["persons"], case=row["case"],
        reason=row["reason"] if waits else 0, why=row["why"], landlord=landlord, tenure=row["tenure"],
        town=_town(row["municipality"], trace.towns),
        case_town=_town(row["case_municipality"], trace.towns) if row["case"] > Case.READY else None,
        rooms=trace.rooms.get(row["dwelling"], -1),
        seeks=row["seeks_place"] >= 0 or row["queue_since"] != NEVER, events=events,
    )  # fmt: skip
