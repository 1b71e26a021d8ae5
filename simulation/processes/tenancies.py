"""Tenancies: renewal, arrears, trouble, review and exit; the other disadvantaged households come,
wait and go (decisions 3.5-3.6 and 4.6).

One file of more than 300 lines: the steps of one tenancy, in the order of the month.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.calendar import year_row
from agents.household import (
    Budget,
    affordable_rent,
    budget,
    net_income,
    year_value,
)
from agents.kinds import MONTHS_PER_YEAR, NEVER, QUARTER, Instrument, Kind, Origin, Owner, Reason, Tenure
from agents.landlord import build_tables as landlord_tables
from agents.landlord import value_cell
from agents.parameters import Rules
from simulation.areas import factors
from simulation.kernels import tenancies as kernels
from simulation.kernels.budget import packed
from simulation.placement import place_in
from simulation.randomness import Stream, cumulative, derive_keys, pick, quantile_index, threshold
from simulation.relocation import dissolve_others, move_out
from simulation.rental.levels import rent_now
from simulation.stagger import multiples

if TYPE_CHECKING:
    from simulation.model import SettlementModel

I64 = npt.NDArray[np.int64]


@dataclass(frozen=True)
class TenancyTables:
    """Integer tables of tenancies (thresholds unless said otherwise).

    Attributes
    ----------
    trouble : int64 array, shape (16,)
        A year's trouble by bits: 1 works, 2 arrears, 4 guaranteed, 8 other household.
    renewal : int64 array
        By value of the sitting tenant against the outside (cells of the landlord).
    destination : int64 array, shape (3,)
        Cumulative thresholds of where other households go.
    """

    trouble: I64
    renewal: I64
    unserious_renewal: int
    evicted: I64  # (2,) private, municipal
    honoured: int
    destination: I64
    other_exit: int
    other_private_exit: int
    give_up: int  # a quarter
    seeks: int  # a quarter
    with_kin: int
    seeks_from_kin: int
    shared_exit: I64  # (2,) below and above half a year
    persons: I64
    income: I64  # quantiles, NOK a month of January 2009


def follow_up_factor(rules: Rules, channel: float) -> float:
    """Return the factor on true trouble: 1 without follow-up, at least 0.7, above 1 if it misleads.

    `channel` holds the dial already: strength times the share followed up.
    """
    return float(1.0 - rules.follow_up_effect * np.clip(channel, -1.0, 1.0))


def build_tables(rules: Rules, landlord: Rules, factor: float) -> TenancyTables:
    """Return the tables from ``tenancies.toml`` and ``landlord.toml``; `factor` of follow-up."""
    bits = np.arange(16)
    base = rules.vector("trouble")[bits & 1]
    trouble = (
        base
        + rules.trouble_arrears * ((bits >> 1) & 1)
        + rules.moral_hazard * ((bits >> 2) & 1)
        + rules.trouble_other * ((bits >> 3) & 1)
    ) * factor
    low, median, high = rules.vector("other_income")
    u = (np.arange(64) + 0.5) / 64
    income = np.where(u < 0.5, low + (median - low) * 2.0 * u, median + (high - median) * (2.0 * u - 1.0))
    return TenancyTables(
        trouble=threshold(trouble),
        renewal=threshold(landlord_tables(landlord).renewal),
        unserious_renewal=int(threshold(rules.unserious_renewed)),
        evicted=threshold(rules.vector("evicted")),
        honoured=int(threshold(rules.honoured)),
        destination=cumulative(rules.vector("other_destination")),
        other_exit=int(threshold(rules.other_exit)),
        other_private_exit=int(threshold(rules.other_private_exit)),
        give_up=int(threshold(1.0 - (1.0 - rules.other_give_up) ** QUARTER)),
        seeks=int(threshold(1.0 - (1.0 - rules.other_seeks) ** QUARTER)),
        with_kin=int(threshold(rules.with_kin)),
        seeks_from_kin=int(threshold(rules.lodging_seeks_kin)),
        shared_exit=threshold(rules.vector("shared_exit")),
        persons=cumulative(rules.vector("other_persons")),
        income=np.rint(income).astype(np.int64),
    )


def arrears_change(b: Budget, income: I64, persons: I64, earners: I64, rent: I64, margin: int) -> I64:
    """Return +1 where the rent is out of reach by more than `margin` percent, else -1."""
    reach = affordable_rent(b, income, persons, earners)
    return 2 * (rent * 100 > reach * (100 + margin)).astype(np.int64) - 1


class Tenancies:
    """What happens to sitting tenants in a month."""

    name = "tenancies"

    def prepare(self, model: "SettlementModel") -> None:
        """Build tables; follow-up enters true trouble only."""
        self.rules = model.values.rules("tenancies")
        self.market = model.values.rules("rental_market")
        self.area = factors(model.world.geography, self.market.area_rent)
        self.household = model.values.rules("household")
        landlord = model.values.rules("landlord")
        channel = 0.0 if model.frozen else model.coordination.follow_up
        self.tables = build_tables(self.rules, landlord, follow_up_factor(self.rules, channel))
        self.void = landlord_tables(landlord).void_permille
        self.hearsay_weight = int(round(100 * landlord.hearsay))
        self.notice = int(round(self.rules.notice_months))

    def run(self, model: "SettlementModel") -> None:
        """Arrears, trouble, contract ends, notice, lodging, shared housing, other households."""
        self.budget = budget(self.household, model.month)
        h = model.world.households
        rents = (h.tenure >= int(Tenure.MUNICIPAL)) & (h.tenure <= int(Tenure.UNSERIOUS))
        refugee = h.refugee == 1
        # other households in municipal dwellings only stay or leave
        tenants = rents & (refugee | (h.tenure != int(Tenure.MUNICIPAL)))
        self.others = np.flatnonzero(rents & ~refugee & h.turn(model.month, MONTHS_PER_YEAR))
        self._arrears(model, np.flatnonzero(tenants & h.turn(model.month, QUARTER)))
        lived = np.int16(model.month) - h.since  # a tenant's home began in some month: never NEVER
        self._trouble(model, np.flatnonzero(tenants & multiples(lived, MONTHS_PER_YEAR) & (lived > 0)))
        self._notice(model)
        self._contracts(model)
        self._lodging(model)
        self._shared(model)
        self._other_exits(model)
        self._other_waiting(model)
        self._other_arrivals(model)

    # --- paying and behaving ------------------------------------------------------------------------

    def _arrears(self, model: "SettlementModel", rows: I64) -> None:
        """Once a quarter, each in its own month: arrears of `rows` grow or fall by rent against reach."""
        h, margin = model.world.households, int(round(100 * self.rules.arrears_margin))
        kernels.owe(
            rows, packed(self.budget), margin, h.persons, h.adults_working, h.income, h.rent, h.arrears
        )

    def _trouble(self, model: "SettlementModel", rows: I64) -> None:
        """A year of a tenancy of `rows` is over: trouble or none; landlords and municipalities learn."""
        world, month, t = model.world, model.month, self.tables
        h, d, landlords = world.households, world.dwellings, world.landlords
        seen, bad = np.zeros((2, world.geography.municipalities), dtype=np.int64)
        rows = kernels.year_over(
            rows, model.draws.stream(Stream.TROUBLE, month), t.trouble, h.key, h.refugee, h.adults_working,
            h.arrears, h.municipality, h.dwelling, d.row_of, d.owner, d.guaranteed, d.landlord,
            landlords.row_of, landlords.trouble_a, landlords.trouble_b, seen, bad,
        )  # fmt: skip
        self._hear(model, seen, bad)
        homes = d.rows(h.dwelling[rows])
        owner = d.owner[homes]
        leased = owner == Owner.MUNICIPALITY_LEASED
        _, second = model.draws.both(Stream.TROUBLE, month, h.key[rows])
        claim = np.flatnonzero(leased | ((owner == Owner.LANDLORD) & (d.guaranteed[homes] == 1)))
        paid = second[claim] < t.honoured
        who = landlords.rows(d.landlord[homes[claim]])
        some = who >= 0
        np.add.at(landlords.honour_a, who[some], 100 * paid[some])
        np.add.at(landlords.honour_b, who[some], 100 * ~paid[some])
        lost = claim[paid]
        model.events.add(
            "guarantee_loss", municipality=d.municipality[homes[lost]],
            amount=np.full(len(lost), int(round(self.rules.guarantee_claim))),
        )  # fmt: skip
        municipal = owner <= Owner.MUNICIPALITY_LEASED
        verdict = model.draws.high(Stream.EVICTION, month, h.key[rows])
        out = verdict < t.evicted[municipal.astype(np.int64)]
        # a landlord gives notice: the contract ends now and the search begins; a municipal tenant
        # is put out
        self.noticed = rows[out & ~municipal]
        h.contract_end[self.noticed] = month
        self._must_seek(model, self.noticed, Reason.EVICTION)
        self.put_out = rows[out & municipal]
        h.why[self.put_out] = Reason.EVICTION

    def _evict(self, model: "SettlementModel", rows: I64) -> None:
        """Households `rows` lose their dwelling: with kin, in temporary lodging, or back on the list."""
        h, month = model.world.households, model.month
        model.events.add(
            "eviction", household=h.uid[rows], municipality=h.municipality[rows], tenure=h.tenure[rows],
            refugee=h.refugee[rows],
        )  # fmt: skip
        kin = model.draws.high(Stream.TENANCY_END, month, h.key[rows]) < self.tables.with_kin
        refugee = h.refugee[rows] == 1
        lodging = np.where(kin, int(Tenure.RELATIVES), int(Tenure.TEMPORARY))
        move_out(model, rows, np.where(refugee, lodging, int(Tenure.NONE)))
        h.queue_since[rows] = month

    def _hear(self, model: "SettlementModel", seen: I64, bad: I64) -> None:
        """The municipality's picture of guaranteed and leased tenancies (`seen` of them, `bad` with trouble,
        shape (M,)), and hearsay among landlords."""
        world = model.world
        picture = world.municipalities.trouble_seen
        moved = seen > 0
        picture[moved] += self.rules.trouble_memory * (bad[moved] / seen[moved] - picture[moved])
        landlords = world.landlords
        if not len(landlords):
            return
        # each in its own month of the year
        rows = np.flatnonzero(landlords.turn(model.month, MONTHS_PER_YEAR))
        rows = rows.compress(picture[landlords.municipality[rows]] > 0)
        draw = model.draws.high(Stream.HEARSAY, model.month, landlords.key[rows])
        bad_news = draw < threshold(picture)[landlords.municipality[rows]]
        landlords.trouble_a[rows[bad_news]] += self.hearsay_weight
        landlords.trouble_b[rows[~bad_news]] += self.hearsay_weight

    # --- contracts ----------------------------------------------------------------------------------

    def _must_seek(self, model: "SettlementModel", rows: I64, why: int) -> None:
        """Households `rows` must find another home for the reason `why`; those that search already go
        on."""
        h, world = model.world.households, model.world
        idle = rows[h.seeks_place[rows] < 0]
        h.seeks_place[idle] = h.place[idle]
        h.seeks_since[idle] = model.month
        h.why[rows] = why
        known = world.municipalities.known[h.municipality[idle], Instrument.GUARANTEE]
        h.guaranteed[idle] = known & (h.tenure[idle] == Tenure.MUNICIPAL)

    def _notice(self, model: "SettlementModel") -> None:
        """The notice is up: private tenants without another home lose theirs, municipal ones stay on;
        municipal tenants put out leave at once."""
        h, month = model.world.households, model.month
        over = h.contract_end == month - self.notice
        rows = np.flatnonzero(over)
        tenure = h.tenure[rows]
        stays = rows[tenure == Tenure.MUNICIPAL]
        h.contract_end[stays] = month + int(round(self.rules.review_short))
        found_none = rows[(tenure == Tenure.PRIVATE) | (tenure == Tenure.UNSERIOUS)]
        self._evict(model, np.concatenate([found_none, self.put_out]))

    def _contracts(self, model: "SettlementModel") -> None:
        """Contracts end this month: renewal by the landlord, review by the municipality."""
        world, month, t = model.world, model.month, self.tables
        h = world.households
        rows = np.flatnonzero(h.contract_end == month)
        if len(self.noticed):
            told = np.zeros(len(h), dtype=np.bool_)
            told[self.noticed] = True
            rows = rows[~told[rows]]
        tenure = h.tenure[rows]
        self._renew(model, rows[tenure == Tenure.PRIVATE])
        loose = rows[tenure == Tenure.UNSERIOUS]
        goes_on = model.draws.high(Stream.TENANCY_END, month, h.key[loose]) < t.unserious_renewal
        h.contract_end[loose[goes_on]] = month + int(round(self.market.unserious_months))
        self._must_seek(model, loose[~goes_on], Reason.CONTRACT_END)
        self._review(model, rows[tenure == Tenure.MUNICIPAL])

    def _renew(self, model: "SettlementModel", rows: I64) -> None:
        """Private contracts: renewed if the sitting tenant is worth more than the outside (decision 3.5)."""
        if not len(rows):
            return
        world, month, t = model.world, model.month, self.tables
        h, d = world.households, world.dwellings
        homes = d.rows(h.dwelling[rows])
        level = rent_now(world.geography, world.places, self.market, month)
        outside = (level[d.place[homes], d.rooms[homes] - 1] * self.area[d.area[homes]]) // 1000
        rent = h.rent[rows].astype(np.int64)
        # the rent is brought half way up to the market's; the rest, less a change of tenant, is the
        # outside value
        new = rent + np.maximum(outside - rent, 0) // 2
        kept = 4000 * (h.arrears[rows] < 2)
        worth = MONTHS_PER_YEAR * (new - outside) + (self.void * outside) // 1000 + kept
        draw = model.draws.both(Stream.TENANCY_END, month, h.key[rows])
        renewed = draw[0] < t.renewal[value_cell(worth)]
        yes = rows[renewed]
        h.rent[yes] = new[renewed]
        d.rent[homes[renewed]] = new[renewed]
        contract = cumulative(self.market.vector("contract_share"))
        months = np.rint(self.market.vector("contract_months")).astype(np.int64)
        h.contract_end[yes] = month + months[pick(contract, draw[1][renewed])]
        self._must_seek(model, rows[~renewed], Reason.CONTRACT_END)

    def _review(self, model: "SettlementModel", rows: I64) -> None:
        """Municipal contracts: those who can manage must seek; the others are given a new contract."""
        h, b = model.world.households, self.budget
        size = np.minimum(h.persons[rows], 8)
        left = net_income(b, h.income[rows].astype(np.int64), h.adults_working[rows].astype(np.int64))
        left = left - h.rent[rows]
        able = left * 100 > b.need[size] * int(round(100 * self.rules.review_income))
        h.contract_end[rows[~able]] = model.month + int(round(self.rules.review_months))
        self._must_seek(model, rows[able], Reason.REVIEW)

    # --- without a home of their own ----------------------------------------------------------------

    def _lodging(self, model: "SettlementModel") -> None:
        """In temporary lodging one keeps seeking; with kin one begins to, in time."""
        h = model.world.households
        rows = np.flatnonzero((h.tenure == int(Tenure.TEMPORARY)) | (h.tenure == int(Tenure.RELATIVES)))
        rows = rows[h.seeks_place[rows] < 0]
        draw = model.draws.high(Stream.OTHER_EXIT, model.month, h.key[rows])
        starts = (h.tenure[rows] == Tenure.TEMPORARY) | (draw < self.tables.seeks_from_kin)
        self._must_seek(model, rows[starts], Reason.NO_HOME)
        waits = rows[(h.tenure[rows] == Tenure.TEMPORARY) & (h.queue_since[rows] == NEVER)]
        h.queue_since[waits] = model.month

    def _shared(self, model: "SettlementModel") -> None:
        """Flatmates one did not choose: leaving shared housing (L16)."""
        h, month = model.world.households, model.month
        rows = np.flatnonzero(h.tenure == int(Tenure.SHARED))
        rows = rows[h.seeks_place[rows] < 0]
        draw = model.draws.high(Stream.SHARED_EXIT, month, h.key[rows])
        late = (month - h.since[rows] >= 6).astype(np.int64)
        self._must_seek(model, rows[draw < self.tables.shared_exit[late]], Reason.FLATMATES)

    # --- other disadvantaged households ---------------------------------------------------------------

    def _other_exits(self, model: "SettlementModel") -> None:
        """Once a year, each in its own month: other households leave municipal or private dwellings."""
        h, month, t = model.world.households, model.month, self.tables
        rows = self.others
        # whoever lost the home this month is no longer what the list says
        rows = rows.compress(h.dwelling[rows] >= 0)
        first, second = model.draws.both(Stream.MUNICIPAL_EXIT, month, h.key[rows])
        municipal = h.tenure[rows] == Tenure.MUNICIPAL
        leaves = first < np.where(municipal, t.other_exit, t.other_private_exit)
        goal = np.array([Tenure.GONE, Tenure.PRIVATE, Tenure.OWNED])
        dissolve_others(model, rows[leaves], goal[pick(t.destination, second[leaves])])

    def _other_waiting(self, model: "SettlementModel") -> None:
        """On the list, once a quarter: give up, or begin to look privately."""
        h, month, t = model.world.households, model.month, self.tables
        rows = np.flatnonzero((h.tenure == int(Tenure.NONE)) & h.turn(month, QUARTER))
        first, second = model.draws.both(Stream.OTHER_EXIT, month, h.key[rows])
        gone = first < t.give_up
        model.events.add(
            "list_given_up", household=h.uid[rows[gone]], municipality=h.municipality[rows[gone]]
        )
        dissolve_others(model, rows[gone], Tenure.GONE)
        looks = rows[~gone & (second < t.seeks)]
        self._must_seek(model, looks, Reason.NO_HOME)

    def _other_arrivals(self, model: "SettlementModel") -> None:
        """New applicants, by municipality in proportion to population."""
        world, month, t = model.world, model.month, self.tables
        geography = world.geography
        year = year_row(month, geography.population.shape[1])
        mean = geography.population[:, year] * (self.rules.other_arrivals / 1000.0 / MONTHS_PER_YEAR)
        draw = model.draws.high(Stream.OTHER_ARRIVAL, month, geography.key)
        count = (np.rint(mean * 4294967296.0).astype(np.int64) + draw) >> 32
        where = np.repeat(np.arange(len(count)), count)
        nth = np.arange(len(where)) - np.repeat(np.cumsum(count) - count, count)
        if not len(where):
            return
        key = derive_keys(geography.key[where], month, Stream.OTHER_ARRIVAL, nth)
        first, second = model.draws.both(Stream.OTHER_ARRIVAL, month, key)
        persons = 1 + pick(t.persons, first)
        level = year_value(self.household.vector("price_level"), month)
        scale = int(round(1000 * level))
        income = (t.income[quantile_index(second, len(t.income))] * scale * (2 + persons)) // 3000
        adults = np.where(persons >= 3, 2, 1)
        place = place_in(geography, where, key)
        model.events.add("list_joined", municipality=where, persons=persons)
        world.households.append(
            key, refugee=0, kind=np.where(persons == 1, Kind.SINGLE, np.where(persons == 2,
            Kind.SINGLE_PARENT, Kind.FAMILY)), origin=Origin.OTHER, persons=persons,
            children=persons - adults, municipality=where, place=place, tenure=Tenure.NONE,
            since=month, income=income, queue_since=month,
        )  # fmt: skip
