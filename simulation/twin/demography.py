"""Births, deaths, emigration, ageing, and households that form and part."""

from typing import TYPE_CHECKING

from agents.kinds import (
    DECEMBER,
    MONTHS_PER_YEAR,
    NEVER,
    START_MONTH,
    Case,
    DwellingState,
    Kind,
    Path,
    Reason,
    Tenure,
)
from simulation.people import ADULT
from simulation.processes.demography import AGES, GENERATION, build_tables
from simulation.randomness import Stream, derive_key
from simulation.twin.beings import Household, Person
from simulation.twin.people import depart, dissolve, eldest, recount
from simulation.twin.shared import clip

if TYPE_CHECKING:
    from simulation.twin.model import TwinModel


class Demography:
    """Demography, one month."""

    name = "demography"

    def prepare(self, model: "TwinModel") -> None:
        """Build the thresholds."""
        self.tables = build_tables(model.values.rules("demography"))

    def run(self, model: "TwinModel") -> None:
        """Age; then, after the burn-in, emigrate, die, bear children, form and part households.

        Each person's yearly chances are drawn in the month of birth, a household's in that of its
        head. Households concerned are counted anew at the end, in order of uid.
        """
        world, month = model.world, model.month
        grown = [person for person in world.persons if person.present and person.birth == month - ADULT]
        touched = {person.household.uid: person.household for person in grown}
        if month >= START_MONTH:
            due = [
                p for p in world.persons
                if p.present and (p.birth - month) % MONTHS_PER_YEAR == 0
                and p.household.tenure != Tenure.ABROAD
            ]  # fmt: skip
            for person in due:
                self._emigrate(model, person)
            due = [person for person in due if person.present]
            for step in (self._die, self._bear, self._form):
                for person, household in [(person, person.household) for person in due]:
                    if person.present and step(model, person):
                        touched[household.uid] = household
            for household in self._part(model, due):
                touched[household.uid] = household
        changed = [touched[uid] for uid in sorted(touched) if touched[uid].tenure != Tenure.GONE]
        for household in changed:
            recount(household, month)
        if month >= START_MONTH:
            for household in changed:
                if household.persons == 0:
                    dissolve(model, household)
            for household in world.households:
                self._leave_staffed(model, household)
        if month % MONTHS_PER_YEAR == DECEMBER:
            self._compact(model)

    def _age(self, model: "TwinModel", person: Person) -> int:
        return clip(person.months_old(model.month) // MONTHS_PER_YEAR, 0, AGES - 1)

    def _emigrate(self, model: "TwinModel", head: Person) -> None:
        """A whole settled household leaves, drawn in the month of its head's birth."""
        household, month = head.household, model.month
        if household.head is not head or household.settled == NEVER or household.waits:
            return
        years = max(month - household.settled, 0) // MONTHS_PER_YEAR
        group = (years >= 2) + (years >= 5) + (years >= 10)
        limit = self.tables.emigration[household.origin, household.kind, group]
        if model.draws.one(Stream.EMIGRATION, month, head.key) >= limit:
            return
        model.events.add(
            "emigration", household=household.uid, municipality=household.municipality,
            persons=household.persons,
        )  # fmt: skip
        for member in list(household.members):
            depart(member)
        dissolve(model, household)

    def _die(self, model: "TwinModel", person: Person) -> bool:
        """Perhaps the person dies."""
        limit = self.tables.death[person.female, self._age(model, person)]
        if model.draws.one(Stream.DEATH, model.month, person.key) >= limit:
            return False
        model.events.add("death", municipality=person.household.municipality)
        depart(person)
        return True

    def _bear(self, model: "TwinModel", mother: Person) -> bool:
        """Perhaps a woman bears a child, who joins her household."""
        month, household = model.month, mother.household
        if not mother.female:
            return False
        partner = int(household.kind in (Kind.COUPLE, Kind.FAMILY))
        limit = self.tables.birth[mother.origin, self._age(model, mother), partner]
        if model.draws.one(Stream.BIRTH, month, mother.key) >= limit:
            return False
        key = derive_key(mother.key, month, Stream.NEWBORN)
        waiting = mother.settled == NEVER
        model.world.add_person(
            model, key, household, birth=month, origin=mother.origin, path=Path.BORN,
            female=int(model.draws.one(Stream.NEWBORN, month, key) < self.tables.girl),
            settled=NEVER if waiting else month,
            settled_in=-1 if waiting else household.municipality,
            wellbeing=mother.wellbeing, bonding=mother.bonding,
        )  # fmt: skip
        model.events.add("birth", municipality=household.municipality)
        return True

    def _form(self, model: "TwinModel", person: Person) -> bool:
        """Perhaps a young adult leaves the parental home."""
        household, head = person.household, person.household.head
        if head is None or head is person or household.place < 0:
            return False
        if person.birth - head.birth < GENERATION:
            return False
        limit = self.tables.formation[self._age(model, person)]
        if model.draws.one(Stream.FORMATION, model.month, person.key) >= limit:
            return False
        self._own_household(model, person, Stream.FORMATION)
        return True

    def _part(self, model: "TwinModel", due: list[Person]) -> list[Household]:
        """Couples part: he, or the one who is not the head, leaves and lodges with kin.

        The partner is the eldest adult of the other sex who is not a generation younger.
        """
        parted = []
        for head in due:
            household = head.household
            if not head.present or household.head is not head or household.place < 0:
                continue
            if household.kind not in (Kind.COUPLE, Kind.FAMILY):
                continue
            if model.draws.one(Stream.DISSOLUTION, model.month, head.key) >= self.tables.parting:
                continue
            partners = [
                p for p in household.members
                if p.female != head.female and p.is_adult(model.month) and p.birth - head.birth < GENERATION
            ]  # fmt: skip
            if partners:
                goes = eldest(partners) if head.female else head
                parted.append((household, goes))
        for _, goes in sorted(parted, key=lambda pair: pair[0].uid):
            self._own_household(model, goes, Stream.DISSOLUTION)
        return [household for household, _ in parted]

    def _own_household(self, model: "TwinModel", person: Person, stream: Stream) -> None:
        """Give a person a household of one's own, with kin until a dwelling is found."""
        month, old = model.month, person.household
        new = model.world.add_household(
            derive_key(person.key, month, stream), kind=Kind.SINGLE, path=person.path,
            origin=person.origin, head=person, persons=1, municipality=old.municipality,
            place=old.place, tenure=Tenure.RELATIVES, since=month, income=person.income,
            adults_working=person.employed, settled=person.settled, case=Case.SETTLED,
            region=old.region, health=person.health, file_complete=1, expectation=old.expectation,
            knows_startlan=old.knows_startlan, close_family=old.municipality, seeks_place=old.place,
            seeks_since=month, why=Reason.NO_HOME,
        )  # fmt: skip
        old.members.remove(person)
        new.members.append(person)
        person.household = new
        model.events.add(
            "formation", household=new.uid, municipality=new.municipality,
            parted=stream == Stream.DISSOLUTION,
        )  # fmt: skip

    def _leave_staffed(self, model: "TwinModel", household: Household) -> None:
        """A minor in a staffed place who has come of age begins to look for a dwelling."""
        if not household.alone_as_minor or household.tenure != Tenure.STAFFED or household.head is None:
            return
        limit = self.tables.minor[self._age(model, household.head)]
        if model.draws.one(Stream.MINOR_LEAVES, model.month, household.key) < limit:
            household.kind = Kind.SINGLE
            household.queue_since = model.month
            household.seeks_place = household.place
            household.seeks_since = model.month
            household.why = Reason.NO_HOME

    def _compact(self, model: "TwinModel") -> None:
        """In December who is gone, dissolved or left the stock is dropped."""
        world = model.world
        for person in world.persons:
            if not person.present:
                person.remove()
        world.persons = [person for person in world.persons if person.present]
        world.households = [h for h in world.households if h.tenure != Tenure.GONE]
        world.dwellings = [d for d in world.dwellings if d.state != DwellingState.REMOVED]
