from agents.kinds import Path, month_of
from indicators.library import indicator
from tests.indicators.made import group, record

MAN, WOMAN = group(), group(female=1)
SEPTEMBER, DECEMBER = month_of(2012, 9), month_of(2012, 12)


def test_places_are_read_in_september_minors_included() -> None:
    cells = [(SEPTEMBER, 0, 70), (SEPTEMBER, 3, 30), (DECEMBER, 0, 900), (month_of(2010, 9), 0, 44)]
    minors = [(SEPTEMBER, 3, 20), (DECEMBER, 3, 900)]
    towns = [(DECEMBER, 3, 0, 900), (DECEMBER, 4, 3, 5000), (DECEMBER, 5, 1, 800)]
    made = record(
        {"asked": cells, "asked_minors": minors, "decided": cells, "decided_minors": [], "inhabitants": towns}
    )
    asked = indicator("asked").of(made)
    assert asked.by_year == {2010: 44.0, 2012: 120.0} and asked.value == 120.0
    assert asked.by("centrality") == {"level_0": 70.0, "level_1": 0.0, "level_3": 50.0}
    decided = indicator("decided").of(made)
    assert decided.by_year == {2010: 44.0, 2012: 100.0}
    assert decided.by("centrality") == {"level_0": 70.0, "level_1": 0.0, "level_3": 30.0}


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
