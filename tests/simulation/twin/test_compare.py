"""Two states that differ are told apart by the first thing in which they do."""

import numpy as np

from simulation.twin.compare import difference, run_both, step_both
from tests.simulation.twin.test_twin import pair

UIDS = np.array([4, 7, 9])


def told(ours: dict, theirs: dict) -> str:
    found = difference(30, "work", ours, theirs)
    return "" if found is None else str(found)


def test_the_first_being_that_differs_is_named_by_its_uid() -> None:
    ours = {"persons": {"uid": UIDS, "income": np.array([1, 2, 3])}}
    theirs = {"persons": {"uid": UIDS, "income": np.array([1, 5, 6])}}
    assert told(ours, ours) == ""
    assert told(ours, theirs) == (
        "month 30, after work: persons.income of uid 7 is 2 in the columns and 5 in the twin"
    )


def test_what_is_no_being_is_named_by_its_place() -> None:
    ours, theirs = np.zeros((2, 3)), np.zeros((2, 3))
    theirs[1, 2] = 4
    found = difference(30, "work", {"places": {"listed": ours}}, {"places": {"listed": theirs}})
    assert found is not None and (found.table, found.column, found.where) == (
        "places", "listed", "entry (1, 2)",
    )  # fmt: skip
    assert (found.columns, found.twin) == (0, 4)


def test_a_row_more_or_a_table_more_is_a_difference() -> None:
    ours = {"persons": {"uid": UIDS}}
    shorter = difference(30, "work", ours, {"persons": {"uid": UIDS[:2]}})
    assert shorter is not None and (shorter.where, shorter.columns, shorter.twin) == ("its shape", (3,), (2,))
    for one, other, sizes in ((ours, {}, (3, 0)), ({}, ours, (0, 3))):
        found = difference(30, "work", one, other)
        assert found is not None and (found.column, found.columns, found.twin) == ("rows", *sizes)


def test_a_month_is_compared_after_every_process_unless_one_asks_otherwise() -> None:
    """What differs by one is found after the first process, or after the one asked for."""

    def parted() -> tuple:
        columns, twin = pair(persons=60)()
        columns.world.landlords.trouble_a[0] += 1
        return columns, twin

    found = step_both(*parted())
    assert found is not None and (found.process, found.table, found.column) == (
        "permits", "landlords", "trouble_a",
    )  # fmt: skip
    columns, twin = parted()
    later = step_both(columns, twin, after=lambda process: process == "work")
    assert later is not None and later.process == "work" and columns.month == twin.month == 25
    assert step_both(*parted(), after=lambda process: False) is None
    columns, twin = parted()
    stopped = run_both(columns, twin, 30)
    assert stopped is not None and stopped.month == 24 and columns.month == 25
