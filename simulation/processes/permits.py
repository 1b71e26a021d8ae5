"""Permits and arrivals: new settlement cases by path.

Annual totals are input; month, origin and household kind are assumed shares drawn with keys that
no scenario touches, so every arm meets the same people.
"""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.calendar import year_row
from agents.kinds import MONTHS_PER_YEAR, NEVER, START_MONTH, Case, Kind, Path, Programme, Reason, Tenure
from simulation.case_tables import LONE_MOTHERS, case_tables, mean_size
from simulation.cases import among_coethnics, leave_queue
from simulation.randomness import Stream, derive_keys, mix, pick, quantile_index, threshold

if TYPE_CHECKING:
    from simulation.model import SettlementModel

I64 = npt.NDArray[np.int64]
U64 = npt.NDArray[np.uint64]


class Permits:
    """New cases of the month by path."""

    name = "permits"

    def prepare(self, model: "SettlementModel") -> None:
        """Build tables."""
        self.rules = model.values.rules("permits")
        self.tables = case_tables(self.rules, model.values.rules("refugee"))
        self.ages = self.rules.vector("ages").astype(np.int64)
        self.wellbeing = int(model.values.number("wellbeing.waiting"))

    def run(self, model: "SettlementModel") -> None:
        """Add the month's cases; rests during burn-in."""
        if model.month < START_MONTH:
            return
        rules = self.rules
        year = year_row(model.month, len(rules.total))
        asylum = max(rules.total[year] - rules.quota[year] - rules.minors[year], 0.0) * rules.surge
        sizes = {
            Path.ASYLUM: mean_size(rules.kinds_asylum, rules.children),
            Path.QUOTA: mean_size(rules.kinds_quota, rules.children),
            Path.UNACCOMPANIED: 1.0,
            Path.COLLECTIVE: mean_size(rules.kinds_collective, rules.children),
        }
        totals = {
            Path.ASYLUM: asylum,
            Path.QUOTA: rules.quota[year],
            Path.UNACCOMPANIED: rules.minors[year],
            Path.COLLECTIVE: rules.collective[year] * rules.surge,
        }
        for path, persons in totals.items():
            monthly = persons * model.population_scale / MONTHS_PER_YEAR / sizes[path]
            # one draw a month rounds the expected number of households up or down
            u = model.draws.one(Stream.PERMIT_COUNT, model.month, mix(int(path) + 77)) / 2.0**32
            count = int(monthly + u)
            if count:
                self._add(model, path, count)

    def _add(self, model: "SettlementModel", path: Path, count: int) -> None:
        world, draws, month, tables = model.world, model.draws, model.month, self.tables
        rules = self.rules
        keys = derive_keys(
            np.full(count, mix(model.draws.seed ^ mix(int(path) + 1000)), dtype=np.uint64),
            month,
            Stream.PERMIT_KIND,
            np.arange(count),
        )
        kind_draw, origin_draw = draws.both(Stream.PERMIT_KIND, month, keys)
        size_draw, region_draw = draws.both(Stream.PERMIT_SIZE, month, keys)
        file_draw, family_draw = draws.both(Stream.PERMIT_FILE, month, keys)
        leak_draw, expect_draw = draws.both(Stream.PERMIT_LEAK, month, keys)
        sponsor_draw, members_draw = draws.both(Stream.SPONSOR, month, keys)
        time_draw, arrive_draw = draws.both(Stream.FAMILY_TIME, month, keys)
        if path == Path.UNACCOMPANIED:
            kinds = np.full(count, Kind.UNACCOMPANIED, dtype=np.int64)
        else:
            kinds = pick(tables.kinds[path], kind_draw)
        origins = pick(tables.origins[path], origin_draw)
        with_children = (kinds == Kind.FAMILY) | (kinds == Kind.SINGLE_PARENT)
        children = np.where(with_children, pick(tables.children, size_draw) + 1, 0)
        adults = np.where((kinds == Kind.COUPLE) | (kinds == Kind.FAMILY), 2, 1)
        minors = kinds == Kind.UNACCOMPANIED
        persons = adults + children
        regions = np.minimum(pick(tables.regions, region_draw), len(world.geography.region_name) - 1)
        dialogue = 0.0 if model.frozen else model.coordination.dialogue
        room = 1.0 - rules.complete_without  # a channel of the wrong sign spoils as much as a right one mends
        complete = rules.complete_without + room * dialogue
        file_complete = file_draw < threshold(complete)

        least, most = (int(points) for points in rules.expects)
        # family to come later: only from households without both parents here
        sponsors = (sponsor_draw < tables.sponsor[origins, kinds]) & (path != Path.QUOTA)
        pending = np.where(sponsors, pick(tables.family_sizes, members_draw) + 1, 0)
        quantiles = tables.family.months_quantiles
        delay = quantiles[quantile_index(time_draw, len(quantiles))]

        leak = threshold(rules.leak[year_row(model.month, len(rules.leak))])
        leaves = (leak_draw < leak) & (path in (Path.ASYLUM, Path.COLLECTIVE)) & ~minors
        first, last = rules.quota_wait
        arrival = month + int(first) + quantile_index(arrive_draw, int(last - first) + 1)
        quota = path == Path.QUOTA
        close = self._close_family(model, keys, origins, family_draw)
        uids = world.households.append(
            keys,
            kind=kinds, path=int(path), origin=origins, persons=persons,
            children=children + minors.astype(np.int64),
            tenure=Tenure.ABROAD if quota else Tenure.RECEPTION,
            contract_end=arrival if quota else NEVER,
            since=month, permit=month, case=Case.READY, case_since=month, region=regions,
            file_complete=file_complete, family_pending=np.minimum(pending, 9),
            family_month=np.where(pending > 0, np.minimum(month + delay, 32000), NEVER),
            family_known=file_complete & (pending > 0),
            expectation=least + quantile_index(expect_draw, most - least + 1), close_family=close,
            reason=Reason.ARRIVAL_PENDING if quota else Reason.NONE,
        )  # fmt: skip
        self._people(model, path, keys, uids, kinds, origins, adults, children, minors)
        world.households.health[world.households.rows(uids)] = self._household_health(
            model, uids, int(persons.sum())
        )
        model.events.add("permit", household=uids, kind=kinds, path=int(path), persons=persons)
        if leaves.any():
            self._leave(model, uids[leaves])

    def _close_family(self, model: "SettlementModel", keys: U64, origins: I64, draw: I64) -> I64:
        """Return the municipality where close family lives, -1 for most."""
        world = model.world
        has = draw < threshold(self.rules.close_family)
        result = np.full(len(keys), -1, dtype=np.int64)
        if has.any():
            where = model.draws.high(Stream.PERMIT_FAMILY, model.month, keys[has])
            places = among_coethnics(world, origins[has], where)
            result[has] = world.geography.place_municipality[places]
        return result

    def _people(
        self,
        model: "SettlementModel",
        path: Path,
        keys: U64,
        uids: npt.NDArray[np.int32],
        kinds: I64,
        origins: I64,
        adults: I64,
        children: I64,
        minors: npt.NDArray[np.bool_],
    ) -> None:
        """Add the persons of new households: adults first, then children."""
        world, draws, month, rules = model.world, model.draws, model.month, self.rules
        size = adults + children
        owner = np.repeat(np.arange(len(keys)), size)
        ordinal = np.arange(len(owner)) - np.repeat(np.cumsum(size) - size, size)
        person_keys = derive_keys(keys[owner], month, Stream.PERMIT_PERSON, ordinal)
        sex_draw, age_draw = draws.both(Stream.PERMIT_PERSON, month, person_keys)
        school_draw, health_draw = draws.both(Stream.PERMIT_EXPECTATION, month, person_keys)
        adult = ordinal < adults[owner]
        kind = kinds[owner]
        single_woman = sex_draw >= threshold(rules.men_single)
        girl = sex_draw >= threshold(rules.boys)
        even = sex_draw >= threshold(0.5)
        # couples: one man, one woman; lone parents mostly mothers; children evenly
        female = np.where(
            minors[owner], girl,
            np.where(
                adult,
                np.where(
                    kind == Kind.SINGLE, single_woman,
                    np.where(kind == Kind.SINGLE_PARENT, sex_draw < threshold(LONE_MOTHERS), ordinal == 1),
                ),
                even,
            ),
        )  # fmt: skip
        first_parent, grown = (int(age) for age in rules.family_ages)
        youngest, eldest = (int(age) for age in rules.minors_ages)
        years = self.ages[quantile_index(age_draw, len(self.ages))]
        parent = (kind == Kind.FAMILY) | (kind == Kind.SINGLE_PARENT)
        years = np.where(parent, np.maximum(years, first_parent), years)
        years = np.where(adult, years, quantile_index(age_draw, grown))
        years = np.where(minors[owner], youngest + quantile_index(age_draw, eldest - youngest + 1), years)
        # month within the year of age, by a draw of its own: the health draw would tie the two
        spread = quantile_index(draws.high(Stream.PERMIT_ARRIVAL, month, person_keys), MONTHS_PER_YEAR)
        schooling = np.where(adult & ~minors[owner], pick(self.tables.education, school_draw), 0)
        health = adult & (health_draw < threshold(rules.health_need)) & ~minors[owner]
        person_uids = world.persons.append(
            person_keys, household=uids[owner], female=female, birth=month - years * MONTHS_PER_YEAR - spread,
            origin=origins[owner], path=int(path), education=schooling, health=health,
            wellbeing=self.wellbeing, programme=Programme.NONE,
        )  # fmt: skip
        rows = world.households.rows(uids)
        world.households.head[rows] = person_uids[np.cumsum(size) - size]

    def _household_health(
        self, model: "SettlementModel", uids: npt.NDArray[np.int32], count: int
    ) -> npt.NDArray[np.int8]:
        """Return which of the new households `uids` have a member in ill health, among the `count`
        persons added with them."""
        persons = model.world.persons
        newest = slice(len(persons) - count, None)  # the members were added last
        ill = np.zeros(len(uids), dtype=np.int8)
        ill[persons.household[newest][persons.health[newest] == 1] - uids[0]] = 1
        return ill

    def _leave(self, model: "SettlementModel", uids: npt.NDArray[np.int32]) -> None:
        """Let cases leave the queue for kin and friends, without agreement or programme."""
        leave_queue(model, model.world.households.rows(uids), Reason.NONE)
