"""Plans: sizes reckoned with against sizes that come, and what stands in them begun or not."""

import pytest

from agents.kinds import month_of
from indicators.library import indicator
from tests.indicators.made import record

PLAN, NEXT, AFTER, LATER = (month_of(year, 12) for year in (2011, 2012, 2013, 2014))


def test_sizes_that_come_in_two_years_against_the_plan() -> None:
    made = record(
        {
            # town 1 reckons with singles only, town 2 evenly with one and two rooms; town 3 settles nobody
            "plan_sizes": [(PLAN, 1, 1, 1000), (PLAN, 2, 1, 500), (PLAN, 2, 2, 500), (PLAN, 3, 5, 1000)],
            # town 1: half singles, half pairs, over two years; town 2 as reckoned
            "settled_sizes": [
                (NEXT, 1, 1, 3), (AFTER, 1, 2, 3), (NEXT, 2, 1, 1), (NEXT, 2, 2, 1), (LATER, 1, 7, 90),
            ],
        }
    )  # fmt: skip
    found = indicator("plan_miss").of(made)
    town = 100 * (0.5 + 0.5) / 5  # mean over five sizes, two of them half off
    assert found.by_year[2011] == pytest.approx((6 * town + 2 * 0.0) / 8)
    # the nation: reckoned 7/8 and 1/8, came 1/2 and 1/2
    assert found.parts["plan:nation"] == pytest.approx(100 * (3 / 8 + 3 / 8) / 5)


def test_begun_of_what_stands_in_plans_and_on_paper() -> None:
    made = record(
        {
            "dwellings_in_plan": [(PLAN, 30), (NEXT, 10)],
            "dwellings_begun": [(PLAN, 20)],
            "planned_on_paper": [(PLAN, 10)],
        }
    )
    found = indicator("plan_begun").of(made)
    assert found.value == pytest.approx(20 / 50)
    assert found.by_year == {2011: 0.5, 2012: 0.0}
