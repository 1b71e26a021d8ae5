import pytest

from agents.kinds import Mode, Path, month_of
from indicators.library import indicator
from tests.indicators.made import record

SEPTEMBER, DECEMBER = month_of(2012, 9), month_of(2012, 12)


def test_settled_of_asked_minors_included() -> None:
    made = record(
        {
            "asked": [(SEPTEMBER, 0, 50), (SEPTEMBER, 3, 40)],
            "asked_minors": [(SEPTEMBER, 3, 10)],
            "settled": [
                (DECEMBER, 1, Path.ASYLUM, 40),
                (DECEMBER, 2, Path.UNACCOMPANIED, 5),
                (month_of(2014, 12), 2, Path.ASYLUM, 70),  # a year in which nobody was asked
            ],
            "inhabitants": [(DECEMBER, 1, 0, 900), (DECEMBER, 2, 3, 5000)],
        }
    )
    found = indicator("settled_of_asked").of(made)
    assert found.value == pytest.approx(0.45)
    assert found.by("centrality") == {"level_0": pytest.approx(0.8), "level_3": pytest.approx(0.1)}


def test_dwellings_a_year_by_mode() -> None:
    made = record({"dwellings_added": [(DECEMBER, Mode.PURCHASE, 12), (DECEMBER, Mode.NEW_BUILD, 6)]})
    found = indicator("dwellings_added").of(made)
    assert found.value == 18 / 6 and found.by("mode") == {"purchase": 2.0, "new_build": 1.0}


def test_dwellings_a_year_by_centrality() -> None:
    towns = [(DECEMBER, 1, 0, 900), (DECEMBER, 2, 3, 5000)]
    by_town = [(DECEMBER, 1, 12), (DECEMBER, 2, 6), (month_of(2010, 12), 2, 60)]  # 2010 is before the policy
    made = record({"dwellings_added_by_town": by_town, "inhabitants": towns})
    found = indicator("dwellings_added").of(made)
    assert found.by("centrality") == {"level_0": 2.0, "level_3": 1.0}


def test_settled_by_path_and_municipality_add_up() -> None:
    cells = [(DECEMBER, 1, Path.ASYLUM, 36), (DECEMBER, 2, Path.ASYLUM, 12), (DECEMBER, 2, Path.QUOTA, 6)]
    found = indicator("settled").of(record({"settled": cells}))
    assert found.value == 9.0  # a year, of six
    assert found.by("path") == {"asylum": 8.0, "quota": 1.0}
    assert found.by("municipality") == {"1": 6.0, "2": 3.0}
