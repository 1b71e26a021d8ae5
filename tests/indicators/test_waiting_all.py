from math import isnan

import pytest

from agents.kinds import Kind, Reason, month_of
from indicators.library import indicator
from simulation.groups import REFUSER
from simulation.recorder import Record
from tests.indicators.made import Cell, group, record

DECEMBER, LAST = month_of(2011, 12), month_of(2016, 12)


def made(settled: list[tuple[int, int]], left: list[tuple[int, int]], still: list[tuple[int, int]]) -> Record:
    """Return a record of single men who entered in 2011: (months, persons) by what became of them."""
    man, refuser = group(), group(hard=REFUSER)
    cells: dict[str, list[Cell]] = {
        "queue_settled": [(DECEMBER, man, wait, 2011, int(wait <= 6), n) for wait, n in settled],
        "queue_left": [(DECEMBER, refuser, wait, 2011, Reason.HOUSEHOLD_REFUSED, n) for wait, n in left],
        "queue_waiting": [(LAST, man, wait, 2011, n) for wait, n in still],
    }
    return record(cells)


def test_restricted_mean_against_a_constant_hazard() -> None:
    """Of those at each month of waiting a fifth is settled: the mean is that of a geometric."""
    at_risk, settled = 5.0**12, []
    for wait in range(12):
        settled.append((wait, round(at_risk / 5)))
        at_risk -= at_risk / 5
    found = indicator("waiting_months_all").of(made(settled, [], [(12, round(at_risk))]))
    expected = sum(0.8**k for k in range(1, 13)) + 24 * 0.8**12  # nobody is settled after the twelfth
    assert found.value == pytest.approx(expected)
    assert found.by_year == {2011: pytest.approx(expected)}


def test_all_settled_without_censoring_is_their_mean() -> None:
    found = made([(2, 1), (4, 3)], [], [])
    assert indicator("waiting_months_all").of(found).value == pytest.approx((2 + 3 * 4) / 4)
    assert indicator("waiting_p50").of(found).value == 4.0


def test_those_left_waiting_and_those_who_declined_stay_in() -> None:
    alone = indicator("waiting_months_all").of(made([(2, 100)], [], [])).value
    left = indicator("waiting_months_all").of(made([(2, 100)], [(5, 100)], [])).value
    still = indicator("waiting_months_all").of(made([(2, 100)], [], [(5, 100)])).value
    assert alone == 2.0 and left == still == pytest.approx(2 + 0.5 * 34)


def test_a_quantile_that_is_not_reached_is_not_available() -> None:
    found = made([(2, 60), (8, 20)], [], [(20, 20)])
    assert indicator("waiting_p50").of(found).value == 2.0
    assert isnan(indicator("waiting_p90").of(found).value)


def test_by_group_and_no_figure_of_their_own_for_who_is_by_definition_not_settled() -> None:
    found = indicator("waiting_months_all").of(made([(3, 10)], [(1, 10)], [])).parts
    assert found["kind:single"] == pytest.approx(3 * 1 / 1) and found["sex:men"] == found["kind:single"]
    assert "hard:refusers" not in found and "kind:family" not in found


def test_who_entered_before_the_policy_is_left_out() -> None:
    cells: dict[str, list[Cell]] = {
        "queue_settled": [(DECEMBER, group(Kind.FAMILY), 30, 2009, 0, 50), (DECEMBER, group(), 1, 2011, 1, 5)]
    }
    assert indicator("waiting_months_all").of(record(cells)).value == 1.0
