"""How many differences a score shows: the more are looked at, the more are clear by chance."""

from collections.abc import Iterable
from dataclasses import dataclass

from experiments.paired import LEVEL
from experiments.score.band import Band
from experiments.score.card import Card
from experiments.score.distribution import Distribution


@dataclass(frozen=True, slots=True)
class Comparisons:
    """Differences of a score, and how many would be clear were there nothing to see.

    Attributes
    ----------
    headlines, groups
        Paired differences of headlines, and of groups of them, over all arms.
    clear
        How many of either leave zero out of the interval for their mean.
    level
        Coverage of the interval.
    """

    headlines: int
    groups: int
    clear: int
    level: float = LEVEL

    @property
    def all(self) -> int:
        """All of them."""
        return self.headlines + self.groups

    @property
    def by_chance(self) -> int:
        """How many would be clear by chance alone."""
        return round(self.all * (1.0 - self.level))


def counted(cards: Iterable[Card], spreads: Iterable[Distribution]) -> Comparisons:
    """Return how many differences cards and distributions show."""
    heads = [entry.band for card in cards for entry in card.entries if entry.band.known]
    groups: list[Band] = [
        group.band
        for found in spreads
        for spread in found.spreads
        for group in spread.groups
        if group.band.known
    ]
    return Comparisons(len(heads), len(groups), sum(one.clear for one in (*heads, *groups)))
