"""The accounts book what the columns and events say, once."""

from calendar import monthrange
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from agents.kinds import Account, Kind, Programme, Purpose, Tenure, month_of
from agents.kinds import Path as Way
from agents.parameters import Values, collect
from simulation.census import Census
from simulation.events import Events
from simulation.ledger import ORE, Ledger
from simulation.processes import accounts
from simulation.processes.accounts import Accounts, build_tables, reception_cost
from simulation.start.tiny import tiny_world

ROOT = Path(__file__).parents[3]
A, P = Account, Purpose


@pytest.fixture(scope="module")
def values() -> Values:
    return collect([ROOT / "agents", ROOT / "simulation" / "processes"]).resolve()


def model_at(values: Values, month: int, gaming: float = 0.0, **world: int) -> SimpleNamespace:
    return SimpleNamespace(
        world=tiny_world(**world),
        values=values,
        month=month,
        events=Events(),
        ledger=Ledger(6),
        population_scale=1.0,
        census=Census(),
        frozen=False,
        coordination=SimpleNamespace(gaming=gaming),
    )


def run(model: SimpleNamespace) -> Ledger:
    accounts = Accounts()
    accounts.prepare(model)
    accounts.run(model)
    assert model.ledger.balanced()
    return model.ledger


def paid(ledger: Ledger, payer: Account, receiver: Account, purpose: Purpose) -> int:
    return int(ledger.flow(payer, receiver, purpose).sum())


def test_five_years_of_grant_are_the_published_totals(values: Values) -> None:
    tables = build_tables(values.rules("accounts"), 970.0, 2007)
    for year, adult, child in ((2011, 581_500, 561_500), (2012, 598_000, 576_500), (2014, 669_600, 669_600)):
        assert tables.grant[year - 2007].sum(axis=1).tolist() == [adult, child]
    assert tables.single_more[2014 - 2007] == 48_000
    assert tables.minor_special[2012 - 2007] == 10_570 * ORE


def test_rents_go_to_whom_they_are_due(values: Values) -> None:
    model = model_at(values, 60)
    households = model.world.households
    ledger = run(model)
    private = np.isin(households.tenure, [Tenure.PRIVATE, Tenure.UNSERIOUS])
    municipal = np.isin(households.tenure, [Tenure.MUNICIPAL, Tenure.SHARED])
    assert paid(ledger, A.HOUSEHOLD, A.LANDLORD, P.RENT) == households.rent[private].sum() * ORE
    received = paid(ledger, A.HOUSEHOLD, A.MUNICIPALITY, P.MUNICIPAL_RENT)
    assert received == households.rent[municipal].sum() * ORE


def test_the_grant_is_paid_on_settlement_and_follows_the_mover(values: Values) -> None:
    month = month_of(2012, 5)
    model = model_at(values, month)
    persons, households = model.world.persons, model.world.households
    persons.settled[:] = -200
    row = int(np.flatnonzero((households.kind == Kind.COUPLE) & (households.municipality >= 0))[0])
    members = np.flatnonzero(persons.household == households.uid[row])
    persons.settled[members], persons.birth[members], persons.path[members] = month, 0, Way.ASYLUM
    persons.birth[members] = month - 30 * 12
    ledger = run(model)
    grant = ledger.flow(A.IMDI, A.MUNICIPALITY, P.INTEGRATION_GRANT)
    assert grant[households.municipality[row]] == len(members) * 156_500 * ORE == grant.sum()
    # next January the second year's grant goes to the municipality of then
    model.month = month_of(2013, 1)
    households.municipality[row] = (households.municipality[row] + 1) % 6
    grant = run(model).flow(A.IMDI, A.MUNICIPALITY, P.INTEGRATION_GRANT)
    assert grant[households.municipality[row]] == len(members) * 169_000 * ORE == grant.sum()
    model.month = month_of(2013, 2)
    assert paid(run(model), A.IMDI, A.MUNICIPALITY, P.INTEGRATION_GRANT) == 0


def test_incomes_are_booked_by_what_they_are(values: Values) -> None:
    model = model_at(values, 60)
    persons, households = model.world.persons, model.world.households
    persons.income[:], persons.employed[:], persons.programme[:] = 0, 0, Programme.NONE
    households.income[:] = 0
    households.children[:] = 0
    persons.income[:3] = [20_000, 12_000, 9_000]
    persons.employed[0] = 1
    persons.programme[1] = Programme.ACTIVE
    ledger = run(model)
    assert paid(ledger, A.MARKET, A.HOUSEHOLD, P.WAGE) == 20_000 * ORE
    assert paid(ledger, A.MUNICIPALITY, A.HOUSEHOLD, P.INTRODUCTION_BENEFIT) == 12_000 * ORE
    assert paid(ledger, A.NAV, A.HOUSEHOLD, P.BENEFIT) == 9_000 * ORE
    assert 0 < paid(ledger, A.HOUSEHOLD, A.NAV, P.TAX) < 10_000 * ORE
    assert paid(ledger, A.MUNICIPALITY, A.HOUSEHOLD, P.SOCIAL_ASSISTANCE) == 0


