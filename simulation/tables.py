"""Columns: persons, households, dwellings and landlords as struct-of-arrays tables.

Foreign keys are uids, never rows. A ``uid`` is dense and never reused; a ``key`` is a hash that
draws use and that names the same being in every scenario. Rows are appended at the end and
compacted once a year with their order kept.

Column attributes are views of the live rows. `append` and `compact` replace them: never hold one
across either.

One file of more than 300 lines: four tables, a column a line.
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt

from agents.kinds import Case
from simulation.membership import Membership
from simulation.stagger import Turns

I8 = npt.NDArray[np.int8]
I16 = npt.NDArray[np.int16]
I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]
U64 = npt.NDArray[np.uint64]
B = npt.NDArray[np.bool_]


class Table:
    """A table of equal-length columns with a dense uid.

    Parameters
    ----------
    capacity : int
        Rows to reserve.
    """

    columns: ClassVar[Mapping[str, Any]]
    defaults: ClassVar[Mapping[str, int]] = {}
    uid: I32
    key: U64

    def __init__(self, capacity: int = 1024) -> None:
        self.n = 0
        self.next_uid = 0
        self._data: dict[str, npt.NDArray[Any]] = {
            name: np.zeros(capacity, dtype=dtype) for name, dtype in self.columns.items()
        }
        # row by uid, as wide as an index (narrower ones are converted at every use); the last entry
        # stays -1, so that NOBODY, read from the end, has no row
        self._row_of: I64 = np.full(capacity + 1, -1, dtype=np.int64)
        self._turns = Turns()
        self._prepare(0, capacity)
        self._refresh()

    def __len__(self) -> int:
        return self.n

    def _refresh(self) -> None:
        n = self.n
        vars(self).update({name: array[:n] for name, array in self._data.items()})

    def _prepare(self, begin: int, end: int) -> None:
        """Write defaults into spare rows, so that `append` writes only what it is given."""
        for name, array in self._data.items():
            array[begin:end] = self.defaults.get(name, 0)

    def _reserve(self, extra: int) -> None:
        capacity = len(self._data["uid"])
        if self.n + extra > capacity:
            grown = max(self.n + extra, capacity + capacity // 2)
            for name, array in self._data.items():
                bigger = np.empty(grown, dtype=array.dtype)
                bigger[: self.n] = array[: self.n]
                self._data[name] = bigger
            self._prepare(self.n, grown)
        if self.next_uid + extra >= len(self._row_of):
            size = max(self.next_uid + extra, len(self._row_of) + len(self._row_of) // 2)
            index = np.full(size + 1, -1, dtype=np.int64)
            index[: self.next_uid] = self._row_of[: self.next_uid]
            self._row_of = index

    def append(self, key: U64, **values: npt.ArrayLike) -> I32:
        """Add one row per key and return their uids.

        Raises
        ------
        KeyError
            If a value names no column.
        """
        count = len(key)
        self._reserve(count)
        rows = slice(self.n, self.n + count)
        if unknown := values.keys() - self._data.keys():
            raise KeyError(f"{type(self).__name__} has no column {sorted(unknown)}")
        uids: I32 = np.arange(self.next_uid, self.next_uid + count, dtype=np.int32)
        self._data["uid"][rows] = uids
        self._data["key"][rows] = key
        for name, value in values.items():
            self._data[name][rows] = value
        self._row_of[self.next_uid : self.next_uid + count] = np.arange(self.n, self.n + count)
        self.n += count
        self.next_uid += count
        self._refresh()
        return uids

    def rows(self, uids: npt.NDArray[Any]) -> I64:
        """Return the row of each uid (-1 for a uid that was compacted away and for NOBODY)."""
        return self._row_of.take(uids)

    @property
    def row_of(self) -> I64:
        """Row by uid, as :meth:`rows` gives it: for kernels, which read it once a being."""
        return self._row_of

    def row(self, uid: int) -> int:
        """Return the row of one uid, -1 if it is gone."""
        return int(self._row_of[uid]) if 0 <= uid < self.next_uid else -1

    def compact(self, keep: B) -> None:
        """Drop the rows where `keep` is false; order kept."""
        kept = np.flatnonzero(keep)
        self._row_of[self.uid.compress(~keep)] = -1
        for array in self._data.values():
            # the rows are known to be there: reading without the check is a third faster
            array[: len(kept)] = array[: self.n].take(kept, mode="clip")
        before, self.n = self.n, len(kept)
        self._prepare(self.n, before)
        self._row_of[self._data["uid"][: self.n]] = np.arange(self.n)
        self._turns = Turns()
        self._refresh()

    def turn(self, month: int, period: int) -> B:
        """Return whether it is each row's turn this month, once in a period of 3 or 12 months."""
        return self._turns.of(self.key, month, period)

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """Return copies of the live columns (for snapshots and comparison)."""
        return {name: array[: self.n].copy() for name, array in self._data.items()}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[Any]], next_uid: int) -> Self:
        """Rebuild a table from :meth:`arrays`."""
        table = cls(capacity=max(len(arrays["uid"]), 1))
        table.n = len(arrays["uid"])
        table.next_uid = next_uid
        for name in table._data:
            table._data[name][: table.n] = arrays[name]
        table._row_of = np.full(max(next_uid, 1) + 1, -1, dtype=np.int64)
        table._row_of[arrays["uid"]] = np.arange(table.n)
        table._refresh()
        return table


