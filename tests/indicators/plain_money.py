"""What is paid, by whom and for whom: found again from the ledger's months, and person by person."""

from collections import Counter, defaultdict
from math import nan
from typing import Any

from agents.household import budget
from agents.kinds import (
    NEVER,
    Account,
    DwellingState,
    Kind,
    Owner,
    Path,
    Programme,
    Purpose,
    Tenure,
    year_of,
)
from data import national_series
from indicators.unit_costs import unit_cost
from simulation.ledger import FLOWS
from simulation.processes.accounts import build_tables
from tests.indicators.plain import Row, Witness

PRICE_YEAR = 2013
NO_COST = ("STARTLAN", "REPAYMENT", "HOUSE_PURCHASE", "BANK_LOAN", "WAGE", "TAX")
MUNICIPAL_PAYS = ("services", "staffed_place", "introduction_benefit", "assistance", "dwellings")
MUNICIPAL_GETS = ("municipal_rent", "integration_grant", "minor_grant")
STATE_PAYS = ("integration_grant", "minor_grant", "state_benefit", "child_benefit", "allowance")


def real(year: int, of: int = PRICE_YEAR) -> float:
    """Return what a krone of a year is worth in those of another."""
    cpi = national_series("cpi")
    return float(cpi[of] / cpi[year])


