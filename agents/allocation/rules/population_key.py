"""A key by population: most places left per inhabitant, the own region before the nation.

Knows places left, inhabitants, and where close family lives (who goes there first). Source: the
keys other countries spread by; a lever, not the practice.
"""

from typing import Final

from agents.allocation.contract import Choose, Rule, Sight
from agents.allocation.family import FamilyThenMostLeft


class PopulationKey(Rule):
    """Family, own region, most places left per inhabitant."""

    def open(self, sight: Sight) -> Choose:
        """Open a round."""
        return FamilyThenMostLeft(sight, sight.towns.population)


RULE: Final = PopulationKey()
