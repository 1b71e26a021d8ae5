"""Tables against a dictionary: append, rows, compact, copies."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.kinds import Case
from simulation.tables import Dwellings, Households, Landlords, Persons, Table

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("append"), st.integers(0, 7)),
        st.tuples(st.just("compact"), st.integers(0, 2**16)),
    ),
    max_size=12,
)


@given(STEPS, st.integers(1, 5))
def test_a_table_is_a_dictionary_of_uids_in_order(steps: list[tuple[str, int]], capacity: int) -> None:
    table, truth = Households(capacity), dict[int, dict[str, Any]]()
    made = 0
    for what, number in steps:
        if what == "append":
            keys = np.arange(made, made + number, dtype=np.uint64) * np.uint64(977)
            uids = table.append(keys, persons=np.arange(number) + 1, place=7)
            assert uids.tolist() == list(range(made, made + number))  # never reused
            for i, uid in enumerate(uids.tolist()):
                truth[uid] = {"key": int(keys[i]), "persons": i + 1, "place": 7, "dwelling": -1, "refugee": 1}
            made += number
        else:
            keep = (np.arange(table.n) * 7919 + number) % 3 > 0
            dropped = table.uid[~keep].tolist()
            table.compact(keep)
            for uid in dropped:
                del truth[uid]
        assert len(table) == len(truth) and table.uid.tolist() == list(truth)
        for name in ("key", "persons", "place", "dwelling", "refugee"):
            assert getattr(table, name).tolist() == [row[name] for row in truth.values()]
        everyone = np.arange(-1, made)
        rows = table.rows(everyone)
        where = {uid: row for row, uid in enumerate(truth)}
        assert rows.tolist() == [where.get(int(u), -1) for u in everyone]
        assert all(table.row(int(u)) == where.get(int(u), -1) for u in everyone)
        assert table.row(made) == -1


@given(STEPS)
def test_arrays_rebuild_the_table(steps: list[tuple[str, int]]) -> None:
    table = Persons(2)
    for what, number in steps:
        if what == "append":
            table.append(np.arange(table.next_uid, table.next_uid + number, dtype=np.uint64), birth=-number)
        else:
            table.compact((np.arange(table.n) + number) % 2 == 0)
    again = Persons.from_arrays(table.arrays(), table.next_uid)
    assert again.n == table.n and again.next_uid == table.next_uid
    for name, column in table.arrays().items():
        np.testing.assert_array_equal(getattr(again, name), column)
    uids = np.arange(-1, table.next_uid)
    np.testing.assert_array_equal(again.rows(uids), table.rows(uids))
    assert again.append(np.array([9], dtype=np.uint64)).tolist() == [table.next_uid]


def test_arrays_are_copies_and_columns_are_views() -> None:
    table = Dwellings(4)
    table.append(np.arange(3, dtype=np.uint64), rooms=2)
    copy = table.arrays()["rooms"]
    table.rooms[0] = 5
    assert copy[0] == 2 and table.arrays()["rooms"][0] == 5


def test_an_unknown_column_is_refused_and_nothing_is_added() -> None:
    table = Landlords()
    with pytest.raises(KeyError, match="no column"):
        table.append(np.arange(2, dtype=np.uint64), height=3)
    assert table.n == 0 and table.next_uid == 0


@pytest.mark.parametrize("kind", [Persons, Households, Dwellings, Landlords])
def test_columns_are_narrow_and_documented(kind: type[Table]) -> None:
    assert {n for n in kind.columns if n not in ("uid", "key")} <= set(kind.__annotations__)
    assert sum(np.dtype(dtype).itemsize for dtype in kind.columns.values()) <= 160
    for name, value in kind.defaults.items():
        assert np.iinfo(kind.columns[name]).min <= value <= np.iinfo(kind.columns[name]).max


def test_the_queue_is_found_as_if_every_household_had_been_read() -> None:
    """After cases are opened with new rows, move on, are closed, and after rows are renumbered."""
    h = Households()
    random = np.random.default_rng(3)

    def check() -> None:
        for first, last in ((Case.READY, None), (Case.ACCEPTED, None), (Case.PROPOSED, Case.FOUND)):
            there = (h.case >= first) & (h.case <= (first if last is None else last))
            assert h.waiting(first, last).tolist() == np.flatnonzero(there).tolist()

    check()
    for _ in range(12):
        keys = random.integers(0, 1 << 60, size=7).astype(np.uint64)
        h.append(keys, case=random.integers(Case.NONE, Case.LEFT + 1, size=7))
        check()
        moved = h.waiting(Case.READY, Case.FOUND)
        h.case[moved] = random.integers(Case.READY, Case.LEFT + 1, size=len(moved))
        check()
    h.compact(random.random(len(h)) < 0.5)
    check()
