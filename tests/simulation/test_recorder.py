"""The recorder counts what a loop would count, and never leaves half a result behind.

One file, as `simulation/recorder.py` is: what it counts, keeps and refuses.
"""

import json
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.kinds import Account, Kind, Purpose, Tenure
from simulation.columns import Columns
from simulation.counting import count
from simulation.events import Events
from simulation.ledger import Ledger
from simulation.observers import Observer, ObserverError
from simulation.recorder import COLUMNS, Record, Recorder, RecordError, read_record
from simulation.start.tiny import tiny_world
from simulation.trace import Sample, Trace

WORLD = tiny_world(persons=200)


def model_at(month: int = 26) -> SimpleNamespace:
    return SimpleNamespace(world=WORLD, month=month, events=Events(), ledger=Ledger(6))


def observed(*observers: Observer, month: int = 26, model: Any = None) -> Record:
    recorder = Recorder(None, observers)
    recorder.observe(model or model_at(month))
    return recorder.record()


def cells(record: Record, observer: Observer) -> dict[tuple[int, ...], int]:
    arrays = record.arrays(observer.name)
    keys = [arrays[name].tolist() for name in observer.by]
    return dict(zip(zip(*keys, strict=True) if keys else [()], arrays["value"].tolist(), strict=True))


OPERATORS = {
    "==": lambda a, b: a == b, "!=": lambda a, b: a != b, "<": lambda a, b: a < b, "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b, ">=": lambda a, b: a >= b, "in": lambda a, b: a in b,
    "not in": lambda a, b: a not in b,
}  # fmt: skip
COLUMN = st.sampled_from(
    ["tenure", "kind", "origin", "persons", "municipality", "rooms", "crowded", "county"]
)
CONDITION = st.one_of(
    st.tuples(COLUMN, st.sampled_from(["==", "!=", "<", "<=", ">", ">="]), st.integers(-1, 8)),
    st.tuples(COLUMN, st.sampled_from(["in", "not in"]), st.lists(st.integers(-1, 8), max_size=3).map(tuple)),
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(CONDITION, max_size=3),
    st.lists(COLUMN, max_size=3, unique=True),
    st.sampled_from(["count", "sum:income", "sum:rent"]),
)
def test_households_are_counted_as_a_loop_counts(where: list, by: list, measure: str) -> None:
    observer = Observer("x", "households", tuple(where), measure, tuple(by))
    columns = Columns(model_at())  # type: ignore[arg-type]
    names = {c for c, _, _ in where} | set(by) | {"income", "rent", "tenure"}
    table = {name: columns.get("households", name).tolist() for name in names}
    expected: Counter[tuple[int, ...]] = Counter()
    seen = False
    for row in range(len(WORLD.households)):
        if table["tenure"][row] == Tenure.GONE:
            continue
        if all(OPERATORS[o](table[c][row], v) for c, o, v in where):
            seen = True
            amount = 1 if measure == "count" else table[measure.partition(":")[2]][row]
            expected[tuple(table[name][row] for name in by)] += amount
    found = cells(observed(observer), observer) if seen else {}
    assert found == dict(expected)


def test_derived_columns_of_persons() -> None:
    columns = Columns(model_at(30))  # type: ignore[arg-type]
    persons, households = WORLD.persons, WORLD.households
    for row in range(0, len(persons), 7):
        home = households.row(int(persons.household[row]))
        assert columns.get("persons", "age")[row] == (30 - persons.birth[row]) // 12
        assert columns.get("persons", "tenure")[row] == households.tenure[home]
        assert columns.get("persons", "municipality")[row] == households.municipality[home]
        if households.municipality[home] >= 0:
            county = WORLD.geography.county[households.municipality[home]]
            assert columns.get("persons", "county")[row] == county
        else:
            assert columns.get("persons", "county")[row] == -1


