"""What reporting takes, and how far what is reported is from what was done (S26): only a model can see it."""

import numpy as np

from indicators.indicator import Indicator, Measured
from indicators.reading import flow_by_year, from_policy, mean, read, since_policy, sums
from indicators.towns import PEOPLE, by_centrality, yearly_by_centrality
from simulation.observers import Observer
from simulation.recorder import Record

HOURS = Observer("report_hours", "event:report", measure="sum:hours", by=("centrality",), every="year")
REPORTED = Observer(
    "reported_percent", "event:report", measure="sum:reported_percent", by=("municipality",), every="year"
)
DONE = Observer(
    "done_percent", "event:report", measure="sum:true_percent", by=("municipality",), every="year"
)


def hours(record: Record) -> Measured:
    """Return hours that municipalities spend on reports in a year, mean of the years; by centrality too."""
    cells = read(record, HOURS.name)
    yearly = flow_by_year(record, cells)
    return Measured(mean(from_policy(record, yearly)), yearly, yearly_by_centrality(record, cells))


def _pairs(record: Record) -> dict[int, tuple[np.ndarray, np.ndarray]]:
    reported, done = read(record, REPORTED.name), read(record, DONE.name)
    found = {}
    for year in np.unique(reported["year"]).tolist():
        a, b = (
            dict(
                zip(
                    one["municipality"][one["year"] == year].tolist(),
                    one["value"][one["year"] == year].tolist(),
                    strict=True,
                )
            )
            for one in (reported, done)
        )
        found[int(year)] = (
            np.array([float(a[town]) for town in sorted(a)]),
            np.array([float(b.get(town, 0)) for town in sorted(a)]),
        )
    return found


def gap(record: Record) -> Measured:
    """Return percentage points by which reports exceed what was done, mean of municipalities; by
    centrality too."""
    yearly = {year: float(np.mean(np.abs(a - b))) for year, (a, b) in _pairs(record).items()}
    reported, done = (since_policy(record, read(record, one.name)) for one in (REPORTED, DONE))
    both = {key: np.concatenate([reported[key], done[key]]) for key in ("year", "municipality", "value")}
    both["sign"] = np.repeat([1.0, -1.0], [len(reported["value"]), len(done["value"])])
    return Measured(mean(from_policy(record, yearly)), yearly, by_centrality(record, both, _mean_gap))


def _mean_gap(cells: dict[str, np.ndarray]) -> float:
    """Return the mean over years of municipalities' mean gap."""
    yearly = []
    for year in np.unique(cells["year"]).tolist():
        mine = cells["year"] == year
        apart = sums(cells["municipality"][mine], cells["sign"][mine] * cells["value"][mine])
        yearly.append(mean(abs(x) for x in apart.values()))
    return mean(yearly)


def ranks(values: np.ndarray) -> np.ndarray:
    """Return ranks from 1, equal values sharing their mean rank; all NaN where one is.

    As ``scipy.stats.rankdata``, without loading that library, which takes as long as a small run.
    """
    if np.isnan(values).any():
        return np.full(len(values), np.nan)
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    shared: np.ndarray = (last - (count - 1) / 2.0)[place]
    return shared


def rank_correlation(a: np.ndarray, b: np.ndarray) -> float:
    """Return Spearman's rank correlation; NaN when one of them does not vary."""
    x, y = ranks(a), ranks(b)
    if not x.std() or not y.std():
        return float("nan")
    return float(np.corrcoef(x, y)[0, 1])


def order_kept(record: Record) -> Measured:
    """Return the rank correlation of reported and done over municipalities, mean of the years."""
    yearly = {year: rank_correlation(a, b) for year, (a, b) in _pairs(record).items()}
    return Measured(mean(from_policy(record, yearly)), yearly)


ONLY_MODEL = (
    "Seen only in a model, where both what is reported and what was done are known: settled over asked for.",
    "Bare synlig i en modell, der både det rapporterte og det gjorte er kjent: bosatt av anmodet.",
)
INDICATORS = (
    Indicator(
        name="report_hours",
        unbroken="places",
        en="Hours municipalities spend on reporting a year",
        nb="Timer kommunene bruker på rapportering i året",
        unit="hours",
        direction=-1,
        source="S26; C74",
        observers=(HOURS, PEOPLE),
        compute=hours,
        order=96,
        unit_nb="timer",
        level=("municipality",),
        effect="cost",
        nature="economic",
        bearers=("municipality",),
        caveat_en="Hours of a report are assumed (C74); nobody has counted them.",
        caveat_nb="Timene per rapport er antatt (C74); ingen har talt dem.",
        breakdown=("centrality",),
        guards=("report_gap",),
    ),
    Indicator(
        name="report_gap",
        en="Reports above what was done, per cent of what was asked for",
        nb="Rapportert over det gjorte, prosent av anmodet",
        unit="percentage points",
        direction=-1,
        source="S26; E120",
        observers=(REPORTED, DONE, PEOPLE),
        compute=gap,
        order=97,
        digits=1,
        unit_nb="prosentpoeng",
        level=("municipality", "state"),
        effect="cost",
        way="indirect",
        bearers=("state",),
        horizon="both",
        caveat_en=ONLY_MODEL[0],
        caveat_nb=ONLY_MODEL[1],
        breakdown=("centrality",),
        unbroken="places",
        guards=("settled_of_asked",),
    ),
    Indicator(
        name="report_order",
        en="Rank correlation of what is reported and what was done",
        nb="Rangkorrelasjon mellom det rapporterte og det gjorte",
        unit="correlation",
        direction=1,
        source="S26; E120",
        observers=(REPORTED, DONE),
        compute=order_kept,
        order=97,
        digits=2,
        headline=False,
        unit_nb="korrelasjon",
        level=("municipality", "state"),
        way="indirect",
        horizon="both",
        caveat_en=ONLY_MODEL[0],
        caveat_nb=ONLY_MODEL[1],
        guards=("report_gap",),
    ),
)
