"""Close family first: what every rule of practice begins with."""

from dataclasses import dataclass
from functools import cached_property

from agents.allocation.contract import F64, I64, NOWHERE, Choose, Sight
from agents.allocation.most_left import MostLeft


def family_first(sight: Sight, otherwise: Choose) -> Choose:
    """Return a choice that asks the municipality where close family lives, when it has places."""
    persons, family = sight.cases.persons.tolist(), sight.cases.close_family.tolist()
    excluded, free = sight.cases.excluded.tolist(), sight.free

    def choose(i: int) -> int:
        m: int = family[i]
        if m > NOWHERE and free[m] >= persons[i] and m != excluded[i]:
            return m
        return otherwise(i)

    return choose


@dataclass(frozen=True, eq=False)  # equal to itself alone, as a function is: arrays have no one truth
class FamilyThenMostLeft:
    """Close family first, then most places left over a weight, the own region before the nation.

    A choice that tells what it does: the columns then handle all cases in one pass
    (`simulation/proposing.py`), with the same answers.

    Parameters
    ----------
    sight : Sight
    weight : array, shape (M,)
        What places left are held against; above 0.
    """

    sight: Sight
    weight: F64 | I64

    @cached_property
    def _choose(self) -> Choose:
        cases = self.sight.cases
        most = MostLeft(self.sight.free, self.weight, self.sight.towns.region)
        persons, region, excluded = cases.persons.tolist(), cases.region.tolist(), cases.excluded.tolist()
        return family_first(self.sight, lambda i: most.near(region[i], persons[i], excluded[i]))

    def __call__(self, i: int) -> int:
        """Return the municipality of case `i`, NOWHERE when none."""
        return self._choose(i)
