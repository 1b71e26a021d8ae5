import pytest

from agents.kinds import Kind, month_of
from indicators.library import indicator
from simulation.living import NO_HOME, OWNED
from tests.indicators.made import group, record


def test_who_has_no_dwelling_is_in_neither_line() -> None:
    december, family = month_of(2013, 12), group(Kind.FAMILY)
    cells = [(december, family, OWNED, 1, 0, 30), (december, group(), OWNED, 0, 0, 10),
             (december, group(), NO_HOME, -1, 0, 99)]  # fmt: skip
    towns = [(december, 7, 1, OWNED, 1, 3), (december, 7, 1, OWNED, 0, 1), (december, 7, 1, NO_HOME, -1, 50)]
    made = record({"homes": cells, "homes_by_town": towns, "children_housed": [(december, family, 1, 9)]})
    found = indicator("crowded").of(made)
    assert found.value == pytest.approx(0.75) and found.by("kind") == {"single": 0.0, "family": 1.0}
    assert found.by("municipality") == {"7": 0.75} and found.by_year == {2013: pytest.approx(0.75)}
    assert indicator("crowded_children").of(made).value == 1.0
