"""Whose turn it is: daily life is looked at once in some months, by month of birth."""

from simulation.people import TURN
from simulation.twin.beings import Person


def on_turn(person: Person, month: int) -> bool:
    """Return whether the person is looked at this month."""
    return (person.birth - month) % TURN == 0
