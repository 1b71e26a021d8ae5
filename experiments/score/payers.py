"""Who pays: other disadvantaged households first, in a row of their own, then each party's money."""

from dataclasses import dataclass
from typing import Final

from experiments.score.card import Card, Entry
from experiments.score.money import Money, Net

OTHERS: Final = "S18"  # effects on others, in the scorecard


@dataclass(frozen=True, slots=True)
class Payers:
    """Who bears what an arm costs.

    Attributes
    ----------
    others
        What it does to those outside the programme: other disadvantaged households and tenants.
    money
        What each party pays net, millions of NOK a year.
    """

    arm: str
    others: tuple[Entry, ...]
    money: tuple[Net, ...]

    @property
    def harmed(self) -> tuple[Entry, ...]:
        """Effects on others whose median is a loss."""
        return tuple(entry for entry in self.others if entry.better is False)


def payers(card: Card, money: Money) -> Payers:
    """Return who pays, from the scorecard and the transfers of one arm."""
    others = (
        entry
        for entry in card.entries
        if OTHERS in entry.indicator.scorecard or "others" in entry.indicator.bearers
    )
    return Payers(card.arm, tuple(others), money.net)
