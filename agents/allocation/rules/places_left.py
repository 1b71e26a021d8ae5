"""The practice: close family first, then the own region, then most places left relative to the plan.

Knows places left and where close family lives. It does not look for dwellings; only where a
vacancy of the household's present size is shown to it (the shared forecast) does that come before.
Source: decision 5.3 of the model (practice of 2009-2013, assumed).
"""

from typing import Final

import numpy as np

from agents.allocation.contract import Choose, Rule, Sight
from agents.allocation.family import FamilyThenMostLeft, family_first
from agents.allocation.most_left import MostLeft
from agents.allocation.vacancies import Vacancies


class PlacesLeft(Rule):
    """Family, a vacancy if one is shown, own region, most places left."""

    def open(self, sight: Sight) -> Choose:
        """Open a round."""
        cases, towns = sight.cases, sight.towns
        plan = np.maximum(towns.plan, 1)
        if not towns.vacant.any():
            return FamilyThenMostLeft(sight, plan)
        most = MostLeft(sight.free, plan, towns.region)
        persons, region, excluded = cases.persons.tolist(), cases.region.tolist(), cases.excluded.tolist()
        vacancies = Vacancies(towns.vacant, towns.region, sight.free)
        draw = cases.draw.tolist()

        def choose(i: int) -> int:
            size = min(persons[i], 5) - 1
            m = vacancies.take(size, region[i], persons[i], excluded[i], draw[i])
            return m if m >= 0 else most.near(region[i], persons[i], excluded[i])

        return family_first(sight, choose)


RULE: Final = PlacesLeft()
