import pytest

from agents.kinds import month_of
from indicators.library import indicator
from simulation.living import OWNED, SECURE_RENT
from tests.indicators.made import group, record

DECEMBER = month_of(2012, 12)


def test_owners_and_moves() -> None:
    made = record(
        {
            "homes": [(DECEMBER, group(), OWNED, 0, 0, 30), (DECEMBER, group(), SECURE_RENT, 0, 1, 70)],
            "homes_by_town": [(DECEMBER, 4, 1, OWNED, 0, 30), (DECEMBER, 4, 1, SECURE_RENT, 0, 70)],
            "persons_moved": [(DECEMBER, 15)],
            "members_here": [(DECEMBER, 100)],
        }
    )
    assert indicator("owner_share").of(made).value == pytest.approx(0.3)
    assert indicator("owner_share").of(made).parts["municipality:4"] == pytest.approx(0.3)
    assert indicator("moves").of(made).value == pytest.approx(15.0)
