"""Each municipality its share of the population, at the level of 2012."""

from calibration.municipal import codes
from calibration.rival import Rival, settled_before
from calibration.target import Vector
from data import municipality_frame


def predict() -> Vector:
    """Return the population share of the sum of last year."""
    people: Vector = municipality_frame()["population_2013"].reindex(codes()).to_numpy(float)
    found: Vector = people * (settled_before()[-1].sum() / people.sum())
    return found


RIVALS = (Rival("population", "share of the population", "andel av folketallet", "settled", predict),)
