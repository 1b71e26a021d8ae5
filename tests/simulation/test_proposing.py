"""Offices: the compiled pass answers as the loop over cases does."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.allocation.contract import Choose, Rule, Sight
from agents.allocation.family import FamilyThenMostLeft
from agents.allocation.names import rule_names
from agents.allocation.office import propose
from agents.allocation.registry import allocation_rule
from simulation.proposing import all_at_once
from tests.agents.allocation.made import IMDI, REGIONS, cases, towns


@given(
    st.integers(0, 10_000), st.sampled_from(rule_names()), st.floats(0, 80), st.integers(1, 40), st.booleans()
)
def test_cases_go_where_they_go_one_by_one(
    seed: int, rule: str, hours: float, most: int, vacant: bool
) -> None:
    """Under every rule; for the compiled ones also with ties, when the plan is the same everywhere."""
    seen = towns(seed, most=most) if vacant else towns(seed, most=most, vacant=np.zeros((20, 5), dtype=int))
    given = (cases(seed), seen, np.full(REGIONS, hours), allocation_rule(rule), IMDI)
    ours, theirs = propose(*given, all_at_once), propose(*given)
    np.testing.assert_array_equal(ours[0], theirs[0])
    np.testing.assert_array_equal(ours[1], theirs[1])


@pytest.mark.parametrize("rule", ["places_left", "population_key"])
def test_the_practice_is_handled_in_one_pass(rule: str) -> None:
    """Nobody asks its choice case by case, and `free` of the sight is not touched."""
    opened: list[Sight] = []

    class Watched(Rule):
        def open(self, sight: Sight) -> Choose:
            opened.append(sight)
            choose = allocation_rule(rule).open(sight)
            assert isinstance(choose, FamilyThenMostLeft)
            return choose

    seen = towns(5, vacant=np.zeros((20, 5), dtype=int))
    chosen, _ = propose(cases(5), seen, np.full(REGIONS, 1e3), Watched(), IMDI, all_at_once)
    assert np.any(chosen >= 0) and opened[0].free == seen.places.tolist()
