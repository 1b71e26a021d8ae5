from math import isnan

from experiments.score.horizons import horizons
from indicators.indicator import Measured


def test_years_after_the_policy_date() -> None:
    spans = horizons(2011, 2016)
    assert [one.name for one in spans] == ["0-2", "2-5", "5-10"]
    assert [one.years for one in spans] == [(2011, 2012), (2013, 2014, 2015), (2016,)]
    assert [one.coverage for one in spans] == ["whole", "whole", "part"]
    assert [one.coverage for one in horizons(2015, 2016)] == ["whole", "none", "none"]


def test_the_mean_of_the_years_that_have_a_figure() -> None:
    early, middle, late = horizons(2011, 2016)
    measured = Measured(9.0, {2010: 1.0, 2011: 2.0, 2012: 4.0, 2013: float("nan"), 2014: 7.0})
    assert early.value(measured) == 3.0 and middle.value(measured) == 7.0 and isnan(late.value(measured))
