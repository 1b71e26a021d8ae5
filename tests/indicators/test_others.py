import pytest

from agents.kinds import month_of
from indicators.library import indicator
from tests.indicators.made import record

DECEMBER = month_of(2012, 12)


def test_others_lose_and_wait() -> None:
    made = record(
        {
            "lost_vacancies": [(DECEMBER, 2, 12)],
            "others_waiting": [(DECEMBER, 60)],
            "others_in_queue": [(DECEMBER, 10)],
        }
    )
    assert indicator("lost_vacancies").of(made).value == 12 / 6
    found = indicator("others_waiting").of(made)
    assert found.value == 6.0 and found.by_year == {2012: 6.0} and found.parts == {
        "queue:households": pytest.approx(10 / 6)  # five of the six Decembers nobody waits
    }


def test_rent_is_weighted_by_the_dwellings_of_each_market() -> None:
    made = record(
        {
            "rent_index": [(DECEMBER, 0, 1_100_000), (DECEMBER, 1, 1_000_000)],
            "rental_segment": [(DECEMBER, 0, 30), (DECEMBER, 1, 10)],
        }
    )
    assert indicator("rent_effect").of(made).value == pytest.approx(7.5)
