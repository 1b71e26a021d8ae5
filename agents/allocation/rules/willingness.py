"""By willingness: places left relative to the plan, weighed by what the council has said it wants.

Knows what councils report: places decided over places asked for, and how the vedtak weighs the
household's kind (E96, E121). Paper places count as reported (gaming operator G8), so councils that
report more than they mean are asked more. It looks at the whole nation, close family first. A
lever: it sends hard cases where they are welcome and so loads the willing.
"""

from typing import Final

import numpy as np

from agents.allocation.contract import Choose, Rule, Sight
from agents.allocation.family import family_first
from agents.allocation.most_left import MostLeft

_LEAST = 1e-3  # a council that reports nothing still comes last, not never


class Willingness(Rule):
    """Family, then the most willing with places left, by household kind."""

    def open(self, sight: Sight) -> Choose:
        """Open a round."""
        cases, towns = sight.cases, sight.towns
        plan = np.maximum(towns.plan, 1)
        by_kind: dict[int, MostLeft] = {}
        for kind in np.unique(cases.kind).tolist():
            will = np.maximum(towns.answered * towns.kind_weight[:, kind], _LEAST)
            by_kind[kind] = MostLeft(sight.free, plan / will, towns.region)
        persons, kinds, excluded = cases.persons.tolist(), cases.kind.tolist(), cases.excluded.tolist()

        def choose(i: int) -> int:
            most = by_kind[kinds[i]]
            return most.best(most.nation, persons[i], excluded[i])

        return family_first(sight, choose)


RULE: Final = Willingness()
