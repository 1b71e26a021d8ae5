"""Permits and arrivals: new settlement cases, one by one."""

from typing import TYPE_CHECKING

from agents.calendar import year_row
from agents.kinds import MONTHS_PER_YEAR, NEVER, START_MONTH, Case, Kind, Path, Reason, Tenure
from simulation.case_tables import LONE_MOTHERS, mean_size
from simulation.processes import permits as columns
from simulation.randomness import Stream, derive_key, mix, threshold
from simulation.twin.beings import Household
from simulation.twin.cases import coethnic_place, leave_queue
from simulation.twin.shared import pick_one, prepared, quantile

if TYPE_CHECKING:
    from simulation.twin.model import TwinModel


def chance(p: float) -> int:
    """Return the threshold of one probability."""
    return int(threshold(p))


class Permits:
    """New cases of the month by path."""

    name = "permits"

    def prepare(self, model: "TwinModel") -> None:
        """Build tables."""
        same = prepared(columns.Permits(), model)
        self.rules, self.tables = same.rules, same.tables
        self.ages, self.wellbeing = same.ages, same.wellbeing

    def run(self, model: "TwinModel") -> None:
        """Add the month's cases; rests during burn-in."""
        if model.month < START_MONTH:
            return
        rules = self.rules
        year = year_row(model.month, len(rules.total))
        leak = chance(rules.leak[year_row(model.month, len(rules.leak))])
        persons = {
            Path.ASYLUM: max(rules.total[year] - rules.quota[year] - rules.minors[year], 0.0) * rules.surge,
            Path.QUOTA: rules.quota[year],
            Path.UNACCOMPANIED: rules.minors[year],
            Path.COLLECTIVE: rules.collective[year] * rules.surge,
        }
        size = {
            Path.ASYLUM: mean_size(rules.kinds_asylum, rules.children),
            Path.QUOTA: mean_size(rules.kinds_quota, rules.children),
            Path.UNACCOMPANIED: 1.0,
            Path.COLLECTIVE: mean_size(rules.kinds_collective, rules.children),
        }
        for path in persons:
            monthly = persons[path] * model.population_scale / MONTHS_PER_YEAR / size[path]
            # one draw a month rounds the expected number of households up or down
            u = model.draws.one(Stream.PERMIT_COUNT, model.month, mix(int(path) + 77)) / 2.0**32
            made = [self._case(model, path, number) for number in range(int(monthly + u))]
            for household in made:
                # some leave for kin and friends at once, without agreement or programme
                if path in (Path.ASYLUM, Path.COLLECTIVE) and not household.alone_as_minor:
                    draw, _ = model.draws.one_both(Stream.PERMIT_LEAK, model.month, household.key)
                    if draw < leak:
                        leave_queue(model, household, Reason.NONE)

    def _case(self, model: "TwinModel", path: Path, number: int) -> Household:
        """Draw one case: kind, origin, children, region, file, family to come."""
        t, rules, month = self.tables, self.rules, model.month
        key = derive_key(mix(model.draws.seed ^ mix(int(path) + 1000)), month, Stream.PERMIT_KIND, number)
        kind_draw, origin_draw = model.draws.one_both(Stream.PERMIT_KIND, month, key)
        size_draw, region_draw = model.draws.one_both(Stream.PERMIT_SIZE, month, key)
        file_draw, family_draw = model.draws.one_both(Stream.PERMIT_FILE, month, key)
        _, expect_draw = model.draws.one_both(Stream.PERMIT_LEAK, month, key)
        sponsor_draw, members_draw = model.draws.one_both(Stream.SPONSOR, month, key)
        time_draw, arrive_draw = model.draws.one_both(Stream.FAMILY_TIME, month, key)
        quota, kind = path == Path.QUOTA, Kind.UNACCOMPANIED
        if path != Path.UNACCOMPANIED:
            kind = Kind(pick_one(t.kinds[path], kind_draw))
        minor = kind == Kind.UNACCOMPANIED
        origin = pick_one(t.origins[path], origin_draw)
        children = pick_one(t.children, size_draw) + 1 if kind in (Kind.FAMILY, Kind.SINGLE_PARENT) else 0
        adults = 2 if kind in (Kind.COUPLE, Kind.FAMILY) else 1
        dialogue = 0.0 if model.frozen else model.coordination.dialogue
        room = 1.0 - rules.complete_without  # a channel of the wrong sign spoils as much as a right one mends
        complete = rules.complete_without + room * dialogue
        file_complete = file_draw < chance(complete)
        pending = 0
        if sponsor_draw < t.sponsor[origin, kind] and not quota:
            pending = pick_one(t.family_sizes, members_draw) + 1
        delay = quantile(t.family.months_quantiles, time_draw)
        first, last = rules.quota_wait
        arrival = month + int(first) + (arrive_draw * (int(last - first) + 1) >> 32)
        least, most = (int(points) for points in rules.expects)
        close = -1
        if family_draw < chance(rules.close_family):
            place = coethnic_place(model, origin, model.draws.one(Stream.PERMIT_FAMILY, month, key))
            close = int(model.world.geography.place_municipality[place])
        household = model.world.add_household(
            key, kind=kind, path=path, origin=origin, persons=adults + children,
            children=children + minor, tenure=Tenure.ABROAD if quota else Tenure.RECEPTION,
            contract_end=arrival if quota else NEVER, since=month, permit=month, case=Case.READY,
            case_since=month,
            region=min(pick_one(t.regions, region_draw), len(model.world.geography.region_name) - 1),
            file_complete=file_complete, family_pending=min(pending, 9),
            family_month=min(month + delay, 32000) if pending else NEVER,
            family_known=file_complete and pending > 0,
            expectation=least + (expect_draw * (most - least + 1) >> 32),
            close_family=close, reason=Reason.ARRIVAL_PENDING if quota else Reason.NONE,
        )  # fmt: skip
        for ordinal in range(adults + children):
            self._person(model, household, path, ordinal, ordinal < adults)
        household.head = household.members[0]
        household.health = int(any(person.health for person in household.members))
        model.events.add("permit", household=household.uid, kind=kind, path=path, persons=household.persons)
        return household

    def _person(
        self, model: "TwinModel", household: Household, path: Path, ordinal: int, adult: bool
    ) -> None:
        """Draw one person: adults first, then children."""
        rules, month, kind = self.rules, model.month, household.kind
        key = derive_key(household.key, month, Stream.PERMIT_PERSON, ordinal)
        sex_draw, age_draw = model.draws.one_both(Stream.PERMIT_PERSON, month, key)
        school_draw, health_draw = model.draws.one_both(Stream.PERMIT_EXPECTATION, month, key)
        minor = household.alone_as_minor
        # couples: one man, one woman; lone parents mostly mothers; children evenly
        if minor:
            female = sex_draw >= chance(rules.boys)
        elif not adult:
            female = sex_draw >= chance(0.5)
        elif kind == Kind.SINGLE:
            female = sex_draw >= chance(rules.men_single)
        elif kind == Kind.SINGLE_PARENT:
            female = sex_draw < chance(LONE_MOTHERS)
        else:
            female = ordinal == 1
        first_parent, grown = (int(age) for age in rules.family_ages)
        if minor:
            youngest, eldest = (int(age) for age in rules.minors_ages)
            years = youngest + (age_draw * (eldest - youngest + 1) >> 32)
        elif not adult:
            years = age_draw * grown >> 32
        else:
            years = quantile(self.ages, age_draw)
            if kind in (Kind.FAMILY, Kind.SINGLE_PARENT):
                years = max(years, first_parent)
        # the month within the year of age
        spread = model.draws.one(Stream.PERMIT_ARRIVAL, month, key) * MONTHS_PER_YEAR >> 32
        grown = adult and not minor
        model.world.add_person(
            model, key, household, female=female, birth=month - years * MONTHS_PER_YEAR - spread,
            origin=household.origin, path=path,
            education=pick_one(self.tables.education, school_draw) if grown else 0,
            health=grown and health_draw < chance(rules.health_need), wellbeing=self.wellbeing,
        )  # fmt: skip