def test_housing_allowance_comes_before_social_assistance(values: Values) -> None:
    model = model_at(values, 60)
    persons, households = model.world.persons, model.world.households
    persons.income[:], households.children[:], households.income[:] = 0, 0, 0
    row = int(np.flatnonzero((households.refugee == 1) & (households.tenure == Tenure.MUNICIPAL))[0])
    households.income[row] = 12_000  # all of it social assistance
    households.rent[households.tenure != Tenure.GONE] = 0
    households.rent[row] = 6_000
    ledger = run(model)
    allowance = paid(ledger, A.HUSBANKEN, A.HOUSEHOLD, P.HOUSING_ALLOWANCE)
    assert 1_000 * ORE < allowance < 4_000 * ORE
    assert paid(ledger, A.MUNICIPALITY, A.HOUSEHOLD, P.SOCIAL_ASSISTANCE) == 12_000 * ORE - allowance


def test_events_are_booked_for_both_sides(values: Values) -> None:
    model = model_at(values, 60)
    model.world.households.debt[:] = 0
    add = model.events.add
    add("investment", municipality=[1, 2], mode=3, cost=[2_000_000, 0], grant=[400_000, 0])
    add(
        "purchase", household=0, municipality=1, price=1_500_000, startlan=1_200_000, bank=0,
        savings=300_000, origin=0,
    )  # fmt: skip
    add("sale", household=1, municipality=2, price=1_000_000, debt=700_000, startlan=1)
    add("turnover", municipality=3, refugee=1)
    add("guarantee_loss", municipality=4, amount=8_000)
    ledger = run(model)
    assert ledger.flow(A.MUNICIPALITY, A.MARKET, P.INVESTMENT)[1] == 2_000_000 * ORE
    assert ledger.flow(A.HUSBANKEN, A.MUNICIPALITY, P.RENTAL_GRANT)[1] == 400_000 * ORE
    assert ledger.flow(A.HUSBANKEN, A.HOUSEHOLD, P.STARTLAN)[1] == 1_200_000 * ORE
    assert ledger.flow(A.HOUSEHOLD, A.MARKET, P.HOUSE_PURCHASE)[1] == 1_500_000 * ORE
    assert ledger.flow(A.HOUSEHOLD, A.HUSBANKEN, P.REPAYMENT)[2] == 700_000 * ORE
    assert ledger.flow(A.MARKET, A.HOUSEHOLD, P.HOUSE_PURCHASE)[2] == 1_000_000 * ORE
    assert ledger.flow(A.MUNICIPALITY, A.MARKET, P.TURNOVER)[3] == 39_166 * ORE
    assert ledger.flow(A.MUNICIPALITY, A.LANDLORD, P.GUARANTEE_LOSS)[4] == 8_000 * ORE


def test_reception_and_staffed_places_by_the_night_and_month(values: Values) -> None:
    model = model_at(values, month_of(2014, 6))
    households = model.world.households
    waiting = households.tenure == Tenure.RECEPTION
    staffed = households.tenure == Tenure.STAFFED
    ledger = run(model)
    reception = ledger.flow(A.UDI, A.MARKET, P.RECEPTION)
    assert reception[-1] == households.persons[waiting].sum() * 30 * 250 * ORE == reception.sum()
    expected = households.persons[staffed].sum() * round(976_000 * 97.9 / 100 * ORE / 12)
    assert paid(ledger, A.MUNICIPALITY, A.MARKET, P.STAFFED_PLACE) == expected


def test_beyond_its_capacity_reception_opens_dearer_places(values: Values) -> None:
    model = model_at(values, month_of(2014, 6))
    households = model.world.households
    waiting = int(households.persons[households.tenure == Tenure.RECEPTION].sum())
    assert waiting > 4
    tables = build_tables(values.rules("accounts"), 970.0, 2007)
    assert reception_cost(tables, waiting, waiting, 100) == 100 * waiting
    assert reception_cost(tables, waiting, waiting - 4, 100) == 100 * waiting + 4 * 200
    model.population_scale = (waiting - 4) / 15_000.0
    cost = paid(run(model), A.UDI, A.MARKET, P.RECEPTION)
    assert cost == (waiting + 4 * 2) * 30 * 250 * ORE


