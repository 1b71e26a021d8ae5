import pytest

from agents.kinds import month_of
from indicators.library import indicator
from simulation.living import KIN, NO_HOME, OWNED
from tests.indicators.made import group, record


def test_nights_are_of_the_year_by_where_one_lodges() -> None:
    march, woman = month_of(2012, 3), group(female=1)
    cells = [(march, group(), NO_HOME, -1, 1, 1), (march, woman, KIN, -1, 0, 3)]
    cells.append((march, woman, OWNED, 0, 0, 6))
    found = indicator("homeless_nights").of(record({"homes": cells}))
    assert found.value == pytest.approx(0.4 * 365.25)
    assert found.by("lodging") == {
        "temporary": pytest.approx(0.1 * 365.25), "with_kin": pytest.approx(0.3 * 365.25)
    }  # fmt: skip
    assert found.by("sex") == {"women": pytest.approx(365.25 * 3 / 9), "men": pytest.approx(365.25)}
