"""What a household lives on, found again by observers, is what the accounts booked; homes and areas."""

import numpy as np
import pytest

from agents.kinds import NEVER, Account, Purpose, Tenure
from simulation import living
from simulation.areas import DECILES, deciles
from simulation.columns import Columns
from simulation.living import INSECURE, KIN, NO_HOME, OWNED, SECURE_RENT, STAFFED
from simulation.start.tiny import tiny_world
from tests.simulation.runs import tiny_model

A, P = Account, Purpose


@pytest.fixture(scope="module")
def columns() -> Columns:
    model = tiny_model(4)
    model.run_to(24 + 11)
    kept = model.events
    model.events = type(kept)()
    model.step()  # December
    model.month -= 1  # what an observer of that month sees
    return Columns(model)


def booked(c: Columns, payer: int, purpose: int) -> int:
    flow = c.model.ledger.flow(Account(payer), Account(A.HOUSEHOLD), Purpose(purpose))
    return int(flow.sum()) // 100


def test_what_households_receive_is_what_was_booked(columns: Columns) -> None:
    c = columns
    people = np.flatnonzero(c.world.persons.present == 1)
    assert c.get("households", "allowance").sum() == booked(c, A.HUSBANKEN, P.HOUSING_ALLOWANCE) > 0
    assert c.get("households", "assistance").sum() == booked(c, A.MUNICIPALITY, P.SOCIAL_ASSISTANCE) > 0
    paid = living.introduction_benefit(c, people).sum()
    assert paid == booked(c, A.MUNICIPALITY, P.INTRODUCTION_BENEFIT)
    here = (c.world.households.refugee == 1) & (c.world.households.municipality >= 0)
    benefits = living.state_benefit(c, people).sum() + c.get("households", "child_benefit")[here].sum()
    assert benefits == booked(c, A.NAV, P.BENEFIT)
    taxes = c.model.ledger.flow(Account(A.HOUSEHOLD), Account(A.NAV), Purpose(P.TAX)).sum() // 100
    assert living.tax(c, people).sum() == c.get("households", "household_tax").sum() == taxes > 0


def test_a_december_stands_for_its_year(columns: Columns) -> None:
    persons = columns.world.persons
    months = columns.get("households", "year_months")
    assert months.max() == 12 and months.min() == 0
    services = columns.get("persons", "year_services")
    assert (services[persons.settled == NEVER] == 0).all() and services.sum() > 0
    grants = columns.get("persons", "year_integration_grant")
    recent = (persons.settled > columns.month - 12) & (persons.path != 5)
    assert (grants[recent] > 0).all()


def test_standing_by_tenure_and_contract(columns: Columns) -> None:
    h, month = columns.world.households, columns.month
    standing = columns.get("households", "standing")
    for row in range(len(h)):
        tenure, end = int(h.tenure[row]), int(h.contract_end[row])
        expected = {Tenure.OWNED: OWNED, Tenure.RELATIVES: KIN, Tenure.STAFFED: STAFFED,
                    Tenure.SHARED: INSECURE, Tenure.UNSERIOUS: INSECURE}.get(tenure, NO_HOME)  # fmt: skip
        if tenure in (Tenure.MUNICIPAL, Tenure.PRIVATE):
            expected = SECURE_RENT if end == NEVER or end - month >= 24 else INSECURE
        assert standing[row] == expected


def test_areas_have_a_standing_of_their_own() -> None:
    geography = tiny_world(1).geography
    found = deciles(geography)
    assert len(found) == len(geography.area_place) and found.min() >= 0 and found.max() < DECILES
    np.testing.assert_array_equal(found, deciles(tiny_world(2).geography))  # not by seed
