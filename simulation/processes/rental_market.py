"""Rental market: landlords list, households and municipalities apply, each listing decides once
(decision 3).

The modelled segment is the part of private renting that refugee and other disadvantaged households
can reach. Ordinary applicants belong to no row: their number is drawn by listing.
"""

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.household import affordable_rent, budget, housing_allowance, year_value
from agents.kinds import (
    NEVER,
    NOBODY,
    Case,
    DwellingState,
    Instrument,
    Mode,
    Owner,
    Reason,
    Tenure,
)
from agents.landlord import (
    EQUAL,
    LandlordTables,
    applicant_value,
    belief_permille,
    feared_loss,
    guarantee_premium,
    papers_days,
    passed_on,
    prior_counts,
    refusal_reason,
    rent_forgone,
    value_cell,
)
from agents.landlord import build_tables as landlord_tables
from agents.parameters import Rules
from simulation.cases import arrival_pending, label_accepted
from simulation.moves import needed_rooms
from simulation.randomness import (
    Stream,
    cumulative,
    derive_keys,
    pick,
    quantile_index,
    quantile_table,
)
from simulation.relocation import move_in
from simulation.tables import Households
from simulation.world import SIZES, Geography, Places

if TYPE_CHECKING:
    from simulation.model import SettlementModel

I64 = npt.NDArray[np.int64]
F64 = npt.NDArray[np.float64]
B = npt.NDArray[np.bool_]

QUANTILES = 256
PER_UNIT = 4  # rows of the applicants' table per unit of their mean
MEANS = 64  # means up to 16 applicants a listing
COUNTS = 41  # ordinary applicants of a listing: 0-40
CODE = 8  # places are multiplied by this to leave room for the size class


@dataclass(frozen=True)
class MarketTables:
    """Integer tables of the market.

    Attributes
    ----------
    letting : int64 array, shape (QUANTILES,)
        Quantiles of the length of an ordinary letting, months.
    variation : int64 array, shape (QUANTILES,)
        Quantiles of a dwelling's own rent variation, thousandths.
    applicants : int64 array, shape ((MEANS + 1) * COUNTS,)
        Cumulative thresholds of the number of ordinary applicants, one row per four times their
        mean, each row raised by its number times 2**33 so that one search finds row and count.
    contract : int64 array
        Cumulative thresholds of contract lengths; `contract_months` holds the lengths.
    """

    letting: I64
    variation: I64
    applicants: I64
    contract: I64
    contract_months: I64
    rooms: I64  # cumulative thresholds of the rooms of new dwellings


def build_tables(rules: Rules) -> MarketTables:
    """Return the market's tables from the parameters of ``rental_market.toml``."""
    u = (np.arange(QUANTILES) + 0.5) / QUANTILES
    letting = rules.letting_shortest - (rules.letting_mean - rules.letting_shortest) * np.log1p(-u)
    # a symmetric stand-in for the normal: the logistic with the same standard deviation
    logistic = np.log(u / (1.0 - u)) * rules.rent_spread * np.sqrt(3.0) / np.pi
    counts = np.arange(COUNTS)
    log_factorial = np.concatenate([[0.0], np.cumsum(np.log(counts[1:]))])
    mean = np.maximum(np.arange(MEANS + 1) / PER_UNIT, 1e-9)[:, None]
    poisson = np.exp(counts * np.log(mean) - mean - log_factorial)
    return MarketTables(
        letting=quantile_table(np.minimum(letting, 240.0)),
        variation=quantile_table(1000.0 * np.exp(np.clip(logistic, -0.7, 0.7))),
        applicants=(cumulative(poisson) + (np.arange(MEANS + 1, dtype=np.int64) << 33)[:, None]).ravel(),
        contract=cumulative(rules.vector("contract_share")),
        contract_months=np.rint(rules.vector("contract_months")).astype(np.int64),
        rooms=cumulative(rules.vector("new_rooms")),
    )


