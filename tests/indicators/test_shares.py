import numpy as np
import pytest

from agents.kinds import month_of
from indicators.reading import read
from indicators.shares import share
from tests.indicators.made import group, record

EARLY, LATE = month_of(2010, 12), month_of(2012, 12)
MAN, WOMAN = group(), group(female=1)


def test_a_share_of_part_of_the_whole_since_the_policy_year() -> None:
    cells = [(EARLY, MAN, 1, 50), (LATE, MAN, 1, 10), (LATE, MAN, 0, 30), (LATE, WOMAN, 0, 20)]
    cells.append((LATE, WOMAN, -1, 900))  # in no dwelling: not in the whole
    made = record({"children_housed": cells})
    seen = read(made, "children_housed")
    found = share(made, seen, seen["crowding"] == 1, seen["crowding"] >= 0, scale=1000.0)
    assert found.value == pytest.approx(1000 * 10 / 60)
    assert found.by_year == {2010: 1000.0, 2012: pytest.approx(1000 * 10 / 60)}
    assert found.by("sex") == {"women": 0.0, "men": pytest.approx(250.0)}


def test_towns_have_a_whole_of_their_own() -> None:
    towns = [(LATE, 3, 2, 0, 1, 5), (LATE, 3, 2, 0, 0, 15), (LATE, 4, 0, 0, -1, 9)]
    made = record({"homes_by_town": towns, "children_housed": [(LATE, MAN, 1, 1)]})
    seen, of = read(made, "children_housed"), read(made, "homes_by_town")
    whole = of["crowding"] >= 0
    found = share(made, seen, np.array([True]), towns=(of, of["crowding"] == 1, whole))
    assert found.by("municipality") == {"3": 0.25} and found.by("centrality") == {"level_2": 0.25}
