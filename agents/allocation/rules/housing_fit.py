"""By housing: where a dwelling of the size the household will need stands vacant.

Asks every municipality for its vacancies (last month's, so some are gone), and counts the family
declared in the case file. Close family first; then a vacancy of the expected size in the own
region, then in the nation; then one of the present size; else as practice. Each vacancy is promised
once by these offices. Source: decision 5 of the model (shared forecast "can use fit"); a lever.
"""

from typing import Final

import numpy as np

from agents.allocation.contract import Choose, Rule, Sight
from agents.allocation.family import family_first
from agents.allocation.most_left import MostLeft
from agents.allocation.vacancies import NATION, Vacancies


class HousingFit(Rule):
    """Family, a vacancy of the expected size, one of the present size, most places left."""

    asks_vacancies = True

    def open(self, sight: Sight) -> Choose:
        """Open a round."""
        cases, towns = sight.cases, sight.towns
        most = MostLeft(sight.free, np.maximum(towns.plan, 1), towns.region)
        vacancies = Vacancies(towns.vacant, towns.region, sight.free)
        persons, region, excluded = cases.persons.tolist(), cases.region.tolist(), cases.excluded.tolist()
        expected, draw = cases.expected.tolist(), cases.draw.tolist()

        def choose(i: int) -> int:
            sizes = {min(expected[i], 5) - 1: None, min(persons[i], 5) - 1: None}  # in this order
            for size in sizes:
                for where in dict.fromkeys((region[i], NATION)):
                    m = vacancies.take(size, where, persons[i], excluded[i], draw[i])
                    if m >= 0:
                        return m
            return most.near(region[i], persons[i], excluded[i])

        return family_first(sight, choose)


RULE: Final = HousingFit()