def residual_letting(rules: Rules) -> I64:
    """Return quantiles of the months left of an ordinary letting met at a random time (at least 1),
    for a start at rest: shape (QUANTILES,)."""
    u = (np.arange(QUANTILES) + 0.5) / QUANTILES
    least, spread = rules.letting_shortest, rules.letting_mean - rules.letting_shortest
    early = u * rules.letting_mean
    late = least - spread * np.log1p(-np.clip((early - least) / spread, 0.0, 1.0 - 1e-6))
    return quantile_table(np.clip(np.where(early < least, early, late), 1.0, 240.0))


def rent_now(geography: Geography, places: Places, rules: Rules, month: int) -> I64:
    """Return the level of rents, NOK a month, shape (P, 5): by place and rooms - 1."""
    trend = year_value(rules.vector("rent_trend"), month)
    return np.rint(geography.base_rent * (places.rent_index * trend)[:, None]).astype(np.int64)


def _narrow(values: I64) -> npt.NDArray[np.integer]:
    """Return `values` as int16 where they fit: stable sorting is then several times faster."""
    return values.astype(np.int16) if len(values) and values.max() < 32_768 else values


def apply_for(place: I64, low: I64, high: I64, start: I64, codes: I64, most: I64) -> tuple[I64, I64]:
    """Return who applies for which listing: pairs of (applicant, listing).

    Parameters
    ----------
    place, low, high : int64 arrays
        Place and range of rooms each applicant looks at.
    start : int64 array
        A 32-bit draw per applicant: where in that range it begins to read.
    codes : int64 array, sorted
        ``place * 8 + rooms`` of the listings.
    most : int64 array
        Listings each applicant has time for.

    Returns
    -------
    applicant, listing : int64 arrays
        Positions in the arguments, in order of applicants; an applicant's listings are distinct.
    """
    first = np.searchsorted(codes, place * CODE + low, side="left")
    span = np.searchsorted(codes, place * CODE + high, side="right") - first
    count = np.minimum(span, most)
    applicant = np.repeat(np.arange(len(place)), count)
    turn = np.arange(len(applicant)) - np.repeat(np.cumsum(count) - count, count)
    begin = (start * span) >> 32
    listing = first[applicant] + (begin[applicant] + turn) % np.maximum(span[applicant], 1)
    return applicant.astype(np.int64), listing.astype(np.int64)


@dataclass(frozen=True)
class Lines:
    """Applicants in line before each listing, by weight.

    `order` sorts the pairs by listing, `running` is their running weight, `edge` where each listing's
    line begins in it (one entry more than listings).
    """

    order: I64
    running: I64
    edge: I64


def line_up(listing: I64, weight: I64, listings: int) -> Lines:
    """Return the lines of pairs of `listing` and `weight` (shape (pairs,)) before each listing."""
    order = np.argsort(_narrow(listing), kind="stable")
    running = np.concatenate([[0], np.cumsum(weight[order])])
    return Lines(order, running, np.searchsorted(listing[order], np.arange(listings + 1)))


def decide(
    listing: I64, weight: I64, ordinary: I64, reservation: I64, draw: I64, listings: int,
    lines: Lines | None = None,
) -> tuple[I64, B]:  # fmt: skip
    """Let every listing choose once among its applicants, in proportion to their weights.

    Parameters
    ----------
    listing, weight : int64 arrays, shape (pairs,)
        Listing and choice weight of each applicant of the model.
    ordinary, reservation, draw : int64 arrays, shape (listings,)
        Ordinary applicants (each of weight EQUAL), weight of letting to nobody, 32-bit draw.
    lines : Lines, optional
        Of the pairs, when they are lined up already.

    Returns
    -------
    chosen : int64 array, shape (listings,)
        The pair chosen, -1 if none of the model's applicants.
    let : bool array, shape (listings,)
        Let to an ordinary applicant.
    """
    lines = lines or line_up(listing, weight, listings)
    order, running, edge = lines.order, lines.running, lines.edge
    model_weight = running[edge[1:]] - running[edge[:-1]]
    total = model_weight + ordinary * EQUAL + reservation
    point = (draw * np.maximum(total, 1)) >> 32
    ours = point < model_weight
    chosen = np.full(listings, -1, dtype=np.int64)
    at = np.searchsorted(running, running[edge[:-1]][ours] + point[ours], side="right") - 1
    chosen[ours] = order[at]
    return chosen, ~ours & (point < model_weight + ordinary * EQUAL)


