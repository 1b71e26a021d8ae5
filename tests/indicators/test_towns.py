from agents.kinds import month_of
from indicators.reading import read
from indicators.towns import by_centrality
from tests.indicators.made import record

DECEMBER = month_of(2012, 12)


def test_a_figure_of_each_level_and_nothing_of_who_lives_in_no_town() -> None:
    towns = [(DECEMBER, 0, 0, 900), (DECEMBER, 1, 2, 800), (DECEMBER, 4, 2, 700)]
    cells = [(DECEMBER, 0, 5), (DECEMBER, 4, 7), (DECEMBER, 9, 50), (DECEMBER, -1, 90)]
    made = record({"inhabitants": towns, "dwellings_added_by_town": cells})
    seen = read(made, "dwellings_added_by_town")
    found = by_centrality(made, seen, lambda some: float(some["value"].sum()))
    assert found == {"centrality:level_0": 5.0, "centrality:level_2": 7.0}
    alone = record({"dwellings_added_by_town": cells})
    assert by_centrality(alone, read(alone, "dwellings_added_by_town"), lambda some: 1.0) == {}
