import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import rankdata

from agents.kinds import month_of
from indicators.library import indicator
from indicators.reporting import rank_correlation, ranks
from tests.indicators.made import record

DECEMBER = month_of(2012, 12)


def test_gap_and_order_of_what_is_reported() -> None:
    made = record(
        {
            "report_hours": [(DECEMBER, 0, 90), (DECEMBER, 3, 30)],
            "reported_percent": [(DECEMBER, 0, 100), (DECEMBER, 1, 80), (DECEMBER, 2, 50)],
            "done_percent": [(DECEMBER, 0, 40), (DECEMBER, 1, 80), (DECEMBER, 2, 50)],
            "inhabitants": [(DECEMBER, 0, 0, 900), (DECEMBER, 1, 0, 900), (DECEMBER, 2, 3, 900)],
        }
    )
    hours = indicator("report_hours").of(made)
    assert hours.value == pytest.approx(120 / 6)
    assert hours.by("centrality") == {"level_0": 15.0, "level_3": 5.0}
    gap = indicator("report_gap").of(made)
    assert gap.value == pytest.approx(20.0)
    assert gap.by("centrality") == {"level_0": pytest.approx(30.0), "level_3": 0.0}
    assert indicator("report_order").of(made).value == pytest.approx(-0.5)


def test_no_order_where_nothing_differs() -> None:
    assert np.isnan(rank_correlation(np.ones(3), np.arange(3.0)))


@given(st.lists(st.integers(-5, 5).map(float) | st.just(float("nan")), min_size=1))
def test_ranks_are_those_of_scipy(values: list[float]) -> None:
    np.testing.assert_array_equal(ranks(np.array(values)), rankdata(values))
