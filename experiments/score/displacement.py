"""Goal displacement: what is reported beside what was done, under each scenario."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import nan
from typing import Any

import numpy as np

from experiments.comparison import Study
from experiments.score.band import OUTER, Band, band, median
from indicators.indicator import Indicator, Measured
from indicators.library import all_indicators

TRUE, REPORTED = "ledger:true", "ledger:reported"
AUDIT = "gaming.audit"  # share of reports audited
HARDLY = 0.02  # reports that move less, on average over figures and in shares of the baseline's, hardly move
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
    apart
        What is reported less what was done, under the arm: positive where the report is the better one.
    trapped
        Replicates in which the report gets better while what was done gets worse.
    """

    indicator: Indicator
    true_before: float
    reported_before: float
    true: Band
    reported: Band
    apart: Band
    trapped: int

    @property
    def trap(self) -> bool:
        """Whether the reported figure is better and the true one worse, on the median, by however little."""
        way = self.indicator.direction
        return self.reported.gain(way) > 0 > self.true.gain(way)

    @property
    def clear(self) -> bool:
        """Whether the intervals of both leave zero out."""
        return self.reported.clear and self.true.clear

    @property
    def told(self) -> bool:
        """Whether the trap is to be told: the report is clearly better, or half of the replicates are in it.

        How much worse the true figure is plays no part: a small fall behind a rising report is the trap, too.
        """
        told = self.reported.clear or 2 * self.trapped >= self.true.replicates
        return self.trap and told

    @property
    def hollow(self) -> bool:
        """Whether no trap, but a report that gains clearly where what was done does not."""
        way = self.indicator.direction
        told = self.reported.clear and self.reported.gain(way) > 0
        return told and not self.trap and not (self.true.clear and self.true.gain(way) > 0)


@dataclass(frozen=True, slots=True)
class Displacement:
    """What an arm does to figures that are reported.

    Attributes
    ----------
    index, index_range
        Goal displacement: by how much the gap between what is reported and what was done differs from
        the baseline's gap, over how much the reports differ from the baseline's, figures added in shares
        of the baseline's; the median and 5-95 % over replicates. About 0: what changed was done; 1 and
        more: it was only told. NaN when the reports hardly move.
    moved
        How much the reports differ from the baseline's, in shares of the baseline's, on average over
        figures: the median over replicates.
    order_before, order
        Rank correlation of reported and done over municipalities; NaN where it is not measured.
    """

    arm: str
    ledgers: tuple[TwoLedgers, ...]
    index: float
    index_range: tuple[float, float]
    order_before: float
    order: Band
    moved: float

    @property
    def hardly(self) -> bool:
        """Whether the reports hardly move, so that no share of their movement means anything."""
        return not self.moved >= HARDLY


def displacement(study: Study, arm: str) -> Displacement | None:
    """Return the two ledgers of an arm; None when the study has none."""
    pairs = [one for one in all_indicators() if _has(study, one.name)]
    if not pairs:
        return None
    ours, base = ([study.measured[name, seed] for seed in study.seeds] for name in (arm, study.baseline))

    def side(rows: Sequence[object], name: str, part: str) -> list[float]:
        return [one[name].parts.get(part, nan) for one in rows]  # type: ignore[index]

    ledgers, false, moved, known = [], *(np.zeros(len(study.seeds)) for _ in range(3))
    for one in pairs:
        a, b = ({part: side(rows, one.name, part) for part in (TRUE, REPORTED)} for rows in (ours, base))
        true, told, done, before = (np.array(x) for x in (a[TRUE], a[REPORTED], b[TRUE], b[REPORTED]))
        way = one.direction
        ledgers.append(
            TwoLedgers(
                one.told_in(study.data),
                median(b[TRUE]),
                median(b[REPORTED]),
                band(a[TRUE], b[TRUE], way, study.per_draw),
                band(a[REPORTED], b[REPORTED], way, study.per_draw),
                band((told * way).tolist(), (true * way).tolist(), 0, study.per_draw),
                int((((told - before) * way > 0) & ((true - done) * way < 0)).sum()),
            )
        )
        size = np.where(before != 0, np.abs(before), nan)
        # a gap that the baseline has already is not the arm's doing
        opened = np.abs((told - true) - (before - done)) / size
        there = np.isfinite(opened)  # then the reports are known, too
        false += np.where(there, opened, 0.0)
        moved += np.where(there, np.abs(told - before) / size, 0.0)
        known += there
    each = np.divide(moved, known, out=np.full(len(moved), nan), where=known > 0)
    typical = median(each.tolist())
    index = np.divide(false, moved, out=np.full(len(false), nan), where=moved > 0)
    found = index[np.isfinite(index)] if typical >= HARDLY else np.empty(0)
    middle, low, high = (float(np.quantile(found, q)) for q in (0.5, *OUTER)) if len(found) else (nan,) * 3
    ranks = [[m[ORDER].value if ORDER in m else nan for m in rows] for rows in (ours, base)]
    return Displacement(
        arm, tuple(ledgers), middle, (low, high), median(ranks[1]),
        band(ranks[0], ranks[1], 1, study.per_draw), typical,
    )  # fmt: skip


def audited(runs: Mapping[str, Mapping[str, Any]]) -> dict[str, float]:
    """Return the share of reports audited, by scenario, of those that differ in nothing else.

    Parameters
    ----------
    runs : mapping
        By scenario: what its manifest says was run.
    """
    alike: dict[str, dict[str, float]] = {}
    for name, run in runs.items():
        said = run.get("scenario", {})
        values = (run.get("phases") or [{}])[-1].get("values", {})
        share = values.get(AUDIT)
        if not isinstance(share, (int, float)):
            continue
        rest = {key: said.get(key) for key in ("dials", "rules", "shocks", "policy")}
        rest["levers"] = {key: value for key, value in said.get("levers", {}).items() if key != AUDIT}
        alike.setdefault(json.dumps(rest, sort_keys=True), {})[name] = float(share)
    return max(alike.values(), key=lambda found: len(set(found.values())), default={})


def _has(study: Study, name: str) -> bool:
    found: list[Measured] = [m[name] for m in study.measured.values() if name in m]
    return any(TRUE in one.parts and REPORTED in one.parts for one in found)
