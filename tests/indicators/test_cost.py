import pytest

from agents.kinds import Account, Path, Purpose, month_of
from indicators.library import indicator
from simulation.recorder import Record
from tests.indicators.made import record

DECEMBER = month_of(2013, 12)  # the price year
MILLION = 100 * 1_000_000  # øre


def made(flows: list[tuple[int, int, int, int]]) -> Record:
    return record(
        {
            "flows": [(DECEMBER, *flow) for flow in flows],
            "settled": [(DECEMBER, 0, Path.ASYLUM, 10)],
        }
    )


def test_a_payment_costs_its_payer_and_pays_its_receiver() -> None:
    found = made([(Account.IMDI, Account.MUNICIPALITY, Purpose.INTEGRATION_GRANT, MILLION),
                  (Account.MUNICIPALITY, Account.MARKET, Purpose.SERVICES, 3 * MILLION)])  # fmt: skip
    cost = {name: indicator(f"cost_{name}").of(found).value for name in ("imdi", "municipality", "public")}
    assert cost == pytest.approx({"imdi": 100.0, "municipality": 200.0, "public": 300.0})


def test_loans_homes_wages_and_taxes_are_no_cost() -> None:
    found = made([(Account.HUSBANKEN, Account.HOUSEHOLD, Purpose.STARTLAN, MILLION),
                  (Account.HOUSEHOLD, Account.MARKET, Purpose.HOUSE_PURCHASE, MILLION),
                  (Account.MARKET, Account.HOUSEHOLD, Purpose.WAGE, MILLION),
                  (Account.HOUSEHOLD, Account.NAV, Purpose.TAX, MILLION)])  # fmt: skip
    for name in ("husbanken", "household", "nav"):
        assert indicator(f"cost_{name}").of(found).value == 0.0


def test_rent_moves_from_household_to_landlord() -> None:
    found = made([(Account.HOUSEHOLD, Account.LANDLORD, Purpose.RENT, MILLION)])
    assert indicator("cost_household").of(found).value == pytest.approx(100.0)
    assert indicator("cost_landlord").of(found).value == pytest.approx(-100.0)


def test_by_centrality_what_is_booked_in_towns_by_those_settled_there() -> None:
    grant = (Account.IMDI, Account.MUNICIPALITY, Purpose.INTEGRATION_GRANT)
    services = (Account.MUNICIPALITY, Account.MARKET, Purpose.SERVICES)
    reception = (Account.UDI, Account.MARKET, Purpose.RECEPTION)
    local = [
        (DECEMBER, *grant, 0, MILLION), (DECEMBER, *grant, 3, 3 * MILLION), (DECEMBER, *services, 3, MILLION),
        (DECEMBER, *reception, -1, 5 * MILLION),
    ]  # fmt: skip
    found = record(
        {
            "flows": [
                (DECEMBER, *grant, 4 * MILLION), (DECEMBER, *services, MILLION),
                (DECEMBER, *reception, 5 * MILLION),
            ],
            "flows_by_centrality": local,
            "settled": [(DECEMBER, 0, Path.ASYLUM, 10), (DECEMBER, 1, Path.ASYLUM, 40)],
            "inhabitants": [(DECEMBER, 0, 0, 900), (DECEMBER, 1, 3, 5000)],
        }
    )  # fmt: skip
    by_level = {name: indicator(f"cost_{name}").of(found).by("centrality") for name in
                ("imdi", "municipality", "public", "udi")}  # fmt: skip
    assert by_level["imdi"] == pytest.approx({"level_0": 100.0, "level_3": 75.0})
    assert by_level["municipality"] == pytest.approx({"level_0": -100.0, "level_3": -50.0})
    assert by_level["public"] == pytest.approx({"level_0": 0.0, "level_3": 25.0})  # reception lies in none
    assert by_level["udi"] == {} and indicator("cost_public").of(found).value == pytest.approx(120.0)


def test_amounts_are_carried_to_the_price_year() -> None:
    earlier = month_of(2011, 12)
    found = record(
        {
            "flows": [(earlier, Account.UDI, Account.MARKET, Purpose.RECEPTION, MILLION)],
            "settled": [(earlier, 0, Path.ASYLUM, 10)],
        }
    )
    assert indicator("cost_udi").of(found).value == pytest.approx(100.0 * 95.9 / 93.3)