def would_be_let(
    listing: I64, weight: I64, equal: I64, ordinary: I64, reservation: I64, draw: I64, lines: Lines
) -> B:
    """Return for each pair whether the listing's draw of :func:`decide` had chosen the applicant, if it
    alone weighed `equal` (what an ordinary applicant in its place would weigh).

    Parameters are those of :func:`decide`; `equal` has shape (pairs,).
    """
    order, running, edge = lines.order, lines.running, lines.edge
    total = running[edge[1:]] - running[edge[:-1]] + ordinary * EQUAL + reservation
    start = np.empty(len(listing), dtype=np.int64)
    start[order] = running[:-1] - running[edge[:-1]][listing[order]]  # weight before it in the line
    point = (draw[listing] * np.maximum(total[listing] - weight + equal, 1)) >> 32
    chosen: B = (point >= start) & (point < start + equal)
    return chosen


def search_outcomes(applicants: int, read: I64, applied: I64) -> I64:
    """Return why a month's search of each applicant that won nothing failed, a Reason.

    Parameters
    ----------
    read, applied : int64 arrays
        Applicant of each listing read, and of each that fitted and was applied for.
    """
    seen, asked = (np.bincount(pairs, minlength=applicants) > 0 for pairs in (read, applied))
    return np.where(
        asked, int(Reason.LANDLORD_NO), np.where(seen, int(Reason.RENT_TOO_HIGH), int(Reason.MARKET_EMPTY))
    )


def settle_doubles(chosen: I64, applicant: I64, rent: I64) -> I64:
    """Return `chosen` with each applicant left with one dwelling, the cheapest it was offered
    (the first of equals); the other listings become -1.

    Parameters
    ----------
    chosen : int64 array, shape (listings,)
        Pair chosen by each listing or -1.
    applicant : int64 array, shape (pairs,)
    rent : int64 array, shape (listings,)
    """
    result = chosen.copy()
    offers = np.flatnonzero(chosen >= 0)
    if not len(offers):
        return result
    who = applicant[chosen[offers]]
    order = np.lexsort((offers, rent[offers], who))
    later = np.concatenate([[False], who[order][1:] == who[order][:-1]])
    result[offers[order[later]]] = -1
    return result


@dataclass
class _Applicants:
    """Applicants of the month: households first, then municipalities' lease requests."""

    row: I64  # household row, -1 for a lease request
    size: I64  # rooms - 1 asked for by a lease request
    place: I64
    low: I64
    high: I64
    most_rent: I64
    percent: I64
    cover: I64
    taste: I64  # 1: met with distaste
    delay: I64
    refused: I64  # 1: takes unserious offers
    start: I64


@dataclass(frozen=True)
class _Pairs:
    """Applications of the month, one entry per applicant and listing: what the landlord weighs."""

    applicant: I64
    trouble: I64  # the landlord's beliefs, thousandths
    honour: I64
    percent: I64
    cover: I64
    taste: I64  # NOK a year
    delay: I64  # days
    rent: I64  # NOK a month

    def of(self, some: I64) -> "_Pairs":
        """Return some of the pairs."""
        return _Pairs(*(getattr(self, one.name)[some] for one in fields(self)))


