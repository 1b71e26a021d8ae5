"""Careers: moves within the municipality, purchase with bank or startlån, savings and debt
(decisions 4.2-4.6).

One file of more than 300 lines: one household's choice between staying, moving and buying.
"""

from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.household import (
    NOISE_ROWS,
    ChoiceRules,
    budget,
    choice_rules,
    consider_probability,
    conversion_probability,
    housing_allowance,
    practice,
)
from agents.kinds import (
    MONTHS_PER_YEAR,
    NEVER,
    NOBODY,
    QUARTER,
    START_MONTH,
    DwellingState,
    Instrument,
    Mode,
    Owner,
    Reason,
    Tenure,
)
from agents.parameters import Rules
from simulation.kernels import careers as kernels
from simulation.kernels.budget import packed
from simulation.moves import needed_rooms
from simulation.placement import area_in
from simulation.randomness import Stream, derive_keys, mix, quantile_index, threshold
from simulation.relocation import equity, home_price, move_in
from simulation.rental.levels import rent_now

if TYPE_CHECKING:
    from simulation.model import SettlementModel

I64 = npt.NDArray[np.int64]
F64 = npt.NDArray[np.float64]

STAY, RENT, MUNICIPAL = 0, 1, 2  # options of a move here, besides buying
_OPTION_SALT = np.array([mix(101 + option) for option in range(3)], dtype=np.uint64)
_STAYS = 200_000  # largest worth that fits every sum, NOK a month


@dataclass(frozen=True)
class CareerTables:
    """Integer tables of careers (thresholds unless said otherwise).

    Attributes
    ----------
    consider : int64 array, shape (12, 32)
        A quarter's chance of considering a move, by tenure and flags.
    buying : int64 array, shape (8, 2, 2)
        A quarter's chance of looking for a home to buy, by origin, whether there are children, and
        whether one owns already.
    conversion : int64 array, shape (21,)
        A certificate becomes a purchase, by twentieths of price pressure.
    learns : int
        Learns of startlån within a quarter.
    """

    consider: I64
    buying: I64
    conversion: I64
    learns: int
    choice: ChoiceRules
    district: int
    minutes: int  # officer minutes per application


def build_tables(rules: Rules, household: Rules, follow_up: float) -> CareerTables:
    """Return the tables; `follow_up` is the channel of housing follow-up, in [-1, 1]."""
    yearly = rules.vector("buying")
    looks = np.stack([yearly, np.minimum(yearly * rules.buying_family, 1.0)], axis=1)
    looks = np.stack([looks, looks * rules.buying_owner], axis=2)
    hazard = rules.learns_startlan + rules.learns_follow_up * follow_up
    quick = (
        rules.application_hours + (rules.application_hours_follow_up - rules.application_hours) * follow_up
    )
    return CareerTables(
        consider=threshold(consider_probability(household, QUARTER)),
        buying=threshold(1.0 - (1.0 - looks) ** (QUARTER / MONTHS_PER_YEAR)),
        conversion=threshold(conversion_probability(household)),
        learns=int(threshold(1.0 - (1.0 - max(hazard, 0.0)) ** QUARTER)),
        choice=choice_rules(household),
        district=int(threshold(rules.district_choice)),
        minutes=int(round(60 * quick)),
    )


def choose_here(
    choice: ChoiceRules, tenure: I64, missing: I64, paid: I64, market: I64, municipal: I64,
    helped: I64, helped_market: I64, noise: I64, may_apply: I64,
) -> I64:  # fmt: skip
    """Return STAY, RENT or MUNICIPAL for each household.

    Parameters
    ----------
    tenure, missing, paid : int64 arrays
        Present tenure, rooms missing, and NOK a month paid for housing.
    market, municipal : int64 arrays
        Rent of a fitting private and municipal dwelling, NOK a month.
    helped, helped_market : int64 arrays
        Housing allowance now and with the market rent.
    noise : int64 array, shape (n, 3)
        NOK a month per option.
    may_apply : int64 array
        1 where a municipal application is open to the household.
    """
    stay = choice.security[tenure] - choice.room * missing - paid + helped + noise[:, STAY]
    rent = choice.security[Tenure.PRIVATE] - market + helped_market - choice.moving + noise[:, RENT]
    worth = stay - noise[:, STAY]
    gain = choice.security[Tenure.MUNICIPAL] - municipal + helped_market - choice.moving - worth
    # a place in the queue is worth the gain for the months after the wait, and the household stays
    apply = worth + (gain * choice.queue_permille) // 1000 + noise[:, MUNICIPAL]
    apply = np.where(may_apply == 1, apply, -_STAYS)
    return np.argmax(np.stack([stay, rent, apply], axis=1), axis=1).astype(np.int64)


