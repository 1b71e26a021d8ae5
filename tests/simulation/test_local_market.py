"""How much easier work is found in one place than in another."""

import numpy as np
import pytest

from simulation.local_market import LEAST, MOST, UNIT, local_factor, market_factor
from tests.simulation.life_model import life_values

EVEN = np.full(3, 0.5)
NOBODY = np.zeros(3)
MANY = np.full(3, 10**9)
NO_TIES = np.zeros((3, 2), dtype=np.int64)


def factor(
    local: np.ndarray = EVEN,
    employed: np.ndarray = NOBODY,
    coethnic_persons: np.ndarray = NO_TIES,
    **rules: float,
) -> np.ndarray:
    given = {"work__local_market": 0.0, "work__local_refugees": 0.0, "work__coethnic": 0.0}
    own = life_values(**given | {f"work__{name}": value for name, value in rules.items()}).rules("work")
    return local_factor(local, employed, MANY, coethnic_persons, own) / UNIT


def test_odds_of_work_differ_as_far_as_the_elasticity_says_and_are_one_on_average() -> None:
    """Of levels of 1/2 and 3/4 the odds are 1 and 3: with as many in each place half and one and a half."""
    local, one = np.array([0.5, 0.75]), np.ones(2)
    assert market_factor(local, one, 1.0) == pytest.approx([0.5, 1.5])
    assert market_factor(local, one, 0.5) == pytest.approx([0.75, 1.25])
    assert market_factor(local, np.array([3.0, 1.0]), 1.0) == pytest.approx([2 / 3, 2.0])


def test_where_nothing_counts_all_places_are_alike() -> None:
    assert factor(np.array([0.3, 0.5, 0.8]), np.array([0.2, 0.4, 0.6])) == pytest.approx(1.0)


def test_work_is_found_where_refugees_have_found_it() -> None:
    """Half and once and a half the mean, by three tenths of it; where it is not known yet, as on average."""
    found = factor(employed=np.array([0.2, 0.4, 0.6]), local_refugees=0.3)
    assert found[:, 0] == pytest.approx([0.85, 1.0, 1.15], abs=1e-3)
    assert factor(local_refugees=0.3) == pytest.approx(1.0)
    unknown = factor(employed=np.array([0.3, 0.6, 0.0]), local_refugees=0.3)[:, 0]
    assert unknown == pytest.approx([1.0, 1.3, 1.0], abs=1e-3)


def test_people_of_one_s_origin_help_by_what_is_more_than_usual() -> None:
    """In spreads of the logarithm over persons, two at most. Of 108 persons 9 live in the first place and 99
    in the second: these are the root of 1/11 spreads above the mean, those of 11, cut to two, below."""
    people = np.array([[9, 7], [99, 7], [0, 7]])
    found = factor(coethnic_persons=people, coethnic=0.08)
    assert found[:, 0] == pytest.approx([1 - 0.16, 1 + 0.08 / np.sqrt(11), 1 - 0.16], abs=1e-3)
    assert found[:, 1] == pytest.approx(1.0, abs=1e-3)  # alike everywhere


def test_a_local_market_neither_closes_nor_doubles_what_is_found() -> None:
    found = factor(np.array([0.01, 0.5, 0.99]), local_market=2.0)[:, 0]
    assert found[0] == pytest.approx(LEAST, abs=1e-3) and found[2] == pytest.approx(MOST, abs=1e-3)
