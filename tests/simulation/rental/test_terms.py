"""What the market takes from the parameters."""

import numpy as np

from simulation.rental.terms import terms_in_force
from tests.simulation.housing_model import housing_model


def test_frozen_landlords_wait_the_same_days_whatever_the_routines() -> None:
    changes = {"coordination.municipal_routines": 1.0, "channels.routines": 1.0}
    landlord = housing_model(changes).values.rules("landlord")
    frozen, free = (terms_in_force(housing_model(changes, frozen=frozen)) for frozen in (True, False))
    without = round(landlord.papers_days)
    assert np.all(frozen.days == without)
    assert np.all(free.days < without)