def move_reason(flags: I64, why: npt.NDArray[np.integer]) -> I64:
    """Return why households think of moving, a Reason: the most pressing of the `flags` of
    :meth:`Careers._quarter`; a home outgrown by family that came is told from one outgrown by births
    by what `why` the household had noted."""
    came = np.where(why == Reason.FAMILY_ARRIVAL, int(Reason.FAMILY_ARRIVAL), int(Reason.CROWDED))
    reason: I64 = np.full(len(flags), int(Reason.OWN_WISH), dtype=np.int64)
    for bit, named in ((8, Reason.PROGRAMME_END), (4, Reason.ARREARS), (1, came), (2, Reason.CONTRACT_END)):
        reason = np.where(flags & bit, named, reason)
    return reason


def first_served(municipality: I64, minutes_each: int, minutes_left: I64) -> npt.NDArray[np.bool_]:
    """Return which applications an officer has time for this month, in their order.

    Parameters
    ----------
    municipality : int64 array
        Of each application.
    minutes_left : int64 array, shape (M,)
    """
    order = np.argsort(municipality, kind="stable")
    sorted_m = municipality[order]
    rank = np.arange(len(order)) - np.searchsorted(sorted_m, sorted_m, side="left")
    served = np.zeros(len(order), dtype=np.bool_)
    served[order] = (rank + 1) * minutes_each <= minutes_left[sorted_m]
    return served


def within_frame(loans: I64, frame: int) -> npt.NDArray[np.bool_]:
    """Return which loans the frame has room for, in their order; one that does not fit is refused and
    the next is looked at.

    Parameters
    ----------
    loans : int64 array
        NOK; below 0 where nothing is granted.
    frame : int
        NOK.
    """
    fits = loans >= 0
    if int(loans[fits].sum()) <= frame:
        return fits
    for i in np.flatnonzero(fits).tolist():
        loan = int(loans[i])
        fits[i] = loan <= frame
        frame -= loan if fits[i] else 0
    return fits


@dataclass(frozen=True)
class _Homes:
    """Homes of the ordinary market that households look at, one each."""

    key: npt.NDArray[np.uint64]
    place: I64
    area: I64
    rooms: I64
    price: I64  # NOK


