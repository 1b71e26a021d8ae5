"""Waiting in reception with a permit: end of 2010 and 2012, and September 2011.

Not independent of settled: who is settled no longer waits. ``calibration.noise`` correlates them.
"""

from collections.abc import Iterable

from calibration.evidence import figure
from calibration.reading import of_years, together
from calibration.small_numbers import of_count
from calibration.target import Cell, Target

END, SEPTEMBER = (2010, 2012), (2011,)
COUNTING = 0.05  # IMDi counts who is ready for settlement; who that is changed between its reports
OPENING_EN = "the queue at the start of 2009 is known only as a range (about 620 to 2,300)"
OPENING_NB = "køen ved starten av 2009 er bare kjent som et spenn (omtrent 620 til 2 300)"


def cells(held_out: bool) -> Iterable[Cell]:
    """Return the stock at the end of two years and in one September."""
    for series, years, group in (("waiting_end", END, "December"), ("waiting_sep", SEPTEMBER, "September")):
        for year in years:
            evidence = f"series:{series}:{year}"
            value = figure(evidence)
            yield Cell(evidence, year, group=group, value=value, se=of_count(value, share=COUNTING))


TARGETS = (
    Target(
        name="waiting",
        en="Waiting in reception with a permit",
        nb="Venter i mottak med opphold",
        unit="persons",
        unit_nb="personer",
        role="fit",
        cells=cells,
        compute=together(of_years("waiting_stock", END), of_years("waiting_september", SEPTEMBER)),
        persons=True,
        transform="log",
        discrepancy=0.10,
        why_en="Permits are known by year only, and not all who get one need a place.",
        why_nb="Tillatelser er bare kjent per år, og ikke alle som får en, trenger plass.",
        note_en=OPENING_EN,
        note_nb=OPENING_NB,
    ),
)
