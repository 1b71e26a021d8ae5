"""Traces: single households and their members, month by month, on request.

A run repeated with the same seed is the same run, so a trace is made afterwards, of the
households one has come to wonder about.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from agents.kinds import Kind
from simulation.randomness import mix, mix_array
from simulation.tables import Table
from simulation.world import World

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


class Trace:
    """Follows households by key.

    Parameters
    ----------
    households : iterable of int
        Household keys (the column ``key``: the same being in every scenario).
    path : path or None
        Writes ``<path>`` (households) and ``<stem>.persons.parquet`` (members) when closed; None
        keeps them in memory.
    """

    def __init__(self, households: Iterable[int], path: str | Path | None = None) -> None:
        self.keys: U64 = np.unique(np.fromiter((int(k) for k in households), dtype=np.uint64))
        self.path = None if path is None else Path(path)
        self._uids: npt.NDArray[np.int32] = np.zeros(0, dtype=np.int32)
        self._seen = 0  # uids below this have been looked through
        self._rows: dict[str, list[dict[str, npt.NDArray[Any]]]] = {"households": [], "persons": []}

    def observe(self, model: "SettlementModel") -> None:
        """Note the month's state of the households and their members."""
        households, persons = model.world.households, model.world.persons
        fresh = np.flatnonzero(households.uid >= self._seen)
        found = fresh[np.isin(households.key[fresh], self.keys)]
        self._uids = np.concatenate([self._uids, households.uid[found]])
        self._seen = households.next_uid
        rows = households.rows(self._uids)
        rows = rows[rows >= 0]
        self._note("households", households, rows, HOUSEHOLD, model.month)
        followed = np.zeros(households.next_uid + 1, dtype=np.bool_)  # last entry: nobody (-1)
        followed[households.uid[rows]] = True
        members = np.flatnonzero(followed[persons.household])
        self._note("persons", persons, members, PERSON, model.month)

    def _note(self, part: str, table: Table, rows: Any, columns: tuple[str, ...], month: int) -> None:
        noted = {name: getattr(table, name)[rows] for name in ("key", "uid", *columns)}
        self._rows[part].append({"month": np.full(len(rows), month, dtype=np.int16), **noted})

    def table(self, part: str = "households") -> dict[str, npt.NDArray[Any]]:
        """Return the columns noted so far of ``households`` or ``persons``."""
        batches = self._rows[part]
        return {name: np.concatenate([b[name] for b in batches]) for name in batches[0]} if batches else {}

    def close(self) -> None:
        """Write the files, each whole or not at all."""
        if self.path is None:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        for part, path in (
            ("households", self.path),
            ("persons", self.path.with_name(self.path.stem + ".persons.parquet")),
        ):
            partial = path.with_name(path.name + ".partial")
            pq.write_table(pa.table(self.table(part)), partial, compression="zstd")
            partial.replace(path)

    def abort(self) -> None:
        """Forget what was noted."""
        for batches in self._rows.values():
            batches.clear()


def sample_keys(world: World, kind: Kind, size: int, salt: int = 0) -> list[int]:
    """Return the keys of up to `size` refugee households of a kind: the same in every scenario.

    Those with the smallest hash are taken, so a larger sample contains a smaller one.
    """
    households = world.households
    keys = households.key[(households.refugee == 1) & (households.kind == kind)]
    order = np.argsort(mix_array(keys ^ np.uint64(mix(salt + 1))), kind="stable")
    return [int(k) for k in keys[order[:size]]]
