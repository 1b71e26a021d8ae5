"""Traces: an exact re-run, sampled by key, as readable tables."""

import csv
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from agents.kinds import Case, Kind
from experiments import simulate
from experiments.errors import RequestError
from experiments.stories.life import lives
from experiments.stories.trace_files import save
from experiments.stories.tracing import Traced, key_text, parse_key, parse_kind, same_record, trace
from simulation.trace import Sample

SHORT = {"world": "tiny", "years": (2009, 2011)}


@pytest.fixture(scope="module")
def traced() -> Traced:
    return trace("integrated", 3, sample=Sample(4, Kind.FAMILY), **SHORT)


def test_the_record_is_that_of_the_run_without(traced: Traced) -> None:
    plain = simulate("integrated", 3, **SHORT).record
    assert same_record(plain, traced.record)
    assert traced.record.meta["identity"] == plain.meta["identity"]


def test_a_sample_is_of_the_kind_and_a_larger_one_contains_it(traced: Traced) -> None:
    larger = trace("integrated", 3, sample=Sample(6, Kind.FAMILY), **SHORT)
    assert traced.trace.keys.tolist() == larger.trace.keys.tolist()[:4]
    for life in lives(larger.trace, larger.run.end).values():
        assert life.months[0].kind == Kind.FAMILY and life.months[0].waits


def test_a_household_asked_for_by_key_is_the_same_being(traced: Traced) -> None:
    key = int(traced.trace.keys[0])
    again = trace("integrated", 3, [key], **SHORT)
    assert again.trace.keys.tolist() == [key]
    first, second = traced.trace.table(), again.trace.table()
    mine = first["key"] == key
    for name, values in second.items():
        np.testing.assert_array_equal(values, first[name][mine])
    assert np.all(np.diff(second["month"]) == 1)


def test_values_come_from_where_they_are_asked_to() -> None:
    point = trace("integrated", 3, sample=Sample(2), parameters="point", **SHORT)
    plain = simulate("integrated", 3, parameters="point", **SHORT).record
    assert point.run.drawn_from == "point" and same_record(plain, point.record)
    with pytest.raises(RequestError, match="posterior, point"):
        trace("integrated", 3, sample=Sample(2), parameters="points", **SHORT)


def test_events_are_those_of_the_household(traced: Traced) -> None:
    for life in lives(traced.trace, traced.run.end).values():
        for month in life.months:
            names = [event.name for event in month.events]
            assert ("settled" in names) == (
                month.case == Case.SETTLED and any(e.name == "settled" for e in month.events)
            )
        settled = [m.month for m in life.months for e in m.events if e.name == "settled"]
        assert len(settled) <= 1
        if settled:
            assert not any(month.waits for month in life.months if month.month >= settled[0])


def test_tables_are_readable_and_whole(traced: Traced, tmp_path: Path) -> None:
    save(traced, tmp_path, "nb")
    with (tmp_path / "trace.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == pq.read_table(tmp_path / "trace.parquet").num_rows == len(traced.trace.table()["key"])
    assert {row["kind"] for row in rows} <= {"familie med barn", "enslig forsørger", "par", "enslig voksen"}
    assert all(row["reason"] for row in rows if row["waits"] == "1")
    assert not any(row["reason"] for row in rows if row["waits"] == "0")
    assert {row["about"] for row in rows} == {"syntetisk"}  # a row that is copied out says what it is
    for name in ("trace", "trace-members"):
        note = pq.read_schema(tmp_path / f"{name}.parquet").metadata[b"note"].decode()
        assert "Syntetisk" in note and "Seks oppdiktede kommuner" in note
    assert (tmp_path / "trace-members.csv").is_file() and not list(tmp_path.glob("*.partial"))


def test_what_is_not_there_is_said() -> None:
    with pytest.raises(RequestError, match="No household with the key 00000000000000ff"):
        trace("integrated", 3, [255], **SHORT)
    with pytest.raises(RequestError, match="16 hexadecimal digits"):
        parse_key("12")
    with pytest.raises(RequestError, match="single-parent"):
        parse_kind("singel")
    assert parse_kind("Single-parent") == Kind.SINGLE_PARENT and parse_kind(None) is None
    assert parse_key(key_text(255)) == 255
