"""Careers: moves within the municipality, purchase with bank or startlån, savings and debt."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from agents.household import budget, housing_allowance, residual_income, saved
from agents.kinds import (
    MONTHS_PER_YEAR,
    NEVER,
    QUARTER,
    START_MONTH,
    DwellingState,
    Instrument,
    Mode,
    Owner,
    Reason,
    Tenure,
)
from simulation.processes import careers
from simulation.processes.careers import MUNICIPAL, RENT, STAY, choose_here, move_reason
from simulation.randomness import Stream, derive_key
from simulation.rental.levels import rent_now
from simulation.twin.beings import Household
from simulation.twin.homes import equity, home_price, move_in
from simulation.twin.placement import area_in
from simulation.twin.shared import integers, prepared, quantile
from simulation.twin.turn import has_turn

if TYPE_CHECKING:
    from simulation.twin.model import TwinModel

OPTION_SALT = [int(salt) for salt in careers._OPTION_SALT]


@dataclass
class Plan:
    """A home a household looks at, and how it could be paid."""

    household: Household
    place: int
    area: int
    rooms: int
    price: int
    own: int
    loan: int
    bank: bool
    draw: int
    startlan: bool = False
    refusal: int = Reason.STARTLAN_UNKNOWN  # why there is no startlån


class Careers:
    """Housing careers within the municipality."""

    name = "careers"

    def prepare(self, model: "TwinModel") -> None:
        """Build tables; guidance narrows startlån practice, follow-up spreads knowledge."""
        self.same = prepared(careers.Careers(), model)

    def run(self, model: "TwinModel") -> None:
        """A third of the households each month: budgets, knowledge, moves, purchase."""
        self.budget = budget(self.same.household, model.month)
        world = model.world
        self.level = rent_now(world.geography, world.places, self.same.market, model.month)
        turn = [
            h for h in world.households
            if h.refugee and Tenure.MUNICIPAL <= h.tenure < Tenure.GONE and h.tenure != Tenure.STAFFED
            and has_turn(h, model.month, QUARTER)
        ]  # fmt: skip
        for h in turn:
            self._save(h)
            self._learn(model, h)
            self._outgrow(model, h)
        here = [h for h in turn if h.seeks_place < 0]
        bought = self._buy(model, here)
        for h in here:
            if h.uid not in bought:
                self._consider(model, h)

    # --- money and knowledge ------------------------------------------------------------------------

    def _save(self, h: Household) -> None:
        """Three months of saving and repayment at once."""
        left = residual_income(
            self.budget, integers([h.income]), integers([h.persons]), integers([h.adults_working]),
            integers([h.rent]), integers([h.debt]),
        )  # fmt: skip
        h.savings = min(h.savings + QUARTER * int(saved(self.budget, left)[0]), 1_000_000_000)
        h.debt -= QUARTER * (h.debt // self.budget.amortisation)

    def _learn(self, model: "TwinModel", h: Household) -> None:
        """Learn of startlån, where the municipality uses it for refugee households."""
        if h.knows_startlan or not model.world.municipalities.known[h.municipality, Instrument.STARTLAN]:
            return
        if model.draws.one(Stream.STARTLAN, model.month, h.key) < self.same.tables.learns:
            h.knows_startlan = 1

    def _outgrow(self, model: "TwinModel", h: Household) -> None:
        """Note the month the dwelling became too small, or forget it when it fits again."""
        if h.dwelling is None:
            return
        if h.needed_rooms <= h.dwelling.rooms:
            h.outgrown = NEVER
        elif h.outgrown == NEVER:
            h.outgrown = model.month

    # --- moving here --------------------------------------------------------------------------------

    def _consider(self, model: "TwinModel", h: Household) -> None:
        """Consider a move within the municipality: stay, rent elsewhere, or apply for a municipal
        dwelling."""
        t, month = self.same.tables, model.month
        flags = (
            1 * (h.outgrown != NEVER and month >= START_MONTH)
            + 2 * (month <= h.contract_end < month + 3)
            + 4 * (h.arrears >= 2)
            + 8 * (self.same.programme <= month - h.settled < self.same.programme + 6)
            + 16 * (h.adults_working > 0)
        )
        if model.draws.one(Stream.CONSIDER, month, h.key) >= t.consider[h.tenure, flags]:
            return
        option = self._choose(model, h)
        why = int(move_reason(integers([flags]), integers([h.why]))[0])
        model.events.add(
            "considered", household=h.uid, municipality=h.municipality, choice=option, why=why,
            reason=int(Reason.CONTENT) if option == STAY else why,
        )  # fmt: skip
        if option != STAY:
            h.why = why
        if option == MUNICIPAL:
            h.queue_since = month
        elif option == RENT:
            h.seeks_place = self._where(model, h)
            h.seeks_since = month
            # the municipality stands behind those who leave its own or shared dwellings
            known = model.world.municipalities.known[h.municipality, Instrument.GUARANTEE]
            h.guaranteed = int(known and h.tenure in (Tenure.MUNICIPAL, Tenure.SHARED))

    def _choose(self, model: "TwinModel", h: Household) -> int:
        """Return the option worth most, with a draw of its own for each."""
        t, b = self.same.tables, self.budget
        need, rooms = h.needed_rooms, 1 if h.dwelling is None else h.dwelling.rooms
        paid = h.debt * b.interest // 1_000_000 if h.tenure == Tenure.OWNED else h.rent
        market = int(self.level[h.place, need - 1])
        income, persons = integers([h.income]), integers([h.persons])
        draws = [model.draws.one(Stream.MOVE_NOISE, model.month, h.key ^ salt) for salt in OPTION_SALT]
        noise = [quantile(t.choice.noise, draw) for draw in draws]
        option = choose_here(
            t.choice, integers([h.tenure]), integers([max(need - rooms, 0)]), integers([paid]),
            integers([market]), integers([market * t.choice.municipal_permille // 1000]),
            housing_allowance(b, income, persons, integers([h.rent])),
            housing_allowance(b, income, persons, integers([market])), np.array([noise]),
            integers([h.queue_since == NEVER]),
        )  # fmt: skip
        return int(option[0])

    def _where(self, model: "TwinModel", h: Household) -> int:
        """Return the place searched: one's own, or in a city of several districts another."""
        geography = model.world.geography
        count = int(geography.places[h.municipality])
        first, second = model.draws.one_both(Stream.DESTINATION, model.month, h.key)
        if count > 1 and first < self.same.tables.district:
            return int(geography.first_place[h.municipality]) + (second * count >> 32)
        return h.place

    # --- buying -------------------------------------------------------------------------------------

    def _buy(self, model: "TwinModel", households: list[Household]) -> set[int]:
        """Look for a home to buy; finance decides. Returns the uids of who bought."""
        plans = []
        for h in households:
            draw, second = model.draws.one_both(Stream.PURCHASE, model.month, h.key)
            owns = h.tenure == Tenure.OWNED
            looks = draw < self.same.tables.buying[h.origin, int(h.children > 0), int(owns)]
            # an owner looks only when the home has become too small (burn-in: nobody acts on that)
            small = h.outgrown != NEVER and model.month >= START_MONTH
            if looks and (not owns or small):
                plans.append(self._plan(model, h, second))
        self._startlan(model, plans)
        done = [plan for plan in plans if plan.bank or plan.startlan]
        for plan in plans:
            if not (plan.bank or plan.startlan):
                model.events.add(
                    "no_purchase", household=plan.household.uid, municipality=plan.household.municipality,
                    reason=int(plan.refusal),
                )  # fmt: skip
        for plan in done:
            self._purchase(model, plan)
        return {plan.household.uid for plan in done}

    def _plan(self, model: "TwinModel", h: Household, draw: int) -> Plan:
        """The home a household looks at; the bank lends with own means, work and enough income."""
        # crowding in the register's sense is a room short of the persons; buyers look for no less
        place, rooms = self._where(model, h), min(max(h.persons, 2), 5)
        key = derive_key(h.key, model.month, Stream.PURCHASE)
        area = area_in(model.world.geography, place, key)
        price = home_price(model, place, area, rooms)
        own = h.savings + equity(model, h)
        loan = max(price - own, 0)
        enough = own * 1000 >= price * self.same.equity_share
        bearable = loan * 1000 <= MONTHS_PER_YEAR * h.income * self.same.bank
        bank = enough and bearable and h.adults_working > 0
        return Plan(h, place, area, rooms, price, own, loan, bank, draw)

    def _startlan(self, model: "TwinModel", plans: list[Plan]) -> None:
        """Who knows of startlån applies where it is used; the officer's hours, the municipality's
        practice, the frame and the market decide, in that order."""
        t, world = self.same.tables, model.world
        m, husbanken = world.municipalities, world.husbanken
        applies = [
            plan for plan in plans
            if not plan.bank and plan.household.knows_startlan
            and m.known[plan.household.municipality, Instrument.STARTLAN]
        ]  # fmt: skip
        # who is served first is no matter of rows: each application has a draw of its own
        applies.sort(key=lambda plan: model.draws.one(
            Stream.STARTLAN, model.month, derive_key(plan.household.key, 0, Stream.STARTLAN)
        ))  # fmt: skip
        # the officer takes applications in order while this month's hours last
        minutes = np.floor(m.hours[:, 2] * 60.0).astype(np.int64).tolist()
        taken: Counter[int] = Counter()
        served = []
        for plan in applies:
            town = plan.household.municipality
            if (taken[town] + 1) * t.minutes <= minutes[town]:
                taken[town] += 1
                served.append(plan)
            else:
                plan.refusal = Reason.HOURS
        for town, count in taken.items():
            m.hours[town, 2] -= count * (t.minutes / 60.0)
        frame = husbanken.startlan_left
        for plan in served:
            h = plan.household
            able = plan.loan * 1000 <= MONTHS_PER_YEAR * h.income * int(self.same.practice[h.municipality])
            granted = able and plan.loan <= frame  # one that does not fit is refused, the next looked at
            frame -= plan.loan if granted else 0
            plan.refusal = Reason.FRAME_EXHAUSTED if able else Reason.NO_FINANCE
            if granted:
                plan.refusal = Reason.MARKET_EMPTY  # unless it buys: the certificate lapsed
            # price pressure beyond the ordinary level, in twentieths
            pressure = int(np.rint(20.0 * np.clip(world.places.price_index[h.place] - 1.0, 0.0, 1.0)))
            plan.startlan = bool(granted and plan.draw < t.conversion[pressure])
            lent = plan.loan if plan.startlan else 0
            husbanken.startlan_left -= lent
            model.events.add("startlan", municipality=h.municipality, amount=lent, granted=granted)

    def _purchase(self, model: "TwinModel", plan: Plan) -> None:
        """A home of the ordinary market enters the table, and the household moves in."""
        h, geography = plan.household, model.world.geography
        key = derive_key(h.key, model.month, Stream.PURCHASE)
        own = min(plan.own, plan.price)
        home = model.world.add_dwelling(
            key, municipality=int(geography.place_municipality[plan.place]), place=plan.place, area=plan.area,
            rooms=plan.rooms, owner=Owner.HOUSEHOLD, state=DwellingState.OCCUPIED, cost=plan.price,
            mode=Mode.EXISTING,
        )  # fmt: skip
        model.events.add(
            "purchase", household=h.uid, municipality=h.municipality, price=plan.price,
            startlan=plan.loan if plan.startlan else 0, bank=0 if plan.startlan else plan.loan,
            savings=own, origin=h.origin,
        )  # fmt: skip
        h.why = Reason.BUYS
        move_in(model, h, home, Tenure.OWNED, NEVER)
        h.savings = max(h.savings - own, 0)
        h.debt = plan.loan
        h.startlan = int(plan.startlan)
