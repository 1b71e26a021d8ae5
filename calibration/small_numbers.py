"""How far a figure of the record may lie from what stands behind it: the noise of small numbers.

A figure is one realisation of a chance process that the model has too, so its sampling noise is that of
reality's own dice, not of a survey alone. Persons come in households: counts of persons are
overdispersed Poisson. All errors here are standard deviations on the scale of the figure.
"""

from math import sqrt
from typing import Final

PERSONS_PER_DECISION: Final = 2.5
"""Variance over mean of a count of persons settled: sum of squares over sum of household sizes, of which
about six in ten have one member (`minors` and `household` rows of patterns); assumed within 2 to 3."""

ROUNDED: Final = 1 / sqrt(12.0)  # sd of a figure rounded to a unit


def of_count(count: float, dispersion: float = PERSONS_PER_DECISION, share: float = 0.0) -> float:
    """Return the standard deviation of a count.

    Parameters
    ----------
    count : float
        What was counted; below 1 it is taken as 1, for a zero is no certainty.
    dispersion : float
        Variance over mean.
    share : float
        Relative standard deviation of how it was counted: two sources of one figure differ by it.
    """
    known = max(count, 1.0)
    return sqrt(dispersion * known + (share * known) ** 2)


def of_share(share: float, of: float, design: float = 1.0, step: float = 0.0) -> float:
    """Return the standard deviation of a share.

    Parameters
    ----------
    share : float
        0-1; kept half a person away from both ends.
    of : float
        Persons, households or answers it is a share of.
    design : float
        Variance over that of a simple random sample: members of a household are not independent.
    step : float
        What it was rounded to, such as 0.01.
    """
    edge = 0.5 / of
    kept = min(max(share, edge), 1.0 - edge)
    return sqrt(design * kept * (1.0 - kept) / of + (step * ROUNDED) ** 2)
