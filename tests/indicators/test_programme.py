import pytest

from agents.kinds import month_of
from indicators.library import indicator
from tests.indicators.made import group, record

MAN, WOMAN = group(), group(female=1)
DECEMBER = month_of(2012, 12)


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
