"""Money over a cohort's first years at several discount rates, with and without the cost of public funds."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan
from typing import Final

from experiments.comparison import Study
from experiments.score.band import Band, band, median
from indicators.indicator import Indicator, Measured

KNOWN: Final = (("rate", ("2", "4", "6")), ("funds", ("without", "with")), ("horizon", ("2_years",)))


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A figure in money, reckoned in several ways.

    Attributes
    ----------
    parts
        By name of the part (``rate:2``, ``funds:with``): the baseline's median and the paired difference.
        Those that the run is too short for, or that the figure does not have, are left out.
    """

    indicator: Indicator
    parts: dict[str, tuple[float, Band]]


def reckoned(study: Study, arm: str) -> tuple[Reckoned, ...]:
    """Return the headlines that are given at several discount rates."""
    found = []
    for one in study.indicators:
        ours, base = (
            [study.measured[name, seed][one.name] for seed in study.seeds] for name in (arm, study.baseline)
        )
        if not any(f"rate:{name}" in measured.parts for measured in base for name in KNOWN[0][1]):
            continue
        parts = {}
        for dimension, names in KNOWN:
            for name in names:
                key = f"{dimension}:{name}"
                a, b = _series(ours, key), _series(base, key)
                compared = band(a, b, one.direction, study.per_draw)
                if compared.known:
                    parts[key] = median(b), compared
        found.append(Reckoned(one, parts))
    return tuple(found)


def _series(measured: Sequence[Measured], key: str) -> list[float]:
    return [one.parts.get(key, nan) for one in measured]
