import pytest

from agents.kinds import Kind, month_of
from indicators.library import indicator
from simulation.derived import OWNS, SPEAKS, WORKS
from tests.indicators.made import group, record

MONTH = month_of(2014, 3)
WOMAN, MAN = group(Kind.FAMILY, female=1), group()
MADE = record(
    {
        "work_after_settlement": [  # years, group, status, settlement year
            (MONTH, 2, WOMAN, WORKS, 2012, 10),
            (MONTH, 2, MAN, WORKS + SPEAKS, 2012, 30),
            (MONTH, 2, WOMAN, SPEAKS, 2012, 10),
            (MONTH, 2, WOMAN, 0, 2012, 20),
            (MONTH, 2, MAN, 0, 2012, 30),
            (MONTH, 2, MAN, 0, 2010, 500),  # settled before the policy
            (MONTH, 5, WOMAN, WORKS + OWNS, 2009, 1),
            (MONTH, 10, MAN, 0, 2004, 4),
        ]
    }
)


def test_at_work_by_years_and_sex() -> None:
    found = indicator("work_2_years").of(MADE)
    assert found.value == pytest.approx(0.4)
    assert found.by("sex") == {"women": pytest.approx(0.25), "men": pytest.approx(0.5)}
    assert found.by("kind") == {"family": pytest.approx(0.25), "single": pytest.approx(0.5)}
    assert indicator("work_5_years").of(MADE).value == 1.0
    assert indicator("work_10_years").of(MADE).value == 0.0


def test_language_of_those_who_do_not_work() -> None:
    assert indicator("language_outside_work").of(MADE).value == pytest.approx(10 / 60)


def test_owning_has_no_sign() -> None:
    assert indicator("owner_5_years").of(MADE).value == 1.0 and indicator("owner_5_years").ambiguous