class Persons(Table):
    """Persons of refugee background, one row each (children born in Norway included)."""

    household: I32  # household uid
    female: I8
    birth: I16  # month index of birth (negative: before 2007)
    origin: I8  # Origin
    path: I8  # Path
    settled: I16  # month of first settlement; NEVER while waiting
    settled_in: I16  # municipality index of first settlement; -1 while waiting
    education: I8  # 0 primary or less, 1 secondary, 2 higher
    health: I8  # 1: special health need
    language: I8  # 0 none, 1 A1, 2 A2, 3 B1, 4 B2 or better
    programme: I8  # Programme
    programme_months: I8  # months followed
    employed: I8
    student: I8  # ordinary education
    income: I32  # NOK a month before tax
    wellbeing: I8  # 0-100
    bonding: I8  # ties to kin and co-ethnics here, 0-100
    bridging: I8  # ties to neighbours and colleagues, 0-100
    linking: I8  # ties to institutions, 0-100
    present: I8  # 1 until death or emigration; 0 rows go at the yearly compaction

    columns = {
        "uid": np.int32, "key": np.uint64, "household": np.int32, "female": np.int8,
        "birth": np.int16, "origin": np.int8, "path": np.int8, "settled": np.int16,
        "settled_in": np.int16, "education": np.int8, "health": np.int8, "language": np.int8,
        "programme": np.int8, "programme_months": np.int8, "employed": np.int8,
        "student": np.int8, "income": np.int32, "wellbeing": np.int8, "bonding": np.int8,
        "bridging": np.int8, "linking": np.int8, "present": np.int8,
    }  # fmt: skip
    defaults = {"present": 1, "settled": -32768, "settled_in": -1}

    _membership: Membership | None = None  # made when first asked for, until rows are renumbered

    def of_households(self, uids: I32) -> I64:
        """Return the rows of the persons of households `uids` (each once), ascending."""
        if self._membership is None:
            self._membership = Membership(self.household)
        return self._membership.find(uids, self.household)

    def join(self, rows: npt.NDArray[np.integer], uids: I32) -> None:
        """Give persons `rows` another household, where none of them has been: the only way to change one."""
        self.household[rows] = uids
        if self._membership is not None:
            self._membership.note(rows, uids)

    def compact(self, keep: B) -> None:
        """Drop the rows where `keep` is false; order kept."""
        super().compact(keep)
        self._membership = None


