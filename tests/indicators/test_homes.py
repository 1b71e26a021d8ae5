"""Secure homes, nights without a home, and crowding: one recorded stock."""

import pytest

from agents.kinds import Kind, month_of
from indicators.library import indicator
from simulation.living import INSECURE, KIN, NO_HOME, OWNED, SECURE_RENT, STAFFED
from tests.indicators.made import group, record

DECEMBER = month_of(2012, 12)
FAMILY = group(Kind.FAMILY, female=1)
MADE = record(
    {
        "homes": [  # group, standing, crowding, recent
            (DECEMBER, group(), SECURE_RENT, 0, 1, 10),
            (DECEMBER, group(), INSECURE, -1, 1, 10),
            (DECEMBER, group(), NO_HOME, -1, 1, 5),
            (DECEMBER, FAMILY, OWNED, 1, 1, 30),
            (DECEMBER, FAMILY, KIN, -1, 1, 5),
            (DECEMBER, FAMILY, OWNED, 0, 0, 140),  # settled long ago
            (DECEMBER, group(Kind.UNACCOMPANIED), STAFFED, -1, 1, 40),
        ],
        "homes_by_town": [
            (DECEMBER, 3, 2, OWNED, 1, 30), (DECEMBER, 3, 2, NO_HOME, -1, 10), (DECEMBER, 5, 2, OWNED, 0, 20),
        ],
        "recent_homes_by_town": [  # as those settled in the last five years above
            (DECEMBER, 3, 2, SECURE_RENT, 10), (DECEMBER, 3, 2, INSECURE, 10), (DECEMBER, 5, 2, NO_HOME, 5),
            (DECEMBER, 5, 2, OWNED, 30), (DECEMBER, 5, 2, KIN, 5), (DECEMBER, 5, 2, STAFFED, 40),
        ],
        "children_housed": [(DECEMBER, FAMILY, 1, 20), (DECEMBER, FAMILY, 0, 60)],
    }
)  # fmt: skip


def test_secure_is_owned_or_a_long_lease_of_those_not_in_staffed_places() -> None:
    found = indicator("secure_home").of(MADE)
    assert found.value == pytest.approx(40 / 60)
    assert found.parts["sex:men"] == pytest.approx(10 / 25)
    assert found.parts["municipality:3"] == pytest.approx(10 / 20)
    assert found.parts["municipality:5"] == pytest.approx(30 / 40)
    assert found.parts["centrality:level_2"] == pytest.approx(found.value)


def test_nights_without_a_home_per_person_year() -> None:
    found = indicator("homeless_nights").of(MADE)
    assert found.value == pytest.approx(365.25 * 10 / 240)
    assert found.parts["lodging:temporary"] == pytest.approx(365.25 * 5 / 240)
    assert found.parts["kind:single"] == pytest.approx(365.25 * 5 / 25)


def test_crowded_of_persons_and_children_with_a_dwelling() -> None:
    assert indicator("crowded").of(MADE).value == pytest.approx(30 / 180)
    assert indicator("crowded").of(MADE).parts["kind:single"] == 0.0
    assert indicator("crowded_children").of(MADE).value == pytest.approx(0.25)
