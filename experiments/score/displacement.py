"""Goal displacement: what is reported beside what was done, under each scenario."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, nan

import numpy as np

from experiments.comparison import Study
from experiments.score.band import OUTER, Band, band
from indicators.indicator import Indicator, Measured
from indicators.library import all_indicators

TRUE, REPORTED = "ledger:true", "ledger:reported"
ORDER = "report_order"  # rank correlation of reported and done over municipalities, where it is measured


@dataclass(frozen=True, slots=True)
class TwoLedgers:
    """One figure in both ledgers: medians, and paired differences from the baseline.

    Attributes
    ----------
    true_before, reported_before
        Median of the baseline.
    true, reported
        Paired differences; whether an arm is better follows the direction of the figure.
    """

    indicator: Indicator
    true_before: float
    reported_before: float
    true: Band
    reported: Band

    @property
    def trap(self) -> bool:
        """Whether the reported figure is better and the true one worse, on the median."""
        way = self.indicator.direction
        return self.reported.gain(way) > 0 > self.true.gain(way)


@dataclass(frozen=True, slots=True)
class Displacement:
    """What an arm does to figures that are reported.

    Attributes
    ----------
    index, index_range
        Goal displacement: what is reported above what was done, over what is reported above the
        baseline's report, figures added in shares of the baseline's; the median and 5-95 % over
        replicates. About 0: what changed was done; 1 and more: it was only told. NaN when the reports
        are the baseline's.
    order_before, order
        Rank correlation of reported and done over municipalities; NaN where it is not measured.
    """

    arm: str
    ledgers: tuple[TwoLedgers, ...]
    index: float
    index_range: tuple[float, float]
    order_before: float
    order: Band


def displacement(study: Study, arm: str) -> Displacement | None:
    """Return the two ledgers of an arm; None when the study has none."""
    pairs = [one for one in all_indicators() if _has(study, one.name)]
    if not pairs:
        return None
    ours, base = ([study.measured[name, seed] for seed in study.seeds] for name in (arm, study.baseline))

    def side(rows: Sequence[object], name: str, part: str) -> list[float]:
        return [one[name].parts.get(part, nan) for one in rows]  # type: ignore[index]

    ledgers, false, moved = [], np.zeros(len(study.seeds)), np.zeros(len(study.seeds))
    for one in pairs:
        a, b = ({part: side(rows, one.name, part) for part in (TRUE, REPORTED)} for rows in (ours, base))
        bands = [band(a[part], b[part], one.direction, study.per_draw) for part in (TRUE, REPORTED)]
        ledgers.append(TwoLedgers(one, _median(b[TRUE]), _median(b[REPORTED]), *bands))
        true, told, before = (np.array(x) for x in (a[TRUE], a[REPORTED], b[REPORTED]))
        size = np.where(before != 0, np.abs(before), nan)
        false += np.nan_to_num(np.abs(told - true) / size)
        moved += np.nan_to_num(np.abs(told - before) / size)
    index = np.divide(false, moved, out=np.full(len(false), nan), where=moved > 0)
    known = index[np.isfinite(index)]
    middle, low, high = (float(np.quantile(known, q)) for q in (0.5, *OUTER)) if len(known) else (nan,) * 3
    ranks = [[m[ORDER].value if ORDER in m else nan for m in rows] for rows in (ours, base)]
    return Displacement(
        arm, tuple(ledgers), middle, (low, high), _median(ranks[1]),
        band(ranks[0], ranks[1], 1, study.per_draw),
    )  # fmt: skip


def _has(study: Study, name: str) -> bool:
    found: list[Measured] = [m[name] for m in study.measured.values() if name in m]
    return any(TRUE in one.parts and REPORTED in one.parts for one in found)


def _median(values: Sequence[float]) -> float:
    known = [value for value in values if isfinite(value)]
    return float(np.median(known)) if known else nan
