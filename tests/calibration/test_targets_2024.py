"""What the baseline of the world of 2024 is held against."""

import pytest

from calibration.checks import targets
from calibration.targets_2024 import targets_2024, targets_of
from data import role_of
from simulation.worlds import NORWAY_2013, NORWAY_2024


def test_every_world_has_its_own_record() -> None:
    assert [one.en for one in targets_of(NORWAY_2013)] == [one.en for one in targets()]
    assert [one.en for one in targets_of(NORWAY_2024)] == [one.en for one in targets_2024()]


def test_the_record_of_2024_as_it_was_read() -> None:
    record = {one.en: one.record for one in targets_2024()}
    assert record["Settled 2024"] == 25_618
    assert record["Places asked for 2024"] == 36_985
    assert record["Municipalities that settle anyone 2024"] == 348
    assert record["Settled in the ten municipalities that settle most 2024"] == pytest.approx(0.265, abs=0.03)


def test_only_the_spread_was_not_given_to_the_model() -> None:
    given = {one.en: role_of(one.evidence) for one in targets_2024()}
    assert [name for name, role in given.items() if role != "input"] == [
        "Municipalities that settle anyone 2024",
        "Settled in the ten municipalities that settle most 2024",
    ]
