import pytest

from agents.kinds import month_of
from indicators.library import indicator
from tests.indicators.made import record

DECEMBER = month_of(2012, 12)
TOWNS = [(DECEMBER, 0, 0, 900), (DECEMBER, 1, 1, 800), (DECEMBER, 2, 3, 5000)]


def test_others_lose_and_wait() -> None:
    made = record(
        {
            "lost_vacancies": [(DECEMBER, 2, 0, 9), (DECEMBER, 3, 3, 3), (month_of(2010, 12), 2, 0, 90)],
            "others_waiting": [(DECEMBER, 0, 20), (DECEMBER, 3, 40)],
            "others_in_queue": [(DECEMBER, 0, 8), (DECEMBER, 3, 2)],
            "inhabitants": TOWNS,
        }
    )
    lost = indicator("lost_vacancies").of(made)
    assert lost.value == 12 / 6 and lost.by("centrality") == {"level_0": 1.5, "level_1": 0.0, "level_3": 0.5}
    found = indicator("others_waiting").of(made)
    assert found.value == 6.0 and found.by_year == {2012: 6.0}
    # five of the six Decembers nobody waits
    assert found.by("queue") == {"households": pytest.approx(10 / 6)}
    assert found.by("centrality") == {"level_0": 2.5, "level_3": 20.0}


def test_rent_is_weighted_by_the_dwellings_of_each_market() -> None:
    made = record(
        {
            "rent_index": [
                (DECEMBER, 0, 3, 1_100_000),
                (DECEMBER, 1, 3, 1_000_000),
                (DECEMBER, 2, 0, 900_000),
            ],
            "rental_segment": [(DECEMBER, 0, 3, 30), (DECEMBER, 1, 3, 10), (DECEMBER, 2, 0, 10)],
        }
    )
    found = indicator("rent_effect").of(made)
    assert found.value == pytest.approx(4.0)
    assert found.by("centrality") == {"level_0": pytest.approx(-10.0), "level_3": pytest.approx(7.5)}
