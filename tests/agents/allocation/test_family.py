"""Close family first."""

import numpy as np

from agents.allocation.contract import NOWHERE
from agents.allocation.family import FamilyThenMostLeft, family_first
from tests.agents.allocation.made import alone, sight, towns

ELSEWHERE = 9


def test_the_family_s_municipality_is_asked_when_it_may_take_the_case() -> None:
    """Without family, with too few places, or where it has said no, the rule goes on by itself."""
    places = np.zeros(20, dtype=np.int64)
    places[0], places[4], places[5] = 2, 2, 1
    seen = alone(
        6,
        persons=np.array([2, 1, 2, 2, 2, 2]),
        close_family=np.array([4, 4, NOWHERE, 5, 4, 0]),
        excluded=np.array([NOWHERE, 3, NOWHERE, NOWHERE, 4, NOWHERE]),
    )
    choose = family_first(sight(seen, towns(places=places)), lambda i: ELSEWHERE)
    assert [choose(i) for i in range(6)] == [4, 4, ELSEWHERE, ELSEWHERE, ELSEWHERE, 0]


def test_places_that_are_gone_are_seen() -> None:
    seen = alone(2, persons=np.array([2, 2]), close_family=np.array([4, 4]))
    shown = sight(seen, towns(places=np.full(20, 3)))
    choose = family_first(shown, lambda i: ELSEWHERE)
    assert choose(0) == 4
    shown.free[4] -= 2
    assert choose(1) == ELSEWHERE


def test_a_choice_that_tells_what_it_does_is_equal_to_itself_alone() -> None:
    """As a function is; the arrays it holds cannot be compared to one truth."""
    seen = sight(alone(2), towns())
    one, other = (FamilyThenMostLeft(seen, np.ones(20)) for _ in range(2))
    assert one == one and one != other and len({one, other}) == 2