def test_a_supplement_by_kind_is_paid_in_the_year_of_settlement() -> None:
    more = collect([ROOT / "agents", ROOT / "simulation" / "processes"]).resolve(
        {"accounts.grant_kind_more": (0.0, 7_000.0, 0.0, 0.0, 0.0)}
    )
    month = month_of(2012, 5)
    model = model_at(more, month)
    persons, households = model.world.persons, model.world.households
    persons.settled[:] = -200
    row = int(np.flatnonzero((households.kind == Kind.COUPLE) & (households.municipality >= 0))[0])
    members = np.flatnonzero(persons.household == households.uid[row])
    persons.settled[members], persons.path[members] = month, Way.ASYLUM
    persons.birth[members] = month - 30 * 12
    grant = paid(run(model), A.IMDI, A.MUNICIPALITY, P.INTEGRATION_GRANT)
    assert grant == len(members) * (156_500 + 7_000) * ORE


def test_upkeep_put_off_is_a_backlog_and_no_saving(values: Values) -> None:
    calm, pressed = model_at(values, 60), model_at(values, 60, gaming=1.0)
    upkeep = [paid(run(m), A.MUNICIPALITY, A.MARKET, P.DWELLING_OPERATION) for m in (calm, pressed)]
    owed = int(pressed.events.read("backlog")["ore"].sum())
    assert 0 < upkeep[1] < upkeep[0] and upkeep[1] + owed == upkeep[0]
    assert owed == pytest.approx(0.3 * upkeep[0], rel=1e-3)
    assert not calm.events.read("backlog")


def test_rents_raised_for_the_states_allowance_leave_the_household_with_what_it_had(values: Values) -> None:
    ledgers = []
    for gaming in (0.0, 1.0):
        model = model_at(values, 60, gaming)
        h, persons = model.world.households, model.world.persons
        h.tenure[:], h.refugee[:], h.municipality[:] = Tenure.MUNICIPAL, 1, 1
        h.rent[:], h.children[:] = 6000, 0
        h.income[:] = 18_000  # more than its own: assistance fills up
        persons.income[:] = 0
        ledgers.append((run(model), model.events.read("cost_shifted")))
    (calm, none), (pressed, shifted) = ledgers

    def rise(payer: Account, receiver: Account, purpose: Purpose) -> int:
        return paid(pressed, payer, receiver, purpose) - paid(calm, payer, receiver, purpose)

    rent = rise(A.HOUSEHOLD, A.MUNICIPALITY, P.MUNICIPAL_RENT)
    allowance = rise(A.HUSBANKEN, A.HOUSEHOLD, P.HOUSING_ALLOWANCE)
    assistance = rise(A.MUNICIPALITY, A.HOUSEHOLD, P.SOCIAL_ASSISTANCE)
    assert rent == allowance + assistance and rent > allowance > 0
    assert shifted["ore"].sum() == allowance and not none


def test_amounts_are_as_set_in_the_year_whose_prices_they_are_of(values: Values) -> None:
    rules = values.rules("accounts")
    tables = build_tables(rules, 970.0, 2007)

    def year(amounts: np.ndarray, number: int) -> float:
        return float(amounts[number - 2007].sum()) * 12 / ORE

    assert year(tables.service, 2016) == pytest.approx(rules.services, rel=1e-4)
    assert year(tables.staffed, 2015) == pytest.approx(rules.staffed_place, rel=1e-4)
    assert year(tables.minor_refund, 2012) == pytest.approx(rules.minor_refund, rel=1e-4)
    assert tables.turnover[2013 - 2007] == round(rules.turnover)
    night = rules.reception_night * rules.reception_marginal
    assert tables.night[2014 - 2007] == pytest.approx(night * ORE, abs=1)
    assert tables.lodging[2016 - 2007] == pytest.approx(rules.lodging_night * ORE, abs=1)
    profile = rules.vector("service_profile")
    assert tables.service[3] / tables.service[3, 0] == pytest.approx(profile / profile[0], rel=1e-4)


def test_amounts_of_earlier_prices_follow_them_into_the_years_after_2024(values: Values) -> None:
    rules = values.rules("accounts")
    tables = build_tables(rules, 970.0, 2022)
    prices = rules.cpi_2024 / rules.cpi_2012_2016[4]
    assert tables.prices.factor(2016, 2024) == pytest.approx(prices)
    assert tables.service[2].sum() * 12 / ORE == pytest.approx(rules.services * prices, rel=1e-4)


def test_a_month_has_the_nights_of_a_year_that_is_no_leap_year() -> None:
    assert accounts.DAYS.tolist() == [monthrange(2010, month)[1] for month in range(1, 13)]