class RentalMarket:
    """Listings, applicants and the landlords' choices of the month."""

    name = "rental_market"

    def prepare(self, model: "SettlementModel") -> None:
        """Build the market's and the landlords' tables."""
        self.rules = model.values.rules("rental_market")
        self.household = model.values.rules("household")
        landlord = self.owner = model.values.rules("landlord")
        self.tables = build_tables(self.rules)
        self.landlord: LandlordTables = landlord_tables(landlord)
        routines = model.coordination.routines * (0.0 if model.frozen else 1.0)
        self.days = papers_days(landlord, routines)
        self.premium = guarantee_premium(landlord)
        self.mean = self.rules.vector("applicants")
        self.applications = int(round(self.rules.applications))
        self.lease_applications = int(round(self.rules.lease_applications))
        self.lease_reach = int(round(self.rules.lease_reach))
        self.prior = prior_counts(landlord)
        self.benefit = int(round(self.household.programme_benefit))

    def run(self, model: "SettlementModel") -> None:
        """List, apply, decide, let; then rents and tightness move."""
        world, month, t = model.world, model.month, self.tables
        dwellings, places, geography = world.dwellings, world.places, world.geography
        level = rent_now(geography, places, self.rules, month)
        places.leases_found[:] = 0
        ended = np.flatnonzero(dwellings.due == month)
        ended = ended.compress(dwellings.state[ended] == DwellingState.LET_ORDINARY)
        dwellings.state[ended] = DwellingState.LISTED
        dwellings.due[ended] = NEVER
        dwellings.empty[ended] = 0

        rows = np.flatnonzero(dwellings.state == int(DwellingState.LISTED))
        rows = rows.compress(dwellings.reserved[rows] == NOBODY)
        self._ask(model, rows.compress(dwellings.empty[rows] == 0), level)
        code = dwellings.place[rows].astype(np.int64) * CODE + dwellings.rooms[rows]
        order = np.argsort(_narrow(code), kind="stable")
        rows, code = rows[order], code[order]
        n = len(rows)
        rent = dwellings.rent[rows].astype(np.int64)
        owner = world.landlords.rows(dwellings.landlord[rows]).astype(np.int64)
        place = dwellings.place[rows].astype(np.int64)

        who = self._applicants(model)
        most = np.where(who.row >= 0, self.applications, self.lease_applications)
        applicant, listing = read = apply_for(who.place, who.low, who.high, who.start, code, most)
        fits = (rent[listing] <= who.most_rent[applicant]) & (
            (world.landlords.unserious[owner[listing]] == 0) | (who.refused[applicant] == 1)
        )
        applicant, listing = applicant.compress(fits), listing.compress(fits)
        pairs = self._pairs(model, who, applicant, listing, owner, rent)
        weight = self._weigh(who, pairs)

        centrality = geography.centrality[geography.place_municipality]
        mean = self.mean[centrality] * places.tightness  # (P,)
        cell = np.minimum(np.rint(mean * PER_UNIT).astype(np.int64), MEANS)
        key = dwellings.key[rows]
        first, second = model.draws.both(Stream.ORDINARY_APPLICANTS, month, key)
        row = cell[place]
        ordinary = np.searchsorted(t.applicants, first + (row << 33), side="right") - row * COUNTS
        patience = np.rint(self.landlord.reservation_permille / np.maximum(places.tightness, 0.2))
        reservation = self.landlord.weight[
            value_cell(-(patience.astype(np.int64)[place] * rent) // 1000)
        ]
        draw = model.draws.high(Stream.LANDLORD_CHOICE, month, key)
        lines = line_up(listing, weight, n)
        chosen, let = decide(listing, weight, ordinary, reservation, draw, n, lines)
        kept = settle_doubles(chosen, applicant, rent)
        let |= (chosen >= 0) & (kept < 0) & (ordinary > 0)

        won = np.flatnonzero(kept >= 0)
        winner = applicant[kept[won]]
        outcome = search_outcomes(len(who.row), read[0], applicant)
        self._failed(
            model, who, outcome, winner, pairs,
            would_be_let(
                listing, weight, EQUAL * self._reach(who, applicant), ordinary, reservation, draw, lines
            ),
        )  # fmt: skip
        empty = np.flatnonzero((kept < 0) & ~let)
        self._let_ordinary(model, rows.compress(let), second.compress(let))
        self._stay_empty(model, rows[empty], second[empty])
        for_household = who.row[winner] >= 0
        self._lease(model, who, winner[~for_household], rows[won[~for_household]])
        self._rent(model, who, winner[for_household], rows[won[for_household]], owner[won[for_household]])
        self._give_up(model, who.row, outcome)
        self._move_levels(model, who, code)
        self._enter(model, level)

    # --- listings ---------------------------------------------------------------------------------

    def _ask(self, model: "SettlementModel", rows: I64, level: I64) -> None:
        """Set the asking rent of new listings: level of place and size, own variation, and what a
        known guarantee is worth where listings are few."""
        world = model.world
        dwellings = world.dwellings
        place = dwellings.place[rows].astype(np.int64)
        own = model.draws.high(Stream.NEW_DWELLING, 0, dwellings.key[rows])
        rent = (
            level[place, dwellings.rooms[rows] - 1] * self.tables.variation[quantile_index(own, QUANTILES)]
        ) // 1000
        known = world.municipalities.known[dwellings.municipality[rows], Instrument.GUARANTEE]
        few = world.places.tightness[place] > self.rules.few_listings
        dwellings.rent[rows] = rent + self.premium * (known & few)

    def _let_ordinary(self, model: "SettlementModel", rows: I64, draw: I64) -> None:
        """Let `rows` to ordinary tenants for a drawn time."""
        dwellings = model.world.dwellings
        dwellings.state[rows] = DwellingState.LET_ORDINARY
        dwellings.due[rows] = model.month + self.tables.letting[quantile_index(draw, QUANTILES)]
        dwellings.empty[rows] = 0

    def _stay_empty(self, model: "SettlementModel", rows: I64, draw: I64) -> None:
        """Lower the asking rent of what stayed empty; withdraw what was empty for long."""
        dwellings = model.world.dwellings
        dwellings.empty[rows] += 1
        rent = dwellings.rent[rows].astype(np.int64)
        dwellings.rent[rows] = rent - (rent * int(round(1000 * self.rules.empty_fall))) // 1000
        tired = dwellings.empty[rows] > self.rules.withdraw_months
        self._let_ordinary(model, rows[tired], draw[tired])

    # --- applicants -------------------------------------------------------------------------------

    def _applicants(self, model: "SettlementModel") -> _Applicants:
        """Gather seeking households and lease requests."""
        world, month = model.world, model.month
        households, persons, geography = world.households, world.persons, world.geography
        rows = np.flatnonzero(households.seeks_place >= 0)
        size = households.persons[rows].astype(np.int64)
        need = needed_rooms(size)
        working = households.adults_working[rows].astype(np.int64)
        income = self._income(households, rows)
        most = affordable_rent(budget(self.household, month), income, size, working)
        refugee = households.refugee[rows] == 1
        head = persons.rows(households.head[rows])
        woman = np.zeros(len(rows), dtype=np.int64)
        woman[head >= 0] = persons.female[head[head >= 0]]
        percent = np.where(
            refugee,
            self.landlord.kind_percent[households.kind[rows], woman, np.minimum(working, 1)],
            self.landlord.other_percent,
        )
        guaranteed = households.guaranteed[rows].astype(np.int64)
        place = households.seeks_place[rows].astype(np.int64)
        delay = self.days[geography.place_municipality[place]] * guaranteed
        waited = month - households.seeks_since[rows].astype(np.int64)

        where, asked = np.nonzero(world.places.lease_requests)
        times = world.places.lease_requests[where, asked]
        lease_place, lease_size = np.repeat(where, times), np.repeat(asked, times)
        nth = np.arange(len(lease_place)) - np.repeat(np.cumsum(times) - times, times)
        lease_key = derive_keys(
            geography.place_key[lease_place], month, Stream.MATCH_ORDER, lease_size * 1000 + nth
        ) if len(lease_place) else np.zeros(0, dtype=np.uint64)
        ones = np.ones(len(lease_place), dtype=np.int64)
        loose = (waited >= self.rules.refused_months) & (guaranteed == 0)
        cover = self.landlord.guarantee_percent * guaranteed
        key = np.concatenate([households.key[rows], lease_key])
        join = np.concatenate
        return _Applicants(
            row=join([rows.astype(np.int64), -ones]),
            size=join([need - 1, lease_size]),
            place=join([place, lease_place]),
            low=join([np.maximum(need - 1, 1), lease_size + 1]),
            high=join([np.minimum(need + 1, SIZES), np.minimum(lease_size + 2, SIZES)]),
            most_rent=join([most, ones << 30]),
            percent=join([percent, 100 * ones]),
            cover=join([cover, self.landlord.municipal_percent * ones]),
            taste=join([refugee.astype(np.int64), ones]),
            delay=join([delay, self.days[geography.place_municipality[lease_place]]]),
            refused=join([loose.astype(np.int64), 0 * ones]),
            start=model.draws.high(Stream.MATCH_ORDER, month, key),
        )  # fmt: skip

    def _income(self, households: Households, rows: I64) -> I64:
        """Return what `rows` reckon to live on, NOK a month: who is not settled yet counts on the
        introduction benefit of the adults."""
        income = households.income[rows].astype(np.int64)
        tenure = households.tenure[rows]
        case = (tenure == Tenure.RECEPTION) | (tenure == Tenure.ABROAD)
        adults = households.persons[rows].astype(np.int64) - households.children[rows]
        reckoned: I64 = np.where(case, np.maximum(income, self.benefit * adults), income)
        return reckoned

    def _pairs(
        self, model: "SettlementModel", who: _Applicants, applicant: I64, listing: I64,
        owner: I64, rent: I64,
    ) -> _Pairs:  # fmt: skip
        """Return what landlords weigh of each pair."""
        landlords = model.world.landlords
        trouble = belief_permille(
            landlords.trouble_a[owner].astype(np.int64), landlords.trouble_b[owner].astype(np.int64)
        )
        honour = belief_permille(
            landlords.honour_a[owner].astype(np.int64), landlords.honour_b[owner].astype(np.int64)
        )
        # firms let by rule: distaste is a small landlord's (E32)
        private = 1 - landlords.professional[owner].astype(np.int64)
        return _Pairs(
            applicant, trouble[listing], honour[listing], who.percent[applicant], who.cover[applicant],
            self.landlord.taste * who.taste[applicant] * private[listing], who.delay[applicant],
            rent[listing],
        )  # fmt: skip

    def _weigh(self, who: _Applicants, pairs: _Pairs) -> I64:
        """Return the choice weight of each pair."""
        value = applicant_value(
            pairs.trouble, pairs.honour, pairs.percent, pairs.cover, pairs.taste, pairs.delay, pairs.rent,
            self.landlord.ordinary_permille, self.landlord.loss,
        )  # fmt: skip
        return self.landlord.weight[value_cell(value)] * self._reach(who, pairs.applicant)

    def _reach(self, who: _Applicants, applicant: I64) -> I64:
        """Return by how much each applicant's chance is raised: a municipality asks landlords directly,
        before the ordinary applicants have come."""
        return (1 + (self.lease_reach - 1) * (who.row < 0))[applicant]

    # --- why not ------------------------------------------------------------------------------------

    def _failed(
        self, model: "SettlementModel", who: _Applicants, outcome: I64, winner: I64, pairs: _Pairs, equal: B
    ) -> None:
        """Write why searches failed: of accepted cases, of the sizes municipalities asked leases of, and
        of refugee households as events; with the landlords' reason where landlords said no.

        Of several landlords the one that would have said yes to an ordinary applicant counts.
        """
        world, households = model.world, model.world.households
        lost = np.ones(len(who.row), dtype=np.bool_)
        lost[winner] = False
        cause = np.where(outcome == Reason.LANDLORD_NO, int(Reason.BETTER_APPLICANT), int(Reason.NONE))
        refused = np.flatnonzero(equal)
        refused = refused[lost[pairs.applicant[refused]] & (who.taste[pairs.applicant[refused]] == 1)]
        some = pairs.of(refused)
        np.maximum.at(cause, some.applicant, self._cause(some))

        asked = np.flatnonzero(lost & (who.row < 0))
        town = world.geography.place_municipality[who.place[asked]]
        world.municipalities.gap_reason[town, who.size[asked]] = outcome[asked]
        if len(asked):
            label_accepted(model)
        mine = np.flatnonzero(lost & (who.row >= 0) & (who.taste == 1))
        rows = who.row[mine]
        model.events.add(
            "no_home_found", household=households.uid[rows],
            municipality=world.geography.place_municipality[who.place[mine]],
            reason=outcome[mine], landlord=cause[mine],
        )  # fmt: skip
        accepted = households.case[rows] == Case.ACCEPTED
        accepted &= ~arrival_pending(households, rows, model.month)
        households.reason[rows[accepted]] = outcome[mine][accepted]

    def _cause(self, pairs: _Pairs) -> I64:
        """Return the landlord's reason of pairs that an ordinary applicant had won."""
        return refusal_reason(
            feared_loss(pairs.trouble, pairs.honour, pairs.percent, pairs.cover, self.landlord.loss),
            pairs.taste, rent_forgone(pairs.delay, pairs.rent),
            self.landlord.ordinary_permille, self.landlord.loss,
        )  # fmt: skip

    # --- outcomes ---------------------------------------------------------------------------------

    def _lease(self, model: "SettlementModel", who: _Applicants, winner: I64, homes: I64) -> None:
        """Hand `homes` to the municipalities that asked for a lease."""
        world = model.world
        dwellings = world.dwellings
        dwellings.owner[homes] = Owner.MUNICIPALITY_LEASED
        dwellings.mode[homes] = Mode.LEASE
        dwellings.state[homes] = DwellingState.READYING
        dwellings.due[homes] = model.month + 1
        dwellings.empty[homes] = 0
        np.add.at(world.places.leases_found, (who.place[winner], who.size[winner]), 1)

    def _rent(
        self, model: "SettlementModel", who: _Applicants, winner: I64, homes: I64, owner: I64
    ) -> None:
        """Reserve `homes` for cases in reception or abroad; let them to residents at once."""
        world, month, t = model.world, model.month, self.tables
        households, dwellings = world.households, world.dwellings
        rows = who.row[winner]
        loose = world.landlords.unserious[owner] == 1
        # whoever lets under a written contract may take part of the tenant's allowance
        helped = housing_allowance(
            budget(self.household, month), self._income(households, rows),
            households.persons[rows].astype(np.int64), dwellings.rent[homes].astype(np.int64),
        )  # fmt: skip
        dwellings.rent[homes] += np.where(loose, 0, passed_on(self.owner, helped))
        case = (households.tenure[rows] == Tenure.RECEPTION) | (households.tenure[rows] == Tenure.ABROAD)
        waiting, promised = rows[case], homes[case]
        dwellings.reserved[promised] = households.uid[waiting]
        dwellings.guaranteed[promised] = households.guaranteed[waiting]
        households.case_dwelling[waiting] = dwellings.uid[promised]
        households.seeks_place[waiting] = -1
        households.seeks_since[waiting] = NEVER

        rows, homes, loose = rows[~case], homes[~case], loose[~case]
        draw = model.draws.high(Stream.CONTRACT, month, households.key[rows])
        length = t.contract_months[pick(t.contract, draw)]
        length = np.where(loose, int(round(self.rules.unserious_months)), length)
        tenure = np.where(loose, int(Tenure.UNSERIOUS), int(Tenure.PRIVATE))
        move_in(model, rows, homes, tenure, month + length, households.guaranteed[rows].copy())

    def _give_up(self, model: "SettlementModel", seekers: I64, outcome: I64) -> None:
        """Households that may stay where they are stop searching in the end; the event says why this
        month's search failed (`outcome` of each of `seekers`, household rows in ascending order)."""
        households, month = model.world.households, model.month
        rows = np.flatnonzero(households.seeks_place >= 0)
        long = month - households.seeks_since[rows].astype(np.int64) >= self.rules.give_up_months
        rows = rows.compress(long)
        tenure = households.tenure[rows]
        must = (tenure == Tenure.RECEPTION) | (tenure == Tenure.ABROAD) | (tenure == Tenure.TEMPORARY)
        rows = rows[~must]
        ours = rows[households.refugee[rows] == 1]
        last = outcome[np.searchsorted(seekers[seekers >= 0], ours)]
        model.events.add(
            "gave_up", household=households.uid[ours], municipality=households.municipality[ours],
            why=households.why[ours], reason=last,
        )  # fmt: skip
        households.seeks_place[rows] = -1
        households.seeks_since[rows] = NEVER

    # --- levels -----------------------------------------------------------------------------------

    def _move_levels(self, model: "SettlementModel", who: _Applicants, code: I64) -> None:
        """Move tightness, rents and prices towards what the month showed (segment: last month's count).

        `places.listed` is what was on offer during the month: what a searcher has seen.
        """
        world, rules = model.world, self.rules
        places, geography = world.places, world.geography
        p = len(places.tightness)
        cell = (code // CODE) * SIZES + code % CODE - 1
        places.listed[:] = np.bincount(cell, minlength=p * SIZES).reshape(p, SIZES)
        municipality = geography.place_municipality
        mean = self.mean[geography.centrality[municipality]]
        normal = 1.0 + rules.normal_listed * places.segment
        usual = rules.normal_seekers * places.segment
        extra = (np.bincount(who.place, minlength=p) - usual) / mean
        seen = (normal + extra) / (1.0 + places.listed.sum(axis=1))
        places.tightness += rules.tightness_memory * (np.clip(seen, 0.25, 4.0) - places.tightness)
        year = min(max(model.month // 12, 0), geography.population.shape[1] - 1)
        people = np.maximum(geography.population[municipality, year] * geography.place_share, 1.0)
        share = places.persons / people - rules.refugee_share
        goal = 1.0 + rules.rent_response * (places.tightness - 1.0) + rules.rent_effect * share
        places.rent_index += rules.rent_speed * (goal - places.rent_index)
        # what purchases did to prices fades as supply answers
        places.price_index += rules.price_speed * (1.0 - places.price_index)

    def _enter(self, model: "SettlementModel", level: I64) -> None:
        """New dwellings enter the segment, to be listed next month: with population, and where the
        market is tight (E93). Each has a landlord of its own."""
        world, month, t = model.world, model.month, self.tables
        places, geography = world.places, world.geography
        municipality = geography.place_municipality
        years = geography.population.shape[1]
        year = min(max(month // 12, 0), years - 1)
        now, then = geography.population[:, year], geography.population[:, min(year + 1, years - 1)]
        growth = np.maximum(then / np.maximum(now, 1.0) - 1.0, 0.0)[municipality]
        tight = self.rules.supply_response * np.maximum(places.tightness - 1.0, 0.0)
        mean = places.segment * (growth + tight) / 12.0
        draw = model.draws.high(Stream.LIST, month, geography.place_key)
        count = (np.rint(mean * 4294967296.0).astype(np.int64) + draw) >> 32
        place = np.repeat(np.arange(len(count)), count)
        if not len(place):
            return
        nth = np.arange(len(place)) - np.repeat(np.cumsum(count) - count, count)
        key = derive_keys(geography.place_key[place], month, Stream.NEW_DWELLING, nth)
        owner_key = derive_keys(geography.place_key[place], month, Stream.LIST, nth)
        rooms = 1 + pick(t.rooms, model.draws.high(Stream.LIST, month, key))
        trouble_a, trouble_b, honour_a, honour_b = self.prior
        owner = world.landlords.append(
            owner_key, municipality=municipality[place], place=place, trouble_a=trouble_a,
            trouble_b=trouble_b, honour_a=honour_a, honour_b=honour_b, dwellings=1,
        )  # fmt: skip
        spread = (key >> np.uint64(40)).astype(np.int64)
        world.dwellings.append(
            key, municipality=municipality[place], place=place,
            area=geography.first_area[place] + spread % geography.areas[place], rooms=rooms,
            owner=Owner.LANDLORD, state=DwellingState.LISTED, landlord=owner,
            rent=level[place, rooms - 1],
        )  # fmt: skip