class Households(Table):
    """Refugee households and other disadvantaged households (``refugee`` tells which)."""

    refugee: I8
    kind: I8  # Kind
    path: I8  # Path of the head
    origin: I8  # Origin of the head (OTHER for other disadvantaged households)
    head: I32  # person uid, NOBODY for other disadvantaged households
    persons: I8
    children: I8
    municipality: I16  # index; -1 in reception or abroad
    place: I16  # housing market index; -1 likewise
    dwelling: I32  # dwelling uid or NOBODY
    tenure: I8  # Tenure
    since: I16  # month the present tenure and dwelling began
    contract_end: I16  # last month of the contract, NEVER when open-ended or none
    rent: I32  # NOK a month paid to landlord or municipality
    debt: I32  # NOK housing loan outstanding
    startlan: I8  # 1: the loan is a startlån
    savings: I32  # NOK
    income: I32  # NOK a month, all members, before tax, benefits included
    adults_working: I8
    moves: I8  # moves since settlement
    arrears: I8  # months of rent owed
    settled: I16  # month of settlement; NEVER while waiting
    permit: I16  # month the case entered the settlement queue
    case: I8  # Case
    case_since: I16  # month the present case state began
    case_municipality: I16  # index of the municipality asked or accepted, -1
    case_dwelling: I32  # dwelling uid reserved for the offer, NOBODY
    reason: I8  # Reason, binding this month of waiting
    why: I8  # Reason it looks for another home, or last looked for one
    refusals: I8  # times municipalities said no
    region: I8  # IMDi region where the case is handled
    health: I8  # 1: a member has a special health need
    file_complete: I8  # 1: kind, family abroad and health known to IMDi
    family_pending: I8  # members expected to come by reunification
    family_month: I16  # month they come, NEVER when none
    family_known: I8  # 1: declared in the case file
    expectation: I8  # expected standard of dwelling, 0-100
    knows_startlan: I8
    close_family: I16  # municipality index where close family lives, -1
    outgrown: I16  # month the dwelling became too small, NEVER when it fits
    seeks_place: I16  # place where it seeks a private dwelling, -1 when it does not
    seeks_since: I16  # month it began
    guaranteed: I8  # 1: seeks, or rents, with a municipal guarantee
    queue_since: I16  # month it applied for a municipal dwelling, NEVER when it has not

    columns = {
        "uid": np.int32, "key": np.uint64, "refugee": np.int8, "kind": np.int8, "path": np.int8,
        "origin": np.int8, "head": np.int32, "persons": np.int8, "children": np.int8,
        "municipality": np.int16, "place": np.int16, "dwelling": np.int32, "tenure": np.int8,
        "since": np.int16, "contract_end": np.int16, "rent": np.int32, "debt": np.int32,
        "startlan": np.int8, "savings": np.int32, "income": np.int32, "adults_working": np.int8,
        "moves": np.int8, "arrears": np.int8, "settled": np.int16, "permit": np.int16,
        "case": np.int8, "case_since": np.int16, "case_municipality": np.int16,
        "case_dwelling": np.int32, "reason": np.int8, "why": np.int8, "refusals": np.int8, "region": np.int8,
        "health": np.int8, "file_complete": np.int8, "family_pending": np.int8,
        "family_month": np.int16, "family_known": np.int8, "expectation": np.int8,
        "knows_startlan": np.int8, "close_family": np.int16, "outgrown": np.int16,
        "seeks_place": np.int16, "seeks_since": np.int16, "guaranteed": np.int8,
        "queue_since": np.int16,
    }  # fmt: skip
    defaults = {
        "refugee": 1, "head": -1, "municipality": -1, "place": -1, "dwelling": -1,
        "contract_end": -32768, "settled": -32768, "permit": -32768, "case_municipality": -1,
        "case_dwelling": -1, "family_month": -32768, "close_family": -1, "outgrown": -32768,
        "since": -32768, "case_since": -32768, "seeks_place": -1, "seeks_since": -32768,
        "queue_since": -32768,
    }  # fmt: skip

    _queue: I64 | None = None  # rows whose case was open when last sought, until rows are renumbered
    _sought = 0  # rows looked through

    def waiting(self, first: Case, last: Case | None = None) -> I64:
        """Return the rows whose case stands from `first` (open, as READY to FOUND are) to `last`, if not at
        `first` alone; ascending.

        A case is open with its row or never: only rows that were added have to be looked through.
        """
        if self._queue is None:
            self._queue = np.flatnonzero(_open(self.case))
        elif self._sought < self.n:
            new = np.flatnonzero(_open(self.case[self._sought :])) + self._sought
            still = self._queue.compress(_open(self.case[self._queue]))
            self._queue = np.concatenate([still, new])
        self._sought = self.n
        case = self.case[self._queue]
        return self._queue.compress(case == first if last is None else (case >= first) & (case <= last))

    def compact(self, keep: B) -> None:
        """Drop the rows where `keep` is false; order kept."""
        super().compact(keep)
        self._queue = None


def _open(case: I8) -> B:
    found: B = (case >= int(Case.READY)) & (case <= int(Case.FOUND))
    return found


class Dwellings(Table):
    """Dwellings: the municipal stock open to refugees, the modelled private rental segment, and
    the homes refugee households own."""

    municipality: I16
    place: I16  # housing market
    area: I16  # area (neighbourhood) index, within the place
    rooms: I8  # 1-5 (5: five or more)
    owner: I8  # Owner
    state: I8  # DwellingState
    household: I32  # occupant uid or NOBODY
    reserved: I32  # household uid the dwelling is promised to, NOBODY
    landlord: I32  # landlord uid, NOBODY
    due: I16  # month a pipeline, readying or ordinary letting ends; NEVER
    rent: I32  # NOK a month: asked, or in force
    standard: I8  # 0 below standard, 1 ordinary
    mode: I8  # Mode it was obtained by
    grant: I32  # NOK of rental grant received
    cost: I32  # NOK invested
    empty: I8  # months listed or vacant
    guaranteed: I8  # 1: let with a municipal guarantee

    columns = {
        "uid": np.int32, "key": np.uint64, "municipality": np.int16, "place": np.int16,
        "area": np.int16, "rooms": np.int8, "owner": np.int8, "state": np.int8,
        "household": np.int32, "reserved": np.int32, "landlord": np.int32, "due": np.int16,
        "rent": np.int32, "standard": np.int8, "mode": np.int8, "grant": np.int32,
        "cost": np.int32, "empty": np.int8, "guaranteed": np.int8,
    }  # fmt: skip
    defaults = {"household": -1, "reserved": -1, "landlord": -1, "due": -32768, "standard": 1}


class Landlords(Table):
    """Private landlords; most have one dwelling."""

    municipality: I16
    place: I16
    professional: I8
    unserious: I8  # offers without written contract or below standard
    trouble_a: I32  # belief about trouble: Beta(a, b) counts, in hundredths of a tenancy-year
    trouble_b: I32
    honour_a: I32  # belief that the guarantee is honoured, hundredths
    honour_b: I32
    dwellings: I16

    columns = {
        "uid": np.int32, "key": np.uint64, "municipality": np.int16, "place": np.int16,
        "professional": np.int8, "unserious": np.int8, "trouble_a": np.int32,
        "trouble_b": np.int32, "honour_a": np.int32, "honour_b": np.int32, "dwellings": np.int16,
    }  # fmt: skip
