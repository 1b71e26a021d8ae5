from math import isnan, nan

from experiments.report.material import Material
from experiments.report.sections.distribution import drawn
from experiments.score.band import Band
from experiments.score.distribution import Distribution, Group, Spread, held_back
from indicators.library import indicator


def spread(name: str, *levels: float) -> Spread:
    groups = tuple(Group(str(i), x, x + 1, Band(), "") for i, x in enumerate(levels))
    return Spread(indicator(name), "kind", Band(), groups, 9.0, 8.0, Band(), nan)


def _held_back(one: Spread) -> Spread:
    (found,) = held_back(Distribution("arm", (one,), ())).spreads
    return found


def test_small_groups_of_a_count_leave_with_those_that_protect_them() -> None:
    held = _held_back(spread("waiting_stock", 2.0, 300.0, 40.0))
    assert [group.name for group in held.groups] == ["1"]
    assert isnan(held.gap) and isnan(held.gap_before)
    assert _held_back(spread("waiting_stock", 20.0, 300.0)).gap == 9.0
    assert not _held_back(spread("work_2_years", 0.2, 0.3)).groups  # a share of nobody knows how many


def test_headlines_that_are_broken_down_are_drawn(material: Material) -> None:
    names = [one.name for one in drawn(material)]
    assert "work_2_years" in names and len(names) == len(set(names))
