import numpy as np
import pytest

from agents.kinds import month_of
from indicators.rates import rate
from indicators.reading import read
from tests.indicators.made import record

LATE = month_of(2012, 12)


def test_what_happened_over_what_could_have_since_the_policy_year() -> None:
    joined = [(month_of(2010, 12), 100), (LATE, 40), (month_of(2013, 12), 10)]
    made = record({"list_joined": joined, "list_given_up": [(month_of(2010, 12), 100), (LATE, 10)]})
    above, below = read(made, "list_given_up"), read(made, "list_joined")
    found = rate(made, above, below, 100.0, {"a:b": 1.0})
    assert found.value == pytest.approx(100 * 10 / 50) and found.parts == {"a:b": 1.0}
    assert found.by_year == {2010: 100.0, 2012: 25.0, 2013: 0.0}
    assert np.isnan(rate(record({}), read(record({}), "list_joined"), read(record({}), "list_joined")).value)
