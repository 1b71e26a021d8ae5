"""At random: every municipality with places is as likely; close family first.

Knows places left only. A yardstick for the other rules, and what quasi-random placement in research
comes nearest to (E13).
"""

from typing import Final

import numpy as np

from agents.allocation.contract import NOWHERE, Choose, Rule, Sight
from agents.allocation.family import family_first


class Random(Rule):
    """Family, then any municipality with places."""

    def open(self, sight: Sight) -> Choose:
        """Open a round."""
        cases, room = sight.cases, sight.towns.places.copy()
        towns = np.arange(len(room))
        persons, excluded, draw = cases.persons.tolist(), cases.excluded.tolist(), cases.draw.tolist()

        def any_open(i: int) -> int:
            open_to = np.flatnonzero((room >= persons[i]) & (towns != excluded[i]))
            return int(open_to[draw[i] % len(open_to)]) if len(open_to) else NOWHERE

        first = family_first(sight, any_open)

        def choose(i: int) -> int:
            m = first(i)
            if m >= 0:
                room[m] -= persons[i]
            return m

        return choose


RULE: Final = Random()
