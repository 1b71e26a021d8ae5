"""Asking rents."""

import numpy as np

from agents.kinds import DwellingState
from simulation.rental.letting import ask_rent
from simulation.rental.levels import rent_now
from simulation.rental.terms import terms_in_force
from tests.simulation.housing_model import housing_model


def test_known_guarantees_show_in_asking_rents_where_listings_are_few() -> None:
    changes = {"landlord.pass_through": 0.5}
    tight, loose = housing_model(changes), housing_model(changes)
    tight.world.places.tightness[:] = 2.0
    asked = []
    for model in (tight, loose):
        terms = terms_in_force(model)
        d = model.world.dwellings
        rows = np.flatnonzero((d.state == DwellingState.LISTED) & (d.empty == 0))
        ask_rent(model, terms, rows, rent_now(model.world.geography, model.world.places, terms.rules, 24))
        asked.append(d.rent[rows].copy())
    assert np.all(asked[0] - asked[1] == terms.premium)
    assert terms.premium > 0
