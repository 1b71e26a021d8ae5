"""Invented studies: a few headlines with known values, all others without a figure."""

from collections.abc import Mapping, Sequence

from experiments.comparison import Study
from indicators.indicator import Measured
from indicators.library import headlines

Values = Mapping[str, Sequence[float]]  # headline: value in each replicate
BASE = "baseline-2013"


def made(
    scenarios: Mapping[str, Values],
    parts: Mapping[tuple[str, str], Mapping[str, Sequence[float]]] | None = None,
    years: Mapping[tuple[str, str], Mapping[int, Sequence[float]]] | None = None,
    per_draw: int = 1,
) -> Study:
    """Return a study; `parts` and `years` are by (scenario, headline), then by part or year."""
    count = len(next(iter(next(iter(scenarios.values())).values())))
    measured = {}
    for name, values in scenarios.items():
        for i in range(count):
            found = {one.name: Measured() for one in headlines()}
            for key, series in values.items():
                found[key] = Measured(
                    series[i],
                    {y: s[i] for y, s in (years or {}).get((name, key), {}).items()},
                    {p: s[i] for p, s in (parts or {}).get((name, key), {}).items()},
                )
            measured[name, i + 1] = found
    return Study(tuple(scenarios), tuple(range(1, count + 1)), measured, per_draw=per_draw)
