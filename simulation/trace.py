"""Traces: single households and their members, month by month, on request.

A run repeated with the same seed is the same run, so a trace is made afterwards, of the
households one has come to wonder about.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from agents.calendar import Calendar
from agents.kinds import Case
from simulation.randomness import mix, mix_array
from simulation.tables import Households, Table
from simulation.whole import put_whole

if TYPE_CHECKING:
    from simulation.model import SettlementModel

U64 = npt.NDArray[np.uint64]

HOUSEHOLD: Final = (
    "kind", "path", "origin", "persons", "children", "municipality", "place", "dwelling", "tenure",
    "since", "contract_end", "rent", "debt", "savings", "income", "adults_working", "moves", "arrears",
    "settled", "permit", "case", "case_since", "case_municipality", "reason", "why",
    "refusals", "family_pending", "outgrown", "seeks_place", "queue_since",
)  # fmt: skip
PERSON: Final = (
    "household", "female", "birth", "origin", "path", "settled", "settled_in", "education", "health",
    "language", "programme", "programme_months", "employed", "student", "income", "wellbeing",
    "bonding", "bridging", "linking", "present",
)  # fmt: skip
# what is kept of events that name a household; -1 where an event has no such column
EVENT: Final = (
    "municipality", "to_municipality", "from_tenure", "to_tenure", "tenure", "persons", "reason", "why",
    "landlord", "binding", "choice",
)  # fmt: skip


@dataclass(frozen=True)
class Sample:
    """Households to follow by kind: those with the smallest hash among all whose case was open at the
    start or opened since, so the same in every scenario, and a larger sample contains a smaller one."""

    size: int
    kind: int | None = None
    salt: int = 0

    def candidates(self, households: Households, rows: npt.NDArray[np.integer]) -> U64:
        """Return the keys among `rows` it may choose."""
        case = households.case[rows]
        chosen = (households.refugee[rows] == 1) & (case >= Case.READY) & (case <= Case.FOUND)
        if self.kind is not None:
            chosen &= households.kind[rows] == self.kind
        keys: U64 = households.key[rows][chosen]
        return keys

    def smallest(self, keys: U64) -> U64:
        """Return the chosen of `keys`, those with the smallest hash."""
        order = np.argsort(mix_array(keys ^ np.uint64(mix(self.salt + 1))), kind="stable")
        return keys[order[: self.size]]


class Trace:
    """Follows households by key.

    Parameters
    ----------
    households : iterable of int
        Household keys (the column ``key``: the same being in every scenario).
    path : path or None
        Writes ``<path>`` (households) and ``<stem>.persons.parquet`` (members) when closed; None
        keeps them in memory.
    sample : Sample, optional
        Follow these, too; :attr:`keys` holds them when the run is over, the smallest hash first.
    """

    def __init__(
        self, households: Iterable[int], path: str | Path | None = None, sample: Sample | None = None
    ) -> None:
        self._asked: U64 = np.unique(np.fromiter((int(k) for k in households), dtype=np.uint64))
        self._drawn: U64 = np.zeros(0, dtype=np.uint64)
        self.sample = sample
        self.path = None if path is None else Path(path)
        self.towns: tuple[str, ...] = ()  # names of municipalities
        self.calendar = Calendar()
        self.rooms: dict[int, int] = {}  # of dwellings, by uid
        self._uids: npt.NDArray[np.int32] = np.zeros(0, dtype=np.int32)
        self._seen = 0  # uids below this have been looked through
        self._rows: dict[str, list[dict[str, npt.NDArray[Any]]]] = {
            "households": [], "persons": [], "events": [],
        }  # fmt: skip

    @property
    def keys(self) -> U64:
        """Keys of the households followed: those asked for, then those drawn."""
        return np.concatenate([self._asked, self._drawn[~np.isin(self._drawn, self._asked)]])

    def observe(self, model: "SettlementModel") -> None:
        """Note the month's state of the households and their members, and what happened to them."""
        households, persons, dwellings = model.world.households, model.world.persons, model.world.dwellings
        if not self.towns:
            self.towns, self.calendar = tuple(model.world.geography.name), model.world.geography.calendar
        fresh = np.flatnonzero(households.uid >= self._seen)
        if self.sample is not None:
            found = self.sample.candidates(households, fresh)
            self._drawn = self.sample.smallest(np.concatenate([self._drawn, found]))
        chosen = fresh[np.isin(households.key[fresh], self.keys)]
        self._uids = np.concatenate([self._uids, households.uid[chosen]])
        self._seen = households.next_uid
        rows = households.rows(self._uids)
        rows = rows[rows >= 0]
        rows = rows[np.isin(households.key[rows], self.keys)]  # others were drawn and gave way
        self._note("households", households, rows, HOUSEHOLD, model.month)
        homes = dwellings.rows(households.dwelling[rows])
        homes = homes[homes >= 0]
        self.rooms.update(zip(dwellings.uid[homes].tolist(), dwellings.rooms[homes].tolist(), strict=True))
        followed = np.zeros(households.next_uid + 1, dtype=np.bool_)  # last entry: nobody (-1)
        followed[households.uid[rows]] = True
        members = np.flatnonzero(followed[persons.household])
        self._note("persons", persons, members, PERSON, model.month)
        for name in model.events.names():
            self._happened(model, name, followed)

    def _note(self, part: str, table: Table, rows: Any, columns: tuple[str, ...], month: int) -> None:
        noted = {name: getattr(table, name)[rows] for name in ("key", "uid", *columns)}
        self._rows[part].append({"month": np.full(len(rows), month, dtype=np.int16), **noted})

    def _happened(self, model: "SettlementModel", name: str, followed: npt.NDArray[np.bool_]) -> None:
        columns = model.events.read(name)
        if "household" not in columns:
            return
        ours = np.flatnonzero(followed[columns["household"]])
        if not len(ours):
            return
        nothing = np.full(len(ours), -1, dtype=np.int64)
        rows = model.world.households.rows(columns["household"][ours])
        self._rows["events"].append({
            "month": np.full(len(ours), model.month, dtype=np.int16),
            "key": model.world.households.key[rows],
            "event": np.full(len(ours), name),
            **{one: columns[one][ours] if one in columns else nothing for one in EVENT},
        })  # fmt: skip

    def table(self, part: str = "households") -> dict[str, npt.NDArray[Any]]:
        """Return the columns noted so far of ``households``, ``persons`` or ``events`` (with the name of
        each event in ``event``); what was noted of households that gave way in the sample is left out."""
        batches = self._rows[part]
        if not batches:
            return {}
        whole = {name: np.concatenate([b[name] for b in batches]) for name in batches[0]}
        if part == "persons":
            uids = self._uids_of(self.keys)
            keep = np.isin(whole["household"], uids)
        else:
            keep = np.isin(whole["key"], self.keys)
        return {name: values[keep] for name, values in whole.items()}

    def _uids_of(self, keys: U64) -> npt.NDArray[np.int32]:
        uid = np.concatenate([b["uid"] for b in self._rows["households"]])
        key = np.concatenate([b["key"] for b in self._rows["households"]])
        uids: npt.NDArray[np.int32] = np.unique(uid[np.isin(key, keys)])
        return uids

    def close(self) -> None:
        """Write the files, each whole or not at all."""
        if self.path is None:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        for part, path in (
            ("households", self.path),
            ("persons", self.path.with_name(self.path.stem + ".persons.parquet")),
        ):
            write = partial(pq.write_table, pa.table(self.table(part)), compression="zstd")
            put_whole(path, write)

    def abort(self) -> None:
        """Forget what was noted."""
        for batches in self._rows.values():
            batches.clear()
