"""Whose turn it is: what is looked at rarely is spread over the months."""

from simulation.people import TURN
from simulation.twin.beings import Household, Landlord, Person


def on_turn(person: Person, month: int) -> bool:
    """Return whether the person's daily life is looked at this month: by month of birth."""
    return (person.birth - month) % TURN == 0


def has_turn(being: Household | Landlord, month: int, period: int) -> bool:
    """Return whether it is the being's turn this month, once in `period` months: by its key, which is
    the same in every scenario."""
    return ((being.key & 0x7FFFFFFF) + month) % period == 0
