"""Settled per year: the country, counties and municipalities, 2009-13.

The sum of municipalities is the series the model settles in; IMDi's own totals lie 1 to 1.5 % lower for
2009-11 and are the same persons, so they are no second target: the difference is noise of counting.
Municipal figures of 2009-12 are inputs (they estimate each municipality's will and capacity); those of
2013 are held out.
"""

from collections.abc import Callable, Iterable
from functools import partial
from math import nan
from typing import Any

import numpy as np

from calibration.municipal import by_county, known, settled
from calibration.roles import Figure, targets_of
from calibration.small_numbers import of_count
from calibration.target import Cell, Target, Vector, no_summary
from data import load_table
from indicators.library import indicator
from simulation.recorder import Record

YEARS, HELD = (2009, 2010, 2011, 2012), (2013,)
COUNTING = 0.01  # half the difference between the two published totals


def yearly(record: Record) -> Callable[[Figure], float]:
    """Return a reader of the country's figure by year."""
    found = indicator("settled").of(record).by_year
    return lambda one: found.get(one.year, nan)


def counties(held_out: bool) -> Iterable[Cell]:
    """Return the held-out sums of counties."""
    frame = load_table("settled_by_county", purpose="validation" if held_out else "model")
    rows = frame[frame["year"] == HELD[0]].sort_values("county_code")
    for code, value in zip(rows["county_code"], rows["settled"].astype(float), strict=True):
        yield Cell(f"county:settled:{HELD[0]}", HELD[0], str(code), "", value, of_count(value))


def of_counties(record: Record) -> Vector:
    """Return persons settled by county in the held-out year."""
    return np.array(list(by_county(settled(record, HELD)).values()))


WORDS: dict[str, Any] = {"unit": "persons", "unit_nb": "personer", "persons": True, "transform": "log"}
TARGETS = (
    *targets_of(
        [Figure(f"series:settled_panel:{year}", year) for year in (*YEARS, *HELD)],
        name="settled",
        read=yearly,
        se=lambda value, _: of_count(value, share=COUNTING),
        en="Settled in the year",
        nb="Bosatt i året",
        discrepancy=0.03,
        allowed=(0.10, 0.0),
        why_en="One will and one capacity per municipality cannot follow each year's circumstances.",
        why_nb="Én vilje og én kapasitet per kommune kan ikke følge hvert års omstendigheter.",
        **WORDS,
    ),
    *targets_of(
        [Figure(f"series:settled_annual:{year}", year) for year in (2009, 2010, 2011)],
        name="settled_annual",
        read=yearly,
        se=lambda value, _: of_count(value, share=COUNTING),
        en="Settled in the year, IMDi's annual total",
        nb="Bosatt i året, IMDis årstall",
        allowed=(0.10, 0.0),
        summarise=no_summary,
        note_en="annual total: the same persons as the sum of municipalities, counted otherwise; not fitted",
        note_nb="årstall: de samme personene som summen av kommuner, talt på en annen måte; ikke tilpasset",
        **WORDS,
    ),
    Target(
        name="settled_by_municipality_given",
        en="Settled by municipality 2009-12",
        nb="Bosatt etter kommune 2009-12",
        role="input",
        cells=known("settled", YEARS),
        compute=partial(settled, years=YEARS),
        note_en="given: these figures set each municipality's will and capacity",
        note_nb="gitt: disse tallene setter viljen og kapasiteten i hver kommune",
        **WORDS,
    ),
    Target(
        name="settled_by_municipality_held_out",
        en="Settled by municipality 2013",
        nb="Bosatt etter kommune 2013",
        role="held-out",
        cells=known("settled", HELD),
        compute=partial(settled, years=HELD),
        **WORDS,
    ),
    Target(
        name="settled_by_county_held_out",
        en="Settled by county 2013",
        nb="Bosatt etter fylke 2013",
        role="held-out",
        cells=counties,
        compute=of_counties,
        note_en="counties: sums of the municipal figures, no evidence of their own",
        note_nb="fylker: summer av kommunetallene, ikke egne belegg",
        **WORDS,
    ),
)
