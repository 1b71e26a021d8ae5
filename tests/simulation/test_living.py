"""What a household lives on, found again by observers, is what the accounts booked; homes and areas."""

import numpy as np
import pytest

from agents.kinds import NEVER, Account, Kind, Path, Purpose, Tenure
from simulation import living
from simulation.areas import DECILES, deciles
from simulation.columns import Columns
from simulation.living import (
    ASSISTED,
    ELIGIBLE,
    INSECURE,
    JOBLESS,
    KIN,
    NO_HOME,
    OVERBURDENED,
    OWNED,
    POOR,
    SECURE_RENT,
    STAFFED,
)
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


def test_a_municipal_tenant_pays_the_municipality_and_others_do_not(columns: Columns) -> None:
    """Twelve months of rent less twelve of assistance, for who has lived settled all year."""
    h = columns.world.households
    net = columns.get("households", "year_net_of_municipality")
    helped = columns.get("households", "year_assistance")
    all_year = (h.settled != NEVER) & (h.settled <= columns.month - 11)
    for tenure in Tenure:
        rows = np.flatnonzero(all_year & (h.tenure == tenure))
        rent = 12 * h.rent[rows] if tenure == Tenure.MUNICIPAL else 0
        assert (helped[rows] - net[rows] == rent).all(), tenure
    assert (all_year & (h.tenure == Tenure.MUNICIPAL) & (h.rent > 0)).any()
    assert (all_year & (h.tenure == Tenure.PRIVATE) & (h.rent > 0)).any()


def test_what_a_person_costs_is_shared_between_state_and_municipality(columns: Columns) -> None:
    """What passes from the one to the other, the grants, is in neither when they are added up."""
    c = columns
    people = np.flatnonzero(c.world.persons.present == 1)

    def year(name: str) -> np.ndarray:
        return c.get("persons", f"year_{name}")[people]

    both = year("net_of_state") + year("net_of_municipality")
    spent = year("services") + year("staffed_place") + year("introduction_benefit") + year("state_benefit")
    assert (both == spent - year("tax")).all() and both.any()
    passed = year("integration_grant") + year("minor_grant")
    alike = (year("tax") == 0) & (year("state_benefit") == 0)
    assert (year("net_of_state")[alike] == passed[alike]).all() and passed[alike].any()


