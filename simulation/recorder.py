"""The recorder: evaluates observers every month and writes one long table while the model runs.

The file is Parquet: observer, month, up to four keys and an integer value a row, one row group a
year. It is written under a name of its own (``.partial``) and renamed when complete; the
``manifest.json`` beside it, written last, carries its length and hash, so that half a result can never
be read as a whole one.

One file of more than 300 lines: who writes a record and who reads it share its form on disk.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from agents.kinds import MONTHS_PER_YEAR
from simulation.arrow import numbers, plain, texts
from simulation.columns import Array, Columns, ObserverError
from simulation.counting import Counted, evaluate, of_ledger
from simulation.event_columns import ledger_columns
from simulation.happened import Happened
from simulation.observers import MAX_KEYS, MICRO, PERIODS, Observer
from simulation.past import COLUMNS as OF_THE_PAST
from simulation.past import Past
from simulation.trace import Trace
from simulation.whole import MANIFEST, begun, partial, sweep, write_whole

if TYPE_CHECKING:
    import pandas as pd

    from simulation.model import SettlementModel

I64 = npt.NDArray[np.int64]

KEYS = tuple(f"k{i}" for i in range(MAX_KEYS))
COLUMNS = ("observer", "month", *KEYS, "value")
SCHEMA = pa.schema(
    [("observer", pa.dictionary(pa.int16(), pa.string())), ("month", pa.int16())]
    + [(key, pa.int32()) for key in KEYS]
    + [("value", pa.int64())]
)


class RecordError(RuntimeError):
    """A record is missing, half-written or damaged; the message says which and what to do."""


class Recorder:
    """Writes what the observers see.

    Parameters
    ----------
    path : path or None
        Parquet file to write; None keeps the table in memory (:meth:`table`).
    observers : iterable of Observer
        Names must be unique.
    meta : mapping
        Plain data stored with the result: seed, scenario, versions.
    trace : Trace or None
        Households to follow month by month.
    completing : callable, optional
        Called with the complete record when its file is in place, before the manifest is written:
        what it returns is added to the manifest.

    Notes
    -----
    Used as a context manager it closes at the end and aborts when an exception passes.
    """

    def __init__(
        self,
        path: str | Path | None,
        observers: Iterable[Observer],
        meta: Mapping[str, Any] | None = None,
        trace: Trace | None = None,
        completing: "Callable[[Record], Mapping[str, Any]] | None" = None,
    ) -> None:
        self.completing = completing
        self.path = None if path is None else Path(path)
        self.observers = tuple(observers)
        names = [observer.name for observer in self.observers]
        for name in names:
            if names.count(name) > 1:
                raise ObserverError(f"two observers are named {name!r}")
        self.meta = {**dict(meta or {}), "observers": [o.as_dict() for o in self.observers]}
        self.trace = trace
        # flows of unfinished periods
        self._happened = Happened(self.observers)
        self._ledger: dict[str, I64] = {}
        self._past = Past()
        self._remembers = any(OF_THE_PAST & set(observer.columns()) for observer in self.observers)
        self._year: list[tuple[int, int, Counted]] = []  # (observer, month, cells)
        self._kept: list[dict[str, Array]] = []
        self._writer: pq.ParquetWriter | None = None
        self._rows = 0
        self._closed = False
        if self.path is not None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            sweep(self.path.parent)
            self._partial = partial(self.path)
            schema = SCHEMA.with_metadata({"record": json.dumps(self.meta)})
            # neighbours differ little: written as differences they take less room and half the time that
            # dictionaries packed harder take
            self._writer = pq.ParquetWriter(
                self._partial, schema, compression="zstd", compression_level=3,
                use_dictionary=["observer"],
                column_encoding=dict.fromkeys(COLUMNS[1:], "DELTA_BINARY_PACKED"),
            )  # fmt: skip

    def observe(self, model: "SettlementModel") -> None:
        """Evaluate the observers that are due this month."""
        if self._closed:
            raise RecordError("the recorder is closed")
        columns = Columns(model, self._past)
        month = columns.month
        if self._remembers and (month + 1) % MONTHS_PER_YEAR == 0:
            self._past.december(columns)
        ledger = model.ledger.month_flows()
        for every in {o.every for o in self.observers if o.source == "ledger"}:
            if every in self._ledger:
                self._ledger[every] += ledger
            else:
                self._ledger[every] = ledger.copy()
        self._happened.take(columns)
        cells: dict[str, dict[str, Array]] = {}
        for i, observer in enumerate(self.observers):
            due = observer.due(month)
            try:
                if observer.source == "ledger":
                    if due:
                        every = observer.every
                        if every not in cells:
                            cells[every] = ledger_columns(columns, self._ledger.pop(every))
                        self._year.append((i, month, of_ledger(observer, cells[every])))
                elif due and observer.flow:
                    self._flow(i, observer, columns)
                elif due:
                    self._year.append((i, month, evaluate(observer, columns)))
            except ObserverError as error:
                raise ObserverError(f"{observer.name}: {error}") from error
        self._happened.end(month)
        if self.trace is not None:
            self.trace.observe(model)
        if (month + 1) % MONTHS_PER_YEAR == 0:
            self._write()

    def _flow(self, i: int, observer: Observer, columns: Columns) -> None:
        """Count the events of the period that ends with the month."""
        period: Columns | None = columns
        if PERIODS[observer.every] > 1:
            period = self._happened.period(observer, columns)
        if period is not None and period.event(observer.source):
            self._year.append((i, columns.month, evaluate(observer, period)))

    def _write(self) -> None:
        """Write the cells of the year as one row group."""
        if not self._year:
            return
        year = sorted(self._year, key=lambda one: one[0])  # runs of one observer compress well
        sizes = [len(cells.values) for _, _, cells in year]
        batch: dict[str, Array] = {
            "observer": np.repeat(np.array([i for i, _, _ in year], dtype=np.int16), sizes),
            "month": np.repeat(np.array([m for _, m, _ in year], dtype=np.int16), sizes),
        }
        keys = np.zeros((len(KEYS), sum(sizes)), dtype=np.int32)
        begin = 0
        for size, (_, _, cells) in zip(sizes, year, strict=True):
            keys[: cells.keys.shape[1], begin : begin + size] = cells.keys.T
            begin += size
        batch |= dict(zip(KEYS, keys, strict=True))
        batch["value"] = np.concatenate([cells.values for _, _, cells in year])
        self._year.clear()
        self._put(batch)

    def take_over(self, earlier: "Recorder") -> None:
        """Begin with what an in-memory recorder of the same observers saw: a branch of its run.

        Raises
        ------
        RecordError
            If the observers differ, or the other is in the middle of a year.
        """
        unfinished = earlier._year or earlier._happened or earlier._ledger
        if self.observers != earlier.observers or unfinished:
            raise RecordError("a branch takes over whole years of the same observers")
        self._past = earlier._past.copy()
        for batch in earlier._kept:
            self._put(batch)

    def _put(self, batch: dict[str, Array]) -> None:
        """Write one row group, or keep it."""
        self._rows += len(batch["value"])
        if self._writer is None:
            self._kept.append(batch)
            return
        names = texts([o.name for o in self.observers])
        arrays = [pa.DictionaryArray.from_arrays(numbers(batch["observer"]), names)]
        arrays += [numbers(batch[name]) for name in COLUMNS[1:]]
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=SCHEMA))

    def close(self) -> None:
        """Write what is left and give the file its name; an unfinished period is left out.

        Raises
        ------
        OSError
            If it cannot be written; nothing is left of it.
        """
        if self._closed:
            return
        try:
            self._write()
            self._closed = True
            if self.trace is not None:
                self.trace.close()
            if self._writer is not None and self.path is not None:
                self._complete(self._writer, self.path)
        except BaseException:
            self._discard()
            raise

    def _complete(self, writer: pq.ParquetWriter, path: Path) -> None:
        writer.close()
        files = {path.name: file_facts(self._partial, self._rows)}
        self._partial.replace(path)
        more = {} if self.completing is None else dict(self.completing(_read(path, self.meta)))
        files |= more.pop("files", {})
        write_whole(manifest_of(path), json.dumps({"files": files, "meta": self.meta, **more}, indent=1))

    def abort(self) -> None:
        """Give up: remove what was written."""
        if self._closed:
            return
        if self.trace is not None:
            self.trace.abort()
        self._discard()

    def _discard(self) -> None:
        self._closed = True
        if self._writer is not None:
            with suppress(OSError):  # a full disk refuses the last bytes too
                self._writer.close()
            self._partial.unlink(missing_ok=True)

    def table(self) -> dict[str, Array]:
        """Return the columns written so far (in memory only), `observer` as its place in the list.

        Raises
        ------
        RecordError
            If the recorder writes to a file: read it with :func:`read_record`.
        """
        if self.path is not None:
            raise RecordError("this recorder writes to a file; read it with read_record when it is closed")
        self._write()
        if not self._kept:
            return {name: np.zeros(0, dtype=np.int64) for name in COLUMNS}
        return {name: np.concatenate([batch[name] for batch in self._kept]) for name in COLUMNS}

    def record(self) -> "Record":
        """Return what was recorded in memory as a :class:`Record`."""
        return Record(self.table(), self.meta)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close, or abort when an exception passes."""
        if kind is None:
            self.close()
        else:
            self.abort()


