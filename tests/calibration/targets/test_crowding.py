"""Crowded is counted in the model as in the survey."""

import numpy as np

from calibration.targets.crowding import ADULTS, TARGETS, tight


def test_alone_in_one_room_is_crowded_and_the_largest_class_is_not() -> None:
    """The survey: fewer rooms than persons, or alone in one room."""
    persons, rooms = np.array([1, 1, 2, 2, 7]), np.array([1, 2, 1, 2, 5])
    assert tight(persons, rooms).tolist() == [True, False, True, False, False]


def test_only_those_asked_are_counted() -> None:
    """It asks those of 16 and over, and 484 immigrants: too few for a figure without much noise."""
    assert ("age", ">=", 16) in ADULTS.where
    (one,) = TARGETS
    (cell,) = one.cells(False)
    assert cell.se > 0.02
