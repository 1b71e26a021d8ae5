import pytest

from agents.kinds import month_of
from indicators.library import indicator
from tests.indicators.made import group, record

MAN, WOMAN = group(), group(female=1)


def test_retention_is_of_cohorts_from_2009() -> None:
    month = month_of(2015, 3)
    cells = [
        (month, 2008, 0, 0, MAN, 50),
        (month, 2010, 1, 1, MAN, 60),
        (month, 2010, 0, 1, WOMAN, 10),
        (month, 2011, 0, 0, MAN, 30),
    ]
    found = indicator("retention").of(record({"stay_five_years": cells}))
    assert found.value == pytest.approx(0.6)
    assert found.by_year == {2008: 0.0, 2010: pytest.approx(6 / 7), 2011: 0.0}
    assert found.parts["stay:county"] == pytest.approx(0.7)
    assert found.by("sex") == {"women": 0.0, "men": pytest.approx(60 / 90)}
