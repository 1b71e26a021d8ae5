"""Who applies: households that seek, and municipalities for each dwelling they want to rent in."""

import numpy as np
import pytest

from agents.kinds import Tenure
from simulation.rental.applicants import Applicants, gather, reckoned_income
from simulation.rental.terms import Terms, terms_in_force
from tests.simulation.runs import tiny_model


@pytest.fixture
def gathered() -> tuple[Applicants, Terms, object]:
    model = tiny_model(3)
    h = model.world.households
    rows = np.flatnonzero(h.refugee == 1)[::5]
    h.seeks_place[rows], h.seeks_since[rows] = np.maximum(h.place[rows], 0), model.month - 1
    model.world.places.lease_requests[2, 1], model.world.places.lease_requests[4, 4] = 2, 1
    terms = terms_in_force(model)
    return gather(model, terms), terms, model


def test_each_lease_asked_for_applies_once_beside_the_households(gathered) -> None:  # type: ignore[no-untyped-def]
    found, terms, model = gathered
    h = model.world.households
    seeking = np.flatnonzero(h.seeks_place >= 0)
    n = len(seeking) + 3
    assert all(len(column) == n for column in vars(found).values())
    assert found.row.tolist() == [*seeking.tolist(), -1, -1, -1] and len(seeking)
    assert found.place[-3:].tolist() == [2, 2, 4] and found.size[-3:].tolist() == [1, 1, 4]
    # the size asked for or one room more, up to the largest class
    assert found.low[-3:].tolist() == [2, 2, 5] and found.high[-3:].tolist() == [3, 3, 5]
    assert (found.most_rent[-3:] > 10**6).all() and (found.percent[-3:] == 100).all()
    assert (found.refused[-3:] == 0).all() and (found.taste[-3:] == 1).all()
    assert (found.cover[-3:] == terms.landlord.municipal_percent).all()
    assert len(set(found.start.tolist())) == n and found.start.min() >= 0 and found.start.max() < 2**32


def test_households_look_for_a_room_fewer_to_a_room_more_than_they_need(gathered) -> None:  # type: ignore[no-untyped-def]
    found, _, model = gathered
    h = model.world.households
    for i, row in enumerate(found.row[:-3].tolist()):
        need = min(int(h.persons[row]), 5)
        assert found.size[i] == need - 1 and found.place[i] == h.seeks_place[row]
        assert found.low[i] == max(need - 1, 1) and found.high[i] == min(need + 1, 5)
        assert found.taste[i] == h.refugee[row]


def test_who_has_looked_long_takes_unserious_offers_unless_guaranteed() -> None:
    model = tiny_model(3)
    h, month = model.world.households, model.month
    terms = terms_in_force(model)
    long = int(terms.rules.refused_months)
    rows = np.flatnonzero(h.refugee == 1)[:3]
    h.seeks_place[:], h.seeks_place[rows] = -1, 0
    h.seeks_since[rows] = month - long, month - long + 1, month - long
    h.guaranteed[rows] = 0, 0, 1
    found = gather(model, terms)
    assert found.row.tolist() == rows.tolist() and found.refused.tolist() == [1, 0, 0]
    assert found.cover.tolist() == [0, 0, terms.landlord.guarantee_percent]
    assert found.delay.tolist() == [0, 0, int(terms.days[0])]


def test_who_is_not_settled_counts_on_the_benefit_of_its_adults() -> None:
    model = tiny_model(3)
    h, terms = model.world.households, terms_in_force(model)
    rows = np.arange(4)
    h.tenure[rows] = Tenure.RECEPTION, Tenure.ABROAD, Tenure.RELATIVES, Tenure.RECEPTION
    h.persons[rows], h.children[rows], h.income[rows] = 4, 2, [0, 0, 0, 10**6]
    assert reckoned_income(terms, h, rows).tolist() == [2 * terms.benefit, 2 * terms.benefit, 0, 10**6]
