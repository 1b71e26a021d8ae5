"""Accounts: the month's money, each krone booked once, for its payer and its receiver.

Everything is read from the columns at the end of the month and from the month's events; nothing
is changed. All amounts are nominal NOK. The integration grant follows the mover: year 1 is paid
in the month of settlement, years 2-5 in January to the municipality where the person then lives.

One file of more than 300 lines: the accounts of one month, which must add up.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.calendar import year_row
from agents.household import budget, housing_allowance
from agents.kinds import (
    MONTHS_PER_YEAR,
    Account,
    DwellingState,
    Owner,
    Purpose,
    Tenure,
)
from agents.parameters import Rules
from simulation.census import by_municipality
from simulation.kernels import accounts as kernels
from simulation.kernels.census import lease_rents
from simulation.ledger import ORE, Ledger, PriceIndex, bincount_exact
from simulation.tables import Households, Persons

if TYPE_CHECKING:
    from simulation.model import SettlementModel

I64 = npt.NDArray[np.int64]
I32 = npt.NDArray[np.int32]

GRANT_YEARS = kernels.GRANT_YEARS
MILLION = 1_000_000
DAYS = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])  # nights of a month, no leap years
TO_LANDLORD, TO_MUNICIPALITY, TO_NOBODY = 0, 1, 2
_A, _P = Account, Purpose

# Who receives the rent of each Tenure.
RENT_TO = np.full(len(Tenure), TO_NOBODY, dtype=np.intp)
RENT_TO[[Tenure.PRIVATE, Tenure.UNSERIOUS]] = TO_LANDLORD
RENT_TO[[Tenure.MUNICIPAL, Tenure.SHARED]] = TO_MUNICIPALITY
# Tenures with a rent that counts for housing allowance: a written contract.
ALLOWED = np.zeros(len(Tenure), dtype=np.bool_)
ALLOWED[[Tenure.PRIVATE, Tenure.MUNICIPAL, Tenure.SHARED]] = True


@dataclass(frozen=True)
class AccountTables:
    """Rates as integers. Years are those of the world's yearly lists, the first axis of arrays over years.

    grant: NOK, (year, adult 0 / child 1, grant year 5); single_more: NOK in the first year,
    (year,); minor_special, minor_refund, staffed: øre a person and month, (year,); service: øre a
    person and month, (year, year since settlement 5); operation: øre a dwelling and month, (year,
    own 0 / leased 1); turnover: NOK, (year,); night, lodging: øre a night, (year,); loss: øre a month per
    million NOK of startlån owed; kind_more: NOK a person in the first year, (kind,); capacity: persons in
    reception beyond whom a night costs over_permille / 1000 times as much. What households reckon with
    (tax, housing allowance, interest and instalments) is in :class:`agents.household.Budget`.
    """

    prices: PriceIndex
    grant: I64
    single_more: I64
    minor_special: I64
    minor_refund: I64
    staffed: I64
    service: I64
    operation: I64
    turnover: I64
    night: I64
    lodging: I64
    child_benefit: int
    loss: int
    kind_more: I64
    capacity: float
    over_permille: int


def build_tables(rules: Rules, child_benefit: float, first_year: int) -> AccountTables:
    """Return the integer tables for the parameters ``accounts.*``.

    Parameters
    ----------
    child_benefit : float
        NOK a month per child (``work.child_benefit``).
    first_year : int
        Calendar year of the first entry of yearly lists.
    """
    cpi = rules.vector("cpi")
    years = first_year + np.arange(len(cpi))
    fixed = {2012 + i: float(level) for i, level in enumerate(rules.cpi_2012_2016)}
    prices = PriceIndex(cpi, first_year, fixed | {2024: float(rules.cpi_2024)})

    def nominal(amount: float, price_year: int) -> npt.NDArray[np.float64]:
        return np.array([amount * prices.factor(price_year, int(y)) for y in years])

    def whole(x: npt.NDArray[np.float64]) -> I64:
        return np.rint(x).astype(np.int64)

    def monthly(x: npt.NDArray[np.float64]) -> I64:
        return whole(x * ORE / MONTHS_PER_YEAR)

    adult = np.stack([rules.vector(f"grant_year_{k + 1}") for k in range(GRANT_YEARS)], axis=1)
    child = adult.copy()
    child[:, 0] = np.maximum(child[:, 0] - rules.vector("grant_child_less"), 0.0)
    profile = rules.vector("service_profile") / rules.vector("service_profile").sum()
    operation = rules.vector("operation")
    return AccountTables(
        prices=prices,
        grant=whole(np.stack([adult, child], axis=1)),
        single_more=whole(rules.vector("grant_single_more")),
        minor_special=monthly(rules.vector("minor_special")),
        minor_refund=monthly(nominal(rules.minor_refund, 2012)),
        staffed=monthly(nominal(rules.staffed_place, 2015)),
        service=monthly(nominal(rules.services, 2016)[:, None] * profile[None, :]),
        operation=monthly(np.stack([operation, operation * rules.operation_leased], axis=1)),
        turnover=whole(nominal(rules.turnover, 2013)),
        night=whole(nominal(rules.reception_night * rules.reception_marginal, 2014) * ORE),
        lodging=whole(nominal(rules.lodging_night, 2016) * ORE),
        child_benefit=round(child_benefit),
        kind_more=whole(rules.vector("grant_kind_more")),
        capacity=float(rules.reception_capacity),
        over_permille=round(1000 * rules.reception_over),
        loss=round(rules.startlan_loss * rules.startlan_loss_municipality * ORE * MILLION / MONTHS_PER_YEAR),
    )


def reception_cost(t: AccountTables, persons: int, capacity: int, ore: int) -> int:
    """Return what `persons` in reception cost in a month, øre, when an ordinary place costs `ore`."""
    over = max(persons - capacity, 0)
    return (persons - over) * ore + over * ore * t.over_permille // 1000


class Accounts:
    """The month's bookkeeping."""

    name = "accounts"

    def prepare(self, model: "SettlementModel") -> None:
        """Build the tables."""
        self.tables = build_tables(
            model.values.rules("accounts"),
            float(model.values.rules("work").child_benefit),
            model.world.geography.calendar.first_year,
        )
        self.household = model.values.rules("household")
        gaming = model.values.rules("gaming")
        pressure = 0.0 if model.frozen else model.coordination.gaming
        self.deferral = round(1000 * float(gaming.deferral) * pressure)  # permille put off (G11)
        self.rent_shift = round(1000 * float(gaming.rent_shift) * pressure)  # permille more rent (G12)

    def run(self, model: "SettlementModel") -> None:
        """Book everything of the month and close it."""
        world, ledger = model.world, model.ledger
        households = world.households
        month, year = model.month, year_row(model.month, len(self.tables.grant))
        self.budget = budget(self.household, month)
        own, minors = self._people(ledger, world.persons, households, month, year)
        homes = self._homes(ledger, households, own)
        if self.rent_shift:
            self._shift(model, households, own)
        self._minors(ledger, minors, homes[kernels.KEPT], year)
        self._loans(ledger, homes)
        capacity = int(round(self.tables.capacity * model.population_scale))
        self._nights(ledger, homes, month, year, capacity)
        self._dwellings(model, by_municipality(model.census.take(world), world), year)
        self._events(model, ledger, year)
        ledger.close_month()

    def _people(
        self, ledger: Ledger, persons: Persons, households: Households, month: int, year: int
    ) -> tuple[I32, I64]:
        """Book wages, introduction benefit, state benefits and tax; integration grant and services of those
        settled in the last five years.

        Returns own income (wages, benefits) by household, NOK, shape (households,), and the unaccompanied
        minors by column of the ledger.
        """
        t, b, size = self.tables, self.budget, ledger.columns
        own = np.empty(len(households), dtype=np.int32)
        sums = np.zeros((kernels.PEOPLE_ROWS, size), dtype=np.int64)
        kernels.people(
            month, size, persons.household, persons.birth, persons.path, persons.settled, persons.programme,
            persons.employed, persons.income, persons.present, households.row_of, households.municipality,
            households.kind, b.tax_free, b.tax_permille, t.grant[year].ravel(), int(t.single_more[year]),
            t.kind_more, own, sums.ravel(),
        )  # fmt: skip
        for payer, receiver, purpose, row in (
            (_A.MARKET, _A.HOUSEHOLD, _P.WAGE, kernels.WAGE),
            (_A.MUNICIPALITY, _A.HOUSEHOLD, _P.INTRODUCTION_BENEFIT, kernels.INTRODUCTION),
            (_A.NAV, _A.HOUSEHOLD, _P.BENEFIT, kernels.BENEFIT),
            (_A.HOUSEHOLD, _A.NAV, _P.TAX, kernels.TAX),
            (_A.IMDI, _A.MUNICIPALITY, _P.INTEGRATION_GRANT, kernels.GRANT),
        ):
            ledger.post_ore(payer, receiver, purpose, sums[row] * ORE)
        served = np.sum(sums[kernels.SERVED :] * t.service[year][:, None], axis=0)
        ledger.post_ore(_A.MUNICIPALITY, _A.MARKET, _P.SERVICES, served)
        return own, sums[kernels.MINORS]

    def _homes(self, ledger: Ledger, households: Households, own: I32) -> I64:
        """Book rents, child benefit, housing allowance and social assistance.

        Returns all sums over households, shape (rows of the kernel, columns).
        """
        h, b, size = households, self.budget, ledger.columns
        sums = np.zeros((kernels.HOMES_ROWS, size), dtype=np.int64)
        kernels.homes(
            size, h.refugee, h.tenure, h.persons, h.children, h.municipality, h.rent, h.income, h.debt,
            h.startlan, own, RENT_TO, ALLOWED, self.tables.child_benefit, b.own, b.floor, b.ceiling,
            b.taper_permille, b.share_permille, b.interest, b.amortisation, sums.ravel(),
        )  # fmt: skip
        for payer, receiver, purpose, row in (
            (_A.HOUSEHOLD, _A.LANDLORD, _P.RENT, kernels.RENT + TO_LANDLORD),
            (_A.HOUSEHOLD, _A.MUNICIPALITY, _P.MUNICIPAL_RENT, kernels.RENT + TO_MUNICIPALITY),
            (_A.NAV, _A.HOUSEHOLD, _P.BENEFIT, kernels.CHILD),
            (_A.HUSBANKEN, _A.HOUSEHOLD, _P.HOUSING_ALLOWANCE, kernels.ALLOWANCE),
            (_A.MUNICIPALITY, _A.HOUSEHOLD, _P.SOCIAL_ASSISTANCE, kernels.ASSISTANCE),
        ):
            ledger.post_ore(payer, receiver, purpose, sums[row] * ORE)
        return sums

    def _minors(self, ledger: Ledger, minors: I64, kept: I64, year: int) -> None:
        """Book staffed places (`kept` persons in them), their refund, and the special grant that runs until
        a minor is 20."""
        t = self.tables
        grant = minors * int(t.minor_special[year]) + kept * int(t.minor_refund[year])
        ledger.post_ore(_A.IMDI, _A.MUNICIPALITY, _P.MINOR_GRANT, grant)
        ledger.post_ore(_A.MUNICIPALITY, _A.MARKET, _P.STAFFED_PLACE, kept * int(t.staffed[year]))

    def _shift(self, model: "SettlementModel", households: Households, own: I32) -> None:
        """Raise the rent of municipal tenants on social assistance: housing allowance pays a part of it,
        assistance the rest, and the household is left with what it had (G12)."""
        t, ledger, size = self.tables, model.ledger, model.ledger.columns
        here = (households.tenure == Tenure.MUNICIPAL) & (households.refugee == 1)
        rows = np.flatnonzero(here & (households.municipality >= 0))
        means = own[rows].astype(np.int64)
        short = households.income[rows] - means - households.children[rows].astype(np.int64) * t.child_benefit
        rent, persons = (column[rows].astype(np.int64) for column in (households.rent, households.persons))
        allowance = housing_allowance(self.budget, means, persons, rent)
        helped = short > allowance
        more = np.where(helped, rent * self.rent_shift // 1000, 0)
        higher = np.where(helped, housing_allowance(self.budget, means, persons, rent + more), allowance)
        assistance = np.maximum(short + more - higher, 0) - np.maximum(short - allowance, 0)
        where = households.municipality[rows].astype(np.intp)
        for payer, receiver, purpose, amount in (
            (_A.HOUSEHOLD, _A.MUNICIPALITY, _P.MUNICIPAL_RENT, more),
            (_A.HUSBANKEN, _A.HOUSEHOLD, _P.HOUSING_ALLOWANCE, higher - allowance),
            (_A.MUNICIPALITY, _A.HOUSEHOLD, _P.SOCIAL_ASSISTANCE, assistance),
        ):
            ledger.post_ore(payer, receiver, purpose, bincount_exact(where, amount, size) * ORE)
        self._note(model, "cost_shifted", bincount_exact(where, higher - allowance, size)[:-1] * ORE)

    def _note(self, model: "SettlementModel", event: str, ore: I64) -> None:
        """Note amounts that no report shows, by municipality."""
        some = np.flatnonzero(ore)
        model.events.add(event, municipality=some, ore=ore[some])

    def _loans(self, ledger: Ledger, homes: I64) -> None:
        """Book interest and instalments, and the municipality's part of the loss on startlån."""
        ledger.post_ore(_A.HOUSEHOLD, _A.MARKET, _P.REPAYMENT, homes[kernels.BANK] * ORE)
        ledger.post_ore(_A.HOUSEHOLD, _A.HUSBANKEN, _P.REPAYMENT, homes[kernels.STARTLAN] * ORE)
        loss = homes[kernels.OWED] * self.tables.loss // MILLION
        ledger.post_ore(_A.MUNICIPALITY, _A.HUSBANKEN, _P.STARTLAN_LOSS, loss)

    def _nights(self, ledger: Ledger, homes: I64, month: int, year: int, capacity: int) -> None:
        """Book the nights in temporary lodging and in reception; beyond its capacity, emergency places."""
        t = self.tables
        nights = int(DAYS[month % MONTHS_PER_YEAR])
        lodged = homes[kernels.LODGED] * (nights * int(t.lodging[year]))
        ledger.post_ore(_A.MUNICIPALITY, _A.MARKET, _P.TEMPORARY_LODGING, lodged)
        housed = np.zeros(ledger.columns, dtype=np.int64)
        persons = int(homes[kernels.HOUSED].sum())
        housed[-1] = reception_cost(t, persons, capacity, nights * int(t.night[year]))
        ledger.post_ore(_A.UDI, _A.MARKET, _P.RECEPTION, housed)

    def _dwellings(self, model: "SettlementModel", census: I64, year: int) -> None:
        """Book lease rents and the operation of what municipalities dispose of, let or empty (`census`:
        dwellings by municipality, rooms, owner and state); what is put off is a backlog (G11)."""
        t, ledger, dwellings = self.tables, model.ledger, model.world.dwellings
        size = ledger.columns
        put_off = t.operation[year] * self.deferral // 1000
        operation = t.operation[year] - put_off
        # rooms first: whole rows of states are added up in one go
        held = census.sum(axis=1)[:, :, DwellingState.READYING : DwellingState.LET_ORDINARY + 1].sum(axis=2)
        cost = np.zeros(size, dtype=np.int64)
        cost[:-1] = held[:, Owner.MUNICIPALITY] * int(operation[0])
        cost[:-1] += held[:, Owner.MUNICIPALITY_LEASED] * int(operation[1])
        ledger.post_ore(_A.MUNICIPALITY, _A.MARKET, _P.DWELLING_OPERATION, cost)
        if self.deferral:
            backlog = held[:, Owner.MUNICIPALITY] * int(put_off[0])
            self._note(model, "backlog", backlog + held[:, Owner.MUNICIPALITY_LEASED] * int(put_off[1]))
        rent = np.zeros(size, dtype=np.int64)
        lease_rents(dwellings.municipality, dwellings.owner, dwellings.state, dwellings.rent, rent)
        ledger.post_ore(_A.MUNICIPALITY, _A.LANDLORD, _P.LEASE_RENT, rent * ORE)

    def _events(self, model: "SettlementModel", ledger: Ledger, year: int) -> None:
        """Book what happened: investments, purchases, sales, turnover, guarantees called."""
        read = model.events.read
        if found := read("investment"):
            where = found["municipality"]
            ledger.post(_A.MUNICIPALITY, _A.MARKET, _P.INVESTMENT, found["cost"], where)
            ledger.post(_A.HUSBANKEN, _A.MUNICIPALITY, _P.RENTAL_GRANT, found["grant"], where)
        if found := read("purchase"):
            where = found["municipality"]
            ledger.post(_A.HUSBANKEN, _A.HOUSEHOLD, _P.STARTLAN, found["startlan"], where)
            ledger.post(_A.MARKET, _A.HOUSEHOLD, _P.BANK_LOAN, found["bank"], where)
            ledger.post(_A.HOUSEHOLD, _A.MARKET, _P.HOUSE_PURCHASE, found["price"], where)
        if found := read("sale"):
            where = found["municipality"]
            ledger.post(_A.MARKET, _A.HOUSEHOLD, _P.HOUSE_PURCHASE, found["price"], where)
            public = found.get("startlan", np.zeros(len(where), dtype=np.int64)) == 1
            paid = np.minimum(found["debt"], found["price"])
            ledger.post(_A.HOUSEHOLD, _A.HUSBANKEN, _P.REPAYMENT, np.where(public, paid, 0), where)
            ledger.post(_A.HOUSEHOLD, _A.MARKET, _P.REPAYMENT, np.where(public, 0, paid), where)
        if found := read("turnover"):
            cost = int(self.tables.turnover[year])
            ledger.post(_A.MUNICIPALITY, _A.MARKET, _P.TURNOVER, cost, found["municipality"])
        if found := read("guarantee_loss"):
            ledger.post(
                _A.MUNICIPALITY, _A.LANDLORD, _P.GUARANTEE_LOSS, found["amount"], found["municipality"]
            )