def test_stocks_at_the_end_of_the_period_flows_over_it() -> None:
    stock = Observer("stock", "persons", every="quarter")
    flow = Observer("flow", "event:settled", measure="sum:persons", by=("county",), every="quarter")
    monthly = Observer("monthly", "event:settled", every="event")
    recorder = Recorder(None, [stock, flow, monthly])
    for month in range(24, 27):
        model = model_at(month)
        model.events.add("settled", municipality=[0, 5], persons=[month, 1])
        recorder.observe(model)  # type: ignore[arg-type]
    record = recorder.record()
    assert record.arrays("stock")["month"].tolist() == [26]
    assert record.arrays("flow")["month"].tolist() == [26, 26]
    assert record.arrays("flow")["value"].tolist() == [24 + 25 + 26, 3]
    assert record.arrays("monthly")["value"].tolist() == [2, 2, 2]


def test_the_ledger_is_recorded_by_account_and_municipality() -> None:
    nation = Observer(
        "nation", "ledger", measure="sum:ore", by=("payer", "receiver", "purpose"), every="month"
    )
    local = Observer(
        "local", "ledger", (("purpose", "==", Purpose.RENT),), "sum:ore", ("municipality",), "year"
    )
    recorder = Recorder(None, [nation, local])
    ledger = Ledger(6)
    for month in range(24, 36):
        ledger.post(Account.HOUSEHOLD, Account.LANDLORD, Purpose.RENT, [1, 2], [0, 3])
        ledger.post(Account.UDI, Account.MARKET, Purpose.RECEPTION, 4, -1)
        ledger.close_month()
        model = model_at(month)
        model.ledger = ledger
        recorder.observe(model)  # type: ignore[arg-type]
    record = recorder.record()
    assert record.arrays("local")["value"].tolist() == [1200, 2400]
    assert record.arrays("local")["municipality"].tolist() == [0, 3]
    assert record.arrays("nation")["value"].sum() == 12 * 700


def test_institutions_and_fractions() -> None:
    rent = Observer("rent", "places", measure="micro:rent_index", by=("county",))
    vacant = Observer("vacant", "municipalities", measure="sum:vacant[1]")
    record = observed(rent, vacant)
    county = WORLD.geography.county[WORLD.geography.place_municipality]
    expected = [WORLD.places.rent_index[county == c].sum() for c in np.unique(county)]
    assert record.arrays("rent")["value"] == pytest.approx(expected)
    assert record.arrays("vacant")["value"].tolist() == [WORLD.municipalities.vacant[:, 1].sum()]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"source": "person"}, "did you mean 'persons'"),
        ({"source": "persons", "by": ("agee",)}, "did you mean 'age'"),
        ({"source": "persons", "measure": "mean:age"}, "is not count"),
        ({"source": "persons", "every": "week"}, "no period named 'week'"),
        ({"source": "persons", "where": (("age", "~", 1),)}, "no operator named '~'"),
        ({"source": "ledger"}, "measured by sum:ore"),
    ],
)
def test_what_cannot_be_observed_is_refused(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ObserverError, match=message):
        Observer("x", **arguments)


def test_file_equals_memory(tmp_path: Path) -> None:
    observers = [
        Observer("persons", "persons", by=("municipality", "origin")),
        Observer("nothing", "event:never"),
    ]
    memory = observed(*observers)
    with Recorder(tmp_path / "run.parquet", observers, {"seed": 7}) as recorder:
        recorder.observe(model_at())  # type: ignore[arg-type]
    read = read_record(tmp_path / "run.parquet")
    for name in COLUMNS:
        assert np.array_equal(read.columns[name], memory.columns[name])
    assert read.meta["seed"] == 7 and read.has(observers[0])
    assert not read.has(Observer("persons", "persons"))
    assert read.frame("persons").columns.tolist() == ["month", "municipality", "origin", "value"]
    assert read.frame("nothing").empty
    with pytest.raises(RecordError, match="needs a re-run"):
        read.arrays("other")


