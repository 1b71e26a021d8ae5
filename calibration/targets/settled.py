"""Settled in the country per year, 2009-12.

The sum of municipalities is the series the model settles in; IMDi's own totals lie 1 to 1.5 % lower for
2009-11 and are the same persons, so they are no second target: the difference is noise of counting.
"""

from collections.abc import Iterable

from calibration.evidence import figure
from calibration.reading import of_years
from calibration.small_numbers import of_count
from calibration.target import Cell, Target

YEARS = (2009, 2010, 2011, 2012)
COUNTING = 0.01  # half the difference between the two published totals


def cells(held_out: bool) -> Iterable[Cell]:
    """Return the sum of municipalities of each year."""
    for year in YEARS:
        evidence = f"series:settled_panel:{year}"
        value = figure(evidence)
        yield Cell(evidence, year, value=value, se=of_count(value, share=COUNTING))


TARGETS = (
    Target(
        name="settled",
        en="Settled in the year",
        nb="Bosatt i året",
        unit="persons",
        unit_nb="personer",
        role="fit",
        cells=cells,
        compute=of_years("settled", YEARS),
        persons=True,
        transform="log",
        discrepancy=0.03,
        why_en="One will and one capacity per municipality cannot follow each year's circumstances.",
        why_nb="Én vilje og én kapasitet per kommune kan ikke følge hvert års omstendigheter.",
    ),
)
