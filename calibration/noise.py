"""The record as the likelihood sees it: stacked summaries, their noise and how far a model may stay away.

What stands between the best model and the record has three parts: sampling of each summary (independent,
apart from the next), the flow identity, and a discrepancy of each summary, which is assumed and stated
beside its target. Nothing in it comes from the model: the chance and the emulator's error of simulated
summaries are added by whoever emulates them.

The flow identity: who is settled no longer waits. A year's chance deviation e of persons settled leaves
the stock at a later date lower by all of e (by two thirds of it in September of the same year, when
eight or nine of twelve months have passed), so the two are correlated negatively, and stocks with each
other positively. Permits are inputs and bring no noise.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from calibration.library import summaries
from calibration.small_numbers import PERSONS_PER_DECISION
from calibration.target import Summary

Array = npt.NDArray[np.float64]
SETTLED: Final = "settled"
WAITING: Final = "waiting"
FIRST: Final = 2009  # deviations before the run are in its start
ALIKE: Final = 0.5  # correlation of the discrepancy within a target; assumed
SETTLED_BY_SEPTEMBER: Final = 0.7  # of a year's settlement is done by the end of September


@dataclass(frozen=True)
class Stacked:
    """The record on the scale of the likelihood.

    Attributes
    ----------
    names : tuple of str
        Of the summaries, in the order of :func:`calibration.library.summaries`.
    y_obs : array, shape (q,)
    sampling : array, shape (q, q)
        Covariance of chance and counting.
    discrepancy : array, shape (q,)
        Standard deviations of model discrepancy.
    """

    names: tuple[str, ...]
    y_obs: Array
    sampling: Array
    discrepancy: Array

    def shared(self) -> Array:
        """Covariance of the discrepancy: what makes the best model differ from one figure of a target makes
        it differ from the next, so fourteen figures of one survey are not fourteen witnesses."""
        of = np.array([name.partition(":")[0] for name in self.names])
        together = np.where(of[:, None] == of[None, :], ALIKE, 0.0)
        np.fill_diagonal(together, 1.0)
        found: Array = together * np.outer(self.discrepancy, self.discrepancy)
        return found


def stacked(chosen: tuple[Summary, ...] | None = None) -> Stacked:
    """Return the record of the fit targets, or of chosen summaries."""
    found = summaries() if chosen is None else chosen
    return Stacked(
        tuple(one.name for one in found),
        np.array([one.observed for one in found]),
        covariance(found),
        np.array([one.discrepancy for one in found]),
    )


def covariance(chosen: tuple[Summary, ...]) -> Array:
    """Return the covariance of sampling, with the flow identity of settled and waiting."""
    own = np.diag([one.se**2 for one in chosen])
    settled = [one for one in chosen if one.target == SETTLED]
    years = sorted({_year(one) for one in settled})
    if not years:
        return own
    value = {_year(one): one.value for one in settled}
    # the natural deviation of each summary for a deviation of one standard deviation in each year
    load = np.zeros((len(chosen), len(years)))
    for i, one in enumerate(chosen):
        for j, year in enumerate(years):
            deviation = float(np.sqrt(PERSONS_PER_DECISION * value[year]))
            load[i, j] = deviation * one.slope * _part(one, year)
    shared = load @ load.T
    # a year's chance is in the sampling of settled already
    both = own + shared
    for i, one in enumerate(chosen):
        if one.target == SETTLED:
            both[i, i] = own[i, i]
    return both


def _part(one: Summary, year: int) -> float:
    """Return how much of a year's deviation of settled is in a summary."""
    if one.target == SETTLED:
        return float(_year(one) == year)
    if one.target != WAITING:
        return 0.0
    if _year(one) != year:
        return -float(FIRST <= year < _year(one))
    return -SETTLED_BY_SEPTEMBER if one.name.endswith(":September") else -1.0


def _year(one: Summary) -> int:
    return int(one.name.split(":")[1])