class Money:
    """What is seen of money."""

    def __init__(self, years: list[int], policy: int) -> None:
        self.years, self.scored = years, [year for year in years if year >= policy]
        self.flows: dict[tuple[Account, Account, Purpose], Counter[int]] = defaultdict(Counter)  # øre
        self.allowance: Counter[int] = Counter()  # NOK
        self.grants: Counter[int] = Counter()
        self.stock: Counter[int] = Counter()  # municipal dwellings in December
        self.settled: Counter[int] = Counter()
        # of a cohort, in the December of its settlement, and of each of its groups
        self.people: Counter[tuple[int, str]] = Counter()
        self.cohorts: dict[tuple[str, str], dict[int, Counter[int]]] = defaultdict(
            lambda: defaultdict(Counter)
        )
        self.groups: dict[tuple[str, int], tuple[str, ...]] = {}  # as the household was when it was settled

    def observe(self, w: Witness) -> None:
        for flow, by_town in zip(FLOWS, w.model.ledger.month_flows().tolist(), strict=True):
            self.flows[flow.payer, flow.receiver, flow.purpose][w.year] += sum(by_town)
        self.rules = budget(w.model.values.rules("household"), w.month)
        self.tables: Any = build_tables(
            w.model.values.rules("accounts"), float(w.model.values.rules("work").child_benefit), 2007
        )
        for h in w.homes.values():
            self.allowance[w.year] += w.helped(h)
        self.grants[w.year] += sum(e["grant"] for e in w.happened("investment"))
        self.settled[w.year] += sum(e["persons"] for e in w.happened("settled"))
        if w.month % 12 == 11:
            owned = (Owner.MUNICIPALITY, Owner.MUNICIPALITY_LEASED)
            used = (DwellingState.READYING, DwellingState.VACANT, DwellingState.OCCUPIED)
            self.stock[w.year] = sum(d["owner"] in owned and d["state"] in used for d in w.dwellings.values())
            self._note(w)
            for p in w.persons.values():
                if p["present"] and p["settled"] != NEVER and 0 <= w.month - p["settled"] < 60:
                    self._person(w, p)
            for h in w.homes.values():
                if h["refugee"] and h["settled"] != NEVER and 0 <= w.month - h["settled"] < 60:
                    self._household(w, h)

    def _note(self, w: Witness) -> None:
        for p in w.persons.values():
            if p["present"] and p["settled"] != NEVER:
                home = w.homes[p["household"]]
                self.groups.setdefault(("person", p["uid"]), (*w.parts(home), *w.level(home["municipality"])))
        for h in w.homes.values():
            if h["refugee"] and h["tenure"] != Tenure.GONE and h["settled"] != NEVER:
                self.groups.setdefault(("home", h["uid"]), (*w.parts(h), *w.level(h["municipality"])))

    def _own(self, w: Witness, h: Row) -> int:
        return sum(max(p["income"], 0) for p in w.members[h["uid"]])

    # --- cohorts ----------------------------------------------------------------------------------------

    def _person(self, w: Witness, p: Row) -> None:
        t, year, cohort = self.tables, w.year - 2007, year_of(p["settled"])
        home, months = w.homes[p["household"]], min(w.month - p["settled"] + 1, 12)
        parts = ("", *self.groups["person", p["uid"]])
        for part in parts:
            self.people[cohort, part] += cohort == w.year

        def add(name: str, amount: int) -> None:
            for part in parts:
                self.cohorts[name, part][cohort][w.year] += amount

        works, active = p["employed"] == 1, p["programme"] == Programme.ACTIVE
        if works or active:
            due = max(p["income"] - self.rules.tax_free, 0) * self.rules.tax_permille // 1000
            add("tax", due * months)
        if active and not works:
            add("introduction_benefit", p["income"] * months)
        if not active and not works:
            add("state_benefit", p["income"] * months)
        if p["path"] != Path.BORN:
            nth = w.year - cohort
            if nth < 5:
                child = p["birth"] > w.month - 18 * 12
                amount = int(t.grant[year][int(child)][nth])
                if nth == 0:
                    alone = home["kind"] in (Kind.SINGLE, Kind.UNACCOMPANIED)
                    amount += int(t.single_more[year]) * alone + int(t.kind_more[home["kind"]])
                add("integration_grant", max(amount, 0))
            rate = int(t.service[year][(w.month - p["settled"]) // 12])
            add("services", rate * months // 100)
        staffed = home["tenure"] == Tenure.STAFFED
        young = p["path"] == Path.UNACCOMPANIED and p["birth"] > w.month - 240
        monthly = young * int(t.minor_special[year]) + staffed * int(t.minor_refund[year])
        add("minor_grant", monthly * months // 100)
        add("staffed_place", staffed * int(t.staffed[year]) * months // 100)

    def _household(self, w: Witness, h: Row) -> None:
        if h["tenure"] == Tenure.GONE:
            return
        cohort, months = year_of(h["settled"]), min(w.month - h["settled"] + 1, 12)
        child = h["children"] * self.tables.child_benefit
        helped = w.helped(h)
        here = h["municipality"] >= 0
        assisted = max(h["income"] - self._own(w, h) - child - helped, 0) * here
        amounts = {"child_benefit": child, "allowance": helped, "assistance": assisted}
        if h["tenure"] == Tenure.MUNICIPAL:
            amounts["municipal_rent"] = h["rent"]
            amounts["dwellings"] = 1
        for name, amount in amounts.items():
            for part in ("", *self.groups["home", h["uid"]]):
                self.cohorts[name, part][cohort][w.year] += amount * months

    def per_person(self, name: str, horizon: int, rate: float, part: str = "") -> float:
        """Return what a purpose comes to per person of a cohort, or of one group of it, mean of the cohorts
        followed so long."""
        found = []
        operation = unit_cost("dwelling_operation") * real(2012)  # of the price year already
        dwelling = (operation + unit_cost("discount_rate") * unit_cost("dwelling_cost") * real(2016)) / 12
        for cohort in range(self.scored[0], self.years[-1] - horizon + 2):
            if not self.people[cohort, part]:
                continue
            total = 0.0
            for year in range(cohort, cohort + horizon):
                each = dwelling if name == "dwellings" else real(year)
                total += self.cohorts[name, part][cohort][year] * each / (1 + rate) ** (year - cohort)
            found.append(total / self.people[cohort, part] / 1000)
        return sum(found) / len(found) if found else nan

    def of_cohorts(self, who: str, horizon: int = 5, rate: float = 0.04, part: str = "") -> float:
        """Return what a cohort costs a person: of municipalities, the public, or the state's balance."""

        def total(names: tuple[str, ...]) -> float:
            return sum(self.per_person(name, horizon, rate, part) for name in names)

        towns = total(MUNICIPAL_PAYS) - total(MUNICIPAL_GETS)
        state = total(STATE_PAYS) - self.per_person("tax", horizon, rate, part)
        return {"municipality": towns, "public": towns + state, "state": -state}[who]

    # --- the ledger ----------------------------------------------------------------------------------------

    def net(self, account: Account, year: int) -> float:
        """Return what an account paid less what it received, NOK of the price year, loans left out."""
        total = 0
        for (payer, receiver, purpose), yearly in self.flows.items():
            if Purpose(purpose).name not in NO_COST:
                total += yearly[year] * ((payer == account) - (receiver == account))
        return total / 100 * real(year)

    def per_settled(self, *accounts: Account) -> float:
        """Return thousands of NOK per person settled."""
        paid = sum(self.net(account, year) for account in accounts for year in self.scored)
        return paid / sum(self.settled[year] for year in self.scored) / 1000

    def millions(self, yearly: Counter[int]) -> float:
        """Return millions of NOK a year of the price year."""
        return sum(yearly[year] * real(year) / 1_000_000 for year in self.scored) / len(self.scored)

    def operation(self) -> Counter[int]:
        """Return øre paid for operation by year."""
        return self.flows[Account.MUNICIPALITY, Account.MARKET, Purpose.DWELLING_OPERATION]

    def per_dwelling(self) -> float:
        """Return thousands of NOK for operation a municipal dwelling and year."""
        paid = self.operation()
        each = [paid[year] / 100_000 * real(year) / self.stock[year] for year in self.scored]
        return sum(each) / len(each)

    def of_guarantees(self) -> float:
        """Return millions of NOK paid on guarantees a year."""
        claims = self.flows[Account.MUNICIPALITY, Account.LANDLORD, Purpose.GUARANTEE_LOSS]
        return sum(claims[year] / 1e8 * real(year) for year in self.scored) / len(self.scored)
