"""Tenancies: renewal, arrears, trouble, review and exit; other disadvantaged households come and go."""

from typing import TYPE_CHECKING

import numpy as np

from agents.calendar import year_row
from agents.household import budget, net_income, year_value
from agents.kinds import MONTHS_PER_YEAR, NEVER, QUARTER, Instrument, Kind, Origin, Owner, Reason, Tenure
from agents.landlord import value_cell
from simulation.kernels.tenancies import MOST_ARREARS
from simulation.processes import tenancies
from simulation.processes.tenancies import arrears_change
from simulation.randomness import Stream, cumulative, derive_key, threshold
from simulation.rental.levels import rent_now
from simulation.twin.beings import Dwelling, Household
from simulation.twin.homes import dissolve_others, move_out
from simulation.twin.placement import place_in
from simulation.twin.shared import clip, integers, pick_one, prepared, quantile
from simulation.twin.turn import has_turn

if TYPE_CHECKING:
    from simulation.twin.model import TwinModel

RENTED = (Tenure.MUNICIPAL, Tenure.PRIVATE, Tenure.UNSERIOUS)


class Tenancies:
    """What happens to sitting tenants in a month."""

    name = "tenancies"

    def prepare(self, model: "TwinModel") -> None:
        """Build tables; follow-up enters true trouble only."""
        self.same = prepared(tenancies.Tenancies(), model)

    def run(self, model: "TwinModel") -> None:
        """Arrears, trouble, contract ends, notice, lodging, shared housing, other households."""
        self.budget = budget(self.same.household, model.month)
        rents = [h for h in model.world.households if h.tenure in RENTED]
        # other households in municipal dwellings only stay or leave
        tenants = [h for h in rents if h.refugee or h.tenure != Tenure.MUNICIPAL]
        others = [h for h in rents if not h.refugee]
        for h in tenants:
            self._arrears(model, h)
        noticed, put_out = self._trouble(model, tenants)
        self._notice(model)
        for h in put_out:
            self._evict(model, h)
        self._contracts(model, noticed)
        for h in model.world.households:
            self._lodging(model, h)
            self._shared(model, h)
        for h in others:
            self._other_exit(model, h)
        for h in model.world.households:
            self._other_waiting(model, h)
        self._other_arrivals(model)

    # --- paying and behaving ------------------------------------------------------------------------

    def _arrears(self, model: "TwinModel", h: Household) -> None:
        """Once a quarter: arrears grow or fall by rent against reach."""
        if not has_turn(h, model.month, QUARTER):
            return
        change = arrears_change(
            self.budget, integers([h.income]), integers([h.persons]), integers([h.adults_working]),
            integers([h.rent]), round(100 * self.same.rules.arrears_margin),
        )  # fmt: skip
        h.arrears = clip(h.arrears + int(change[0]), 0, MOST_ARREARS)

    def _trouble(self, model: "TwinModel", tenants: list[Household]) -> tuple[set[int], list[Household]]:
        """A year of a tenancy is over: trouble or none; landlords and municipalities learn.

        Returns the uids of households given notice by their landlord, and municipal tenants put out.
        """
        month = model.month
        due = [h for h in tenants if (month - h.since) % MONTHS_PER_YEAR == 0 and h.since < month]
        troubled, heard = set(), []
        for h in due:
            home = h.dwelling
            assert home is not None
            trouble = self._is_trouble(model, h, home)
            if trouble:
                troubled.add(h.uid)
            if self._backed(home):
                heard.append((h.municipality, trouble))
        self._hear(model, heard)
        noticed: list[Household] = []
        put_out: list[Household] = []
        for h in due:
            assert h.dwelling is not None
            municipal = int(h.dwelling.municipal)
            verdict = model.draws.one(Stream.EVICTION, month, h.key)
            if h.uid in troubled and verdict < self.same.tables.evicted[municipal]:
                (put_out if municipal else noticed).append(h)
        for h in noticed:  # the contract ends now and the search begins
            h.contract_end = month
            self._must_seek(model, h, Reason.EVICTION)
        for h in put_out:
            h.why = Reason.EVICTION
        return {h.uid for h in noticed}, put_out

    def _backed(self, home: Dwelling) -> bool:
        """Whether the municipality stands behind the tenancy: a guarantee, or a lease of its own."""
        guaranteed = home.owner == Owner.LANDLORD and home.guaranteed == 1
        return guaranteed or home.owner == Owner.MUNICIPALITY_LEASED

    def _is_trouble(self, model: "TwinModel", h: Household, home: Dwelling) -> bool:
        """Draw whether the year brought trouble; the landlord learns from it."""
        t, landlord = self.same.tables, home.landlord
        guaranteed = home.owner == Owner.LANDLORD and home.guaranteed == 1
        cell = min(h.adults_working, 1) + 2 * (h.arrears >= 2) + 4 * guaranteed + 8 * (h.refugee == 0)
        first, second = model.draws.one_both(Stream.TROUBLE, model.month, h.key)
        trouble = bool(first < t.trouble[cell])
        if home.owner != Owner.MUNICIPALITY and h.refugee and landlord is not None:
            landlord.trouble_a += 100 * trouble  # hundredths of a tenancy-year
            landlord.trouble_b += 100 * (not trouble)
        if trouble and self._backed(home):
            paid = bool(second < t.honoured)
            if landlord is not None:
                landlord.honour_a += 100 * paid
                landlord.honour_b += 100 * (not paid)
            if paid:
                claim = round(self.same.rules.guarantee_claim)
                model.events.add("guarantee_loss", municipality=home.municipality, amount=claim)
        return trouble

    def _hear(self, model: "TwinModel", heard: list[tuple[int, bool]]) -> None:
        """The municipality's picture of backed tenancies, and hearsay among landlords once a year."""
        world = model.world
        picture = world.municipalities.trouble_seen
        by_town: dict[int, list[bool]] = {}
        for town, trouble in heard:
            by_town.setdefault(town, []).append(trouble)
        for town, troubles in by_town.items():
            share = sum(troubles) / len(troubles)
            picture[town] += self.same.rules.trouble_memory * (share - picture[town])
        bad = threshold(picture)
        for landlord in world.landlords:
            if not has_turn(landlord, model.month, MONTHS_PER_YEAR) or picture[landlord.municipality] <= 0:
                continue
            if model.draws.one(Stream.HEARSAY, model.month, landlord.key) < bad[landlord.municipality]:
                landlord.trouble_a += self.same.hearsay_weight
            else:
                landlord.trouble_b += self.same.hearsay_weight

    # --- contracts ----------------------------------------------------------------------------------

    def _evict(self, model: "TwinModel", h: Household) -> None:
        """Lose the dwelling: with kin, in temporary lodging, or back on the list."""
        model.events.add(
            "eviction", household=h.uid, municipality=h.municipality, tenure=h.tenure, refugee=h.refugee
        )
        kin = model.draws.one(Stream.TENANCY_END, model.month, h.key) < self.same.tables.with_kin
        if not h.refugee:
            move_out(model, h, Tenure.NONE)
        else:
            move_out(model, h, Tenure.RELATIVES if kin else Tenure.TEMPORARY)
        h.queue_since = model.month

    def _must_seek(self, model: "TwinModel", h: Household, why: int) -> None:
        """Another home must be found for the reason `why`; who searches already goes on."""
        h.why = why
        if h.seeks_place >= 0:
            return
        h.seeks_place = h.place
        h.seeks_since = model.month
        known = model.world.municipalities.known[h.municipality, Instrument.GUARANTEE]
        h.guaranteed = int(known and h.tenure == Tenure.MUNICIPAL)

    def _notice(self, model: "TwinModel") -> None:
        """The notice is up: private tenants without another home lose theirs, municipal ones stay on."""
        month = model.month
        for h in model.world.households:
            if h.contract_end != month - self.same.notice:
                continue
            if h.tenure == Tenure.MUNICIPAL:
                h.contract_end = month + round(self.same.rules.review_short)
            elif h.tenure in (Tenure.PRIVATE, Tenure.UNSERIOUS):
                self._evict(model, h)

    def _contracts(self, model: "TwinModel", noticed: set[int]) -> None:
        """Contracts end this month: renewal by the landlord, review by the municipality."""
        month = model.month
        ending = [h for h in model.world.households if h.contract_end == month and h.uid not in noticed]
        for h in ending:
            if h.tenure == Tenure.PRIVATE:
                self._renew(model, h)
            elif h.tenure == Tenure.UNSERIOUS:
                draw = model.draws.one(Stream.TENANCY_END, month, h.key)
                if draw < self.same.tables.unserious_renewal:
                    h.contract_end = month + round(self.same.market.unserious_months)
                else:
                    self._must_seek(model, h, Reason.CONTRACT_END)
            elif h.tenure == Tenure.MUNICIPAL:
                self._review(model, h)

    def _renew(self, model: "TwinModel", h: Household) -> None:
        """A private contract is renewed if the sitting tenant is worth more than the outside.

        The rent is brought half way up to the market's; the rest, less a change of tenant, is what
        the outside is worth.
        """
        world, month, market, home = model.world, model.month, self.same.market, h.dwelling
        assert home is not None
        level = rent_now(world.geography, world.places, market, month)
        outside = int(level[home.place, home.rooms - 1]) * int(self.same.area[home.area]) // 1000
        rent = h.rent + max(outside - h.rent, 0) // 2
        worth = MONTHS_PER_YEAR * (rent - outside) + self.same.void * outside // 1000 + 4000 * (h.arrears < 2)
        first, second = model.draws.one_both(Stream.TENANCY_END, month, h.key)
        if first >= self.same.tables.renewal[int(value_cell(integers([worth]))[0])]:
            self._must_seek(model, h, Reason.CONTRACT_END)
            return
        h.rent = home.rent = rent
        months = np.rint(market.vector("contract_months")).astype(np.int64)
        h.contract_end = month + int(months[pick_one(cumulative(market.vector("contract_share")), second)])

    def _review(self, model: "TwinModel", h: Household) -> None:
        """A municipal contract: who can manage must seek; others are given a new one."""
        rules = self.same.rules
        left = int(net_income(self.budget, integers([h.income]), integers([h.adults_working]))[0]) - h.rent
        if left * 100 > int(self.budget.need[min(h.persons, 8)]) * round(100 * rules.review_income):
            self._must_seek(model, h, Reason.REVIEW)
        else:
            h.contract_end = model.month + round(rules.review_months)

    # --- without a home of their own ----------------------------------------------------------------

    def _lodging(self, model: "TwinModel", h: Household) -> None:
        """In temporary lodging one keeps seeking and applies; with kin one begins to seek, in time."""
        if h.tenure not in (Tenure.TEMPORARY, Tenure.RELATIVES) or h.seeks_place >= 0:
            return
        draw = model.draws.one(Stream.OTHER_EXIT, model.month, h.key)
        if h.tenure == Tenure.TEMPORARY or draw < self.same.tables.seeks_from_kin:
            self._must_seek(model, h, Reason.NO_HOME)
        if h.tenure == Tenure.TEMPORARY and h.queue_since == NEVER:
            h.queue_since = model.month

    def _shared(self, model: "TwinModel", h: Household) -> None:
        """Flatmates one did not choose: leaving shared housing (L16)."""
        if h.tenure != Tenure.SHARED or h.seeks_place >= 0:
            return
        late = int(model.month - h.since >= 6)
        if model.draws.one(Stream.SHARED_EXIT, model.month, h.key) < self.same.tables.shared_exit[late]:
            self._must_seek(model, h, Reason.FLATMATES)

    # --- other disadvantaged households ---------------------------------------------------------------

    def _other_exit(self, model: "TwinModel", h: Household) -> None:
        """Once a year: another household leaves its dwelling, unless it lost it this month."""
        t = self.same.tables
        if not has_turn(h, model.month, MONTHS_PER_YEAR) or h.dwelling is None:
            return
        first, second = model.draws.one_both(Stream.MUNICIPAL_EXIT, model.month, h.key)
        if first < (t.other_exit if h.tenure == Tenure.MUNICIPAL else t.other_private_exit):
            goal = (Tenure.GONE, Tenure.PRIVATE, Tenure.OWNED)[pick_one(t.destination, second)]
            dissolve_others(model, h, goal)

    def _other_waiting(self, model: "TwinModel", h: Household) -> None:
        """On the list, once a quarter: give up, or begin to look privately."""
        if h.tenure != Tenure.NONE or not has_turn(h, model.month, QUARTER):
            return
        first, second = model.draws.one_both(Stream.OTHER_EXIT, model.month, h.key)
        if first < self.same.tables.give_up:
            model.events.add("list_given_up", household=h.uid, municipality=h.municipality)
            dissolve_others(model, h, Tenure.GONE)
        elif second < self.same.tables.seeks:
            self._must_seek(model, h, Reason.NO_HOME)

    def _other_arrivals(self, model: "TwinModel") -> None:
        """New applicants, by municipality in proportion to population."""
        geography, month = model.world.geography, model.month
        year = year_row(month, geography.population.shape[1])
        for town in range(geography.municipalities):
            key = int(geography.key[town])
            rate = self.same.rules.other_arrivals / 1000.0 / MONTHS_PER_YEAR
            mean = geography.population[town, year] * rate
            draw = model.draws.one(Stream.OTHER_ARRIVAL, month, key)
            for nth in range(int(np.rint(mean * 4294967296.0)) + draw >> 32):
                self._arrive(model, town, derive_key(key, month, Stream.OTHER_ARRIVAL, nth))

    def _arrive(self, model: "TwinModel", town: int, key: int) -> None:
        """Add one household to the waiting list."""
        t, geography, month = self.same.tables, model.world.geography, model.month
        first, second = model.draws.one_both(Stream.OTHER_ARRIVAL, month, key)
        persons = 1 + pick_one(t.persons, first)
        scale = round(1000 * year_value(self.same.household.vector("price_level"), month))
        model.events.add("list_joined", municipality=town, persons=persons)
        kind = {1: Kind.SINGLE, 2: Kind.SINGLE_PARENT}.get(persons, Kind.FAMILY)
        model.world.add_household(
            key, refugee=0, kind=kind, origin=Origin.OTHER, persons=persons,
            children=persons - (2 if persons >= 3 else 1), municipality=town,
            place=place_in(geography, town, key),
            tenure=Tenure.NONE, since=month,
            income=quantile(t.income, second) * scale * (2 + persons) // 3000, queue_since=month,
        )  # fmt: skip
