"""Procurement: municipalities look for the dwellings they lack (decision 2).

One file of more than 300 lines: the ways to a dwelling share one officer's hours and one count of what is
lacking.
"""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.calendar import year_row
from agents.guards import NEXT_TO_NOTHING
from agents.kinds import (
    MONTHS_PER_YEAR,
    NEVER,
    NOBODY,
    Case,
    DwellingState,
    Instrument,
    Mode,
    Owner,
    Path,
    Reason,
)
from agents.municipality import ModeChoice, annuity, choose_mode, no_way, search_lead
from simulation.cases import label_accepted
from simulation.expectations import expected_sizes
from simulation.moves import needed_rooms
from simulation.placement import municipal_area, place_in
from simulation.projects import AMOUNT, DWELLING, READY, SOON_MONTHS, begin
from simulation.randomness import Stream, derive_keys
from simulation.world import SIZES

if TYPE_CHECKING:
    from simulation.model import SettlementModel

I64 = npt.NDArray[np.int64]

# no numbers of a rule; the twin reads them here
LEAST_STOCK = 50.0  # a guard: in a tiny place one purchase would else multiply the price
ORDERS = 500  # keys by size: what is ordered beyond shares the last


class Procurement:
    """Search for dwellings by mode."""

    name = "procurement"

    def prepare(self, model: "SettlementModel") -> None:
        """Take up the rules."""
        self.rules = model.values.rules("municipality")
        self.own = model.values.rules("procurement")
        self.husbanken = model.values.rules("husbanken")
        self.lead = self.rules.vector("lead").reshape(4, 2)
        self.hours = self.rules.vector("mode_hours")
        # cost over the price of a used dwelling, by Mode
        self.cost_factor = np.concatenate((np.ones(4), self.rules.vector("cost_factor")))
        interest = model.values.number("household.interest") + self.rules.interest_margin
        self.annuity = annuity(interest, self.rules.loan_years)
        key = model.world.geography.key
        # keys of the draws, by municipality, size and mode, and by municipality and size
        self.mode_keys = derive_keys(
            np.repeat(key, SIZES * 5), 0, Stream.PROCURE_MODE, np.tile(np.arange(SIZES * 5), len(key))
        ).reshape(len(key), SIZES, 5)
        self.size_keys = derive_keys(
            np.repeat(key, SIZES), 0, Stream.PROCURE_START, np.tile(np.arange(SIZES), len(key))
        ).reshape(len(key), SIZES)

    def run(self, model: "SettlementModel") -> None:
        """Work out the gap by size, choose a mode, spend hours, place orders."""
        model.world.places.lease_requests[:] = 0
        gap = self._gap(model, self._need(model))
        if gap.any():
            self._search(model, gap)
        label_accepted(model)

    def _gap(self, model: "SettlementModel", need: I64) -> I64:
        """Return what is lacking by size (M, sizes); what is needed and not lacking is under way."""
        m = model.world.municipalities
        have = np.rint(m.vacant * (1.0 - m.sense_of_fairness)[:, None]).astype(np.int64) + m.coming
        m.gap_reason[:] = np.where(need > 0, int(Reason.UNDER_WAY), int(Reason.NONE))
        return self._uncovered(need, have, int(self.own.serves))

    def _search(self, model: "SettlementModel", gap: I64) -> None:
        """Choose a mode for what is lacking, and order."""
        choice = self._choice(model, gap)
        # one draw per municipality, size and mode, as standard Gumbel
        gumbel = np.zeros((len(gap), SIZES, 5))
        lacking = gap > 0  # elsewhere nothing is chosen
        uniform = model.draws.uniform(Stream.PROCURE_MODE, model.month, self.mode_keys[lacking])
        gumbel[lacking] = -np.log(-np.log(uniform))
        modes = choose_mode(self.rules, self.own, choice, gumbel, model.frozen)
        count = self._affordable(model, gap, modes, choice)
        self._lease(model, modes, count)
        self._guarantee(model, modes, count)
        self._build(model, modes, count, choice)

    def _need(self, model: "SettlementModel") -> I64:
        """Return the dwellings needed by size (M, sizes): named households, and what is known of
        those to come."""
        world, m, coordination = model.world, model.world.municipalities, model.coordination
        households = world.households
        size = len(m.vedtak)
        waiting = households.waiting(Case.ACCEPTED)
        waiting = waiting[households.path[waiting] != Path.UNACCOMPANIED]
        waiting = waiting[households.guaranteed[waiting] == 0]
        named = np.bincount(
            households.case_municipality[waiting].astype(np.int64) * SIZES
            + needed_rooms(households.persons[waiting])
            - 1,
            minlength=size * SIZES,
        ).reshape(size, SIZES)
        in_process = np.bincount(
            households.case_municipality[waiting], weights=households.persons[waiting], minlength=size
        )
        routines = np.zeros(size) if model.frozen else coordination.routines
        lead = search_lead(self.rules, routines)
        months_left = MONTHS_PER_YEAR - model.month % MONTHS_PER_YEAR
        unfilled = np.maximum(m.vedtak - m.paper_places - m.moved - in_process, 0.0)
        # search ahead for the places of the coming months
        soon = min(self.own.ahead_months / months_left, 1.0)
        ahead = unfilled * soon * lead / self.rules.persons_per_dwelling
        forecast = 0.0 if model.frozen else coordination.forecast
        mix = expected_sizes(m.last_year_kinds, world.imdi.believed_size_mix, forecast)
        expected = ahead[:, None] * mix / np.maximum(mix.sum(axis=1, keepdims=True), NEXT_TO_NOTHING)
        # households here that outgrew their dwelling enter at once with routines, later without
        delay = np.rint(self.own.unseen_months * (1.0 - np.clip(routines, 0.0, 1.0))).astype(np.int64)
        outgrown = np.flatnonzero((households.outgrown != NEVER) & (households.queue_since != NEVER))
        where = households.municipality[outgrown].astype(np.int64)
        outgrown = outgrown[(model.month - households.outgrown[outgrown]) >= delay[where]]
        grown = np.bincount(
            households.municipality[outgrown].astype(np.int64) * SIZES
            + needed_rooms(households.persons[outgrown])
            - 1,
            minlength=size * SIZES,
        ).reshape(size, SIZES)
        draw = model.draws.uniform(Stream.PROCURE_START, model.month, self.size_keys)
        for_grown = grown // int(self.own.grown_for_one)
        need: I64 = named + np.floor(expected + draw).astype(np.int64) + for_grown
        return need

    def _uncovered(self, need: I64, have: I64, serves: int) -> I64:
        """Return what is lacking by size; a larger dwelling may serve a smaller household, up to
        `serves` sizes in all."""
        left = have.copy()
        gap = need.copy()
        for offset in range(serves):
            for s in range(SIZES - offset):
                used = np.minimum(gap[:, s], left[:, s + offset])
                gap[:, s] -= used
                left[:, s + offset] -= used
        return gap

    def _choice(self, model: "SettlementModel", gap: I64) -> ModeChoice:
        """Put together what municipalities weigh."""
        world, m = model.world, model.world.municipalities
        geography = world.geography
        first = geography.first_place
        index = world.places.price_index[first]
        per_m2 = geography.base_price[first] * index * trend(model, "careers.price_trend")
        price = per_m2[:, None] * self.rules.vector("dwelling_m2")[None, :]
        level = world.places.rent_index[first] * trend(model, "rental_market.rent_trend")
        rent = geography.base_rent[first] * level[:, None]
        guidance = 0.0 if model.frozen else model.coordination.guidance
        offered = m.listings_seen.copy()  # a dwelling of one room more is asked for as well
        offered[:, :-1] += m.listings_seen[:, 1:]
        return ModeChoice(
            gap=gap,
            months_left=float(MONTHS_PER_YEAR - model.month % MONTHS_PER_YEAR),
            hours=m.hours[:, 1],
            borrowing=m.borrowing_room,
            price=price,
            rent=rent,
            listings=offered,
            small=1.0 / (1.0 + geography.population[:, 2] / self.own.small_town),
            trouble=m.trouble_seen,
            known=m.known,
            grant_chance=np.full(len(gap), self._believed_grant(model, guidance)),
            grant_share=float(self.husbanken.grant_share_priority),
            annuity=self.annuity,
        )

    def _believed_grant(self, model: "SettlementModel", guidance: float) -> float:
        """Return the chance of a grant a municipality counts on: a belief, which guidance moves
        towards what Husbanken's frame has room for (a wrong sign: away from it)."""
        asked = float(model.world.husbanken.queue[:, AMOUNT].sum())
        truth = 1.0 if asked <= 0.0 else min(model.world.husbanken.frame_left / asked, 1.0)
        if model.world.husbanken.frame_left <= 0:
            truth = 0.0
        belief = float(self.rules.grant_belief)
        return min(max(belief + guidance * (truth - belief), 0.0), 1.0)

    def _affordable(self, model: "SettlementModel", gap: I64, modes: I64, choice: ModeChoice) -> I64:
        """Return how many of the gap are ordered, within hours and borrowing room (spent here)."""
        m = model.world.municipalities
        count = np.zeros_like(gap)
        invest = modes >= int(Mode.PURCHASE)
        later = self._later(model)
        closed, frame = no_way(self.own, choice), self._frame_waits(model)
        for s in range(SIZES):
            wanted = np.where(modes[:, s] > int(Mode.EXISTING), gap[:, s], 0)
            # a project for the same need is under way already: no second one beside it
            wanted = np.where(invest[:, s], np.maximum(wanted - later[:, s], 0), wanted)
            each = self.hours[modes[:, s]]
            by_hours = np.where(each > 0, m.hours[:, 1] // np.maximum(each, 1.0), 0).astype(np.int64)
            price = np.rint(choice.price[:, s] * self.cost_factor[modes[:, s]]).astype(np.int64)
            by_money = np.where(invest[:, s], m.borrowing_room // np.maximum(price, 1), wanted)
            taken = np.minimum(np.minimum(wanted, by_hours), by_money)
            count[:, s] = np.maximum(taken, 0)
            m.hours[:, 1] -= count[:, s] * each
            m.borrowing_room -= np.where(invest[:, s], count[:, s] * price, 0)
            # why the rest is not ordered; what is ordered is under way
            bound = np.where(by_hours <= by_money, int(Reason.HOURS), int(Reason.BORROWING))
            why = np.where(count[:, s] < wanted, bound, int(Reason.UNDER_WAY))
            why = np.where((wanted == 0) & (frame[:, s] > 0), int(Reason.FRAME_EXHAUSTED), why)
            why = np.where(modes[:, s] == int(Mode.EXISTING), closed[:, s], why)
            m.gap_reason[:, s] = np.where(gap[:, s] > 0, why, m.gap_reason[:, s])
        used = np.zeros_like(m.used_mode)
        for s in range(SIZES):
            used[np.arange(len(gap)), modes[:, s]] |= count[:, s] > 0
        m.used_mode |= used
        return count

    def _later(self, model: "SettlementModel") -> I64:
        """Return projects under way that are not yet counted as coming (M, sizes)."""
        homes = model.world.dwellings
        rows = np.flatnonzero(homes.state == DwellingState.PIPELINE)
        due = homes.due[rows]
        late = np.where(due == NEVER, homes.mode[rows] != Mode.PURCHASE, due >= model.month + SOON_MONTHS)
        rows = rows[late]
        size = len(model.world.municipalities.vedtak)
        cell = homes.municipality[rows].astype(np.int64) * SIZES + homes.rooms[rows] - 1
        return np.bincount(cell, minlength=size * SIZES).reshape(size, SIZES)

    def _frame_waits(self, model: "SettlementModel") -> I64:
        """Return projects that wait for January, Husbanken's frame being exhausted (M, sizes)."""
        world, size = model.world, len(model.world.municipalities.vedtak)
        queue = world.husbanken.queue
        waits = (
            (queue[:, READY] > model.month) & (queue[:, READY] % MONTHS_PER_YEAR == 0)
            & (queue[:, AMOUNT] > world.husbanken.frame_left)
        )  # fmt: skip
        rows = world.dwellings.rows(queue[waits, DWELLING])
        rows = rows[rows >= 0]
        cell = world.dwellings.municipality[rows].astype(np.int64) * SIZES + world.dwellings.rooms[rows] - 1
        return np.bincount(cell, minlength=size * SIZES).reshape(size, SIZES)

    def _lease(self, model: "SettlementModel", modes: I64, count: I64) -> None:
        """Ask the private market for leases, in the place with most listings of the size or larger.

        A lease is had of the size or a room more (:func:`simulation.rental.applicants`), which is what
        `offered` counts when the mode is chosen. Here still larger ones count too, so that in a town of
        several places the request may go where less is to be had: the rule as it is written down (ODD 7.13).
        """
        world = model.world
        wanted = np.where(modes == int(Mode.LEASE), count, 0)
        town, size = np.nonzero(wanted)
        best = world.geography.first_place[town].astype(np.int64)
        for i in np.flatnonzero(world.geography.places[town] > 1).tolist():  # most towns are one place
            last = best[i] + int(world.geography.places[town[i]])
            best[i] += int(np.argmax(world.places.listed[best[i] : last, size[i] :].sum(axis=1)))
        world.places.lease_requests[best, size] += wanted[town, size]

    def _guarantee(self, model: "SettlementModel", modes: I64, count: I64) -> None:
        """Let named households seek a private contract with the municipality's guarantee."""
        households, geography = model.world.households, model.world.geography
        wanted = np.where(modes == int(Mode.GUARANTEE), count, 0)
        if not wanted.any():
            return
        rows = households.waiting(Case.ACCEPTED)
        rows = rows[(households.path[rows] != Path.UNACCOMPANIED) & (households.seeks_place[rows] < 0)]
        rows = rows[households.case_dwelling[rows] == NOBODY]  # who has a contract seeks no second one
        cell = (
            households.case_municipality[rows].astype(np.int64) * SIZES
            + needed_rooms(households.persons[rows])
            - 1
        )
        order = np.argsort(cell, kind="stable")
        cell, rows = cell[order], rows[order]
        starts = np.searchsorted(cell, np.arange(wanted.size))
        rank = np.arange(len(cell)) - starts[cell]
        chosen = rows[rank < wanted.ravel()[cell]]
        where = households.case_municipality[chosen].astype(np.int64)
        households.seeks_place[chosen] = place_in(geography, where, households.key[chosen])
        households.seeks_since[chosen] = model.month
        households.guaranteed[chosen] = 1

    def _build(self, model: "SettlementModel", modes: I64, count: I64, choice: ModeChoice) -> None:
        """Buy, convert or build: new rows in the pipeline, with or without a grant application."""
        world, m = model.world, model.world.municipalities
        wanted = np.where(modes >= int(Mode.PURCHASE), count, 0)
        if not wanted.any():
            return
        where, size = np.nonzero(wanted)
        times = wanted[where, size]
        where, size = np.repeat(where, times), np.repeat(size, times)
        mode = modes[where, size]
        # the nth of its municipality and size, whatever others order: the same dwelling in every arm
        nth = np.arange(len(where)) - np.searchsorted(where * SIZES + size, where * SIZES + size)
        key = derive_keys(
            world.geography.key[where], model.month, Stream.PROCURE_FIND,
            size * ORDERS + np.minimum(nth, ORDERS - 1),
        )  # fmt: skip
        cost = np.rint(choice.price[where, size] * self.cost_factor[mode]).astype(np.int64)
        place = place_in(world.geography, where, key)
        area = municipal_area(world.geography, place, key, self.own.lower_standing)
        rent = np.rint(choice.rent[where, size] * self.own.rent_share).astype(np.int64)
        uids = world.dwellings.append(
            key, municipality=where, place=place, area=area, rooms=size + 1, owner=Owner.MUNICIPALITY,
            state=DwellingState.PIPELINE, due=NEVER, rent=rent, mode=mode, cost=cost,
        )  # fmt: skip
        # thin markets: what is bought moves the local price (E74)
        bought = np.bincount(place[mode == Mode.PURCHASE], minlength=len(world.places.price_index))
        stock = np.maximum(
            world.geography.population[:, 2][world.geography.place_municipality]
            * world.geography.place_share
            / self.own.persons_a_home,
            LEAST_STOCK,
        )
        elasticity = self.own.supply_elasticity + self.own.demand_elasticity
        world.places.price_index *= np.exp(bought / (stock * elasticity))
        knows = m.known[where, Instrument.RENTAL_GRANT]
        applies = knows & (model.draws.uniform(Stream.PROCURE_GRANT, model.month, key) < self.own.applies)
        rows = world.dwellings.rows(uids)
        if (~applies).any():
            begin(model, rows[~applies].astype(np.int64), self.lead, self.rules.zoning_share, Reason.NONE)
        if applies.any():
            amount = np.rint(cost[applies] * self.husbanken.grant_share_priority).astype(np.int64)
            # papers are practised where a grant was received before
            used = np.zeros(len(m.vedtak), dtype=np.int64)
            used[world.dwellings.municipality[world.dwellings.grant > 0]] = 1
            new = np.column_stack((
                uids[applies].astype(np.int64), where[applies], amount,
                np.full(amount.shape, model.month), np.full(amount.shape, model.month + 1),
                used[where[applies]],
            ))  # fmt: skip
            m.hours[:, 1] -= self.rules.grant_hours * np.bincount(where[applies], minlength=len(m.vedtak))
            np.maximum(m.hours, 0.0, out=m.hours)
            world.husbanken.queue = np.concatenate((world.husbanken.queue, new.astype(np.int64)))


def trend(model: "SettlementModel", name: str) -> float:
    """Return the national level of a yearly list over that of the anchor (the market's own lists)."""
    levels = model.values[name]
    assert isinstance(levels, tuple)
    return levels[year_row(model.month, len(levels))]
