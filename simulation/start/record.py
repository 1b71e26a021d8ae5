"""What municipalities did on record, and the settlement level it supports.

The level of each municipality is estimated from what may be used: persons settled 2009-12 and the vedtak of
2012, never 2013. Figures are shrunk (empirical Bayes): a municipality with a short or thin record is drawn
towards what its size and centrality lead one to expect.

A blank is not a zero. The panel has no zeros for settled, so a blank year says only that no figure
was published: it adds nothing to the level of the years that have one, and counts against taking
part with a weight that the pattern of municipalities of that size moderates.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from agents.parameters import Values
from data.loader import municipality_frame, settlement_panel

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]

YEARS = (2009, 2010, 2011, 2012)

# of the estimate itself, no rule of anybody's behaviour
MIDDLE_SIZE, MIDDLE_CENTRALITY = 9.0, 1.5  # size (as a logarithm) and centrality from which are reckoned
HALF_A_PERSON = 0.5  # so that years with nobody have a logarithm
LEAST_VARIANCE = 0.02  # between municipalities: none at all would say that size tells everything
STEPS, RIDGE = 12, 1e-6  # Newton's, and what keeps them from failing where all took part


@dataclass(frozen=True)
class Record:
    """Settled and decided per municipality; NaN where no figure was published.

    Attributes
    ----------
    settled : float64 array, shape (M, years)
    decided : float64 array, shape (M,)
        A vedtak (explicit zeros are zeros).
    requested : float64 array, shape (M, years of requests)
    requested_years : tuple of int
        Years of the requests.
    settled_before : float64 array, shape (M,)
        Settled in the year before the first request.
    log_population : float64 array, shape (M,)
    centrality : float64 array, shape (M,)
    county : int64 array, shape (M,)
    in_force : float64 array, shape (M,), or None
        Places in force at the start where the record has them; drawn where it has not.
    """

    settled: F64
    decided: F64
    requested: F64
    requested_years: tuple[int, ...]
    settled_before: F64
    log_population: F64
    centrality: F64
    county: I64
    in_force: F64 | None = None


@dataclass(frozen=True)
class Estimate:
    """Estimated settlement (shape (M,)).

    Attributes
    ----------
    when : float64 array
        Persons settled in a year when any are.
    part : float64 array
        Share of years in which any are.
    surplus : float64 array
        Log of the level beyond what size and centrality lead one to expect, in spreads.
    """

    when: F64
    part: F64
    surplus: F64

    @property
    def level(self) -> F64:
        """Persons a year."""
        return self.when * self.part


@lru_cache(maxsize=2)
def read_record(codes: tuple[str, ...]) -> Record:
    """Return the record of the years that may be used, in the order of `codes`."""
    panel = settlement_panel()
    frame = municipality_frame().reindex(codes)

    def wide(column: str, years: tuple[int, ...]) -> F64:
        table = panel.pivot(index="code", columns="year", values=column).reindex(codes)
        return table[list(years)].to_numpy(float)

    settled = wide("settled", YEARS)
    return Record(
        settled=settled,
        decided=wide("decided", (2012,))[:, 0],
        requested=wide("requested", (2012, 2013)),
        requested_years=(2012, 2013),
        settled_before=settled[:, 2],
        log_population=np.log(frame["population_2009"].to_numpy(float)),
        centrality=frame["centrality_2008"].to_numpy(float),
        county=frame["county_code"].to_numpy().astype(np.int64),
    )


def estimate(
    settled: F64,
    decided: F64 | None,
    log_population: F64,
    centrality: F64,
    decided_weight: float,
    prior_years: float,
    memory: float = 1.0,
) -> Estimate:
    """Return the shrunk settlement level of each municipality.

    Persons settled in a year with a figure are Poisson with a rate that varies by a gamma around
    what population and centrality lead one to expect; the posterior mean weighs the municipality's
    own years against that. Taking part is a share of years, drawn towards the share among
    municipalities of the size. Late years tell more of what comes than early ones: each counts `memory`
    of the year after it, in both.

    Parameters
    ----------
    settled : float64 array, shape (M, years), NaN where there is no figure
        Years in a row, the last one last.
    decided : float64 array, shape (M,), or None
        A vedtak for the last year, counted as `decided_weight` years.
    memory : float
        0-1; 1 where all years count alike.
    """
    seen = ~np.isnan(settled)
    counts = memory ** np.arange(settled.shape[1] - 1, -1, -1, dtype=np.float64)
    years = seen @ counts
    persons = np.nan_to_num(settled) @ counts
    possible = np.full(len(years), counts.sum())
    active = years.copy()
    if decided is not None:
        has = ~np.isnan(decided)
        gives = has & (np.nan_to_num(decided) > 0)
        persons = persons + np.where(gives, decided_weight * np.nan_to_num(decided), 0.0)
        years = years + decided_weight * gives
        possible = possible + decided_weight * has
        active = active + decided_weight * gives

    known = years > 0
    size, central = log_population - MIDDLE_SIZE, centrality - MIDDLE_CENTRALITY
    design = np.stack([np.ones_like(log_population), size, central], axis=1)
    log_level = np.log((persons[known] + HALF_A_PERSON) / years[known])
    weight = years[known]
    for _ in range(2):  # the second time, long records count for what they are worth
        root = np.sqrt(weight)
        beta = np.linalg.lstsq(design[known] * root[:, None], log_level * root, rcond=None)[0]
        residual = log_level - design[known] @ beta
        noise = 1.0 / np.maximum(persons[known], 1.0)
        between = max(float(np.mean(residual**2 - noise)), LEAST_VARIANCE)
        weight = 1.0 / (between + noise)
    expected = np.exp(design @ beta + between / 2.0)
    shape = 1.0 / (np.exp(between) - 1.0)  # gamma with the variance of the lognormal
    when = (shape + persons) / (shape / expected + years)
    surplus = (np.log(when) - np.log(expected)) / np.sqrt(between)

    # taking part: logistic in size, fitted by a few Newton steps, then each record's own weight
    share = active / possible
    part_design = design[:, :2]
    gamma = np.zeros(2)
    for _ in range(STEPS):
        p = 1.0 / (1.0 + np.exp(-part_design @ gamma))
        slope = (part_design * (possible * p * (1.0 - p))[:, None]).T @ part_design
        gamma += np.linalg.solve(slope + RIDGE * np.eye(2), part_design.T @ (possible * (share - p)))
    pattern = 1.0 / (1.0 + np.exp(-part_design @ gamma))
    part = (prior_years * pattern + active) / (prior_years + possible)
    return Estimate(when, part, np.where(known, surplus, 0.0))


@lru_cache(maxsize=4)
def _estimate(
    read: Callable[[tuple[str, ...]], Record],
    codes: tuple[str, ...],
    decided_weight: float,
    prior_years: float,
    memory: float,
) -> Estimate:
    record = read(codes)
    return estimate(
        record.settled, record.decided, record.log_population, record.centrality,
        decided_weight, prior_years, memory,
    )  # fmt: skip


def settlement_level(
    values: Values, codes: tuple[str, ...], read: Callable[[tuple[str, ...]], Record] = read_record
) -> Estimate:
    """Return the estimate for municipalities in the order of `codes` (parameters ``start.*``)."""
    rules = values.rules("start")
    return _estimate(read, codes, rules.decided_weight, rules.participation_prior, rules.record_memory)


def request_effects(
    record: Record, elasticity: float, settled_elasticity: float, own: float, county_prior: float
) -> F64:
    """Return each municipality's part of the constant of requests, from the first requests on record.

    The county's mean, drawn towards the nation's as by `county_prior` municipalities like that, and a share
    `own` of what the municipality was asked beyond it; zero on average over those asked. A
    municipality without a request has its county's.
    """
    asked = record.requested[:, 0]
    settled = np.nan_to_num(record.settled_before)  # a blank year gives no known persons to build on
    known = ~np.isnan(asked) & (np.nan_to_num(asked) > 0)
    rest = np.zeros(len(asked))
    if not known.any():
        return rest
    rest[known] = (
        np.log(asked[known])
        - elasticity * record.log_population[known]
        - settled_elasticity * np.log1p(settled[known])
    )
    rest[known] -= rest[known].mean()
    effect = np.zeros(len(asked))
    for county in np.unique(record.county):
        mine = record.county == county
        level = rest[mine & known].sum() / (np.sum(mine & known) + county_prior)
        effect[mine] = level
    effect[known] += own * (rest[known] - effect[known])
    return effect
