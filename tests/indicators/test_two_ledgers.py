"""What is reported beside what was done, by hand."""

import pytest

from agents.kinds import Account, Kind, Purpose
from indicators.library import indicator
from indicators.two_ledgers import REPORTED, TRUE
from tests.indicators.made import Cell, record

YEARS = (2011, 2011)
DECEMBER = 59  # 2011, from January 2007
A, P = int(Account.MUNICIPALITY), int(Purpose.DWELLING_OPERATION)


def both(name: str, cells: dict[str, list[Cell]]) -> tuple[float, float]:
    found = indicator(name).of(record(cells, YEARS))
    assert found.value == found.parts[TRUE] == found.by_year[2011]
    return found.parts[TRUE], found.parts[REPORTED]


def test_use_of_places_is_the_mean_of_those_asked() -> None:
    cells: dict[str, list[Cell]] = {
        "reports_asked": [(DECEMBER, 4)], "use_true": [(DECEMBER, 200)], "use_reported": [(DECEMBER, 300)]
    }  # fmt: skip
    assert both("ledger_use", cells) == (0.5, 0.75)


def test_the_true_share_within_the_limit_keeps_who_refused_and_who_still_waits() -> None:
    cells: dict[str, list[Cell]] = {
        "settled_in_time": [(DECEMBER, 1, 30), (DECEMBER, 0, 20)],
        "refused_and_left": [(DECEMBER, 5)],
        "waiting": [
            (DECEMBER, Kind.SINGLE, 7, 3), (DECEMBER, Kind.SINGLE, 6, 50), (DECEMBER, Kind.FAMILY, 4, 2),
            (DECEMBER - 1, Kind.SINGLE, 9, 70),
        ],
        "reports_asked": [(DECEMBER, 2)],
        "relabelled": [(DECEMBER, 1000)],  # half in each of two municipalities
    }  # fmt: skip
    assert both("ledger_on_time", cells) == pytest.approx((30 / 60, 30 / 40))
    cells["reports_of_cohort"] = [(DECEMBER, 2)]  # what counts is the cohort: nothing to hide
    assert both("ledger_on_time", cells) == pytest.approx((30 / 60, 30 / 60))


def test_upkeep_put_off_or_shifted_is_a_cost() -> None:
    cells: dict[str, list[Cell]] = {
        "flows": [(DECEMBER, A, int(Account.MARKET), P, 700_000_000), (DECEMBER, A, 7, 1, 9)],
        "upkeep_put_off": [(DECEMBER, 200_000_000)],
        "cost_shifted": [(DECEMBER, 100_000_000)],
    }
    true, reported = both("ledger_upkeep", cells)
    assert true / reported == pytest.approx(10 / 7) and 6.9 < reported < 7.6  # in the prices of 2013


def test_of_those_without_work_some_have_a_job_in_the_month_of_the_census() -> None:
    cells: dict[str, list[Cell]] = {
        "after_programme": [
            (DECEMBER, 3, 0, 1, 0, 50), (DECEMBER, 3, 1, 0, 1, 10), (DECEMBER, 3, 1, 0, 0, 40),
        ],
        "reports_asked": [(DECEMBER, 2)],
        "census_jobs": [(DECEMBER, 500)],  # a fourth in each of two municipalities
    }  # fmt: skip
    assert both("ledger_work", cells) == pytest.approx((0.6, 0.6 + 0.4 * 0.25))


def test_a_plan_on_paper() -> None:
    cells: dict[str, list[Cell]] = {"planned": [(DECEMBER, 8)], "planned_on_paper": [(DECEMBER, 5)]}
    assert both("ledger_plan", cells) == (8.0, 13.0)
