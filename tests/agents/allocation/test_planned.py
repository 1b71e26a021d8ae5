"""A plan is followed case by case, and whom it leaves out goes where most is left beside it."""

from types import SimpleNamespace
from typing import Any, cast

import numpy as np

from agents.allocation.contract import NOWHERE, Sight
from agents.allocation.planned import follow, reserve_family


def sight(**cases: list[int]) -> Sight:
    """Four towns in two regions with 5, 3, 8 and 0 places, and a plan of 10 for each but the last."""
    n = len(cases["persons"])
    told = {"close_family": [-1] * n, "excluded": [-1] * n, "region": [0] * n, "within": [1] * n} | cases
    within = np.array(told.pop("within")) == 1
    columns = SimpleNamespace(**{name: np.array(values) for name, values in told.items()})
    towns = SimpleNamespace(
        places=np.array([5, 3, 8, 0]), plan=np.array([10, 10, 10, 0]), region=np.array([0, 0, 1, 1])
    )
    return cast(Any, SimpleNamespace)(cases=columns, towns=towns, within=within)


def test_close_family_is_reserved_in_order_while_there_are_places() -> None:
    plan, left = reserve_family(sight(persons=[3, 3, 2, 1], close_family=[0, 0, 0, -1]))
    assert plan.tolist() == [0, NOWHERE, 0, NOWHERE] and left.tolist() == [0, 3, 8, 0]


def test_who_was_refused_there_or_is_beyond_the_hours_is_not_reserved_for() -> None:
    given = sight(persons=[1, 1, 1], close_family=[1, 1, 1], excluded=[1, 0, -1], within=[1, 1, 0])
    plan, left = reserve_family(given)
    assert plan.tolist() == [NOWHERE, 1, NOWHERE] and left.tolist() == [5, 2, 8, 0]
    assert given.towns.places.tolist() == [5, 3, 8, 0]  # what is shown stays as it is


def test_the_plan_is_followed_and_the_rest_goes_where_most_is_left_beside_it() -> None:
    """By the own region first; what the plan has taken is not counted, what the rest takes is."""
    given = sight(persons=[4, 2, 2, 2, 4, 9], region=[0, 0, 0, 0, 0, 1])
    choose = follow(given, np.array([3, -1, -1, -1, -1, -1]), np.array([4, 3, 5, 0]))
    # 4 and 3 left in the region: to the first, then to the second, then to the first; four go elsewhere
    assert [choose(i) for i in range(6)] == [3, 0, 1, 0, 2, NOWHERE]


def test_the_rest_is_not_sent_where_it_was_refused() -> None:
    given = sight(persons=[2, 2], excluded=[0, 2], region=[0, 1])
    choose = follow(given, np.array([-1, -1]), np.array([4, 3, 5, 0]))
    assert [choose(0), choose(1)] == [1, 0]
