import pytest

from agents.kinds import month_of
from indicators.library import indicator
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