class Careers:
    """Housing careers within the municipality."""

    name = "careers"

    def prepare(self, model: "SettlementModel") -> None:
        """Build tables; guidance narrows startlån practice, follow-up spreads knowledge."""
        self.rules = model.values.rules("careers")
        self.household = model.values.rules("household")
        self.programme = int(model.values.rules("integration").length)
        self.market = model.values.rules("rental_market")
        c = model.coordination
        self.tables = build_tables(self.rules, self.household, 0.0 if model.frozen else c.follow_up)
        normal = _normal(model.draws.uniform(Stream.STARTLAN, 0, model.world.geography.key))
        multiple = practice(self.household, normal, 0.0 if model.frozen else c.guidance)
        self.practice = np.rint(1000 * multiple).astype(np.int64)  # (M,) thousandths of yearly income
        self.bank = int(round(1000 * self.household.debt_multiple))
        self.equity_share = int(round(1000 * self.household.bank_equity))

    def run(self, model: "SettlementModel") -> None:
        """A third of the households each month: budgets, knowledge, moves, purchase."""
        look, think, flags = self._quarter(model)
        bought = self._buy(model, look)
        left = np.zeros(len(model.world.households), dtype=np.bool_)
        left[bought] = True
        stay = ~left[think]
        self._consider(model, think.compress(stay), flags.compress(stay))

    def _quarter(self, model: "SettlementModel") -> tuple[I64, I64, I64]:
        """Three months of saving, learning and growing out of a dwelling at once, each household in its own
        month; returns who looks for a home to buy, who considers a move here, and the flags of the latter."""
        world, month, t, draws = model.world, model.month, self.tables, model.draws
        h, d = world.households, world.dwellings
        self.budget = budget(self.household, month)
        settled = (h.refugee == 1) & (h.tenure >= int(Tenure.MUNICIPAL)) & (h.tenure < int(Tenure.GONE))
        settled &= h.tenure != int(Tenure.STAFFED)
        return kernels.quarter(
            np.flatnonzero(settled & h.turn(month, QUARTER)), month, packed(self.budget), self.programme,
            month >= START_MONTH,
            draws.stream(Stream.STARTLAN, month), draws.stream(Stream.PURCHASE, month),
            draws.stream(Stream.CONSIDER, month), t.learns,
            world.municipalities.known[:, Instrument.STARTLAN].copy(), t.buying.ravel(), t.consider.ravel(),
            h.key, h.tenure, h.origin, h.persons, h.children, h.adults_working, h.income, h.rent,
            h.municipality, h.dwelling, h.contract_end, h.settled, h.arrears, h.seeks_place, h.debt,
            h.savings, h.knows_startlan, h.outgrown, d.row_of, d.rooms,
        )  # fmt: skip

    # --- moving here --------------------------------------------------------------------------------

    def _consider(self, model: "SettlementModel", rows: I64, flags: I64) -> None:
        """Households `rows` consider a move within the municipality for what `flags` say, and choose."""
        world, month, t = model.world, model.month, self.tables
        h, places = world.households, world.places
        tenure = h.tenure[rows].astype(np.int64)
        if not len(rows):
            return
        persons = h.persons[rows].astype(np.int64)
        need = needed_rooms(persons)
        income = h.income[rows].astype(np.int64)
        rent = h.rent[rows].astype(np.int64)
        debt = h.debt[rows].astype(np.int64)
        paid = np.where(tenure == Tenure.OWNED, (debt * self.budget.interest) // 1_000_000, rent)
        level = rent_now(world.geography, places, self.market, month)
        market = level[h.place[rows], need - 1]
        home = world.dwellings.rows(h.dwelling[rows])
        has = np.where(home >= 0, world.dwellings.rooms[home], 1)
        noise = np.stack(
            [
                t.choice.noise[
                    quantile_index(
                        model.draws.high(Stream.MOVE_NOISE, month, h.key[rows] ^ _OPTION_SALT[option]),
                        NOISE_ROWS,
                    )
                ]
                for option in range(3)
            ],
            axis=1,
        )
        option = choose_here(
            t.choice, tenure, np.maximum(need - has, 0), paid, market,
            (market * t.choice.municipal_permille) // 1000,
            housing_allowance(self.budget, income, persons, rent),
            housing_allowance(self.budget, income, persons, market), noise,
            (h.queue_since[rows] == NEVER).astype(np.int64),
        )  # fmt: skip
        moves = option != STAY
        why = move_reason(flags, h.why[rows])
        model.events.add(
            "considered", household=h.uid[rows], municipality=h.municipality[rows], choice=option, why=why,
            reason=np.where(moves, why, int(Reason.CONTENT)),
        )  # fmt: skip
        h.why[rows[moves]] = why[moves]
        applies = rows[option == MUNICIPAL]
        h.queue_since[applies] = month
        seeks = rows[option == RENT]
        h.seeks_place[seeks] = self._where(model, seeks)
        h.seeks_since[seeks] = month
        # the municipality stands behind those who leave its own or shared dwellings
        known = world.municipalities.known[h.municipality[seeks], Instrument.GUARANTEE]
        h.guaranteed[seeks] = known & (
            (h.tenure[seeks] == Tenure.MUNICIPAL) | (h.tenure[seeks] == Tenure.SHARED)
        )

    def _where(self, model: "SettlementModel", rows: I64) -> I64:
        """Return the place searched: one's own, or in a city of several districts another."""
        h, geography = model.world.households, model.world.geography
        first, second = model.draws.both(Stream.DESTINATION, model.month, h.key[rows])
        own = h.place[rows].astype(np.int64)
        m = h.municipality[rows]
        count = geography.places[m].astype(np.int64)
        other = geography.first_place[m] + ((second * count) >> 32)
        return np.where((count > 1) & (first < self.tables.district), other, own)

    # --- buying -------------------------------------------------------------------------------------

    def _buy(self, model: "SettlementModel", some: I64) -> I64:
        """Households `some` look for a home to buy; finance decides. Returns the rows of who bought."""
        world, month = model.world, model.month
        h = world.households
        if not len(some):
            return some
        _, second = model.draws.both(Stream.PURCHASE, month, h.key[some])
        place = self._where(model, some)
        # crowding in the register's sense is a room short of the persons; buyers look for no less
        rooms = needed_rooms(np.maximum(h.persons[some], 2))
        key = derive_keys(h.key[some], month, Stream.PURCHASE)  # of the home it looks at
        area = area_in(world.geography, place, key)
        price = home_price(world, self.rules, month, place, area, rooms)
        own = h.savings[some] + equity(world, self.rules, month, some)
        yearly = MONTHS_PER_YEAR * h.income[some].astype(np.int64)
        loan = np.maximum(price - own, 0)
        steady = h.adults_working[some] > 0
        bank = (own * 1000 >= price * self.equity_share) & (loan * 1000 <= yearly * self.bank) & steady
        # only those the bank does not help apply for startlån
        rest = np.flatnonzero(~bank)
        startlan = np.zeros(len(some), dtype=np.bool_)
        startlan[rest], why_not = self._startlan(model, some[rest], loan[rest], yearly[rest], second[rest])
        ok = bank | startlan
        no = np.flatnonzero(~ok)
        model.events.add(
            "no_purchase", household=h.uid[some[no]], municipality=h.municipality[some[no]],
            reason=why_not[np.searchsorted(rest, no)],
        )  # fmt: skip
        home = _Homes(key[ok], place[ok], area[ok], rooms[ok], price[ok])
        self._purchase(model, some[ok], home, loan[ok], startlan[ok])
        return some[ok]

    def _startlan(
        self, model: "SettlementModel", rows: I64, loan: I64, yearly: I64, draw: I64
    ) -> tuple[npt.NDArray[np.bool_], I64]:
        """Return who bought with startlån, and why the others did not, a Reason: those who know of it
        apply where it is used; the officer's hours, the municipality's practice, the frame and the
        market decide, in that order."""
        world = model.world
        h, m = world.households, world.municipalities
        granted = np.zeros(len(rows), dtype=np.bool_)
        where = h.municipality[rows].astype(np.int64)
        why_not = np.full(len(rows), int(Reason.STARTLAN_UNKNOWN), dtype=np.int64)
        applies = np.flatnonzero((h.knows_startlan[rows] == 1) & m.known[where, Instrument.STARTLAN])
        minutes = np.floor(m.hours[:, 2] * 60.0).astype(np.int64)
        # who is served first is no matter of rows: each application has a draw of its own
        turn_key = derive_keys(h.key[rows[applies]], 0, Stream.STARTLAN)
        applies = applies[np.argsort(model.draws.high(Stream.STARTLAN, model.month, turn_key), kind="stable")]
        served = first_served(where[applies], self.tables.minutes, minutes)
        why_not[applies[~served]] = Reason.HOURS
        applies = applies[served]
        if not len(applies):
            return granted, why_not
        count = np.bincount(where[applies], minlength=len(m.hours))
        m.hours[:, 2] -= count * (self.tables.minutes / 60.0)
        able = loan[applies] * 1000 <= yearly[applies] * self.practice[where[applies]]
        why_not[applies] = np.where(able, int(Reason.FRAME_EXHAUSTED), int(Reason.NO_FINANCE))
        able = within_frame(np.where(able, loan[applies], -1), world.husbanken.startlan_left)
        why_not[applies[able]] = Reason.MARKET_EMPTY  # unless it buys: the certificate lapsed
        # price pressure beyond the ordinary level, in twentieths
        pressure = np.rint(20.0 * np.clip(world.places.price_index - 1.0, 0.0, 1.0)).astype(np.int64)
        bought = able & (draw[applies] < self.tables.conversion[pressure[h.place[rows[applies]]]])
        world.husbanken.startlan_left -= int(loan[applies][bought].sum())
        model.events.add(
            "startlan", municipality=where[applies], amount=np.where(bought, loan[applies], 0), granted=able
        )
        granted[applies[bought]] = True
        return granted, why_not

    def _purchase(
        self, model: "SettlementModel", rows: I64, home: "_Homes", loan: I64, startlan: npt.NDArray[np.bool_]
    ) -> None:
        """Carry purchases out: a home of the ordinary market enters the table."""
        if not len(rows):
            return
        world, month = model.world, model.month
        h, geography = world.households, world.geography
        own = np.minimum(h.savings[rows] + equity(world, self.rules, month, rows), home.price)
        uids = world.dwellings.append(
            home.key, municipality=geography.place_municipality[home.place], place=home.place,
            area=home.area, rooms=home.rooms,
            owner=Owner.HOUSEHOLD, state=DwellingState.OCCUPIED, household=NOBODY, cost=home.price,
            mode=Mode.EXISTING,
        )  # fmt: skip
        homes = world.dwellings.rows(uids)
        model.events.add(
            "purchase", household=h.uid[rows], municipality=h.municipality[rows], price=home.price,
            startlan=np.where(startlan, loan, 0), bank=np.where(startlan, 0, loan), savings=own,
            origin=h.origin[rows],
        )  # fmt: skip
        h.why[rows] = Reason.BUYS
        move_in(model, rows, homes, Tenure.OWNED, NEVER)
        h.savings[rows] = np.maximum(h.savings[rows] - own, 0)
        h.debt[rows] = loan
        h.startlan[rows] = startlan


def _normal(u: F64) -> F64:
    """Return standard normal quantiles of `u` (one per municipality: not hot)."""
    standard = NormalDist()
    return np.array([standard.inv_cdf(float(x)) for x in u])