def test_half_a_result_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "run.parquet"
    with pytest.raises(RecordError, match="no record"):
        read_record(path)
    recorder = Recorder(path, [Observer("persons", "persons")])
    recorder.observe(model_at())  # type: ignore[arg-type]
    with pytest.raises(RecordError, match="half-written"):
        read_record(path)
    recorder.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:-8])
    with pytest.raises(RecordError, match="hash"):
        read_record(path)
    (tmp_path / "manifest.json").unlink()
    with pytest.raises(RecordError, match="did not end"):
        read_record(path)


def test_a_failed_run_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), Recorder(tmp_path / "run.parquet", []):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_sparse_and_dense_breakdowns_agree() -> None:
    rng = np.random.default_rng(1)
    keys = [rng.integers(0, 5, 500), rng.integers(0, 3, 500)]
    weights = rng.integers(-10, 10, 500)
    dense = count(keys, weights, 500)
    sparse = count([keys[0] * 1_000_000, keys[1] * 1_000_000], weights, 500)
    assert np.array_equal(dense.values, sparse.values)
    assert np.array_equal(dense.keys * 1_000_000, sparse.keys)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([5, 300, 40_000, 3_000_000_000]), st.booleans())
def test_cells_are_those_a_loop_finds_whatever_the_size_of_the_keys(seed: int, most: int, low: bool) -> None:
    """Keys whose combinations are few, many, and more than 32 bits tell apart; far below nothing too."""
    rng = np.random.default_rng(seed)
    shift = -most if low else most
    keys = [
        rng.integers(0, 3, 40, dtype=np.int8) + np.int8(-1), shift + rng.integers(0, most, 40),
        rng.integers(0, 2, 40).astype(np.int16),
    ]  # fmt: skip
    weights = rng.integers(-10, 10, 40)
    expected: dict[tuple[int, ...], int] = {}
    for *key, weight in zip(*(k.tolist() for k in keys), weights.tolist(), strict=True):
        expected[tuple(key)] = expected.get(tuple(key), 0) + weight
    counted = count(keys, weights, 40)
    assert counted.keys.tolist() == [list(key) for key in sorted(expected)]
    assert counted.values.tolist() == [expected[key] for key in sorted(expected)]