class Record:
    """A complete result.

    Parameters
    ----------
    table : mapping of arrays
        Columns observer (place in the list of observers), month, k0-k3, value.
    meta : mapping
        What the recorder was given, with the observers.
    """

    def __init__(self, table: Mapping[str, Array], meta: Mapping[str, Any]) -> None:
        self.columns = dict(table)
        self.meta = dict(meta)
        self._by = {
            o["name"]: (i, tuple(o["by"]), o["measure"]) for i, o in enumerate(self.meta["observers"])
        }
        self._order: tuple[Array, Array] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the observers."""
        return tuple(self._by)

    def has(self, observer: Observer) -> bool:
        """Return whether exactly this observer was recorded (otherwise the run must be repeated)."""
        return observer.as_dict() in self.meta["observers"]

    def arrays(self, name: str) -> dict[str, Array]:
        """Return month, the named keys and value of one observer (value float64 when in millionths).

        Raises
        ------
        RecordError
            If it was not recorded.
        """
        if name not in self._by:
            raise RecordError(f"the observer {name!r} was not recorded: it needs a re-run")
        index, by, measure = self._by[name]
        order, begins = self._places()
        rows = order[begins[index] : begins[index + 1]]
        value = self.columns["value"][rows]
        return {
            "month": self.columns["month"][rows],
            **{key: self.columns[f"k{i}"][rows] for i, key in enumerate(by)},
            "value": value / MICRO if measure.startswith("micro:") else value,
        }

    def _places(self) -> tuple[Array, Array]:
        """Return the rows in the order of observers, and where each begins (found once)."""
        if self._order is None:
            observer = self.columns["observer"].astype(np.int64)
            order = np.argsort(observer, kind="stable")
            self._order = order, np.searchsorted(observer[order], np.arange(len(self._by) + 1))
        return self._order

    def frame(self, name: str) -> "pd.DataFrame":
        """Return one observer as a frame: month, its keys, value."""
        import pandas as pd

        return pd.DataFrame(self.arrays(name))


def read_record(path: str | Path) -> Record:
    """Read a complete record.

    Raises
    ------
    RecordError
        If it is missing, half-written or not what was written, in one sentence.
    """
    path = Path(path)
    manifest = manifest_of(path)
    if not path.exists():
        if begun(path):
            raise RecordError(f"{path.name} is half-written: the run was interrupted and must be repeated.")
        raise RecordError(f"There is no record {path.name}.")
    if not manifest.exists():
        raise RecordError(f"{path.name} has no {MANIFEST}: the run did not end and must be repeated.")
    try:
        done = json.loads(manifest.read_text(encoding="utf-8"))
        whole = is_whole(path, done["files"][path.name])
        meta = done["meta"]
    except (ValueError, KeyError, TypeError) as error:
        raise RecordError(f"{MANIFEST} is damaged: the run must be repeated.") from error
    if not whole:
        raise RecordError(f"{path.name} is not the file that was written (its hash differs): repeat the run.")
    return _read(path, meta)


def _read(path: Path, meta: Mapping[str, Any]) -> Record:
    with pq.ParquetFile(path) as file:  # read_table would load what many files need
        read = file.read()
    observer = read.column("observer").combine_chunks()
    names = [o["name"] for o in meta["observers"]]
    if isinstance(observer, pa.ChunkedArray):  # an empty table has no chunk to combine
        observer = pa.array([], type=SCHEMA.field("observer").type)
    place = np.array([names.index(n) for n in observer.dictionary.to_pylist()], dtype=np.int16)
    table: dict[str, Array] = {"observer": place[np.from_dlpack(observer.indices)] if len(place) else place}
    table |= {name: plain(read.column(name)) for name in COLUMNS[1:]}
    return Record(table, meta)


def manifest_of(path: Path) -> Path:
    """Return the manifest that says whether a record is whole."""
    return path.with_name(MANIFEST)


def file_facts(path: Path, rows: int) -> dict[str, Any]:
    """Return what the manifest says of a file: rows, bytes and hash."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"rows": rows, "bytes": path.stat().st_size, "sha256": digest}


def is_whole(path: Path, facts: Mapping[str, Any]) -> bool:
    """Return whether a file is the one the manifest speaks of."""
    return path.is_file() and file_facts(path, int(facts["rows"])) == dict(facts)
