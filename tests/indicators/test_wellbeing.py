import pytest

from agents.kinds import month_of
from indicators.library import indicator
from simulation.groups import HEALTH, SINGLE_MAN
from tests.indicators.made import group, record

DECEMBER = month_of(2012, 12)
WOMAN, MAN = group(female=1), group()
MADE = record(
    {
        "recent_people": [(DECEMBER, WOMAN, 4), (DECEMBER, MAN, 6)],
        "recent_wellbeing": [(DECEMBER, WOMAN, 200), (DECEMBER, MAN, 360)],
        "recent_bonding": [(DECEMBER, WOMAN, 40), (DECEMBER, MAN, 60)],
        "recent_bridging": [(DECEMBER, WOMAN, 0), (DECEMBER, MAN, 60)],
        "recent_linking": [(DECEMBER, WOMAN, 80), (DECEMBER, MAN, 20)],
        "wellbeing_points": [(DECEMBER, 10, 1), (DECEMBER, 30, 3), (DECEMBER, 60, 16)],
    }
)


def test_means_of_points() -> None:
    found = indicator("wellbeing").of(MADE)
    assert found.value == pytest.approx(56.0)
    assert found.by("sex") == {"women": pytest.approx(50.0), "men": pytest.approx(60.0)}
    points = [indicator(f"ties_{name}").of(MADE).value for name in ("bonding", "bridging", "linking")]
    assert points == pytest.approx([10.0, 6.0, 10.0])


def test_the_bottom_tenth_of_twenty_is_the_two_lowest() -> None:
    found = indicator("worst_off_wellbeing").of(MADE)
    assert found.value == pytest.approx((10 + 30) / 2) and found.by_year == {2012: pytest.approx(20.0)}


def test_the_bottom_tenth_of_every_group() -> None:
    # kind, sex (1: women)
    cells = [(DECEMBER, 10, 0, 0, 1), (DECEMBER, 50, 0, 0, 9), (DECEMBER, 20, 2, 1, 20)]
    hard = [(DECEMBER, 10, HEALTH, 1), (DECEMBER, 50, 0, 9), (DECEMBER, 20, HEALTH + SINGLE_MAN, 20)]
    places = [(DECEMBER, 30, 0, 3, 10), (DECEMBER, 60, 1, -1, 10)]  # origin, centrality
    points = {"wellbeing_points_by_household_kind": cells, "wellbeing_points_by_hard": hard,
              "wellbeing_points_by_origin": places}  # fmt: skip
    found = indicator("worst_off_wellbeing").of(record({"wellbeing_points": [(DECEMBER, 10, 30)], **points}))
    assert found.by("sex") == {"men": 10.0, "women": 20.0}
    assert found.by("kind") == {"single": 10.0, "family": 20.0}
    # the tenth of the 21 with a health need: the one lowest, and 1.1 of the others
    health = pytest.approx((10 + 1.1 * 20) / 2.1)
    assert found.by("hard") == {"health": health, "others": 50.0, "single_men": 20.0}
    assert found.by("origin") == {"somalia": 30.0, "iraq": 60.0}
    assert found.by("centrality") == {"level_3": 30.0}  # who waits in reception is in none
