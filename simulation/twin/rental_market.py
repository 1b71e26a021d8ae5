"""Rental market: landlords list, households and municipalities apply, each listing decides once.

Batch steps work on small arrays: each listing's choice and one dwelling each are shared with the columns,
who reads which listing stands in `reading.py`. Listings, applicants, weights and outcomes are objects here.

One file of more than 300 lines: the whole market as a newcomer would write it, to be read from top to
bottom.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from agents.calendar import year_row
from agents.household import affordable_rent, budget, housing_allowance
from agents.kinds import MONTHS_PER_YEAR, NEVER, Case, DwellingState, Instrument, Mode, Owner, Reason, Tenure
from agents.landlord import (
    EQUAL,
    applicant_value,
    belief_permille,
    feared_loss,
    passed_on,
    refusal_reason,
    rent_forgone,
    value_cell,
)
from simulation.randomness import Stream, derive_key
from simulation.rental.choosing import (
    CODE,
    decide,
    line_up,
    search_outcomes,
    settle_doubles,
    would_be_let,
)
from simulation.rental.levels import move_levels, rent_now
from simulation.rental.tables import COUNTS, MEANS, PER_UNIT
from simulation.rental.terms import terms_in_force
from simulation.twin.beings import Dwelling, Household
from simulation.twin.cases import arrival_pending, label_accepted
from simulation.twin.homes import move_in
from simulation.twin.placement import area_in
from simulation.twin.reading import apply_for
from simulation.twin.shared import I64, as_columns, integers, pick_one, quantile
from simulation.world import SIZES

if TYPE_CHECKING:
    from simulation.twin.model import TwinModel


@dataclass
class Applicant:
    """Who looks for a dwelling: a household, or a municipality that wants to rent one in."""

    household: Household | None
    size: int  # rooms - 1 asked for by a municipality
    place: int
    low: int  # rooms looked at
    high: int
    most_rent: int
    percent: int  # believed trouble in percent
    cover: int  # percent of a loss covered
    taste: int  # 1: met with distaste
    delay: int  # days until the papers are ready
    takes_unserious: bool
    start: int  # draw: where the reading of listings begins


class RentalMarket:
    """Listings, applicants and the landlords' choices of the month."""

    name = "rental_market"

    def prepare(self, model: "TwinModel") -> None:
        """Build the market's and the landlords' tables."""
        self.same = terms_in_force(as_columns(model))

    def run(self, model: "TwinModel") -> None:
        """List, apply, decide, let; then rents and tightness move and new dwellings enter."""
        world, places = model.world, model.world.places
        level = rent_now(world.geography, places, self.same.rules, model.month)
        places.leases_found[:] = 0
        for home in world.dwellings:
            if home.state == DwellingState.LET_ORDINARY and home.due == model.month:
                home.state = DwellingState.LISTED
                home.due = NEVER
                home.empty = 0
        listed = [d for d in world.dwellings if d.state == DwellingState.LISTED and d.reserved is None]
        for home in listed:
            if home.empty == 0:
                self._ask(model, home, level)
        listed.sort(key=_code)
        applicants = self._applicants(model)
        offers, outcomes = self._offers(model, listed, applicants)
        self._failed(model, applicants, outcomes, {winner for winner, _ in offers})
        self._let(model, listed, offers, applicants)
        self._give_up(model, applicants, outcomes)
        seeking = integers(one.place for one in applicants)
        move_levels(as_columns(model), self.same, seeking, integers(_code(home) for home in listed))
        self._enter(model, level)

    # --- listings and applicants -------------------------------------------------------------------

    def _ask(self, model: "TwinModel", home: Dwelling, level: I64) -> None:
        """Set the asking rent: level of place and size, what the area does to it, own variation, and what
        a known guarantee is worth where listings are few."""
        world = model.world
        own = model.draws.one(Stream.NEW_DWELLING, 0, home.key)
        variation = quantile(self.same.tables.variation, own)
        rent = int(level[home.place, home.rooms - 1]) * int(self.same.area[home.area]) // 1000
        home.rent = rent * variation // 1000
        few = world.places.tightness[home.place] > self.same.rules.few_listings
        if few and world.municipalities.known[home.municipality, Instrument.GUARANTEE]:
            home.rent += self.same.premium

    def _applicants(self, model: "TwinModel") -> list[Applicant]:
        """Gather seeking households, then municipalities' lease requests by place and size."""
        requests = model.world.places.lease_requests
        return [self._household(model, h) for h in model.world.households if h.seeks_place >= 0] + [
            self._municipality(model, int(place), int(size), nth)
            for place, size in np.argwhere(requests > 0)
            for nth in range(int(requests[place, size]))
        ]

    def _household(self, model: "TwinModel", h: Household) -> Applicant:
        """What a household looks at and what landlords see of it."""
        landlord, month = self.same.landlord, model.month
        most = affordable_rent(
            budget(self.same.household, month), integers([self._income(h)]), integers([h.persons]),
            integers([h.adults_working]),
        )  # fmt: skip
        woman = 0 if h.head is None else h.head.female
        percent = landlord.other_percent
        if h.refugee:
            percent = int(landlord.kind_percent[h.kind, woman, min(h.adults_working, 1)])
        days = int(self.same.days[model.world.geography.place_municipality[h.seeks_place]])
        need = h.needed_rooms
        return Applicant(
            household=h, size=need - 1, place=h.seeks_place, low=max(need - 1, 1),
            high=min(need + 1, SIZES), most_rent=int(most[0]), percent=percent,
            cover=landlord.guarantee_percent * h.guaranteed, taste=h.refugee, delay=days * h.guaranteed,
            takes_unserious=month - h.seeks_since >= self.same.rules.refused_months and not h.guaranteed,
            start=model.draws.one(Stream.MATCH_ORDER, month, h.key),
        )  # fmt: skip

    def _municipality(self, model: "TwinModel", place: int, size: int, nth: int) -> Applicant:
        """The nth lease of a size that a municipality asks for in a place."""
        geography = model.world.geography
        key = derive_key(int(geography.place_key[place]), model.month, Stream.MATCH_ORDER, size * 1000 + nth)
        return Applicant(
            household=None, size=size, place=place, low=size + 1, high=min(size + 2, SIZES),
            most_rent=1 << 30, percent=100, cover=self.same.landlord.municipal_percent, taste=1,
            delay=int(self.same.days[geography.place_municipality[place]]), takes_unserious=False,
            start=model.draws.one(Stream.MATCH_ORDER, model.month, key),
        )  # fmt: skip

    # --- choices -----------------------------------------------------------------------------------

    def _offers(
        self, model: "TwinModel", listed: list[Dwelling], applicants: list[Applicant]
    ) -> tuple[list[tuple[int, bool]], list[tuple[int, int]]]:
        """Return for each listing the applicant it ends with (-1: none), and whether an ordinary
        applicant takes it; and for each applicant why its search fails if it wins none, and why a
        landlord said no."""
        same, month = self.same, model.month
        most = [same.lease_applications if a.household is None else same.applications for a in applicants]
        readers, seen = apply_for(
            integers(a.place for a in applicants), integers(a.low for a in applicants),
            integers(a.high for a in applicants), integers(a.start for a in applicants),
            integers(_code(home) for home in listed), integers(most),
        )  # fmt: skip
        read = zip(readers.tolist(), seen.tolist(), strict=True)
        pairs = [(a, i) for a, i in read if self._fits(applicants[a], listed[i])]
        ordinary = [self._ordinary(model, home) for home in listed]
        listing = integers(i for _, i in pairs)
        weight = integers(self._weight(applicants[a], listed[i]) for a, i in pairs)
        others = (
            integers(ordinary), integers(self._reservation(model, home) for home in listed),
            integers(model.draws.one(Stream.LANDLORD_CHOICE, month, home.key) for home in listed),
        )  # fmt: skip
        lines = line_up(listing, weight, len(listed))
        chosen, let = decide(listing, weight, *others, len(listed), lines)
        as_ordinary = integers(EQUAL * self._reach(applicants[a]) for a, _ in pairs)
        equal = would_be_let(listing, weight, as_ordinary, *others, lines)
        kept = settle_doubles(chosen, integers(a for a, _ in pairs), integers(d.rent for d in listed))
        result = []
        for i in range(len(listed)):
            winner = pairs[int(kept[i])][0] if kept[i] >= 0 else -1
            declined = chosen[i] >= 0 and kept[i] < 0  # the chosen one has another dwelling
            result.append((winner, bool(let[i] or (declined and ordinary[i] > 0))))
        outcome = search_outcomes(len(applicants), readers, integers(a for a, _ in pairs)).tolist()
        causes = [0] * len(applicants)
        for (a, i), as_good in zip(pairs, equal.tolist(), strict=True):
            causes[a] = max(causes[a], Reason.BETTER_APPLICANT)
            if applicants[a].taste and as_good:  # an ordinary applicant in its place had won
                causes[a] = max(causes[a], self._cause(applicants[a], listed[i]))
        return result, list(zip(outcome, causes, strict=True))

    def _failed(
        self, model: "TwinModel", applicants: list[Applicant], outcomes: list[tuple[int, int]],
        winners: set[int],
    ) -> None:  # fmt: skip
        """Write why searches failed: of the sizes municipalities asked leases of, of accepted cases, and
        of refugee households as events."""
        world = model.world
        lost = [(one, *outcomes[i]) for i, one in enumerate(applicants) if i not in winners]
        for one, reason, _ in lost:
            if one.household is None:
                town = world.geography.place_municipality[one.place]
                world.municipalities.gap_reason[town, one.size] = reason
        if any(one.household is None for one, _, _ in lost):
            label_accepted(model)
        for one, reason, landlord in lost:
            h = one.household
            if h is None or not h.refugee:
                continue
            model.events.add(
                "no_home_found", household=h.uid, reason=reason, landlord=landlord,
                municipality=world.geography.place_municipality[one.place],
            )  # fmt: skip
            if h.case == Case.ACCEPTED and not arrival_pending(h, model.month):
                h.reason = reason

    def _fits(self, applicant: Applicant, home: Dwelling) -> bool:
        """Whether the applicant would take the dwelling: rent, and unserious offers only in need."""
        assert home.landlord is not None
        if home.rent > applicant.most_rent:
            return False
        return home.landlord.unserious == 0 or applicant.takes_unserious

    def _ordinary(self, model: "TwinModel", home: Dwelling) -> int:
        """Draw how many ordinary applicants the listing has."""
        geography = model.world.geography
        centrality = geography.centrality[home.municipality]
        mean = self.same.mean[centrality] * model.world.places.tightness[home.place]
        row = min(int(np.rint(mean * PER_UNIT)), MEANS)
        first, _ = model.draws.one_both(Stream.ORDINARY_APPLICANTS, model.month, home.key)
        table = self.same.tables.applicants[row * COUNTS : (row + 1) * COUNTS]
        return pick_one(table, first + (row << 33))

    def _weight(self, applicant: Applicant, home: Dwelling) -> int:
        """What the landlord's belief about the applicant makes it weigh."""
        table, landlord = self.same.landlord, home.landlord
        assert landlord is not None
        trouble = belief_permille(integers([landlord.trouble_a]), integers([landlord.trouble_b]))
        honour = belief_permille(integers([landlord.honour_a]), integers([landlord.honour_b]))
        # firms let by rule: distaste is a small landlord's (E32)
        taste = table.taste * applicant.taste * (1 - landlord.professional)
        value = applicant_value(
            trouble, honour, integers([applicant.percent]), integers([applicant.cover]),
            integers([taste]), integers([applicant.delay]), integers([home.rent]),
            table.ordinary_permille, table.loss,
        )  # fmt: skip
        return int(table.weight[value_cell(value)][0]) * self._reach(applicant)

    def _reach(self, applicant: Applicant) -> int:
        """A municipality asks landlords directly, before the ordinary applicants have come."""
        return 1 if applicant.household is not None else int(self.same.lease_reach)

    def _cause(self, applicant: Applicant, home: Dwelling) -> int:
        """Why the landlord lets to another where an ordinary applicant had won."""
        table, landlord = self.same.landlord, home.landlord
        assert landlord is not None
        feared = feared_loss(
            belief_permille(integers([landlord.trouble_a]), integers([landlord.trouble_b])),
            belief_permille(integers([landlord.honour_a]), integers([landlord.honour_b])),
            integers([applicant.percent]), integers([applicant.cover]), table.loss,
        )  # fmt: skip
        reason = refusal_reason(
            feared, integers([table.taste * applicant.taste * (1 - landlord.professional)]),
            rent_forgone(integers([applicant.delay]), integers([home.rent])),
            table.ordinary_permille, table.loss,
        )  # fmt: skip
        return int(reason[0])

    def _reservation(self, model: "TwinModel", home: Dwelling) -> int:
        """What waiting for better applicants weighs: less where the market is tight."""
        table = self.same.landlord
        tightness = max(float(model.world.places.tightness[home.place]), 0.2)
        patience = int(np.rint(table.reservation_permille / tightness))
        return int(table.weight[value_cell(integers([-(patience * home.rent) // 1000]))][0])

    # --- outcomes ----------------------------------------------------------------------------------

    def _let(
        self, model: "TwinModel", listed: list[Dwelling], offers: list[tuple[int, bool]],
        applicants: list[Applicant],
    ) -> None:  # fmt: skip
        """Carry out what was decided."""
        for home, (winner, ordinary) in zip(listed, offers, strict=True):
            _, draw = model.draws.one_both(Stream.ORDINARY_APPLICANTS, model.month, home.key)
            if ordinary:
                self._let_ordinary(model, home, draw)
            elif winner < 0:
                self._stay_empty(model, home, draw)
            elif (h := applicants[winner].household) is None:
                self._lease(model, home, applicants[winner])
            else:
                self._rent(model, home, h)

    def _let_ordinary(self, model: "TwinModel", home: Dwelling, draw: int) -> None:
        """Let to an ordinary tenant for a drawn time."""
        home.state = DwellingState.LET_ORDINARY
        home.due = model.month + quantile(self.same.tables.letting, draw)
        home.empty = 0

    def _stay_empty(self, model: "TwinModel", home: Dwelling, draw: int) -> None:
        """Lower the asking rent; withdraw what was empty for long."""
        home.empty += 1
        home.rent -= home.rent * round(1000 * self.same.rules.empty_fall) // 1000
        if home.empty > self.same.rules.withdraw_months:
            self._let_ordinary(model, home, draw)

    def _lease(self, model: "TwinModel", home: Dwelling, request: Applicant) -> None:
        """Hand the dwelling to the municipality that asked for a lease."""
        home.owner = Owner.MUNICIPALITY_LEASED
        home.mode = Mode.LEASE
        home.state = DwellingState.READYING
        home.due = model.month + 1
        home.empty = 0
        model.world.places.leases_found[request.place, request.size] += 1

    def _income(self, h: Household) -> int:
        """Return what a household reckons to live on: who is not settled yet counts on the
        introduction benefit of the adults."""
        return max(h.income, self.same.benefit * (h.persons - h.children)) if h.waits else h.income

    def _rent(self, model: "TwinModel", home: Dwelling, h: Household) -> None:
        """Reserve the dwelling for a case in reception or abroad; let it to a resident at once.
        Under a written contract the landlord may take part of the tenant's allowance."""
        assert home.landlord is not None
        if not home.landlord.unserious:
            helped = housing_allowance(
                budget(self.same.household, model.month), integers([self._income(h)]),
                integers([h.persons]), integers([home.rent]),
            )  # fmt: skip
            home.rent += int(passed_on(self.same.owner, helped)[0])
        if h.waits:
            home.reserved = h
            home.guaranteed = h.guaranteed
            h.case_dwelling = home
            h.seeks_place = -1
            h.seeks_since = NEVER
            return
        tables, rules = self.same.tables, self.same.rules
        draw = model.draws.one(Stream.CONTRACT, model.month, h.key)
        length, tenure = int(tables.contract_months[pick_one(tables.contract, draw)]), Tenure.PRIVATE
        if home.landlord.unserious:
            length, tenure = round(rules.unserious_months), Tenure.UNSERIOUS
        move_in(model, h, home, tenure, model.month + length, h.guaranteed)

    def _give_up(
        self, model: "TwinModel", applicants: list[Applicant], outcomes: list[tuple[int, int]]
    ) -> None:
        """Who may stay where it is stops searching in the end."""
        for one, (reason, _) in zip(applicants, outcomes, strict=True):
            h = one.household
            if h is None or h.seeks_place < 0:
                continue
            if model.month - h.seeks_since < self.same.rules.give_up_months:
                continue
            if h.waits or h.tenure == Tenure.TEMPORARY:
                continue
            if h.refugee:
                model.events.add(
                    "gave_up", household=h.uid, municipality=h.municipality, why=h.why, reason=reason
                )
            h.seeks_place = -1
            h.seeks_since = NEVER

    def _enter(self, model: "TwinModel", level: I64) -> None:
        """New dwellings enter the segment with population, and where the market is tight (E93); each
        has a landlord of its own."""
        world, month = model.world, model.month
        geography, places, rules = world.geography, world.places, self.same.rules
        years = geography.population.shape[1]
        year = year_row(month, years)
        for place in range(len(places.tightness)):
            town = int(geography.place_municipality[place])
            now, then = geography.population[town, year], geography.population[town, min(year + 1, years - 1)]
            growth = max(then / max(now, 1.0) - 1.0, 0.0)
            tight = rules.supply_response * max(places.tightness[place] - 1.0, 0.0)
            mean = places.segment[place] * (growth + tight) / MONTHS_PER_YEAR
            draw = model.draws.one(Stream.LIST, month, int(geography.place_key[place]))
            for nth in range(int(np.rint(mean * 4294967296.0)) + draw >> 32):
                self._new(model, town, place, nth, level)

    def _new(self, model: "TwinModel", town: int, place: int, nth: int, level: I64) -> None:
        """One new dwelling and its landlord."""
        world, month, geography = model.world, model.month, model.world.geography
        place_key = int(geography.place_key[place])
        trouble_a, trouble_b, honour_a, honour_b = self.same.prior
        owner = world.add_landlord(
            derive_key(place_key, month, Stream.LIST, nth), municipality=town, place=place,
            trouble_a=trouble_a, trouble_b=trouble_b, honour_a=honour_a, honour_b=honour_b, dwellings=1,
        )  # fmt: skip
        key = derive_key(place_key, month, Stream.NEW_DWELLING, nth)
        rooms = 1 + pick_one(self.same.tables.rooms, model.draws.one(Stream.LIST, month, key))
        home = world.add_dwelling(
            key, municipality=town, place=place, rooms=rooms, owner=Owner.LANDLORD,
            area=area_in(geography, place, key),
            state=DwellingState.LISTED, rent=int(level[place, rooms - 1]),
        )  # fmt: skip
        home.landlord = owner


def _code(home: Dwelling) -> int:
    """Return the number by which listings are in order: place, then rooms."""
    return home.place * CODE + home.rooms
