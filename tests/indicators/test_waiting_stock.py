import numpy as np
import pytest

from agents.kinds import Kind, month_of
from indicators.library import indicator
from simulation.groups import HEALTH
from tests.indicators.made import IRAQ, group, record


def test_stock_is_the_mean_of_months_and_december_by_year() -> None:
    cells = [(month, Kind.SINGLE, 2, 100 + month) for month in range(month_of(2009), month_of(2017))]
    found = indicator("waiting_stock").of(record({"waiting": cells}))
    assert found.value == pytest.approx(100 + np.mean(range(month_of(2011), month_of(2017))))
    assert found.by_year[2010] == 100 + month_of(2010, 12)


def test_stock_by_kind_adds_up_to_the_stock() -> None:
    january, february = month_of(2011, 1), month_of(2011, 2)
    cells = [(january, Kind.SINGLE, 2, 36), (january, Kind.FAMILY, 0, 12), (february, Kind.SINGLE, 3, 24)]
    groups = [(january, group(), 36), (january, group(Kind.FAMILY, IRAQ, 1, HEALTH), 12)]
    groups.append((february, group(), 24))
    found = indicator("waiting_stock").of(
        record({"waiting": cells, "waiting_groups": groups}, years=(2011, 2011))
    )
    assert found.value == 6.0  # of twelve months, in ten of which nobody waits
    assert found.by("kind") == {"single": 5.0, "family": 1.0}
    assert found.by("origin") == {"somalia": 5.0, "iraq": 1.0}
    assert found.by("sex") == {"women": 1.0, "men": 5.0}
    assert found.by("hard") == {"health": 1.0, "others": 5.0}


def test_long_waiting_counts_months_beyond() -> None:
    december, september = month_of(2012, 12), month_of(2012, 9)
    cells = [(december, Kind.SINGLE, 12, 5), (december, Kind.SINGLE, 13, 7), (september, Kind.COUPLE, 7, 3),
             (september, Kind.COUPLE, 1, 9)]  # fmt: skip
    made = record({"waiting": cells})
    found = indicator("waiting_over_12").of(made)
    assert found.by_year[2012] == 7 and found.by_year[2013] == 0
    assert found.value == pytest.approx(7 / 6)  # a year in which nobody waited so long counts too
    assert indicator("waiting_over_6").of(made).parts["september:2012"] == 0.25
    assert indicator("waiting_september").of(made).by_year[2012] == 12
