"""A key by population: most places left per inhabitant, the own region before the nation.

Knows places left, inhabitants, and where close family lives (who goes there first). Source: the
keys other countries spread by; a lever, not the practice.
"""

from typing import Final

from agents.allocation.contract import Choose, Rule, Sight
from agents.allocation.family import family_first
from agents.allocation.most_left import MostLeft


class PopulationKey(Rule):
    """Family, own region, most places left per inhabitant."""

    def open(self, sight: Sight) -> Choose:
        """Open a round."""
        cases = sight.cases
        most = MostLeft(sight.free, sight.towns.population, sight.towns.region)
        persons, region, excluded = cases.persons.tolist(), cases.region.tolist(), cases.excluded.tolist()
        return family_first(sight, lambda i: most.near(region[i], persons[i], excluded[i]))


RULE: Final = PopulationKey()
