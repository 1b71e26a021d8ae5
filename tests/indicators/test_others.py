import pytest

from agents.kinds import Path, Tenure, month_of
from indicators.library import indicator
from tests.indicators.made import group, record

MAN, WOMAN = group(), group(female=1)
SEPTEMBER, DECEMBER = month_of(2012, 9), month_of(2012, 12)


def test_places_are_read_in_september_minors_included() -> None:
    cells = [(SEPTEMBER, 100), (DECEMBER, 900)]
    minors = [(SEPTEMBER, 20), (DECEMBER, 900)]
    made = record({"asked": cells, "asked_minors": minors, "decided": cells, "decided_minors": []})
    assert indicator("asked").of(made).by_year == {2012: 120.0}
    assert indicator("decided").of(made).by_year == {2012: 100.0}


def test_settled_counts_years_without_anyone_as_zero() -> None:
    cells = [
        (DECEMBER, 3, Path.ASYLUM, 12),
        (DECEMBER, 4, Path.QUOTA, 6),
        (month_of(2010, 12), 3, Path.ASYLUM, 99),
    ]
    towns = [(DECEMBER, 3, 0, 900), (DECEMBER, 4, 3, 5000), (DECEMBER, 5, 1, 800)]
    groups = [(DECEMBER, MAN, 12), (DECEMBER, WOMAN, 6), (month_of(2010, 12), MAN, 99)]
    made = record({"settled": cells, "settled_groups": groups, "inhabitants": towns})
    found = indicator("settled").of(made)
    assert found.by("centrality") == {"level_0": 2.0, "level_1": 0.0, "level_3": 1.0}
    assert found.by("sex") == {"women": 1.0, "men": 2.0}
    settling = indicator("municipalities_settling").of(made)
    assert settling.by("centrality") == {"level_0": 1 / 6, "level_1": 0.0, "level_3": 1 / 6}
    assert found.by_year[2012] == 18 and found.by_year[2013] == 0
    assert found.value == 18 / 6
    assert indicator("municipalities_settling").of(made).by_year[2012] == 2


def test_first_dwelling_leaves_staffed_places_out() -> None:
    cells = [
        (DECEMBER, Tenure.MUNICIPAL, Path.ASYLUM, MAN, 6),
        (DECEMBER, Tenure.SHARED, Path.ASYLUM, WOMAN, 1),
        (DECEMBER, Tenure.PRIVATE, Path.ASYLUM, WOMAN, 3),
        (DECEMBER, Tenure.STAFFED, Path.UNACCOMPANIED, MAN, 50),
    ]
    made = record({"first_dwelling": cells})
    assert indicator("share_municipal").of(made).value == pytest.approx(0.7)
    assert indicator("share_private").of(made).value == pytest.approx(0.3)
    assert indicator("share_private").of(made).by("sex") == {"women": 0.75, "men": 0.0}


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


def test_after_the_programme_counts_work_or_education_once() -> None:
    cells = [(DECEMBER, 3, WOMAN, 1, 1, 10), (DECEMBER, 3, WOMAN, 0, 0, 10), (DECEMBER, 3, MAN, 0, 1, 20)]
    made = record({"after_programme": cells})
    assert indicator("after_programme_1").of(made).by_year == {2012: pytest.approx(0.75)}
    assert indicator("after_programme_1_women").of(made).by_year == {2012: pytest.approx(0.5)}
    assert indicator("after_programme_1").of(made).by("sex") == {"women": 0.5, "men": 1.0}
    assert indicator("after_programme_1").of(made).by("kind") == {"single": 0.75}
    later = [(month_of(2013, 12), 3, WOMAN, 1, 0, 5)]
    both = indicator("after_programme_1").of(record({"after_programme": cells + later}))
    assert both.by("sex")["women"] == 0.75  # years weigh alike, as in the headline


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