def test_a_trace_follows_households_and_members(tmp_path: Path) -> None:
    households = WORLD.households
    families = households.key[(households.refugee == 1) & (households.kind == Kind.FAMILY)]
    keys = [int(key) for key in Sample(2).smallest(families)]
    assert set(keys) <= set(Sample(3).smallest(families).tolist())
    trace = Trace(keys, tmp_path / "trace.parquet")
    recorder = Recorder(None, [], trace=trace)
    for month in (24, 25):
        recorder.observe(model_at(month))  # type: ignore[arg-type]
    table, members = trace.table(), trace.table("persons")
    assert sorted(set(table["key"].tolist())) == sorted(keys)
    assert table["month"].tolist() == [24, 24, 25, 25]
    assert len(members["uid"]) == 2 * int(table["persons"][:2].sum())
    recorder.close()
    assert (tmp_path / "trace.parquet").exists() and (tmp_path / "trace.persons.parquet").exists()


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from(["quarter", "year"]))
def test_events_counted_at_the_end_of_a_period_are_those_counted_every_month(seed: int, every: str) -> None:
    """What reads events only is counted once a period; the same as when each month is counted alone."""
    random = np.random.default_rng(seed)
    observers = (
        Observer("plain", "event:move", by=("kind", "to_county"), every=every),
        Observer("some", "event:move", (("kind", ">", 1),), "sum:persons", ("municipality",), every),
        Observer("elsewhere", "event:move", (("elsewhere", "==", 1),), by=("kind",), every=every),
        Observer("as it stood", "event:move", by=("tenure",), every=every),  # read in its month
    )
    monthly = tuple(Observer(o.name, o.source, o.where, o.measure, o.by, "month") for o in observers)
    recorders = Recorder(None, observers), Recorder(None, monthly)
    for month in range(24, 36):
        model = model_at(month)
        size = int(random.integers(0, 6))
        columns = {
            name: random.integers(0, most, size=size)
            for name, most in (
                ("household", len(WORLD.households)),
                ("kind", 4),
                ("persons", 6),
                ("municipality", 6),
                ("to_municipality", 6),
                ("from_place", 3),
                ("to_place", 3),
            )  # fmt: skip
        }
        model.events.add("move", **columns)
        for recorder in recorders:
            recorder.observe(model)
    whole, single = (recorder.record() for recorder in recorders)
    months = 3 if every == "quarter" else 12
    for observer in observers:
        added: Counter[tuple[int, ...]] = Counter()
        parts = single.arrays(observer.name)
        for *keys, value in zip(*(parts[k] for k in ("month", *observer.by, "value")), strict=True):
            added[(int(keys[0]) // months, *map(int, keys[1:]))] += int(value)
        found = whole.arrays(observer.name)
        assert added == {
            (int(month) // months, *map(int, keys)): int(value)
            for month, *keys, value in zip(*(found[k] for k in ("month", *observer.by, "value")), strict=True)
        }


def test_a_year_is_put_down_when_it_ends_and_a_branch_begins_there() -> None:
    observer = Observer("persons", "persons", every="month")
    first = Recorder(None, [observer])
    for month in range(24, 36):
        first.observe(model_at(month))  # type: ignore[arg-type]
    branch = Recorder(None, [observer])
    branch.take_over(first)
    for month in range(36, 38):
        branch.observe(model_at(month))  # type: ignore[arg-type]
    with pytest.raises(RecordError, match="whole years"):
        Recorder(None, [observer]).take_over(branch)  # in the middle of a year
    with pytest.raises(RecordError, match="the same observers"):
        Recorder(None, []).take_over(first)
    assert branch.record().arrays("persons")["month"].tolist() == list(range(24, 38))
    assert first.record().arrays("persons")["month"].tolist() == list(range(24, 36))


def test_a_record_makes_its_folder_and_knows_its_size(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "run.parquet"
    with Recorder(path, [Observer("persons", "persons", by=("municipality",))]) as recorder:
        for month in range(24, 49):
            recorder.observe(model_at(month))  # type: ignore[arg-type]
    facts = json.loads((path.parent / "manifest.json").read_text())["files"]["run.parquet"]
    record = read_record(path)
    assert facts["rows"] == len(record.columns["value"]) == 25 * 7  # six towns, and who is in none
    assert facts["bytes"] == path.stat().st_size
    assert np.unique(record.arrays("persons")["month"]).tolist() == list(range(24, 49))


def test_the_last_observer_ends_where_the_record_does() -> None:
    record = observed(Observer("one", "persons"), Observer("two", "households", by=("kind",)))
    assert record.names == ("one", "two") and record.arrays("one")["value"].tolist() == [200]
    alive = WORLD.households.tenure != Tenure.GONE
    kinds = dict(zip(*np.unique(WORLD.households.kind[alive], return_counts=True), strict=True))
    assert cells(record, Observer("two", "households", by=("kind",))) == {
        (int(k),): int(n) for k, n in kinds.items()
    }


def test_a_closed_recorder_observes_no_more_and_a_file_is_not_read_as_memory(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "run.parquet", [Observer("persons", "persons")])
    with pytest.raises(RecordError, match="writes to a file"):
        recorder.table()
    recorder.close()
    recorder.close()  # once more changes nothing
    with pytest.raises(RecordError, match="is closed"):
        recorder.observe(model_at())  # type: ignore[arg-type]
    assert Recorder(None, []).table()["value"].tolist() == []
    with pytest.raises(ObserverError, match="two observers are named 'same'"):
        Recorder(
            None, [Observer("same", "persons"), Observer("other", "persons"), Observer("same", "households")]
        )
