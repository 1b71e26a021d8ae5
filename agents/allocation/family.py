"""Close family first: what every rule of practice begins with."""

from agents.allocation.contract import NOWHERE, Choose, Sight


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
