import pytest

from agents.kinds import month_of
from indicators.library import indicator
from simulation.living import INSECURE, OWNED, SECURE_RENT, STAFFED
from tests.indicators.made import group, record


def test_person_months_of_the_first_five_years_over_all_quarters() -> None:
    march, june, man = month_of(2012, 3), month_of(2012, 6), group()
    cells = [
        (march, man, INSECURE, 0, 1, 30), (june, man, SECURE_RENT, 0, 1, 10), (june, man, OWNED, 0, 0, 500),
        (june, man, STAFFED, -1, 1, 90), (month_of(2010, 12), man, OWNED, 0, 1, 70),
    ]  # fmt: skip
    found = indicator("secure_home").of(record({"homes": cells}))
    assert found.value == pytest.approx(10 / 40)  # later years and staffed places are no part of it
    assert found.by_year == {2010: 1.0, 2012: pytest.approx(0.25)}