def test_staffed_places_and_young_minors_are_paid_for_by_the_month() -> None:
    """One who came alone at 16 and lives in a staffed place all year: twelve months of the place, of the
    special grant and of the refund; at 20 and elsewhere nothing."""
    model = tiny_model(4)
    world, december = model.world, 35
    p, h = world.persons, world.households
    model.month = december
    here = np.flatnonzero((p.present == 1) & (p.settled != NEVER))
    first, second = here[np.unique(p.household[here], return_index=True)[1][:2]]  # of two households
    p.path[[first, second]], p.settled[[first, second]] = Path.UNACCOMPANIED, 0
    p.birth[first], p.birth[second] = december - 16 * 12, december - 20 * 12
    home = h.rows(p.household[[first, second]])
    h.tenure[home] = Tenure.STAFFED, Tenure.PRIVATE
    c = Columns(model)
    _, tables = living.rules_of(c)
    year = december // 12
    place = c.get("persons", "year_staffed_place")[[first, second]].tolist()
    grant = c.get("persons", "year_minor_grant")[[first, second]].tolist()
    assert place == [12 * int(tables.staffed[year]) // 100, 0] and place[0] > 800_000
    assert grant == [12 * int(tables.minor_special[year] + tables.minor_refund[year]) // 100, 0]


def test_each_hardship_has_a_bit_of_its_own(columns: Columns) -> None:
    bits = columns.get("households", "living")
    table = {
        name: columns.get("households", name).tolist()
        for name in ("allowance", "assistance", "shortfall", "housing_cost", "disposable")
    }
    for row, working in enumerate(columns.world.households.adults_working.tolist()):
        found = {name: values[row] for name, values in table.items()}
        expected = {
            OVERBURDENED: found["housing_cost"] - found["allowance"] > 0.4 * found["disposable"],
            POOR: found["shortfall"] > 0,
            JOBLESS: working == 0,
            ELIGIBLE: found["allowance"] > 0,
            ASSISTED: found["assistance"] > 0,
        }
        assert {bit for bit in (1, 2, 4, 8, 16) if bits[row] & bit} == {b for b, on in expected.items() if on}
    assert all((bits & bit > 0).any() and (bits & bit == 0).any() for bit in (1, 2, 4, 8, 16))


def test_a_year_is_counted_from_the_month_of_settlement_on() -> None:
    """The month of settlement counts; before it, or in another year, nothing of this one does."""
    model = tiny_model(4)
    model.month = 35  # December
    settled = np.array([35, 34, 25, 24, 23, 0, 36, 40, NEVER], dtype=np.int16)
    assert living.months_of_year(Columns(model), settled).tolist() == [1, 2, 11, 12, 12, 12, 0, 0, 0]
    model.month = 30  # July
    assert living.months_of_year(Columns(model), settled[2:5]).tolist() == [6, 7, 7]


def test_services_and_grants_last_five_years_and_are_of_those_who_came() -> None:
    """Services go on for sixty months from settlement, by the month; the grant is of five calendar years, the
    one of settlement among them; for those born here there is neither."""
    model = tiny_model(4)
    p, december = model.world.persons, 119
    model.month = december
    rows = np.flatnonzero((p.present == 1) & (p.settled != NEVER))[:7]
    p.birth[rows], p.path[rows] = december - 30 * 12, Path.ASYLUM
    p.path[rows[6]] = Path.BORN
    p.settled[rows] = [december, december - 11, december - 12, december - 59, december - 60, NEVER, december]
    c = Columns(model)
    _, tables = living.rules_of(c)
    rate = tables.service[december // 12] / 100
    services = c.get("persons", "year_services")[rows]
    assert services == pytest.approx(
        [rate[0], 12 * rate[0], 12 * rate[1], 12 * rate[4], 0, 0, 0], abs=1
    )  # fmt: skip
    grant = c.get("persons", "year_integration_grant")[rows] > 0
    assert grant.tolist() == [True, True, True, True, False, False, False]


def test_a_family_s_month_by_hand() -> None:
    """A couple with a child in 2009 (the year whose prices the parameters are in): one earns 30,000, rent is
    9,000. Another owes a million and lives on nothing; a third is alone with 60,000."""
    model = tiny_model(4)
    model.month = 24
    p, h = model.world.persons, model.world.households
    sizes = {
        int(size): h.uid[(h.refugee == 1) & (h.persons == size) & (h.municipality >= 0)] for size in (3, 1)
    }
    family, indebted, alone = (int(h.row(int(uid))) for uid in (sizes[3][0], sizes[3][1], sizes[1][0]))
    rows = [family, indebted, alone]
    p.income[:] = p.employed[:] = p.programme[:] = 0
    earner, single = (int(np.flatnonzero(p.household == h.uid[row])[0]) for row in (family, alone))
    p.income[[earner, single]], p.employed[[earner, single]] = (30_000, 60_000), 1
    h.tenure[rows] = Tenure.PRIVATE, Tenure.OWNED, Tenure.PRIVATE
    h.children[rows], h.rent[rows], h.debt[rows] = (1, 1, 0), (9_000, 0, 5_000), (0, 1_000_000, 0)
    c = Columns(model)
    rules, tables = living.rules_of(c)
    h.income[rows] = 30_000 + tables.child_benefit, 7_000, 60_000

    def read(name: str) -> list[int]:
        found: list[int] = c.get("households", name)[rows].tolist()
        return found

    level, child = 1.0, int(tables.child_benefit)
    assert model.values.rules("household").price_level[2] == level and child > 900
    assert read("own_income") == [30_000, 0, 60_000]
    taxes = [int((30_000 - 8_000) * 0.28), 0, int((60_000 - 8_000) * 0.28)]
    assert read("household_tax") == taxes
    # own share 1,700 and 35 % of what is earned above 12,500: more than the ceiling of 5,900 leaves
    assert read("allowance") == [0, 0, 0]
    assert read("child_benefit") == [child, child, 0]
    assert read("assistance") == [0, 7_000 - child, 0]
    loan = 1_000_000 * 45 // 12_000 + 1_000_000 // 300
    assert read("housing_cost") == [9_000, loan, 5_000]
    have = [30_000 + child - taxes[0], 7_000, 60_000 - taxes[2]]
    assert read("disposable") == have
    assert read("minimum") == [11_700, 11_700, 5_600]
    assert read("shortfall") == [max(11_700 - have[0] + 9_000, 0), 11_700 - 7_000 + loan, 0]
    share = c.at("households", np.array(rows), "means_class")
    assert share.tolist() == [int(have[0] / 3**0.5 / 1000), 4, have[2] // 1000]


def test_help_with_rent_by_hand() -> None:
    """One alone on 10,000 with a rent of 5,000 has 70 % of it beyond an own share: 1,450 and 35 % of 500."""
    model = tiny_model(4)
    model.month = 24
    p, h = model.world.persons, model.world.households
    row = int(np.flatnonzero((h.refugee == 1) & (h.persons == 1) & (h.municipality >= 0))[0])
    p.income[p.household == h.uid[row]] = 10_000
    h.rent[row] = 5_000
    for tenure, helped in ((Tenure.PRIVATE, True), (Tenure.MUNICIPAL, True), (Tenure.RELATIVES, False)):
        h.tenure[row] = tenure
        found = Columns(model).get("households", "allowance")[row]
        assert found == helped * int(0.7 * (5_000 - 1_450 - 175)), tenure
    h.tenure[row], h.municipality[row] = Tenure.PRIVATE, -1
    assert Columns(model).get("households", "allowance")[row] == 0


def test_the_grant_of_each_year_is_the_one_in_force() -> None:
    """For adults and children, by the year since settlement; singles have more in the first."""
    model = tiny_model(4)
    p, h = model.world.persons, model.world.households
    model.month = 59  # December 2011
    families = h.uid[(h.refugee == 1) & (h.persons > 2) & (h.municipality >= 0)]
    singles = h.uid[(h.refugee == 1) & (h.persons == 1) & (h.municipality >= 0)]
    of = np.array([families[0], families[0], families[1], families[1], singles[0], singles[1]])
    rows = np.array(
        [np.flatnonzero(p.household == uid)[list(of[:at]).count(uid)] for at, uid in enumerate(of)]
    )
    h.kind[h.rows(of)] = [Kind.FAMILY] * 4 + [Kind.SINGLE] * 2
    p.path[rows], p.settled[rows] = Path.ASYLUM, [59, 48, 50, 12, 58, 36]
    p.birth[rows] = 59 - np.array([30 * 12, 18 * 12 - 1, 18 * 12, 1, 30 * 12, 30 * 12])
    c = Columns(model)
    _, t = living.rules_of(c)
    year = t.grant[4]
    found = c.get("persons", "year_integration_grant")[rows].tolist()
    kind = t.kind_more
    assert found == [
        year[0, 0] + kind[Kind.FAMILY], year[1, 0] + kind[Kind.FAMILY],
        year[0, 0] + kind[Kind.FAMILY], year[1, 3],
        year[0, 0] + t.single_more[4] + kind[Kind.SINGLE], year[0, 1],
    ]  # fmt: skip
    assert year[0, 0] > 100_000 and t.single_more[4] > 0 and len(set(year.ravel().tolist())) == 5
