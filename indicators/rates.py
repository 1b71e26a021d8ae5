"""Rates of recorded sums: what happened, or is, over what it could have."""

from collections.abc import Mapping

from indicators.indicator import Measured
from indicators.reading import Arrays, by_year, ratio, since_policy
from simulation.recorder import Record


def rate(
    record: Record, above: Arrays, below: Arrays, scale: float = 1.0, parts: Mapping[str, float] | None = None
) -> Measured:
    """Return the sum of `above` over the sum of `below`, times `scale`, of the years since the policy year;
    by year too."""
    over, under = (float(since_policy(record, cells)["value"].sum()) for cells in (above, below))
    yearly, of = by_year(above), by_year(below)
    years = {year: scale * yearly.get(year, 0.0) / total for year, total in sorted(of.items()) if total}
    return Measured(scale * ratio(over, under), years, parts or {})
