"""Accounts: the month's money, person by person, household by household, dwelling by dwelling."""

from typing import TYPE_CHECKING

import numpy as np

from agents.calendar import year_row
from agents.household import budget, housing_allowance
from agents.kinds import (
    MONTHS_PER_YEAR,
    NEVER,
    Account,
    DwellingState,
    Kind,
    Owner,
    Path,
    Programme,
    Purpose,
    Tenure,
)
from simulation.ledger import ORE
from simulation.people import ADULT
from simulation.processes import accounts
from simulation.processes.accounts import ALLOWED, DAYS, GRANT_YEARS, MILLION
from simulation.twin.beings import Dwelling, Household, Person
from simulation.twin.shared import I64, integers, prepared

if TYPE_CHECKING:
    from simulation.twin.model import TwinModel

_A, _P = Account, Purpose
Flow = tuple[Account, Account, Purpose]


class Accounts:
    """The month's bookkeeping."""

    name = "accounts"

    def prepare(self, model: "TwinModel") -> None:
        """Build the tables."""
        same = prepared(accounts.Accounts(), model)
        self.tables, self.household = same.tables, same.household
        self.deferral, self.rent_shift = same.deferral, same.rent_shift

    def run(self, model: "TwinModel") -> None:
        """Book everything of the month and close it."""
        world, ledger = model.world, model.ledger
        self.year = year_row(model.month, len(self.tables.grant))
        self.month = model.month
        self.budget = budget(self.household, model.month)
        self.sums: dict[Flow, I64] = {}
        self.columns = ledger.columns
        self.owed: I64 = np.zeros(ledger.columns, dtype=np.int64)  # startlån
        self.shifted: I64 = np.zeros(ledger.columns, dtype=np.int64)  # to the state's allowance
        self.backlog: I64 = np.zeros(ledger.columns, dtype=np.int64)  # of upkeep put off
        for person in world.persons:
            if person.present:
                self._income(person)
                self._integration(person)
                self._minor_grant(person)
        self.in_reception = 0
        for household in world.households:
            self._staffed_place(household)
            self._home(household)
            self._loan(household)
            self._nights(household)
        capacity = int(round(self.tables.capacity * model.population_scale))
        night = int(DAYS[self.month % MONTHS_PER_YEAR]) * int(self.tables.night[self.year])
        cost = accounts.reception_cost(self.tables, self.in_reception, capacity, night)
        self._book(_A.UDI, _A.MARKET, _P.RECEPTION, cost, -1)
        for home in world.dwellings:
            self._dwelling(home)
        self._events(model)
        for event, ore in (("cost_shifted", self.shifted), ("backlog", self.backlog)):
            some = np.flatnonzero(ore[:-1])
            if len(some):
                model.events.add(event, municipality=some, ore=ore[some])
        loss = self.owed * self.tables.loss // MILLION
        ledger.post_ore(_A.MUNICIPALITY, _A.HUSBANKEN, _P.STARTLAN_LOSS, loss)
        for (payer, receiver, purpose), ore in self.sums.items():
            ledger.post_ore(payer, receiver, purpose, ore)
        ledger.close_month()

    def _book(self, payer: Account, receiver: Account, purpose: Purpose, ore: int, where: int) -> None:
        """Note a payment of whole øre in a municipality (-1: nowhere)."""
        flow = payer, receiver, purpose
        if flow not in self.sums:
            self.sums[flow] = np.zeros(self.columns, dtype=np.int64)
        self.sums[flow][where] += ore

    # --- persons -------------------------------------------------------------------------------------

    def _income(self, person: Person) -> None:
        """Wage, introduction benefit or state benefits, and the tax on the first two."""
        if person.income <= 0:
            return
        where, ore = person.household.municipality, person.income * ORE
        if person.employed:
            self._book(_A.MARKET, _A.HOUSEHOLD, _P.WAGE, ore, where)
        elif person.programme == Programme.ACTIVE:
            self._book(_A.MUNICIPALITY, _A.HOUSEHOLD, _P.INTRODUCTION_BENEFIT, ore, where)
        else:
            self._book(_A.NAV, _A.HOUSEHOLD, _P.BENEFIT, ore, where)
            return
        tax = max(person.income - self.budget.tax_free, 0) * self.budget.tax_permille // 1000
        self._book(_A.HOUSEHOLD, _A.NAV, _P.TAX, tax * ORE, where)

    def _integration(self, person: Person) -> None:
        """Services in the five years after settlement; the grant of year 1 in the month of settlement,
        of years 2-5, by calendar year of settlement, in January."""
        t, month, where = self.tables, self.month, person.household.municipality
        if not month - 60 < person.settled <= month or person.path == Path.BORN:
            return
        years = (month - person.settled) // MONTHS_PER_YEAR
        self._book(_A.MUNICIPALITY, _A.MARKET, _P.SERVICES, int(t.service[self.year, years]), where)
        grant_year = month // MONTHS_PER_YEAR - person.settled // MONTHS_PER_YEAR
        january = month % MONTHS_PER_YEAR == 0 and grant_year < GRANT_YEARS
        if person.settled != month and not january:
            return
        child = int(person.birth > month - ADULT)
        amount = int(t.grant[self.year][child, grant_year])
        if grant_year == 0 and person.household.kind in (Kind.SINGLE, Kind.UNACCOMPANIED):
            amount += int(t.single_more[self.year])
        if grant_year == 0:
            amount = max(amount + int(t.kind_more[person.household.kind]), 0)
        self._book(_A.IMDI, _A.MUNICIPALITY, _P.INTEGRATION_GRANT, amount * ORE, where)

    def _minor_grant(self, person: Person) -> None:
        """The special grant for a minor who came alone runs until 20."""
        settled = person.settled != NEVER and person.settled <= self.month
        young = person.birth > self.month - 20 * MONTHS_PER_YEAR
        if person.path == Path.UNACCOMPANIED and settled and young:
            ore = int(self.tables.minor_special[self.year])
            self._book(_A.IMDI, _A.MUNICIPALITY, _P.MINOR_GRANT, ore, person.household.municipality)

    # --- households ----------------------------------------------------------------------------------

    def _staffed_place(self, h: Household) -> None:
        """The cost of a staffed place, and what the state refunds of it."""
        if h.tenure != Tenure.STAFFED:
            return
        t, where = self.tables, h.municipality
        self._book(
            _A.IMDI, _A.MUNICIPALITY, _P.MINOR_GRANT, h.persons * int(t.minor_refund[self.year]), where
        )
        self._book(_A.MUNICIPALITY, _A.MARKET, _P.STAFFED_PLACE, h.persons * int(t.staffed[self.year]), where)

    def _home(self, h: Household) -> None:
        """Rent, child benefit, housing allowance and social assistance.

        Assistance is the household's income less its own and child benefit; housing allowance comes
        first and lowers it by as much.
        """
        where, rent = h.municipality, h.rent * ORE
        if h.tenure in (Tenure.PRIVATE, Tenure.UNSERIOUS):
            self._book(_A.HOUSEHOLD, _A.LANDLORD, _P.RENT, rent, where)
        elif h.tenure in (Tenure.MUNICIPAL, Tenure.SHARED):
            self._book(_A.HOUSEHOLD, _A.MUNICIPALITY, _P.MUNICIPAL_RENT, rent, where)
        if not h.refugee or where < 0 or h.tenure == Tenure.GONE:
            return
        means = sum(person.income for person in h.members)
        child = h.children * self.tables.child_benefit
        allowance = 0
        if ALLOWED[h.tenure]:
            helped = housing_allowance(
                self.budget, integers([means]), integers([h.persons]), integers([h.rent])
            )
            allowance = int(helped[0])
        short = h.income - means - child
        if h.tenure == Tenure.MUNICIPAL and self.rent_shift and short > allowance:
            # rent rises for who is on assistance: the state's allowance pays a part of it (G12)
            more = h.rent * self.rent_shift // 1000
            higher = housing_allowance(
                self.budget, integers([means]), integers([h.persons]), integers([h.rent + more])
            )
            self._book(_A.HOUSEHOLD, _A.MUNICIPALITY, _P.MUNICIPAL_RENT, more * ORE, where)
            self.shifted[where] += (int(higher[0]) - allowance) * ORE
            short, allowance = short + more, int(higher[0])
        assistance = max(short - allowance, 0)
        self._book(_A.NAV, _A.HOUSEHOLD, _P.BENEFIT, child * ORE, where)
        self._book(_A.HUSBANKEN, _A.HOUSEHOLD, _P.HOUSING_ALLOWANCE, allowance * ORE, where)
        self._book(_A.MUNICIPALITY, _A.HOUSEHOLD, _P.SOCIAL_ASSISTANCE, assistance * ORE, where)

    def _loan(self, h: Household) -> None:
        """Interest and instalments, to Husbanken for startlån, else to the bank."""
        if h.debt <= 0:
            return
        due = h.debt * self.budget.interest // MILLION + h.debt // self.budget.amortisation
        lender = _A.HUSBANKEN if h.startlan else _A.MARKET
        self._book(_A.HOUSEHOLD, lender, _P.REPAYMENT, due * ORE, h.municipality)
        if h.startlan:
            self.owed[h.municipality] += h.debt

    def _nights(self, h: Household) -> None:
        """The nights in temporary lodging (a household) and in reception (a person)."""
        nights = int(DAYS[self.month % MONTHS_PER_YEAR])
        if h.tenure == Tenure.TEMPORARY:
            ore = nights * int(self.tables.lodging[self.year])
            self._book(_A.MUNICIPALITY, _A.MARKET, _P.TEMPORARY_LODGING, ore, h.municipality)
        elif h.tenure == Tenure.RECEPTION:
            self.in_reception += h.persons

    # --- dwellings and events --------------------------------------------------------------------------

    def _dwelling(self, home: Dwelling) -> None:
        """Operation of what the municipality disposes of (what is put off is a backlog, G11), and the rent
        of what it rents in."""
        if not home.municipal or home.state in (DwellingState.PIPELINE, DwellingState.REMOVED):
            return
        leased = int(home.owner == Owner.MUNICIPALITY_LEASED)
        ore = int(self.tables.operation[self.year, leased])
        put_off = ore * self.deferral // 1000
        self.backlog[home.municipality] += put_off
        ore -= put_off
        self._book(_A.MUNICIPALITY, _A.MARKET, _P.DWELLING_OPERATION, ore, home.municipality)
        if leased:
            self._book(_A.MUNICIPALITY, _A.LANDLORD, _P.LEASE_RENT, home.rent * ORE, home.municipality)

    def _events(self, model: "TwinModel") -> None:
        """Investments, purchases, sales, turnover, guarantees called."""
        for event in _each(model, "investment"):
            where = event["municipality"]
            self._book(_A.MUNICIPALITY, _A.MARKET, _P.INVESTMENT, event["cost"] * ORE, where)
            self._book(_A.HUSBANKEN, _A.MUNICIPALITY, _P.RENTAL_GRANT, event["grant"] * ORE, where)
        for event in _each(model, "purchase"):
            where = event["municipality"]
            self._book(_A.HUSBANKEN, _A.HOUSEHOLD, _P.STARTLAN, event["startlan"] * ORE, where)
            self._book(_A.MARKET, _A.HOUSEHOLD, _P.BANK_LOAN, event["bank"] * ORE, where)
            self._book(_A.HOUSEHOLD, _A.MARKET, _P.HOUSE_PURCHASE, event["price"] * ORE, where)
        for event in _each(model, "sale"):
            where = event["municipality"]
            self._book(_A.MARKET, _A.HOUSEHOLD, _P.HOUSE_PURCHASE, event["price"] * ORE, where)
            lender = _A.HUSBANKEN if event["startlan"] else _A.MARKET
            paid = min(event["debt"], event["price"])
            self._book(_A.HOUSEHOLD, lender, _P.REPAYMENT, paid * ORE, where)
        for event in _each(model, "turnover"):
            cost = int(self.tables.turnover[self.year])
            self._book(_A.MUNICIPALITY, _A.MARKET, _P.TURNOVER, cost * ORE, event["municipality"])
        for event in _each(model, "guarantee_loss"):
            where, ore = event["municipality"], event["amount"] * ORE
            self._book(_A.MUNICIPALITY, _A.LANDLORD, _P.GUARANTEE_LOSS, ore, where)


def _each(model: "TwinModel", name: str) -> list[dict[str, int]]:
    """Return the month's events of a name, one by one."""
    columns = model.events.read(name)
    rows = zip(*(column.tolist() for column in columns.values()), strict=True) if columns else ()
    return [dict(zip(columns, row, strict=True)) for row in rows]
