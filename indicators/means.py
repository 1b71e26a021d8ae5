"""What the poor are short of, and how unequal means are: within the group, for nobody else's are known
(Laeken)."""

from functools import partial

import numpy as np
import numpy.typing as npt

from indicators.groups import PLACED, group_sums, part_ratios
from indicators.homes import HOUSED
from indicators.indicator import Indicator, Measured
from indicators.rates import rate
from indicators.reading import from_policy, mean, read, since_policy
from simulation.observers import Observer
from simulation.recorder import Record

IN_DWELLINGS = (("refugee", "==", 1), ("tenure", "in", HOUSED))
SHORT = (*IN_DWELLINGS, ("shortfall", ">", 0))
GAP = Observer("short_of_minimum", "households", SHORT, "sum:shortfall", ("placed",), "year")
NEED = Observer("minimum_of_the_short", "households", SHORT, "sum:minimum", ("placed",), "year")
MEANS = Observer("persons_by_means", "households", IN_DWELLINGS, "sum:persons", ("means_class",), "year")
FIFTH = 0.2


def gap(record: Record) -> Measured:
    """Return what households below the minimum budget are short of, as a share of it, in December."""
    short, need = read(record, GAP.name), read(record, NEED.name)
    late, of = since_policy(record, short), since_policy(record, need)
    over, under = group_sums(late["placed"], late["value"]), group_sums(of["placed"], of["value"])
    return rate(record, short, need, parts=part_ratios(over, under))


def share_ratio(levels: npt.NDArray[np.float64], persons: npt.NDArray[np.float64]) -> float:
    """Return what the fifth with most has over what the fifth with least has; NaN when they have nothing.

    Parameters
    ----------
    levels, persons : float arrays of one shape
        What a person has, ascending, and how many have it; a level on the border counts in part.
    """
    total = persons.sum()
    if not total:
        return float("nan")
    upto = np.cumsum(persons) / total
    fro = upto - persons / total
    low = np.clip(np.minimum(upto, FIFTH) - fro, 0.0, None)
    high = np.clip(upto - np.maximum(fro, 1.0 - FIFTH), 0.0, None)
    least = float((low * levels).sum())
    return float((high * levels).sum()) / least if least > 0.0 else float("nan")


def quintiles(record: Record) -> Measured:
    """Return what the fifth with most has over what the fifth with least has, mean of Decembers."""
    cells = read(record, MEANS.name)
    yearly = {}
    for year in np.unique(cells["year"]).tolist():
        now = cells["year"] == year
        order = np.argsort(cells["means_class"][now], kind="stable")
        levels = cells["means_class"][now][order] + 0.5  # a class is a thousand wide
        yearly[int(year)] = share_ratio(levels, cells["value"][now][order].astype(np.float64))
    return Measured(mean(from_policy(record, yearly)), yearly)


_indicator = partial(
    Indicator,
    direction=-1,
    order=53,
    digits=3,
    headline=False,
    level=("household", "society"),
    nature="economic",
    horizon="both",
    measured_by=("SSB", "Eurostat"),
    bearers=("household",),
    guards=("residual_poor", "jobless_households"),
)
INDICATORS = (
    _indicator(
        name="poverty_gap",
        en="What households below the minimum budget are short of",
        nb="Det husholdninger under minstebudsjettet mangler",
        unit="share of the minimum budget",
        unit_nb="andel av minstebudsjettet",
        source="S05; LA04",
        observers=(GAP, NEED),
        compute=gap,
        caveat_en=(
            "To the minimum budget after housing, not to a poverty line, which needs incomes of others."
        ),
        caveat_nb=(
            "Til minstebudsjettet etter bolig, ikke til en lavinntektsgrense, som krever andres inntekter."
        ),
        breakdown=PLACED,
    ),
    _indicator(
        name="quintile_ratio",
        en="Means of the fifth with most over those of the fifth with least",
        nb="Det femdelen med mest har, over det femdelen med minst har",
        unit="ratio",
        unit_nb="forholdstall",
        source="LA02",
        observers=(MEANS,),
        compute=quintiles,
        caveat_en="Among persons of refugee background only: not the inequality of a country.",
        caveat_nb="Bare blant personer med flyktningbakgrunn: ikke ulikheten i et land.",
    ),
)
