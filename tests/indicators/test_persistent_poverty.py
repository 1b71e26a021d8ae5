import pytest

from agents.kinds import Kind, month_of
from indicators.catalogue import entries_of
from indicators.library import indicator
from tests.indicators.made import group, record

MAN, FAMILY = group(centrality=0), group(Kind.FAMILY, female=1, centrality=3)


def test_poor_in_three_decembers_of_all_who_were_here_in_three() -> None:
    cells = [  # group, years poor in a row
        (month_of(2012, 12), MAN, 3, 6), (month_of(2012, 12), MAN, 2, 30), (month_of(2012, 12), MAN, 0, 4),
        (month_of(2013, 12), FAMILY, 3, 5), (month_of(2013, 12), FAMILY, 1, 5),
        (month_of(2010, 12), MAN, 3, 900),  # before the policy
    ]  # fmt: skip
    found = indicator("persistently_poor").of(record({"persons_by_poor_years": cells}))
    assert found.value == pytest.approx(11 / 50)
    assert found.by_year == {2010: 1.0, 2012: pytest.approx(0.15), 2013: pytest.approx(0.5)}
    assert found.by("kind") == {"single": pytest.approx(0.15), "family": pytest.approx(0.5)}
    assert found.by("centrality") == {"level_0": pytest.approx(0.15), "level_3": pytest.approx(0.5)}


def test_it_stands_for_the_entry_of_the_catalogue() -> None:
    (entry,) = entries_of("persistently_poor")
    assert (entry.id, entry.state, entry.indicators) == ("LA03", "proxy", ("persistently_poor",))
